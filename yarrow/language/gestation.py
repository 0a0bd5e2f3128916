"""Weeks of pregnancy: completed weeks, rounded down (reference coding manual, Losses)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.numbers import Quantity, read
from yarrow.language.text import Token

WEEK = frozenset({"week", "weeks", "w", "wk", "wks", "weeker", "weekers", "weekish"})
NEARLY = frozenset({"nearly", "almost", "coming", "approaching", "just under", "under", "not quite", "short"})
BEFORE = frozenset({"before", "under", "within", "below", "than", "by"})
DAYS_PAST = frozenset({"dpo", "dpt", "dp"})
LONGEST = 45


@dataclass(frozen=True)
class Gestation:
    """Completed weeks read at tokens `start` to `end` (exclusive). `bound`: only a limit was said. `scan`: a size."""

    weeks: int
    start: int
    end: int
    bound: bool = False
    scan: bool = False


def gestations(tokens: Sequence[Token]) -> list[Gestation]:
    """All the weeks of pregnancy that could be meant, left to right; lengths of time ('3 weeks ago') are left out."""
    found: list[Gestation] = []
    at = 0
    while at < len(tokens):
        gestation = read_gestation(tokens, at)
        if gestation and gestation.weeks <= LONGEST:
            found.append(gestation)
        at = gestation.end if gestation else at + 1
    return found


def read_gestation(tokens: Sequence[Token], at: int) -> Gestation | None:
    """`6w3d`, `6+3`, `8 weeks`, `nearly 9 weeks`, `16dpo` at this token; None if there is none."""
    quantity = read(tokens, at)
    if quantity is None or quantity.low is None:
        return None
    word = _norm(tokens, quantity.end)
    word = _norm(tokens, quantity.end + 1) if word == "-" else word
    after_unit = quantity.end + (2 if _norm(tokens, quantity.end) == "-" else 1)
    if word in DAYS_PAST:
        return Gestation((quantity.whole + 14) // 7, quantity.start, after_unit)
    if word == "+" and _digits(tokens, quantity.end + 1, 6):
        return _with_doubt(tokens, quantity, quantity.end + 2)
    if word in WEEK and not _is_ago(tokens, after_unit):
        return _with_doubt(tokens, quantity, _days_end(tokens, after_unit))
    return None


def _with_doubt(tokens: Sequence[Token], quantity: Quantity, end: int) -> Gestation:
    before = [_norm(tokens, quantity.start - step) for step in (1, 2, 3)]
    nearly = before[0] in NEARLY or before[:2] in (["on", "coming"], ["quite", "not"])
    bound = before[0] in BEFORE or quantity.low != quantity.high
    scan = any(word.startswith("measur") or word in ("size", "sized", "stopped") for word in before)
    scan = scan or "growing" in before[1:] or _norm(tokens, end) in ("size", "sized")
    return Gestation(quantity.whole - (1 if nearly else 0), quantity.start, end, bound, scan)


def _days_end(tokens: Sequence[Token], at: int) -> int:
    """The token after `3 days`, `3d`, `and 3 days` that follow the weeks."""
    start = at + 1 if _norm(tokens, at) in ("and", "+", ",", "plus") else at
    days = read(tokens, start) if start < len(tokens) else None
    return days.end + 1 if days and _norm(tokens, days.end) in ("day", "days", "d") else at


def _is_ago(tokens: Sequence[Token], at: int) -> bool:
    words = [_norm(tokens, at + step) for step in range(2)]
    return words[0] in ("ago", "later", "since", "back", "old", "after", "apart", "post") or words in (
        ["or", "so"], ["of", "bleeding"], ["of", "trying"],
    )  # fmt: skip


def _digits(tokens: Sequence[Token], at: int, highest: int) -> bool:
    norm = _norm(tokens, at)
    return norm.isdecimal() and int(norm) <= highest


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
