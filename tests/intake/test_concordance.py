"""Agreement of two judges: against published figures, against a second way to reckon it, and at its edges."""

from __future__ import annotations

import pytest

from yarrow.intake.concordance import LEVELS, concordance, is_sampled, kappa, quadratic, same

# Fleiss, Cohen and Everitt 1969, table 1: shares of 200 judgements, and the weights they gave.
PUBLISHED = [[106, 10, 4], [22, 28, 10], [2, 12, 6]]
WEIGHTS = [[1, 0, 0.4444], [0, 1, 0.6667], [0.4444, 0.6667, 1]]


def published(row, column):
    return WEIGHTS[row][column]


@pytest.mark.parametrize(("weight", "value", "variance"), [(same, 0.429, 0.002885), (published, 0.507, 0.003248)])
def test_kappa_and_its_spread_are_those_of_the_published_example(weight, value, variance):
    found = kappa(PUBLISHED, weight)
    assert found.value == pytest.approx(value, abs=0.0006)
    half = (found.high - found.low) / 2
    assert (half / 1.959964) ** 2 == pytest.approx(variance, rel=0.01)


def test_kappa_of_two_by_two_is_what_is_reckoned_by_hand():
    # 35 of 50 agree (0.7); by chance 25/50 * 30/50 + 25/50 * 20/50 = 0.5: (0.7 - 0.5) / 0.5.
    assert kappa([[20, 5], [10, 15]]).value == pytest.approx(0.4)


@pytest.mark.parametrize("weight", [same, quadratic(3)])
def test_the_spread_is_about_that_of_leaving_one_out(weight):
    number = sum(map(sum, PUBLISHED))
    whole = kappa(PUBLISHED, weight).value
    pseudo = []
    for i in range(3):
        for j in range(3):
            table = [list(row) for row in PUBLISHED]
            table[i][j] -= 1
            left = number * whole - (number - 1) * kappa(table, weight).value
            pseudo += [left] * PUBLISHED[i][j]
    mean = sum(pseudo) / number
    variance = sum((one - mean) ** 2 for one in pseudo) / (number * (number - 1))
    found = kappa(PUBLISHED, weight)
    assert ((found.high - found.low) / 2 / 1.959964) ** 2 == pytest.approx(variance, rel=0.05)


def test_full_agreement_is_one_and_full_disagreement_is_below_nothing():
    assert kappa([[5, 0], [0, 7]]).value == pytest.approx(1)
    assert kappa([[0, 5], [5, 0]]).value == pytest.approx(-1)


@pytest.mark.parametrize("pairs", [[], [("T2", "T2")], [("T5", "T5")] * 30])
def test_where_there_is_nothing_to_tell_apart_there_is_no_kappa(pairs):
    found = concordance(pairs)
    assert (found.plain.value, found.weighted.value) == (None, None)
    assert found.agreed == found.number == len(pairs)


def test_who_was_more_urgent_is_told_apart():
    found = concordance([("T2", "T4"), ("T2", "T1"), ("T3", "T3"), ("T0", "T5")])
    assert (found.number, found.agreed, found.within_one, found.under, found.over) == (4, 1, 2, 2, 1)
    assert found.matrix[LEVELS.index("T2")][LEVELS.index("T4")] == 1
    assert sum(map(sum, found.matrix)) == 4


def test_being_far_off_weighs_more_than_being_near():
    near = concordance([("T1", "T2"), ("T4", "T3"), ("T2", "T2"), ("T3", "T3")] * 5)
    far = concordance([("T1", "T5"), ("T4", "T0"), ("T2", "T2"), ("T3", "T3")] * 5)
    assert near.weighted.value > far.weighted.value


def test_the_sample_is_the_same_each_time_and_about_as_large_as_asked():
    ids = [f"conversation-{number}" for number in range(4000)]
    drawn = [one for one in ids if is_sampled(one, 0.1)]
    assert drawn == [one for one in ids if is_sampled(one, 0.1)]
    assert 320 < len(drawn) < 480
    assert set(drawn) <= {one for one in ids if is_sampled(one, 0.2)}
    assert not any(is_sampled(one, 0) for one in ids)
    assert all(is_sampled(one, 1) for one in ids)
