"""Her own copy of the conversation as one HTML page: no script, no other file, and it prints as it should."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from yarrow.clinical.brief.day import day_in_words

TEMPLATES = Path(__file__).parent / "templates"
WORDS: Mapping[str, str] = {
    "title": "Your conversation with Yarrow",
    "made": "Your own copy, made on",
    "times": "Times are in UTC.",
    "care": "Anyone who has this page can read it. Please keep it where only you can find it.",
    "patient": "You",
    "assistant": "Yarrow",
    "staff": "Clinic staff",
}


@dataclass(frozen=True)
class Line:
    """One message: who said it, what, and when (aware, UTC)."""

    sender: str
    text: str
    moment: datetime

    @property
    def at(self) -> str:
        """For machines."""
        return self.moment.isoformat(timespec="seconds")

    @property
    def time(self) -> str:
        """For people: "22:03"."""
        return self.moment.strftime("%H:%M")


@dataclass(frozen=True)
class Day:
    """What was said on one day."""

    title: str
    lines: tuple[Line, ...]


def page(lines: Sequence[Line], *, made: datetime, lang: str) -> str:
    """The page. Whatever anybody wrote stands in it as text and nothing else."""
    days = [Day(day_in_words(day, lang), tuple(said)) for day, said in groupby(lines, lambda line: line.moment.date())]
    sheet = Markup(style())  # noqa: S704 - our own stylesheet, no word of a patient's
    template = _templates().get_template("transcript.html")
    return template.render(days=days, made=day_in_words(made.date(), lang), lang=lang, words=WORDS, style=sheet)


def policy() -> str:
    """The Content-Security-Policy under which it is served: its one stylesheet, by hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    held = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    return f"{held}; style-src 'sha256-{digest}'"


@cache
def style() -> str:
    """The stylesheet; the same for every page, so that its hash is too."""
    return (TEMPLATES / "transcript.css").read_text(encoding="utf-8").strip()


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
