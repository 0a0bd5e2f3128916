"""Who will see this? A worry as old as medicine, met at any age and at any question with what is really true."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

PRIVATE = [
    "will you tell my mum",
    "my mum cant know",
    "is this confidential",
    "is this confidential?",
    "who sees this",
    "who will read my answers",
    "will my partner see this",
    "can my husband read this",
    "will my gp find out",
    "will my boss see it",
    "are you going to tell anyone",
    "please dont tell my mum",
    "is this private",
    "do my parents get told",
    "i don't want my mum to know",
    "will this go on my record",
    "what do you do with my data",
    "is my data safe",
    "my boyfriend can't find out about this",
    "who else can see what I write",
]
WATCHED = [
    "is anyone reading this",
    "does anyone read this?",
    "what happens now",
    "what happens next?",
    "when will someone call me",
    "how long until someone gets back to me",
    "so what now",
]
# What only sounds like it.
OTHER = ["my mum had lupus", "my partner has a sperm problem", "I don't know", "I told my husband I was pregnant", "34"]


@pytest.fixture(scope="module")
def desk(protocol) -> Desk:
    return Desk(protocol, Reader(load_lexicon()))


@pytest.mark.parametrize("words", PRIVATE)
@pytest.mark.parametrize("question", ["consent", "age", "asks"])
def test_who_sees_it_is_answered_and_the_question_comes_back(desk, words, question):
    nurse = Nurse.at(desk, question, {"age": 17} if question == "asks" else {})
    nurse.say(words)
    assert "kept for the clinic's staff" in nurse.text
    assert "I don't send it to your family" in nurse.text
    assert nurse.question == question
    assert nurse.last.facts == ()


@pytest.mark.parametrize("words", PRIVATE)
def test_it_is_answered_after_the_advice_too(desk, words):
    nurse = Nurse.at(desk, "confirm_summary", {"age": 17}, passed=("symptoms_now",))
    nurse.tap("confirm_summary:right")
    nurse.say(words)
    assert "I don't send it to your family" in nurse.text
    assert "didn't understand" not in nurse.text


@pytest.mark.parametrize("words", WATCHED)
def test_nobody_is_said_to_watch(desk, words):
    nurse = Nurse.at(desk, "confirm_summary", {"age": 34}, passed=("symptoms_now",))
    nurse.tap("confirm_summary:right")
    nurse.say(words)
    assert "Nobody reads along" in nurse.text
    assert "call" in nurse.text.lower()


@pytest.mark.parametrize("words", OTHER)
def test_other_words_are_not_taken_for_it(desk, words):
    nurse = Nurse.at(desk, "age")
    nurse.say(words)
    assert "kept for the clinic's staff" not in nurse.text
    assert "Nobody reads along" not in nurse.text
