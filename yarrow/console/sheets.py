"""Pages are drawn: a template, and values that stand in it as text and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from yarrow.console.moments import age, day, iso, moment, time_of_day
from yarrow.console.rights import Right
from yarrow.console.said import SAID
from yarrow.console.visit import Visit
from yarrow.messengers import NAMES
from yarrow.settings import WebSettings

# What can be the id of a conversation.
CONVERSATION = re.compile(r"[A-Za-z0-9_-]{8,64}")
TEMPLATES = Path(__file__).resolve().parent / "templates"
# As short as the clinician's brief has it (protocol/wording/brief_clinician.yml, level_name).
LEVELS = {
    "T0": "Emergency call",
    "T1": "Emergency department now",
    "T2": "Same day",
    "T3": "Within two weeks",
    "T4": "Planned referral",
    "T5": "Routine",
}


class Sheets:
    """Draws the console's pages for one deployment. `clock`: what time it is, for "12 min ago"."""

    def __init__(self, settings: WebSettings, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        zone = ZoneInfo(settings.console.timezone)
        self._shared = {
            "Right": Right,
            "site": settings.site,
            "lang": settings.lang,
            "said": None,
            "undo": "",
            "path": "",
            "level_words": level_words,
            "has_apps": any(settings.messengers.has(name) for name in NAMES),
        }
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(self._shared)
        self._templates.filters.update(
            iso=iso,
            moment=lambda at: moment(at, zone),
            clock=lambda at: time_of_day(at, zone),
            day=lambda at: day(at, zone),
            age=lambda at, running=False: age(at, clock(), running=running),
        )

    def page(self, template: str, visit: Visit | None, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, or a part of one, for who is signed in (None: nobody is)."""
        shared: dict[str, Any] = {"seat": None}
        if visit:
            query = visit.request.query_params
            said, undo = SAID.get(query.get("said", "")), query.get("undo", "")
            undo = undo if said and CONVERSATION.fullmatch(undo) else ""
            shared = {"seat": visit.seat, "path": visit.request.url.path, "said": said, "undo": undo}
        drawn = self._templates.get_template(template).render({**shared, **values})
        return HTMLResponse(drawn, status)


def level_words(code: str | None) -> str:
    """A level in a few words; what is not worked out yet is not called routine."""
    return LEVELS.get(code or "", "Not clear yet")
