"""The last words: whoever says thanks or goodbye after the advice is not told that nothing was understood."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.intake.ports import Desk
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

LEAVING = [
    "no, that's everything thanks",
    "ok",
    "ok thank you",
    "thank you",
    "thanks so much x",
    "no thanks",
    "bye",
    "that's all",
    "no im good",
    "nothing else",
    "thank you, you've been really kind",
    "great",
    "Thanks for listening.",
    "thanks for your help",
    "no more questions",
    "i'm done",
    "yes",
    "no",
    "understood",
]
NOT_LEAVING = [
    "no I want to change my age",
    "ok what are NK cells?",
    "thanks, and should I take aspirin?",
    "help",
    "help me",
    "more",
    "no i am not ok",
    "bye " * 2000,
]


@pytest.fixture(scope="module")
def desk(protocol) -> Desk:
    return Desk(protocol, Reader(load_lexicon()))


@pytest.fixture
def ended(desk) -> Nurse:
    nurse = Nurse.at(desk, "confirm_summary", {"age": 34, "pregnant_now": "no"}, passed=("symptoms_now",))
    nurse.tap("confirm_summary:right")
    return nurse


@pytest.mark.parametrize("words", LEAVING)
def test_leave_is_taken_warmly(ended, words):
    ended.say(words)
    assert "Please be kind to yourself" in ended.text
    assert "understand" not in ended.text
    assert ended.question is None


@pytest.mark.parametrize("words", NOT_LEAVING)
def test_a_question_with_thanks_is_still_a_question(ended, words):
    ended.say(words)
    assert "Please be kind to yourself" not in ended.text


def test_what_must_not_wait_is_said_once_more(desk):
    known = {"age": 34, "pregnant_now": "yes", "symptoms": ["bleeding"]}
    nurse = Nurse.at(desk, "confirm_summary", known, said=("S01",))
    nurse.tap("confirm_summary:right")
    nurse.say("ok thanks")
    assert nurse.last.messages[0].level == "T2"


def test_before_the_end_the_same_words_answer_the_question(desk):
    nurse = Nurse.at(desk, "asks", {"age": 34, "pregnant_now": "no"})
    nurse.say("no, that's everything thanks")
    assert "be kind to yourself" not in nurse.text
    assert nurse.status("asks") == "denied"


@pytest.mark.parametrize(
    ("said", "kept", "shown"),
    [
        ("miscarriage", "miscarriage", "Your word for it: miscarriage"),
        ("honestly there is no word for what it was like, I still see it", None, "Your word for it: none chosen"),
        ("my 4 dead ones", None, "Your word for it: none chosen"),
    ],
)
def test_a_sentence_is_not_taken_for_her_word(desk, said, kept, shown):
    nurse = Nurse.at(
        desk,
        "preferred_term",
        {"age": 34, "pregnant_now": "no", "losses_count": 1},
        passed=("symptoms_now",),
        consoled=True,
    )
    nurse.say(said)
    assert nurse.flat.get("preferred_term") == kept
    assert nurse.question not in (None, "preferred_term")
    assert said not in nurse.text or kept
    assert nurse.fact("preferred_term").provenance.text == said
    nurse.say("show my answers")
    assert shown in nurse.text
