"""Somebody else writes, and young patients."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import told

KNOWN = {"pregnant_now": "no"}


class TestThirdParty:
    """Somebody speaks for the patient."""

    def test_it_is_asked_whether_she_knows_and_agrees(self, desk):
        nurse = Nurse.at(desk, "age", KNOWN)
        nurse.say("I'm asking for my wife")
        assert nurse.question == "third_party_agrees"
        assert nurse.flat["for_whom"] == "other"
        assert nurse.case.standing.resume == "age"

    def test_with_her_agreement_it_goes_on(self, desk):
        nurse = Nurse.at(desk, "age", KNOWN)
        nurse.say("I'm asking for my wife")
        nurse.tap("third_party_agrees:yes")
        assert nurse.flat["for_whom"] == "other_agrees"
        assert nurse.question == "age"

    def test_without_it_nothing_of_hers_is_asked(self, desk):
        nurse = Nurse.at(desk, "age", KNOWN)
        nurse.say("I'm asking for my wife")
        nurse.tap("third_party_agrees:no")
        assert nurse.question == "third_party_agrees"
        assert "999" in nurse.text

    def test_choosing_somebody_who_does_not_know_asks_too(self, desk):
        nurse = Nurse.opened(desk)
        nurse.tap("consent:yes")
        nurse.tap("for_whom:other")
        assert nurse.question == "third_party_agrees"
        nurse.tap("third_party_agrees:yes")
        assert nurse.question == "pregnant_now"

    def test_before_consent_consent_comes_first(self, desk):
        nurse = Nurse.opened(desk)
        nurse.say("I'm asking for my wife")
        assert nurse.question == "consent"
        assert "for_whom" not in nurse.flat

    def test_the_overlay_shows_that_somebody_else_speaks(self, desk):
        nurse = Nurse.at(desk, "age", KNOWN)
        nurse.say("I'm asking for my wife")
        nurse.say("31")
        assert nurse.case.history.value("for_whom") == "other"


class TestYoungPatients:
    """Under 16, and 16 or 17."""

    def test_a_child_hears_of_a_trusted_adult_and_is_asked_nothing_more(self, desk):
        nurse = Nurse.at(desk, "age", KNOWN)
        nurse.say("14")
        assert "Childline" in nurse.text
        assert nurse.question == "can_you_get_help"
        nurse.tap("can_you_get_help:someone_with_me")
        nurse.say("I'm back")
        assert nurse.question == "confirm_summary"

    def test_a_mistyped_age_is_asked_again(self, desk):
        nurse = Nurse.at(desk, "age", KNOWN)
        nurse.say("3")
        nurse.tap("can_you_get_help:mistake")
        assert nurse.question == "age"
        nurse.say("33")
        assert nurse.flat["age"] == 33
        assert nurse.case.standing.status == "in_progress"
        assert "S15" not in nurse.last.triage["rules"]

    def test_at_seventeen_only_what_matters_for_safety_is_asked(self, desk):
        nurse = Nurse.at(desk, "age", KNOWN, passed=("symptoms_now",))
        nurse.say("17")
        asked = [nurse.question]
        while nurse.question not in (None, "confirm_summary"):
            nurse.say("skip")
            asked.append(nurse.question)
        assert not {"planning", "trying_months", "losses_count", "conditions", "gut_symptoms"}.intersection(asked)

    def test_at_seventeen_the_advice_speaks_of_an_adult(self, desk):
        nurse = Nurse.at(desk, "confirm_summary", {**KNOWN, "age": 17})
        nurse.tap("confirm_summary:right")
        assert "an adult you trust" in nurse.text
        assert "UNDER18" in nurse.last.triage["overlays"]


class TestOneself:
    """For whom it is, answered without choosing."""

    def test_one_s_own_story_answers_it(self, desk, reader):
        reader.teach("I lost two pregnancies", "answer", told("losses_count", 2))
        nurse = Nurse.opened(desk)
        nurse.tap("consent:yes")
        nurse.say("I lost two pregnancies")
        assert nurse.flat["for_whom"] == "self"
        assert nurse.flat["losses_count"] == 2
        assert nurse.question == "pregnant_now"

    def test_for_me_is_an_answer(self, desk):
        nurse = Nurse.opened(desk)
        nurse.tap("consent:yes")
        nurse.say("it's for me")
        assert nurse.flat["for_whom"] == "self"


@pytest.mark.parametrize(
    ("words", "agreed"),
    [
        ("she knows, she asked me to do it", True),
        ("she is sitting next to me", True),
        ("she agreed this morning", True),
        ("she doesn't know", False),
        ("she knows but does not want it", False),
        ("she is asleep", False),
    ],
)
def test_an_agreement_may_be_said_in_words(desk, words, agreed):
    nurse = Nurse.at(desk, "third_party_agrees", {"for_whom": "other"}, resume="pregnant_now")
    nurse.say(words)
    assert (nurse.flat["for_whom"] == "other_agrees") is agreed
