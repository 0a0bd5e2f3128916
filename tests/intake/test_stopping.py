"""Stopping is never taken for a no."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse


def said(nurse: Nurse) -> str:
    return "\n".join(message.text for message in nurse.last.messages)


def stop(nurse: Nurse) -> None:
    from yarrow.intake.stop_here import stop_here
    from yarrow.intake.turn import Said, Turn

    turn = Turn("c", 1, Said("stop", "stop here"), nurse.case, "2026-11-22")
    nurse.results.append(stop_here(nurse.desk, turn, nurse.case))


def test_stopping_at_a_question_about_a_danger_sign_leaves_it_possible(desk):
    """She bleeds, is asked how much, and stops: it may be heavy."""
    nurse = Nurse.at(desk, "pads_per_hour", {"age": 34, "pregnant_now": "no", "symptoms": ["bleeding"]})
    stop(nurse)
    assert nurse.last.triage["level"] in ("T1", "T2")
    assert "Nothing here needs urgent care" not in said(nurse)


@pytest.mark.parametrize("question", ["pregnant_now", "symptoms_now"])
def test_stopping_before_safety_was_asked_reassures_nobody(desk, question):
    """What was not heard is not fine."""
    nurse = Nurse.at(desk, question, {"age": 34} if question == "pregnant_now" else {"age": 34, "pregnant_now": "no"})
    stop(nurse)
    assert "Nothing here needs urgent care" not in said(nurse)
    assert "have not heard enough" in said(nurse)


def test_stopping_after_the_safety_questions_gives_the_level_so_far(desk):
    """Everything about safety was answered."""
    nurse = Nurse.at(desk, "symptoms_now", {"age": 34, "pregnant_now": "no"})
    nurse.tap("symptoms_now:none")
    stop(nurse)
    assert "have not heard enough" not in said(nurse)
