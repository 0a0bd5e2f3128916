"""Dates as they are put in forms: `12/10`, `14.3.1991`, `2026-10-05`, and the day alone: `the 1st`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yarrow.language.calendar import dated
from yarrow.language.numbers import ordinal
from yarrow.language.text import Token

BETWEEN = frozenset({"/", "-", "."})
CENTURY = 100
THIS_CENTURY, LAST_CENTURY = 2000, 1900


def date_in(tokens: Sequence[Token], today: date, *, month_first: bool = False) -> date | None:
    """The first date that is written or said; without its year the last time it came round; None if there is none.

    `month_first`: where the order cannot be told from the numbers, as in the US.
    """
    for at in range(len(tokens)):
        parts = _parts(tokens, at)
        if parts is not None:
            return _of_parts(parts, today, month_first=month_first)
        told = dated(tokens, at, today)
        if told is not None:
            return date.fromordinal(today.toordinal() - told[0])
    return _day_alone(tokens, today)


def _parts(tokens: Sequence[Token], at: int) -> list[int] | None:
    """Two or three numbers with the same kind of mark between them; `5.10` is one token."""
    parts: list[int] = []
    for token in tokens[at : at + 5]:
        if len(parts) == 3 or (token.kind != "number" and token.norm not in BETWEEN):
            break
        if token.kind == "number":
            parts += [int(part) for part in token.norm.replace(",", ".").split(".")]
    starts_with_number = tokens[at].kind == "number"
    return parts[:3] if starts_with_number and len(parts) > 1 else None


def _of_parts(parts: list[int], today: date, *, month_first: bool) -> date | None:
    if parts[0] > THIS_CENTURY - CENTURY and len(parts) == 3:
        year, month, day = parts
        return _day(year, month, day)
    day, month = (parts[1], parts[0]) if (month_first and parts[0] <= 12) or parts[1] > 12 else parts[:2]
    if len(parts) == 2:
        this = _day(today.year, month, day)
        return this if this is None or this <= today else _day(today.year - 1, month, day)
    year = parts[2] if parts[2] >= CENTURY else parts[2] + THIS_CENTURY
    return _day(year if year <= today.year + 1 else year - CENTURY, month, day)


def _day_alone(tokens: Sequence[Token], today: date) -> date | None:
    """`The 1st`: of this month, or of the last where it has not come yet."""
    for at in range(1, len(tokens)):
        nth = ordinal(tokens, at) if tokens[at - 1].norm in ("the", "on") else None
        if nth is not None and 1 <= nth[0] <= 31:
            found = _day(today.year, today.month, nth[0])
            if found is not None and found <= today:
                return found
            before = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
            return _day(*before, nth[0])
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
