"""Tables and figures as the page writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

NOTHING = "-"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows))


def percent(value: float | None) -> str:
    """A part of one as per cent."""
    return NOTHING if value is None else f"{100 * value:.1f} %"


def score(value: float | None) -> str:
    """A score from 0 to 1."""
    return NOTHING if value is None else f"{value:.3f}"


def milliseconds(value: float | None) -> str:
    """A time."""
    return NOTHING if value is None else f"{value:.2f} ms" if value < 10 else f"{value:.1f} ms"


def met(holds: bool | None) -> str:
    """Whether a target is met."""
    return NOTHING if holds is None else "yes" if holds else "NO"


def ends(interval: dict[str, Any] | None, written: Any = percent) -> str:
    """The ends of an interval."""
    if interval is None or interval["low"] is None:
        return NOTHING
    return f"{written(interval['low'])} to {written(interval['high'])}"
