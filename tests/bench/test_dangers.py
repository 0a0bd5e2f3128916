"""Danger by the rule it belongs to."""

from __future__ import annotations

from bench.hearing.case import Case
from bench.hearing.dangers import Danger, dangers
from bench.hearing.marks import HEARD, NOT_IGNORED, QUIET, RAISED, Mark


def of(danger: str, rf: str | None, *marks: Mark):
    return Case("made-up", "x", "x", danger=danger, rf=rf), marks


def test_each_rule_has_what_told_of_it_and_what_only_sounded_like_it():
    found = dangers([
        of("raise", "RF01", Mark(RAISED, right=True), Mark(HEARD, right=True)),
        of("raise", "RF01", Mark(RAISED, missed=True), Mark(HEARD, right=True)),
        of("quiet", "RF01", Mark(QUIET, missed=True)),
        of("quiet", "RF09", Mark(QUIET, right=True)),
    ])  # fmt: skip
    assert found == [Danger("RF01", 2, 1, 2, 1, 1), Danger("RF09", 0, 0, 0, 1, 0)]


def test_a_rule_with_nothing_but_doubt_has_no_row():
    assert dangers([of("ask", "RF21", Mark(NOT_IGNORED, right=True))]) == []


def test_a_message_without_a_rule_is_counted_all_the_same():
    assert dangers([of("quiet", None, Mark(QUIET, right=True))]) == [Danger("none", 0, 0, 0, 1, 0)]


def test_messages_that_are_not_about_danger_are_left_out():
    assert dangers([(Case("made-up", "x", "x"), [Mark("act", right=True)])]) == []
