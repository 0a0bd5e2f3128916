"""A history told in one go is an answer; what it asks is heard beside it."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

READER = Reader(load_lexicon())
HISTORY = (
    "I'm 33, we have been at this for two years. I had a miscarriage at 8 weeks in March and one at 6 weeks in June. "
    "I take levothyroxine for Hashimoto's and my periods are regular."
)


@pytest.mark.parametrize(
    ("end", "asks"),
    [
        ("", None),
        ("Could it be lupus?", "ask_diagnosis"),
        ("Do NK cell tests help?", "ask_evidence"),
        ("Should I take baby aspirin?", "ask_treatment"),
        ("Can I speak to a nurse please?", "ask_person"),
        ("Please delete everything I wrote.", "delete"),
        ("It rained all summer.", None),
    ],
)
def test_a_history_is_an_answer_and_its_question_is_heard_beside_it(end: str, asks: str | None) -> None:
    read = READER.read(f"{HISTORY} {end}")
    assert (read.act, read.asks) == ("answer", asks)
    assert read.wants == (asks or "answer")
    assert {fact.path for fact in read.facts} >= {"age"}


def test_what_is_asked_in_a_history_has_its_topic() -> None:
    assert READER.read(f"{HISTORY} Is there any evidence for intralipids?").topics


@pytest.mark.parametrize(
    "aside",
    [
        "My midwife said hang on, you need a rest.",
        "The consultant actually said sorry.",
        "I asked to speak to a doctor that night and the ward found none, I had a temperature of 38.",
    ],
)
def test_words_of_a_request_inside_a_history_request_nothing(aside: str) -> None:
    read = READER.read(f"{HISTORY} {aside} We still hope.")
    assert read.act == "answer"
    assert read.asks not in ("pause", "correct", "delete")


def test_a_question_beside_a_fact_or_two_is_still_a_question() -> None:
    read = READER.read("I'm 33 with Hashimoto's. Do NK cell tests help?")
    assert (read.act, read.asks) == ("ask_evidence", None)


def test_a_long_correction_of_what_is_known_stays_one() -> None:
    text = f"Sorry, I told you I was 35 but that was wrong. {HISTORY}"
    assert READER.read(text, context={"age": 35}).act == "correct"
    assert READER.read(text).act == "answer"
