"""While a person writes, the lane listens on; what it may not say then comes when the program answers again."""

from __future__ import annotations

import pytest

from tests.intake.nurse import TODAY, Nurse
from tests.intake.scripted_reader import told
from yarrow.intake.attended import attending_words, handed_back, listen_in
from yarrow.intake.case import Case, Standing
from yarrow.intake.prompts import CONFIRM_DELETE, CONSENT, HAPPENING_NOW
from yarrow.intake.turn import Said
from yarrow.language.understanding import Ask


def test_an_emergency_is_said_at_once_with_nothing_to_tap_and_kept_for_staff(desk, reader):
    reader.teach("I fainted", "answer", told("symptoms.faint"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
    heard = listen_in(desk, nurse.case, Said("m", "I fainted"), TODAY)
    assert [(one.level, one.choices, one.question) for one in heard.messages] == [("T0", (), None)]
    assert "999" in heard.messages[0].text
    assert heard.events == ({"event": "safety", "level": "T0", "rules": ["E01"]},)
    assert heard.standing.said == ("E01",)
    assert heard.triage["level"] == "T0"


def test_a_same_day_matter_goes_to_staff_and_not_to_the_patient(desk, reader):
    reader.teach("some blood", "answer", told("symptoms.bleeding"))
    nurse = Nurse.at(desk, "age", {"pregnant_now": "yes", "gestation_weeks": 8})
    heard = listen_in(desk, nurse.case, Said("m", "some blood"), TODAY)
    assert heard.messages == ()
    assert heard.standing == nurse.case.standing
    assert [fact.path for fact in heard.facts] == ["symptoms.bleeding"]
    assert [(event["level"], event["unsaid"]) for event in heard.events] == [("T2", True)]
    rules = heard.events[0]["rules"]
    again = listen_in(desk, _after(nurse.case, heard), Said("m2", "some blood"), TODAY, rules)
    assert again.events == ()


def test_who_does_not_want_to_live_is_told_at_once_where_help_is_and_staff_are_told(desk, reader):
    reader.teach("not live any more", "answer", told("symptoms.suicidal_thoughts"))
    nurse = Nurse.at(desk, "age", {"pregnant_now": "no"})
    heard = listen_in(desk, nurse.case, Said("m", "not live any more"), TODAY)
    assert [(one.level, one.choices, one.question) for one in heard.messages] == [("T2", (), None)]
    assert "116 123" in heard.messages[0].text
    assert [event.get("unsaid") for event in heard.events] == [None]


def test_danger_told_in_two_messages_to_a_person_is_put_together(desk, reader):
    reader.teach("I am pregnant", "answer", told("pregnant_now", "yes"))
    reader.teach("I fainted", "answer", told("symptoms.faint"))
    nurse = Nurse.at(desk, "age", {})
    first = listen_in(desk, nurse.case, Said("m1", "I am pregnant"), TODAY)
    assert first.messages == ()
    assert [fact.path for fact in first.facts] == ["pregnant_now"]
    second = listen_in(desk, _after(nurse.case, first), Said("m2", "I fainted"), TODAY)
    assert [one.level for one in second.messages] == ["T0"]


def test_before_consent_quiet_words_to_a_person_leave_nothing(desk, reader):
    reader.teach("I am pregnant", "answer", told("pregnant_now", "yes"))
    case = Case(standing=Standing(question="consent"))
    assert listen_in(desk, case, Said("m1", "I am pregnant"), TODAY).facts == ()


def test_what_the_lane_would_ask_about_goes_to_the_person_who_writes(desk, reader):
    reader.teach("not sure about the chest", "answer", ask=Ask("chest_pain", HAPPENING_NOW))
    nurse = Nurse.at(desk, "age", {"pregnant_now": "no"})
    heard = listen_in(desk, nurse.case, Said("m", "not sure about the chest"), TODAY)
    assert heard.messages == ()
    assert heard.events == ({"event": "unasked", "about": "chest_pain"},)
    assert heard.standing == nurse.case.standing


def test_handed_back_the_open_question_comes_back_unchanged(desk):
    nurse = Nurse.at(desk, "age", {"pregnant_now": "no"})
    back = handed_back(desk, nurse.case)
    assert [one.question["id"] for one in back.messages] == ["age"]
    assert back.standing == nurse.case.standing


def test_handed_back_an_answered_question_is_not_asked_again(desk):
    nurse = Nurse.at(desk, "age", {"pregnant_now": "no", "age": 34})
    back = handed_back(desk, nurse.case)
    assert [one.question["id"] for one in back.messages if one.question] == [back.standing.question]
    assert back.standing.question != "age"


def test_handed_back_the_words_the_patient_was_spared_come_first(desk, reader):
    reader.teach("some blood", "answer", told("symptoms.bleeding"))
    nurse = Nurse.at(desk, "age", {"pregnant_now": "yes", "gestation_weeks": 8})
    heard = listen_in(desk, nurse.case, Said("m", "some blood"), TODAY)
    back = handed_back(desk, _after(nurse.case, heard), heard.events[0]["rules"])
    assert back.messages[0].level == "T2"
    assert back.standing.question == "go_on"
    assert back.events == ()  # staff have been told already


def test_handed_back_after_an_emergency_whether_there_is_help_is_asked(desk, reader):
    reader.teach("I fainted", "answer", told("symptoms.faint"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
    heard = listen_in(desk, nurse.case, Said("m", "I fainted"), TODAY)
    back = handed_back(desk, _after(nurse.case, heard))
    assert [one.question["id"] for one in back.messages] == ["can_you_get_help"]


def test_a_conversation_at_rest_stays_at_rest(desk):
    nurse = Nurse.at(desk, None, {"age": 34, "pregnant_now": "no"}, advice=True, status="completed")
    assert handed_back(desk, nurse.case).messages == ()


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Nurse", "A nurse"),
        ("GP", "A GP"),
        ("Early pregnancy nurse", "An early pregnancy nurse"),
        ("Doctor", "A doctor"),
    ],
)
def test_the_patient_is_told_what_the_person_is_and_that_it_is_a_person(desk, title, told):
    words = attending_words(desk, Case(standing=Standing(consent=True)), "joined", title).text
    assert words.startswith(f"{told} from the clinic has joined.")
    assert "not the computer program" in words


def test_what_an_emergency_hangs_on_is_for_the_person_to_ask(desk, reader):
    case = Case(standing=Standing(question="pregnant_now", consent=True))
    reader.teach(
        "two pads an hour", "answer", told("symptoms.bleeding"), told("symptoms.faint"), told("pads_per_hour", 2)
    )
    heard = listen_in(desk, case, Said("m1", "two pads an hour"), TODAY)
    (event,) = heard.events
    assert (event["event"], heard.messages) == ("unasked", ())
    assert {"bleeding_hours", "pregnant_now"} <= set(event["missing"])
    again = listen_in(desk, _after(case, heard), Said("m2", "I am 34"), TODAY)
    assert again.events == ()


def test_who_waits_for_a_person_is_told_what_to_do_if_it_cannot_wait(desk):
    words = attending_words(desk, Case(), "silent", "Early pregnancy nurse").text
    assert words.startswith("The early pregnancy nurse hasn't written for a few minutes")
    assert "In an emergency call your local emergency number" in words


@pytest.mark.parametrize("occasion", ["joined", "took_over"])
def test_who_has_not_agreed_yet_is_told_that_the_person_cannot_read_what_she_writes(desk, occasion):
    words = attending_words(desk, Case(), occasion, "Nurse").text
    assert words.startswith("A nurse from the clinic is writing to you now, a person")
    assert "They can't read what you write until you have agreed" in words
    assert "In an emergency call" in words


@pytest.mark.parametrize("occasion", ["left", "silent"])
@pytest.mark.parametrize(
    ("consent", "question", "is_said"), [(True, "age", True), (None, CONSENT, False), (True, CONFIRM_DELETE, False)]
)
def test_only_who_agreed_and_does_not_ask_for_deletion_is_told_that_it_is_kept(
    desk, occasion, consent, question, is_said
):
    words = attending_words(desk, Case(standing=Standing(consent=consent, question=question)), occasion, "Nurse").text
    assert ("kept" in words) is is_said


@pytest.mark.parametrize("occasion", ["left", "lapsed"])
def test_the_patient_is_told_that_the_program_answers_again(desk, occasion):
    words = attending_words(desk, Case(), occasion, "Nurse").text
    assert words.startswith("The nurse ")
    assert "the computer program, again" in words


def _after(case: Case, heard) -> Case:
    return Case(case.history.adding(heard.facts), heard.standing)
