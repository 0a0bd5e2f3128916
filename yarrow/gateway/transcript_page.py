"""Her own copy of the conversation as one HTML page: no script, no other file, and it prints as it should."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from yarrow.brief.sheet import Sheet
from yarrow.clinical.brief.day import day_in_words

SHEET = Sheet(Path(__file__).parent / "templates", "transcript")
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
    """The page."""
    days = [Day(day_in_words(day, lang), tuple(said)) for day, said in groupby(lines, lambda line: line.moment.date())]
    return SHEET.filled(days=days, made=day_in_words(made.date(), lang), lang=lang, words=WORDS)
