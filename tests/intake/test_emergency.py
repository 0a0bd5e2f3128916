"""After the words for danger."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import told


@pytest.fixture
def nurse(desk, reader):
    reader.teach("I fainted", "answer", told("symptoms.faint"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"})
    nurse.say("I fainted")
    return nurse


@pytest.mark.parametrize(
    ("answer", "how"),
    [
        ("can_you_get_help:calling", "calling"),
        ("can_you_get_help:someone_with_me", "someone_with_me"),
        ("ok I've rung them", "calling"),
        ("the ambulance is on its way", "calling"),
        ("my husband is here with me", "someone_with_me"),
    ],
)
def test_help_on_the_way_is_noted_and_nothing_more_is_asked(nurse, answer, how):
    nurse.tap(answer) if ":" in answer else nurse.say(answer)
    assert nurse.last.events[-1] == {"event": "help", "how": how}
    assert nurse.question is None
    assert nurse.case.standing.status == "escalated"


@pytest.mark.parametrize("answer", ["can_you_get_help:cannot", "I can't call anyone", "there's nobody, I'm alone"])
def test_who_cannot_get_help_hears_of_other_ways_and_staff_are_alerted(nurse, answer):
    nurse.tap(answer) if ":" in answer else nurse.say(answer)
    assert nurse.events == ["cannot_get_help"]
    assert "neighbour" in nurse.text
    assert nurse.question == "can_you_get_help"


def test_an_unclear_answer_asks_again(nurse):
    nurse.say("what is your name")
    assert nurse.question == "can_you_get_help"


def test_after_two_unclear_answers_it_is_said_how_to_go_on_and_danger_stays_open(nurse):
    for words in ("what is your name", "I like cheese"):
        nurse.say(words)
        assert "I want to be sure that you are getting help" in nurse.text
    for words in ("cheese again", "and again"):
        nurse.say(words)
        assert "Please call 999" in nurse.text
        assert "choose one of these answers, and we can go on" in nurse.text
        assert [choice.value for choice in nurse.last.messages[-1].choices][-1] == "can_you_get_help:mistake"
        assert nurse.case.standing.status == "escalated"


def test_an_answer_after_them_is_taken_as_ever(nurse):
    for words in ("cheese", "cheese", "cheese", "I've rung them"):
        nurse.say(words)
    assert nurse.last.events[-1] == {"event": "help", "how": "calling"}


def test_misses_before_the_emergency_do_not_count(desk, reader):
    reader.teach("I fainted", "answer", told("symptoms.faint"))
    nurse = Nurse.at(desk, "cycles", {"age": 34, "pregnant_now": "yes"}, stumbles=2)
    nurse.say("I fainted")
    nurse.say("cheese")
    assert "I want to be sure that you are getting help" in nurse.text


def test_a_mistake_is_confirmed_once_and_then_the_history_goes_on(nurse):
    nurse.tap("can_you_get_help:mistake")
    assert nurse.question == "happening_now"
    nurse.tap("happening_now:no")
    assert nurse.question == "cycles"
    assert nurse.case.standing.status == "in_progress"
    assert nurse.status("symptoms.faint") == "denied"
    assert nurse.last.triage["level"] != "T0"


def test_a_mistake_that_was_none_comes_back_to_help(nurse):
    nurse.tap("can_you_get_help:mistake")
    nurse.tap("happening_now:yes")
    assert nurse.question == "can_you_get_help"
    assert nurse.case.standing.status == "escalated"
    assert nurse.status("symptoms.faint") == "present"


def test_the_same_danger_told_again_after_a_mistake_is_heard(nurse):
    nurse.tap("can_you_get_help:mistake")
    nurse.tap("happening_now:no")
    nurse.say("I fainted")
    assert nurse.question == "can_you_get_help"


def test_a_number_that_was_a_slip_is_asked_again(desk):
    known = {"pregnant_now": "no", "symptoms": ["bleeding"], "pads_per_hour": 20}
    nurse = Nurse.at(desk, "bleeding_hours", known)
    nurse.say("3")
    nurse.tap("can_you_get_help:mistake")
    assert nurse.question == "pads_per_hour"
    nurse.say("0")
    assert nurse.flat["pads_per_hour"] == 0
    assert "D02" not in nurse.last.triage["rules"]


def test_words_while_help_is_on_its_way_are_about_help(nurse):
    nurse.tap("can_you_get_help:calling")
    nurse.say("hmm")
    assert nurse.question == "can_you_get_help"


def test_coming_back_goes_on_where_it_stopped(nurse):
    nurse.tap("can_you_get_help:calling")
    nurse.say("I'm back")
    assert nurse.question == "cycles"
    assert nurse.case.standing.status == "in_progress"
    assert "resumed" in nurse.events


def test_nothing_but_help_is_spoken_of_while_it_is_open(nurse):
    for words in ("pause", "continue", "stop here", "I want to stop here"):
        nurse.say(words)
        assert nurse.question == "can_you_get_help"


def test_a_tap_on_an_old_question_brings_help_back(nurse):
    nurse.tap("cycles:regular")
    assert nurse.question == "can_you_get_help"
    assert "cycles" not in nurse.flat
