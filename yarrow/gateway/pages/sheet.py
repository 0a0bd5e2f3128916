"""Pages are drawn: a template, the words of a language, and values that stand in it as text and nothing else."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from yarrow.gateway.pages.catalogue import catalogue
from yarrow.gateway.pages.policy import headers
from yarrow.settings import WebSettings

TEMPLATES = Path(__file__).resolve().parent / "templates"


class Sheets:
    """Draws pages for one deployment."""

    def __init__(self, settings: WebSettings) -> None:
        self.site = settings.site
        self.words = catalogue(settings.lang)
        self._shared = {"t": self.words, "site": self.site, "lang": settings.lang, "locale": settings.locale}

    def page(self, template: str, *, status: int = 200, scripted: bool = False, **values: Any) -> HTMLResponse:
        """The page as an answer."""
        drawn = _templates().get_template(template).render({**self._shared, **values})
        return HTMLResponse(drawn, status, headers(scripted=scripted))


def moment(at: str) -> str:
    """A moment to be read: without a script nobody knows where the reader's clock stands, so it is UTC, and says so."""
    when = datetime.fromisoformat(at)
    return f"{when.day} {when:%b %Y, %H:%M} UTC"


def clock(at: str) -> str:
    """The same without the day."""
    return f"{datetime.fromisoformat(at):%H:%M} UTC"


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters.update(moment=moment, clock=clock)
    return templates
