"""The numbers in the patient's own words: whether one was said, and the two ends of a range."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.clinical.question import Question
from yarrow.language.duration import DAY_UNIT, HOURS, MONTHS, WEEKS, durations, in_unit
from yarrow.language.numbers import Quantity, every, ordinal
from yarrow.language.text import Token, sentences

UNDER = frozenset({"less", "under", "below", "most", "upto", "up", "before"})
LENGTHS = (HOURS, DAY_UNIT, WEEKS, MONTHS)


def is_said(text: str, number: float) -> bool:
    """Whether the words say this very number ("three", "my third"); one that measures a time is another."""
    tokens = _tokens(text)
    turns = (found[0] for at in range(len(tokens)) if (found := ordinal(tokens, at)))
    said = (some.low for some in _untimed(tokens) if some.is_settled)
    return number in {*turns, *said}


def range_said(text: str, question: Question) -> tuple[float, float] | None:
    """The two ends of the first range, in the unit of the question and within its bounds; None if there is none."""
    tokens = _tokens(text)
    unit = question.unit or ""
    found = [(some.low, some.high) for some in _untimed(tokens)]
    if unit in LENGTHS:
        lengths = ((some.low, some.high) for some in durations(tokens))
        found += [
            (in_unit(low, unit), in_unit(high, unit)) for low, high in lengths if low is not None and high is not None
        ]
    return next((ends for ends in map(_ends, found) if ends and _is_within(ends, question)), None)


def bound_said(text: str, number: float, question: Question) -> tuple[float, float] | None:
    """What lies beyond a number said as a bound, up to the bounds of the question; None if it was not said so."""
    tokens = _tokens(text)
    if not (any(some.bound for some in every(tokens)) or any(some.bound for some in durations(tokens))):
        return None
    words = {token.norm for token in tokens}
    low, high = question.minimum or 0, question.maximum or number
    return (low, number) if UNDER & words else (number, high)


def _ends(found: tuple[float | None, float | None]) -> tuple[float, float] | None:
    low, high = found
    return (low, high) if low is not None and high is not None and low < high else None


def _is_within(ends: tuple[float, float], question: Question) -> bool:
    return ends[0] >= (question.minimum or 0) and ends[1] <= (question.maximum or ends[1])


def _untimed(tokens: Sequence[Token]) -> list[Quantity]:
    lengths = durations(tokens)
    return [some for some in every(tokens) if not any(length.start <= some.start < length.end for length in lengths)]


def _tokens(text: str) -> list[Token]:
    return [token for sentence in sentences(text) for token in sentence.tokens]
