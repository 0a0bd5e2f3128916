"""Ages that can be worked out: from the day of birth, `the wrong side of 40 by a year`, `two years off 40`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from yarrow.language.numbers import Quantity, every
from yarrow.language.text import Token
from yarrow.language.written_dates import date_in

BIRTH = frozenset({"born", "dob", "birthday", "birthdate", "birth"})
OFF = frozenset({"off", "shy", "short", "under", "until", "till", "before"})
OVER = frozenset({"past", "over", "beyond"})
FILLING = frozenset({"years", "year", "yrs", "yr", "of", "to", "go", "the", "big", "months", "a", "bit"})
ROUND = 10
FIRST_YEAR = 1950
Answer = tuple[float | None, bool]


def age_by_birth(tokens: Sequence[Token], today: date | None, *, month_first: bool) -> Answer | None:
    """Her completed years by the day she was born; to be asked where only the year is told. None if neither is."""
    words = [token.norm for token in tokens]
    slashed = sum(word in ("/", "-", ".") for word in words) == 2
    if not (BIRTH & set(words) or slashed) or today is None:
        return None
    born = date_in(tokens, today, month_first=month_first)
    if born is not None and FIRST_YEAR <= born.year < today.year:
        return float(today.year - born.year - ((today.month, today.day) < (born.month, born.day))), False
    a_year = any(word.isdecimal() and FIRST_YEAR <= int(word) <= today.year for word in words)
    return (None, True) if a_year else None


def age_from_a_round_one(tokens: Sequence[Token]) -> Answer | None:
    """From a round age and the years to it or over it; to be asked where it is only on one side of it."""
    words = [token.norm for token in tokens]
    numbers = [some for some in every(tokens) if some.is_settled]
    if "side" in words and {"wrong", "right", "other", "far"} & set(words):
        return _by_side(words, numbers)
    for near, some in pairwise(numbers):
        between = set(words[near.end : some.start])
        if some.whole % ROUND or near.whole >= ROUND or not between <= OFF | OVER | FILLING:
            continue
        if between & OFF or words[some.end : some.end + 1] == ["yet"]:
            return float(some.whole - near.whole), False
        if between & OVER:
            return float(some.whole + near.whole), False
    return None


def _by_side(words: Sequence[str], numbers: Sequence[Quantity]) -> Answer | None:
    first = next((some for some in numbers if some.whole % ROUND == 0 and some.whole), None)
    if first is None:
        return None
    by = next((some.whole for some in numbers if some.start > first.start and "by" in words[first.end : some.start]), 0)
    by = by or (1 if {"by", "year"} <= set(words[first.end :]) else 0)
    under = "right" in words or "young" in words
    return (float(first.whole - by if under else first.whole + by), False) if by else (None, True)
