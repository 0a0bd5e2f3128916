"""How far a figure can be trusted: 95 % intervals, by SciPy."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

LEVEL = 0.95
RESAMPLES = 2000
SEED = 7


@dataclass(frozen=True)
class Interval:
    """A figure with the ends of its 95 % interval; None: too few cases for one."""

    value: float
    low: float | None
    high: float | None


def share(right: int, of: int) -> Interval | None:
    """A proportion with Wilson's interval; None of nothing."""
    if not of:
        return None
    ends = stats.binomtest(right, of).proportion_ci(LEVEL, method="wilson")
    return Interval(right / of, float(ends.low), float(ends.high))


def upper_bound(misses: int, of: int) -> float | None:
    """The one-sided exact (Clopper-Pearson) upper 95 % bound of a rate: 0 of 299 gives just under 1 %."""
    if not of:
        return None
    return float(stats.binomtest(misses, of, alternative="less").proportion_ci(LEVEL, method="exact").high)


def by_case(counts: Sequence[Sequence[int]], statistic: Callable[..., Any]) -> Interval | None:
    """A statistic of columns of counts, one row a case, with a bootstrap interval over whole cases.

    `statistic` takes the columns and the axis to sum over.
    """
    if not counts:
        return None
    columns = tuple(np.array(column) for column in zip(*counts, strict=True))
    value = float(statistic(*columns, axis=-1))
    if len(counts) < 2:
        return Interval(value, None, None)
    drawn = stats.bootstrap(
        columns, statistic, paired=True, vectorized=True, n_resamples=RESAMPLES, batch=200,
        confidence_level=LEVEL, method="percentile", rng=np.random.default_rng(SEED),
    )  # fmt: skip
    low, high = float(drawn.confidence_interval.low), float(drawn.confidence_interval.high)
    return Interval(value, None if math.isnan(low) else low, None if math.isnan(high) else high)
