"""The lane's changes and the turns' results come together in the order of turns."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from yarrow.intake.case import Standing
from yarrow.store.standing import overlaid
from yarrow.store.values import Change

BEFORE = Standing(question="age", section="about")
AFTER = replace(BEFORE, question="can_you_get_help", resume="age", said=("D01",), status="escalated")
CHANGE = Change(BEFORE, AFTER)


def test_if_no_turn_came_between_the_lanes_standing_holds():
    assert overlaid(BEFORE, (CHANGE,)) == AFTER


def test_laying_it_over_twice_changes_nothing():
    assert overlaid(AFTER, (CHANGE,)) == AFTER


def test_a_turn_between_keeps_its_results_and_its_question_is_the_one_to_come_back_to():
    turned = replace(BEFORE, question="losses_count", section="losses", passed=("planning",), said=("S02",))
    assert overlaid(turned, (CHANGE,)) == replace(
        turned, question="can_you_get_help", resume="losses_count", said=("S02", "D01"), status="escalated"
    )


def test_a_second_emergency_keeps_the_question_to_come_back_to():
    second = Change(AFTER, replace(AFTER, said=("D01", "D02")))
    turned = replace(BEFORE, question="losses_count")
    assert overlaid(turned, (CHANGE, second)).resume == "losses_count"
    assert overlaid(turned, (CHANGE, second)).said == ("D01", "D02")


@given(st.lists(st.sampled_from(["D01", "D02", "S05"]), unique=True), st.sampled_from(["age", None, "planning"]))
def test_no_rule_that_was_said_is_ever_forgotten(said, question):
    turned = replace(BEFORE, question=question, said=tuple(said))
    assert set(overlaid(turned, (CHANGE,)).said) >= {*said, "D01"}
