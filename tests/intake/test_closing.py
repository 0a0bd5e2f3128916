"""The summary, changes, the advice, and stopping."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import told

KNOWN = {
    "age": 33, "pregnant_now": "no", "planning": True, "trying_months": 0, "cycles": "regular", "losses_count": 2,
    "losses": [
        {"type": "miscarriage_clinical", "weeks": 6, "confirmed": "scan"},
        {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"},
    ],
}  # fmt: skip
ABUSE = {**KNOWN, "symptoms": ["abuse"]}


@pytest.fixture
def nurse(desk):
    return Nurse.at(desk, "confirm_summary", KNOWN, passed=("symptoms_now",))


def test_a_confirmed_summary_is_followed_by_the_advice(nurse):
    nurse.tap("confirm_summary:right")
    assert nurse.events == ["completed"]
    assert [m.level for m in nurse.last.messages if m.level] == ["T4"]
    assert "antiphospholipid" in nurse.text
    assert "Because you told me about" in nurse.text
    assert "not able to diagnose" in nurse.text
    assert nurse.case.standing.advice


def test_no_reason_is_said_twice(nurse):
    nurse.tap("confirm_summary:right")
    reasons = [line for line in nurse.text.splitlines() if line.startswith("Because")]
    assert len(reasons) == len(set(reasons)) > 0


def test_what_is_not_needed_is_said(nurse):
    nurse.tap("confirm_summary:right")
    assert "Not needed" in nurse.text


def test_a_typed_yes_confirms(nurse):
    nurse.say("yes")
    assert nurse.events == ["completed"]


def test_an_unclear_answer_asks_for_the_confirmation_again(nurse):
    nurse.say("hmm")
    assert nurse.question == "confirm_summary"
    assert nurse.case.standing.status == "in_progress"


def test_a_correction_at_the_summary_is_taken_and_leads_on(nurse, reader):
    reader.teach("actually I'm 36", "answer", told("age", 36))
    nurse.say("actually I'm 36")
    assert nurse.flat["age"] == 36
    assert "36" in nurse.last.messages[0].text


class TestChange:
    """Changing an answer."""

    def test_the_parts_that_have_answers_are_offered(self, nurse):
        nurse.tap("confirm_summary:change")
        assert nurse.question == "change_something"
        values = [choice.value for choice in nurse.last.messages[-1].choices]
        assert "change_something:about" in values
        assert "change_something:gut" not in values

    def test_a_part_leads_to_its_questions_and_a_question_is_asked_again(self, nurse):
        nurse.tap("confirm_summary:change")
        nurse.tap("change_something:about")
        nurse.tap("change_something:age")
        assert nurse.question == "age"
        nurse.say("36")
        assert nurse.flat["age"] == 36
        assert "36" in nurse.last.messages[0].text

    def test_it_can_be_told_in_words(self, nurse, reader):
        reader.teach("I'm 36", "answer", told("age", 36))
        nurse.tap("confirm_summary:change")
        nurse.say("I'm 36")
        assert nurse.flat["age"] == 36

    def test_an_item_left_out_of_a_list_answered_anew_is_denied(self, desk):
        nurse = Nurse.at(desk, "confirm_summary", {**KNOWN, "conditions": ["sle", "coeliac"]})
        nurse.tap("confirm_summary:change")
        nurse.tap("change_something:autoimmune")
        nurse.tap("change_something:conditions")
        nurse.tap("conditions:coeliac")
        assert nurse.flat["conditions"] == ["coeliac"]
        assert nurse.status("conditions.sle") == "denied"

    def test_nothing_goes_back(self, nurse):
        nurse.tap("confirm_summary:change")
        nurse.tap("change_something:nothing")
        assert nurse.question is not None
        assert nurse.question != "change_something"

    def test_in_the_middle_of_the_history_the_answers_are_listed(self, desk):
        nurse = Nurse.at(desk, "cycles", {"age": 33, "pregnant_now": "no"})
        nurse.say("change something")
        assert "33" in nurse.text
        nurse.tap("change_something:nothing")
        assert nurse.question == "cycles"


class TestGuidance:
    """What a deployment shows."""

    def test_with_the_safety_net_only_no_individual_level_is_shown(self, desk):
        nurse = Nurse.at(desk, "confirm_summary", KNOWN, guidance="safety_net", passed=("symptoms_now",))
        nurse.tap("confirm_summary:right")
        assert [m.level for m in nurse.last.messages if m.level] == []
        assert "antiphospholipid" in nurse.text
        assert nurse.last.triage["level"] == "T4"

    def test_a_same_day_matter_is_said_whatever_the_guidance(self, desk):
        known = {**KNOWN, "pregnant_now": "yes", "symptoms": ["bleeding"]}
        nurse = Nurse.at(desk, "confirm_summary", known, guidance="safety_net", said=("S01",))
        nurse.tap("confirm_summary:right")
        assert "early pregnancy unit" in nurse.text

    def test_at_t2_the_rest_comes_later(self, desk):
        known = {**KNOWN, "pregnant_now": "yes", "symptoms": ["bleeding"]}
        nurse = Nurse.at(desk, "confirm_summary", known, said=("S01",))
        nurse.tap("confirm_summary:right")
        levels = [m.level for m in nurse.last.messages if m.level]
        assert levels == ["T2"]
        assert "Later, once this is sorted" in nurse.text

    def test_at_t1_only_the_emergency_is_spoken_of(self, desk):
        known = {**KNOWN, "symptoms": ["leg_swelling_one"]}
        nurse = Nurse.at(desk, "confirm_summary", known, said=("D07",))
        nurse.tap("confirm_summary:right")
        assert [m.level for m in nurse.last.messages if m.level] == ["T1"]
        assert "antiphospholipid" not in nurse.text


class TestAbuse:
    """What her surroundings could read."""

    def test_neither_summary_nor_advice_shows_it(self, desk):
        nurse = Nurse.at(desk, "confirm_summary", ABUSE, said=("S13",), passed=("symptoms_now",))
        nurse.tap("confirm_summary:right")
        assert [m.level for m in nurse.last.messages if m.level] == ["T4"]
        assert "safe" not in nurse.text.replace("unsafe", "")
        assert nurse.last.triage["level"] == "T2"
        assert "S13" in nurse.last.triage["rules"]


class TestStop:
    """Stopping at any time."""

    def test_the_level_so_far_and_the_safety_net_are_given(self, desk):
        nurse = Nurse.at(desk, "conditions", KNOWN, passed=("symptoms_now",))
        nurse.say("that's enough")
        assert nurse.last.events[-1] == {"event": "completed", "partial": True}
        assert "not able to diagnose" in nurse.text
        assert [m.level for m in nurse.last.messages if m.level] == ["T4"]

    def test_after_the_end_there_are_still_words(self, nurse):
        nurse.tap("confirm_summary:right")
        for words in ("thanks", "what are nk cells?", "flibbertigibbet", "that's enough", "continue", "pause", "why?"):
            nurse.say(words)
            assert nurse.text
            assert nurse.case.standing.advice

    def test_what_is_told_after_the_end_is_kept(self, nurse, reader):
        reader.teach("I also have lupus", "answer", told("conditions.sle"))
        nurse.tap("confirm_summary:right")
        nurse.say("I also have lupus")
        assert nurse.flat["conditions"] == ["sle"]
        assert "P05" in nurse.last.triage["rules"]
        assert nurse.text
