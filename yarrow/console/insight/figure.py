"""A figure: a table that can be read, drawn and saved, and what it says in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

# More bars than this do not stand beside another figure.
MOST_BESIDE = 12
Cell = str | int | float | date | None
# What the numbers of a column are: how many, of a hundred, how long, a day, words.
Unit = Literal["words", "many", "percent", "seconds", "day"]


@dataclass(frozen=True)
class Column:
    """One column: its heading and what stands in it."""

    label: str
    unit: Unit = "many"

    @property
    def is_number(self) -> bool:
        """Whether it is set to the right, as numbers are."""
        return self.unit in ("many", "percent", "seconds")

    def shown(self, cell: Cell) -> str:
        """A cell as people read it."""
        if cell is None:
            return "–"
        if self.unit == "seconds":
            return duration(float(cell))  # type: ignore[arg-type]
        if self.unit == "percent":
            return f"{cell:.1f} %"
        if self.unit == "many":
            return f"{cell:,}"
        return day(cell) if isinstance(cell, date) else str(cell)


@dataclass(frozen=True)
class Drawing:
    """How it is drawn: which columns (by place) are drawn against which, and in what form.

    `most`: no more rows than this, in the order of the table.
    """

    form: Literal["bars", "stack", "upright"]
    of: tuple[int, ...]
    against: int = 0
    most: int = 400


@dataclass(frozen=True)
class Figure:
    """One figure. `lead`: what it says, in a sentence; `notes`: how it was counted."""

    id: str
    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    drawing: Drawing
    notes: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def drawn(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows that the picture shows."""
        return self.rows[: self.drawing.most]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The places of the columns that hold numbers."""
        return tuple(place for place, column in enumerate(self.columns) if column.is_number)

    @property
    def is_wide(self) -> bool:
        """Whether its picture needs the whole width of a page."""
        return self.drawing.form == "stack" or (self.drawing.form == "bars" and len(self.drawn) > MOST_BESIDE)

    @property
    def alternative(self) -> str:
        """What stands for the picture where it cannot be seen: what it is, what it says, and where the numbers are."""
        return f"Chart: {self.title}. {self.lead} All numbers are in the table below."


def day(one: date) -> str:
    """ "3 Nov 2026"."""
    return f"{one.day} {one:%b %Y}"


def duration(seconds: float) -> str:
    """A length of time in two units at most: "45 s", "3 min 20 s", "2 h 5 min", "4 days 3 h"."""
    left = round(seconds)
    days, left = divmod(left, 86_400)
    hours, left = divmod(left, 3_600)
    minutes, left = divmod(left, 60)
    parts = [
        (days, "day" if days == 1 else "days"),
        (hours, "h"),
        (minutes, "min"),
        (left, "s"),
    ]
    first = next((at for at, (many, _) in enumerate(parts) if many), len(parts) - 1)
    told = [f"{many} {unit}" for many, unit in parts[first : first + 2] if many]
    return " ".join(told) or "0 s"


def share(part: int, whole: int) -> float | None:
    """How many of a hundred; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def counted(many: int, one: str, more: str) -> str:
    """A number with its noun: "1 conversation", "1,204 conversations"."""
    return f"{many:,} {one if many == 1 else more}"


def shortened(words: str, most: int) -> str:
    """The words, cut at so many letters."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
