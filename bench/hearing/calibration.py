"""Whether a model is as often right as it is sure: a reliability table and the expected calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Guesses with a confidence from `low` (included): how many, how sure on average, and how many of them right."""

    low: float
    high: float
    count: int
    sure: float
    right: float


@dataclass(frozen=True)
class Calibration:
    """The bins that hold anything, and the mean distance of sure and right, weighed by count (0: as sure as right)."""

    bins: tuple[Bin, ...]
    error: float


def calibration(guesses: Sequence[tuple[float, bool]]) -> Calibration | None:
    """Of confidences with whether each guess was right; None of nothing."""
    if not guesses:
        return None
    bins = tuple(one for place in range(BINS) if (one := _bin(guesses, place)) is not None)
    error = sum(one.count * abs(one.sure - one.right) for one in bins) / len(guesses)
    return Calibration(bins, error)


def _bin(guesses: Sequence[tuple[float, bool]], place: int) -> Bin | None:
    inside = [(sure, right) for sure, right in guesses if min(int(sure * BINS), BINS - 1) == place]
    if not inside:
        return None
    sure, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
    return Bin(place / BINS, (place + 1) / BINS, len(inside), sure, right)
