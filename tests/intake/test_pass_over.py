"""Skipped, not sure, rather not say."""

from __future__ import annotations

from tests.intake.nurse import Nurse

KNOWN = {"age": 31, "pregnant_now": "no"}


def test_a_skipped_question_is_declined_and_not_asked_again(desk):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("skip")
    assert nurse.status("cycles") == "declined"
    assert "cycles" in nurse.case.standing.passed
    assert nurse.question != "cycles"


def test_not_sure_is_not_a_no(desk):
    nurse = Nurse.at(desk, "cycles", KNOWN)
    nurse.say("not sure")
    assert nurse.status("cycles") == "unknown"
    assert "cycles" not in nurse.flat


def test_a_red_flag_question_is_asked_once_more_and_then_the_same_day_words_are_said(desk):
    nurse = Nurse.at(desk, "symptoms_now", KNOWN)
    nurse.say("skip")
    assert nurse.question == "symptoms_now"
    assert [m.level for m in nurse.last.messages if m.level] == []
    nurse.say("skip")
    assert "T2" in [m.level for m in nurse.last.messages]
    assert "111" in nurse.text
    assert nurse.question != "symptoms_now"
    assert nurse.last.triage["level"] == "T2"


def test_a_refused_red_flag_answered_later_is_settled(desk):
    nurse = Nurse.at(desk, "symptoms_now", KNOWN)
    nurse.say("skip")
    nurse.say("skip")
    nurse.say("change something")
    nurse.tap("change_something:safety")
    nurse.tap("change_something:symptoms_now")
    nurse.tap("symptoms_now:none")
    assert nurse.last.triage["level"] != "T2"


def test_a_question_that_is_needed_is_not_passed_over(desk):
    nurse = Nurse.at(desk, "confirm_delete", KNOWN)
    nurse.say("skip")
    assert nurse.case.standing.status != "erased"
