"""Opening and consent."""

from __future__ import annotations

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import told


def test_the_conversation_opens_with_who_yarrow_is_and_asks_for_consent(desk):
    nurse = Nurse.opened(desk)
    assert "computer program" in nurse.text
    assert "999" in nurse.text
    assert nurse.question == "consent"


def test_without_a_known_place_no_single_number_is_claimed(desk):
    nurse = Nurse.opened(desk, locale=None)
    assert "999" not in nurse.text
    assert "112" in nurse.text


def test_consent_leads_to_the_first_question(desk):
    nurse = Nurse.opened(desk)
    nurse.tap("consent:yes")
    assert nurse.events == ["consent_given"]
    assert nurse.flat["consent"] is True
    assert nurse.question == "for_whom"


def test_a_typed_yes_is_consent(desk):
    nurse = Nurse.opened(desk)
    nurse.say("yes")
    assert nurse.case.standing.consent is True


def test_a_no_keeps_nothing_and_gives_the_number_for_danger(desk):
    for refuse in (lambda n: n.tap("consent:no"), lambda n: n.say("no")):
        nurse = Nurse.opened(desk)
        refuse(nurse)
        assert nurse.events == ["consent_refused"]
        assert nurse.case.standing.status == "declined"
        assert not nurse.last.facts
        assert "999" in nurse.text


def test_no_fact_is_taken_before_consent(desk, reader):
    reader.teach("I'm 34 with lupus", "answer", told("age", 34), told("conditions.sle"))
    nurse = Nurse.opened(desk)
    nurse.say("I'm 34 with lupus")
    assert nurse.question == "consent"
    assert "age" not in nurse.flat
    assert "conditions" not in nurse.flat


def test_what_is_told_in_the_same_breath_as_a_yes_is_taken(desk, reader):
    reader.teach("yes, I'm 34", "yes", told("age", 34))
    nurse = Nurse.opened(desk)
    nurse.say("yes, I'm 34")
    assert nurse.flat["age"] == 34
    assert nurse.last.triage is not None


def test_danger_before_consent_is_answered_and_consent_is_asked_again_afterwards(desk, reader):
    reader.teach("my chest hurts", "answer", told("symptoms.chest_pain"), red_flags=("chest_pain",))
    nurse = Nurse.opened(desk)
    nurse.say("my chest hurts")
    assert nurse.question == "can_you_get_help"
    assert nurse.last.messages[0].level == "T0"
    nurse.tap("can_you_get_help:mistake")
    nurse.tap("happening_now:no")
    assert nurse.question == "consent"


def test_somebody_who_refused_and_writes_again_is_asked_again(desk):
    nurse = Nurse.opened(desk)
    nurse.tap("consent:no")
    nurse.say("hmm")
    assert nurse.question == "consent"
    nurse.tap("consent:yes")
    assert nurse.case.standing.status == "in_progress"


def test_stopping_before_consent_is_a_refusal(desk):
    nurse = Nurse.opened(desk)
    nurse.say("stop here")
    assert nurse.events == ["consent_refused"]


def test_danger_told_before_consent_need_not_be_said_twice(desk, reader):
    """Bleeding alone calls for nothing yet; with the pregnancy it does, as soon as that is known."""
    reader.teach("i am bleeding a bit and so scared", "answer", told("symptoms.bleeding"), red_flags=("bleeding",))
    nurse = Nurse.opened(desk)
    nurse.say("i am bleeding a bit and so scared")
    assert nurse.question == "consent"
    assert "999" in nurse.text
    assert nurse.flat["symptoms"] == ["bleeding"]
    nurse.tap("consent:yes")
    nurse.tap("for_whom:self")
    nurse.tap("pregnant_now:yes")
    assert nurse.last.messages[0].level == "T2"
