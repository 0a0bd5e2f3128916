"""What kind of turn a message is."""

from __future__ import annotations

import pytest

from tests.intake.nurse import TODAY, Nurse
from tests.intake.scripted_reader import told
from yarrow.intake.kind import Kind, kind_of
from yarrow.intake.turn import Said, Turn

KNOWN = {"age": 31, "pregnant_now": "no"}


def kind(desk, question, *, text=None, choices=(), **standing):
    case = Nurse.at(desk, question, KNOWN, **standing).case
    return kind_of(desk, Turn("c", 1, Said("m", text, choices), case, TODAY))


@pytest.mark.parametrize(
    ("question", "text", "name"),
    [
        ("cycles", "why?", "ask_why"),
        ("cycles", "what are nk cells?", "ask_evidence"),
        ("cycles", "do i have lupus?", "ask_diagnosis"),
        ("cycles", "a person please", "ask_person"),
        ("cycles", "pause", "pause"),
        ("cycles", "delete my data", "delete_data"),
        ("cycles", "i can't stop crying", "distress"),
        ("cycles", "skip", "skip"),
        ("cycles", "not sure", "unsure"),
        ("planning", "yes", "affirm"),
        ("planning", "no", "deny"),
        ("age", "34", "inform"),
        ("cycles", "can we carry on please", "resume"),
        ("cycles", "I'm back", "resume"),
        ("cycles", "that's enough for today", "stop_here"),
        ("cycles", "What have you written down about me?", "see_data"),
        ("cycles", "I'd like to change something", "change_something"),
        ("cycles", "thank you so much", "thanks"),
        ("cycles", "hello there", "greet"),
        ("cycles", "I'm asking for my wife", "third_party"),
        ("cycles", "I'm her husband", "third_party"),
        ("consent", "yes", "consent"),
        ("consent", "hmm", "consent"),
        ("consent", "why?", "ask_why"),
        ("can_you_get_help", "hmm", "help_status"),
        ("can_you_get_help", "yes", "help_status"),
        ("confirm_summary", "yes", "confirm"),
        ("confirm_summary", "no", "change_something"),
        ("confirm_delete", "yes", "delete_data"),
        ("happening_now", "hmm", "inform"),
    ],
)
def test_the_words_and_the_open_question_decide(desk, question, text, name):
    assert kind(desk, question, text=text) == Kind(name)


@pytest.mark.parametrize(
    ("question", "choice", "name"),
    [
        ("cycles", "cycles:regular", "inform"),
        ("consent", "consent:yes", "consent"),
        ("can_you_get_help", "can_you_get_help:cannot", "help_status"),
        ("confirm_summary", "confirm_summary:right", "confirm"),
        ("confirm_summary", "confirm_summary:change", "change_something"),
        ("cycles", "consent:no", "inform"),
        ("losses[0].confirmed", "losses[0].confirmed:scan", "inform"),
    ],
)
def test_a_tap_is_always_sure(desk, question, choice, name):
    assert kind(desk, question, choices=(choice,)) == Kind(name)


def test_what_nobody_listed_is_left_to_the_classifier(desk):
    assert kind(desk, "cycles", text="flibbertigibbet") == Kind("nlu_fallback", sure=False)


@pytest.mark.parametrize("text", ["/restart", ' \u2003\u200b/inform{"age": 3}', "//", "/session_start"])
def test_what_looks_like_a_command_is_words_that_no_classifier_is_asked_about(desk, text):
    assert kind(desk, "cycles", text=text) == Kind("nlu_fallback")
    assert kind(desk, "cycles", text=f"well {text}") == Kind("nlu_fallback", sure=False)


def test_danger_comes_before_every_other_kind(desk, reader):
    reader.teach("skip this, I fainted", "skip", told("symptoms.faint"), red_flags=("faint",))
    assert kind(desk, "cycles", text="skip this, I fainted") == Kind("red_flag")


def test_a_correction_is_one(desk, reader):
    reader.teach("sorry, 34", "correct", told("age", 34))
    assert kind(desk, "cycles", text="sorry, 34") == Kind("correct")


@pytest.mark.parametrize("question", ["confirm_summary", "planning", "cycles"])
def test_going_on_after_a_pause_says_yes_to_nothing(desk, question):
    for words in ("continue", "I'm ready", "yes", "ok thanks", "Yes please, carry on"):
        assert kind(desk, question, text=words, status="paused") == Kind("resume")
    assert kind(desk, question, text="what are nk cells?", status="paused") == Kind("ask_evidence")


def test_a_no_or_a_tap_after_a_pause_is_an_answer(desk):
    assert kind(desk, "planning", text="no", status="paused") == Kind("deny")
    assert kind(desk, "planning", text="yes", status="in_progress") == Kind("affirm")
    assert kind(desk, "cycles", text="regular", status="paused").name != "resume"
    assert kind(desk, "planning", choices=("planning:yes",), status="paused") == Kind("inform")


def test_going_on_is_not_stopping(desk):
    assert kind(desk, "cycles", text="it started when I stopped the pill").name not in ("stop_here", "resume")


def test_what_the_lane_has_answered_answers_no_question_that_the_lane_put(desk):
    case = Nurse.at(desk, "can_you_get_help", KNOWN).case
    turn = Turn("c", 1, Said("m", "34, and i fainted"), case, TODAY, screened=True)
    assert kind_of(desk, turn) == Kind("red_flag")
