"""Where a rule is weak, a sure second ear outranks it; never a yes, a no, a doubt, or what the whole message says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from yarrow.language.reader import Reader
from yarrow.language.second_ear import Hunch
from yarrow.language.text import Sentence
from yarrow.language.understanding import Asked
from yarrow.protocol.lexicon import load_lexicon

LEXICON = load_lexicon()


@dataclass(frozen=True)
class _Ear:
    """An ear that always hears the same kind of turn."""

    act_heard: str
    probability: float

    def dangers(self, text: str, sentences: Sequence[Sentence]) -> tuple[Hunch, ...]:
        return ()

    def act(self, text: str, sentences: Sequence[Sentence]) -> Hunch | None:
        return Hunch(self.act_heard, self.probability, 0, len(text))


def act(text: str, heard: str, probability: float, asked: Asked | None = None) -> str:
    return Reader(LEXICON, _Ear(heard, probability)).read(text, asked).act


@pytest.mark.parametrize(
    ("text", "heard", "bar"),
    [("I'm 34 and she fell asleep", "correct", 0.8), ("I work nights, brb is my motto", "answer", 0.9)],
)
def test_a_sure_ear_outranks_a_weak_rule(text: str, heard: str, bar: float) -> None:
    assert act(text, heard, bar) == heard
    assert act(text, heard, bar - 0.01) != heard


@pytest.mark.parametrize("heard", ["skip", "delete", "ask_person", "distress", "no"])
def test_an_answer_stays_one_whatever_else_the_ear_hears(heard: str) -> None:
    assert act("I'm 34", heard, 1.0) == "answer"


@pytest.mark.parametrize(
    ("text", "rule"),
    [("no", "no"), ("yes, since March", "yes"), ("not sure", "unsure"), ("delete everything about me", "delete")],
)
def test_what_strong_rules_say_no_ear_unsays(text: str, rule: str) -> None:
    assert act(text, "correct", 1.0, Asked("pregnant_now", "yes_no", "pregnant_now")) == rule


def test_words_no_rule_knows_are_left_to_the_ear_but_a_plain_answer_is_not_guessed() -> None:
    assert act("blue teapots sing", "pause", 0.5) == "pause"
    assert act("blue teapots sing", "yes", 1.0) == "other"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ask for a person", "ask_person"),
        ("skip this question", "skip"),
        ("hold that thought", "pause"),
        ("my taxi is outside", "pause"),
        ("battery is at five percent", "pause"),
        ("I'll finish the rest when I get home", "pause"),
        ("how come you must know", "why"),
        ("who will be able to see what I write", "why"),
        ("no offence, why do you ask", "why"),
        ("no disrespect, yes", "yes"),
    ],
)
def test_more_ways_to_steer(text: str, wanted: str) -> None:
    assert Reader(LEXICON).read(text, Asked("hysteroscopy", "yes_no", "hysteroscopy")).act == wanted


def test_a_person_told_of_is_not_asked_for() -> None:
    assert Reader(LEXICON).read("a taxi driver was kind").act != "pause"
