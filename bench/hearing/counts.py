"""Marks of many messages, counted: precision, recall and F1 of what is listed, shares of what is right or wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.hearing.intervals import Interval, by_case, share
from bench.hearing.marks import SHARES, Mark

Row = tuple[int, int, int]


@dataclass(frozen=True)
class Listed:
    """What was heard of one kind of finding: how many right, missed and made up, and the three scores."""

    right: int
    missed: int
    made_up: int
    precision: Interval
    recall: Interval
    f1: Interval


@dataclass(frozen=True)
class Share:
    """How many of the messages that could be right were."""

    right: int
    of: int
    share: Interval


def listed(marked: Iterable[Sequence[Mark]]) -> dict[str, Listed]:
    """Each kind of finding by its measure, from the marks of each message."""
    return {measure: _listed(rows) for measure, rows in sorted(counted(marked).items()) if measure not in SHARES}


def shares(marked: Iterable[Sequence[Mark]]) -> dict[str, Share]:
    """Each yes-or-no measure, from the marks of each message, in the order of `SHARES`."""
    rows = counted(marked)
    found = {}
    for measure in SHARES:
        right, of = sum(row[0] for row in rows.get(measure, ())), len(rows.get(measure, ()))
        interval = share(right, of)
        if interval is not None:
            found[measure] = Share(right, of, interval)
    return found


def counted(marked: Iterable[Sequence[Mark]]) -> dict[str, list[Row]]:
    """Each measure with what each message that has any mark for it adds: right, missed, made up."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for marks in marked:
        for measure in {mark.measure for mark in marks}:
            own = [mark for mark in marks if mark.measure == measure]
            rows[measure].append((sum(m.right for m in own), sum(m.missed for m in own), sum(m.made_up for m in own)))
    return rows


def _listed(rows: list[Row]) -> Listed:
    right, missed, made_up = (sum(column) for column in zip(*rows, strict=True))
    scores = (by_case(rows, statistic) or Interval(0.0, None, None) for statistic in (precision, recall, f1))
    return Listed(right, missed, made_up, *scores)


def precision(right: Any, missed: Any, made_up: Any, axis: int) -> NDArray[np.float64]:
    """Of all that was said, how much is so; 1 where nothing was said."""
    return _part(right, made_up, axis)


def recall(right: Any, missed: Any, made_up: Any, axis: int) -> NDArray[np.float64]:
    """Of all that is so, how much was said; 1 where there was nothing to say."""
    return _part(right, missed, axis)


def f1(right: Any, missed: Any, made_up: Any, axis: int) -> NDArray[np.float64]:
    """The harmonic mean of precision and recall."""
    return _part(2 * right, missed + made_up, axis)


def _part(right: Any, wrong: Any, axis: int) -> NDArray[np.float64]:
    good, bad = np.sum(right, axis=axis), np.sum(wrong, axis=axis)
    whole = good + bad
    return np.where(whole > 0, good / np.maximum(whole, 1), 1.0)
