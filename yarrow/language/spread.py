"""Answers that give two numbers for one: `between 10 and 14 months`, `an hour maybe two`, `on and off four years,
properly since February`. The lower or the first counts; it is asked about where the two lie in different bands
(coding manual, Numbers)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from yarrow.language.duration import DAYS, MONTHS, durations, in_unit, months_since, read_duration
from yarrow.language.numbers import read
from yarrow.language.text import Token
from yarrow.language.understanding import Asked

OR = frozenset(
    {"or", "maybe", "possibly", "perhaps", "to", "-", ",", "could", "be", "even", "might", "probably", "nearer"}
)
# What tells of one way to count the time from another.
IN_EARNEST = frozenset({"properly", "proper", "seriously", "actively", "officially", "really", "consistently",
                        "religiously", "earnest", "intently", "hard", "actual"})  # fmt: skip
ON_AND_OFF = ["on", "and", "off"]
Pair = tuple[float, float]


def crosses(asked: Asked, low: float, high: float) -> bool:
    """Whether two numbers lie in different bands of the question; where it has no bands, whether they differ."""
    if not asked.steps:
        return low != high
    return any(min(low, high) < step <= max(low, high) for step in asked.steps)


def between(tokens: Sequence[Token]) -> Pair | None:
    """`Between 10 and 14`, in the unit said last or none: the lower and the upper, in days if there is a unit."""
    words = [token.norm for token in tokens]
    for at, word in enumerate(words):
        first = read(tokens, at + 1) if word == "between" else None
        if first is None or first.low is None or words[first.end : first.end + 1] != ["and"]:
            continue
        length, last = _length_at(tokens, first.end + 1), read(tokens, first.end + 1)
        if length is not None and last is not None and last.low is not None:
            return first.low * length / last.low, length
        if last is not None and last.low is not None:
            return first.low, last.low
    return None


def _length_at(tokens: Sequence[Token], at: int) -> float | None:
    length = read_duration(tokens, at) if at < len(tokens) else None
    return length.low if length is not None else None


def maybe_more(tokens: Sequence[Token]) -> Pair | None:
    """`An hour, maybe two`, `a week or even three`: in days, the second number in the unit of the first."""
    for length in durations(tokens):
        at = length.end
        while at < len(tokens) and tokens[at].norm in OR:
            at += 1
        more = read(tokens, at) if at > length.end else None
        doubted = {token.norm for token in tokens[length.end : at]} - {","}
        if more is not None and more.low is not None and length.low is not None and doubted:
            other = _length_at(tokens, at)
            return length.low, other if other is not None else more.low * DAYS[length.unit]
    return None


def in_earnest(tokens: Sequence[Token], today: date | None) -> Pair | None:
    """`On and off four years, properly since February`: both lengths, in months."""
    words = [token.norm for token in tokens]
    lengths = [length for length in durations(tokens) if length.low is not None]
    if not lengths or not (IN_EARNEST & set(words) or _is_on_and_off(words)):
        return None
    first = in_unit(lengths[0].low or 0, MONTHS)
    since = months_since(tokens, today)
    other = in_unit(lengths[1].low or 0, MONTHS) if len(lengths) > 1 else since
    if other is None:  # a month is named, and today is not known: the two are not the same
        named = any(one == "since" for one, _ in pairwise(words)) and IN_EARNEST & set(words)
        return (first, 0) if named else None
    return first, other


def _is_on_and_off(words: Sequence[str]) -> bool:
    return any(list(words[at : at + 3]) == ON_AND_OFF for at in range(len(words)))
