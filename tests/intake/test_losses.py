"""Losses told in pieces, again, or corrected."""

from __future__ import annotations

import pytest

from yarrow.clinical.fact import Fact
from yarrow.intake.known import history_of
from yarrow.intake.losses import agreed, counted, placed

SCAN_8 = {"type": "miscarriage_clinical", "weeks": 8}
EARLY = {"type": "biochemical"}
ECTOPIC = {"type": "ectopic"}


def loss(value, place=0):
    return Fact(f"losses[{place}]", value=value)


def count(number):
    return Fact("losses_count", value=number)


def values(facts):
    return {fact.path: fact.value for fact in facts}


def test_a_first_loss_takes_the_first_place():
    assert values(placed(history_of({}), [loss(SCAN_8)])) == {"losses[0]": SCAN_8}


def test_another_loss_takes_the_next_place_whatever_place_it_was_read_at():
    known = history_of({"losses": [SCAN_8]})
    assert values(placed(known, [loss(EARLY, 0)])) == {"losses[1]": EARLY}


def test_the_same_loss_told_again_stays_one():
    known = history_of({"losses": [SCAN_8]})
    again = {**SCAN_8, "confirmed": "scan"}
    assert values(placed(known, [loss(again)])) == {"losses[0]": again}


def test_a_loss_told_more_exactly_takes_the_place_of_the_general_word():
    known = history_of({"losses": [{"type": "unknown_loss"}]})
    assert values(placed(known, [loss(SCAN_8)])) == {"losses[0]": SCAN_8}


def test_two_alike_in_one_message_are_two():
    assert list(values(placed(history_of({}), [loss(SCAN_8, 0), loss(SCAN_8, 1)]))) == ["losses[0]", "losses[1]"]


def test_the_loss_asked_about_takes_the_answer():
    known = history_of({"losses_count": 2, "losses": [SCAN_8]})
    assert values(placed(known, [loss({"weeks": 8})], asked=1)) == {"losses[1]": {"weeks": 8}}


def test_a_part_of_a_loss_is_merged_into_it():
    known = history_of({"losses": [{"type": "miscarriage_clinical"}]})
    assert values(placed(known, [Fact("losses[0].weeks", value=9)])) == {
        "losses[0]": {"type": "miscarriage_clinical", "weeks": 9}
    }


def test_an_outcome_that_is_not_counted_leaves_room_for_the_losses_still_to_be_described():
    known = history_of({"losses_count": 2})
    assert list(values(placed(known, [loss(ECTOPIC)]))) == ["losses[2]"]


def test_a_correction_changes_the_loss_it_can_be_about():
    known = history_of({"losses": [SCAN_8]})
    assert values(placed(known, [loss({"type": "ectopic"})], correcting=True)) == {
        "losses[0]": {"type": "ectopic", "weeks": 8}
    }


@pytest.mark.parametrize(
    ("losses", "number"),
    [
        ([SCAN_8, EARLY], 2),
        ([ECTOPIC], 0),
        ([{"type": "miscarriage_clinical", "weeks": 24}], 0),
        ([{"type": "unknown_loss"}], 1),
    ],
)
def test_what_counts_is_spontaneous_and_before_24_weeks(losses, number):
    assert counted(losses) == number


class TestCountAndLosses:
    """`losses_count` and the losses described."""

    def test_a_first_count_is_taken(self):
        assert agreed(history_of({}), [count(3)]).counts is None

    def test_another_count_is_asked_about(self):
        told = agreed(history_of({"losses_count": 2}), [count(4)])
        assert told.counts == (2, 4)
        assert told.facts == ()

    def test_another_count_as_a_correction_is_taken(self):
        assert agreed(history_of({"losses_count": 2}), [count(4)], correcting=True).facts == (count(4),)

    def test_another_count_as_the_answer_to_the_count_is_taken(self):
        assert agreed(history_of({"losses_count": 2}), [count(4)], asked=True).facts == (count(4),)

    def test_one_more_loss_with_one_more_in_the_count_agrees(self):
        known = history_of({"losses_count": 1, "losses": [SCAN_8]})
        assert agreed(known, [count(2), loss(EARLY, 1)]).counts is None

    def test_fewer_in_the_count_than_described_is_asked_about(self):
        told = agreed(history_of({}), [count(1), loss(SCAN_8), loss(EARLY, 1)])
        assert told.counts == (2, 1)
        assert len(told.facts) == 2

    def test_more_described_than_the_count_known_is_asked_about(self):
        known = history_of({"losses_count": 1, "losses": [SCAN_8]})
        assert agreed(known, [loss(EARLY, 1)]).counts == (1, 2)

    def test_losses_within_the_count_agree(self):
        assert agreed(history_of({"losses_count": 2}), [loss(SCAN_8)]).counts is None

    def test_a_loss_corrected_to_one_that_does_not_count_lowers_the_count(self):
        known = history_of({"losses_count": 2, "losses": [SCAN_8, EARLY]})
        told = agreed(known, [loss({"type": "ectopic", "weeks": 8})], correcting=True)
        assert values(told.facts)["losses_count"] == 1

    def test_one_of_several_told_again_says_nothing_of_the_others(self):
        known = history_of({"losses_count": 2, "losses": [SCAN_8, EARLY]})
        told = agreed(known, [count(1), loss({**SCAN_8, "confirmed": "scan"})])
        assert told.counts is None
        assert "losses_count" not in values(told.facts)
