"""What decides how urgent something is comes before all else, and before it words in case it is bad."""

from __future__ import annotations

import pytest

from tests.intake.nurse import TODAY, Nurse
from tests.intake.scripted_reader import told
from yarrow.clinical import interview
from yarrow.intake.case import Case, Standing
from yarrow.intake.known import history_of
from yarrow.intake.screen import screen
from yarrow.intake.turn import Said

SIGNS = ("faint", "bleeding", "shoulder_tip_pain", "one_sided_pelvic_pain")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("question", ["for_whom", "locale", "pregnant_now"])
def test_danger_told_while_a_pregnancy_is_not_settled_gets_words_and_that_question(desk, reader, sign, question):
    reader.teach("it happens now", "answer", told(f"symptoms.{sign}"))
    heard = screen(desk, Nurse.at(desk, question, {}).case, Said("m", "it happens now"), TODAY)
    assert "999" in heard.messages[0].text
    assert [one.question["id"] for one in heard.messages if one.question] == ["pregnant_now"]
    assert heard.standing.question == "pregnant_now"
    assert [fact.path for fact in heard.facts] == [f"symptoms.{sign}"]
    assert heard.level is None


def test_it_is_said_once(desk, reader):
    reader.teach("it happens now", "answer", told("symptoms.bleeding"))
    nurse = Nurse.at(desk, "pregnant_now", {"symptoms": ["bleeding"]})
    assert not screen(desk, nurse.case, Said("m", "it happens now"), TODAY).spoke


@pytest.mark.parametrize("sign", ["itch_palms", "fever", "vomiting"])
def test_a_sign_that_hangs_on_nothing_of_the_kind_changes_no_order(desk, reader, sign):
    reader.teach("it happens now", "answer", told(f"symptoms.{sign}"))
    heard = screen(desk, Nurse.at(desk, "for_whom", {}).case, Said("m", "it happens now"), TODAY)
    assert heard.standing.question == "for_whom"


def test_bleeding_while_faint_is_measured_before_anything_else(protocol):
    known = {"pregnant_now": "no", "symptoms": ["bleeding", "faint"]}
    assert _first(protocol, known) == "pads_per_hour"
    assert _first(protocol, {**known, "pads_per_hour": 2}) == "bleeding_hours"
    assert _first(protocol, {**known, "pads_per_hour": 0}) is None


def test_bleeding_without_faintness_is_measured_in_its_turn(protocol):
    assert _first(protocol, {"pregnant_now": "no", "symptoms": ["bleeding"]}) is None


def test_before_consent_the_lane_leaves_it_to_the_question_for_consent(desk, reader):
    reader.teach("it happens now", "answer", told("symptoms.faint"))
    case = Case(history_of({"locale": "UK"}), Standing(question="consent"))
    assert not screen(desk, case, Said("m", "it happens now"), TODAY).spoke


def _first(protocol, known):
    found = interview.first_of_all(protocol, history_of(known))
    return found.id if found else None
