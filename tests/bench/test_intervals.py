"""Intervals against values known from elsewhere."""

from __future__ import annotations

import pytest

from bench.hearing.counts import f1, listed, precision, recall, shares
from bench.hearing.intervals import by_case, share, upper_bound
from bench.hearing.marks import ACT, Mark


def test_the_bound_of_no_miss_is_the_rule_of_three():
    """Exactly 1 - 0.05 ** (1 / n): none of 299 is just under one per cent, none of 298 just above."""
    assert upper_bound(0, 299) == pytest.approx(1 - 0.05 ** (1 / 299))
    assert upper_bound(0, 299) < 0.01 < upper_bound(0, 298)


def test_the_bound_of_misses_is_the_exact_one():
    """Clopper-Pearson, one-sided: 1 of 20 is at most 21.6 %; all of 5 is all."""
    assert upper_bound(1, 20) == pytest.approx(0.2161, abs=1e-4)
    assert upper_bound(5, 5) == 1
    assert upper_bound(0, 0) is None


def test_wilsons_interval_is_wilsons():
    """8 of 10: 49.0 % to 94.3 %, as in the textbooks."""
    found = share(8, 10)
    assert (found.value, found.low, found.high) == pytest.approx((0.8, 0.4902, 0.9433), abs=1e-4)
    assert share(0, 0) is None


def test_the_bootstrap_draws_whole_cases_and_gives_the_same_twice():
    rows = [(1, 0, 0)] * 80 + [(0, 1, 0)] * 20
    first = by_case(rows, recall)
    assert first == by_case(rows, recall)
    assert first.value == pytest.approx(0.8)
    assert first.low == pytest.approx(0.72, abs=0.02)
    assert first.high == pytest.approx(0.88, abs=0.02)


def test_one_case_has_no_interval_and_none_has_nothing():
    assert (by_case([(1, 1, 0)], recall).value, by_case([(1, 1, 0)], recall).low) == (0.5, None)
    assert by_case([], recall) is None


def test_precision_recall_and_f1_are_what_they_are():
    counts = ([6], [2], [4])
    assert [float(score(*counts, axis=-1)) for score in (precision, recall, f1)] == pytest.approx([0.6, 0.75, 2 / 3])
    nothing = ([0], [0], [0])
    assert [float(score(*nothing, axis=-1)) for score in (precision, recall, f1)] == [1, 1, 1]


def test_marks_of_many_messages_are_summed_by_measure():
    marked = [
        [Mark("conditions", right=True), Mark("conditions", made_up=True), Mark(ACT, right=True)],
        [Mark("conditions", missed=True), Mark(ACT, missed=True)],
    ]
    found = listed(marked)
    assert list(found) == ["conditions"]
    assert (found["conditions"].right, found["conditions"].missed, found["conditions"].made_up) == (1, 1, 1)
    assert found["conditions"].f1.value == pytest.approx(0.5)
    assert (shares(marked)[ACT].right, shares(marked)[ACT].of) == (1, 2)
