"""What happened in a conversation, as staff are told it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.console import DESK
from yarrow.console.conversation.events import lines
from yarrow.intake.review.talk import Happened

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def told(name, private=True, **detail):
    return [line.words for line in lines(DESK.protocol, [Happened(1, name, detail, NOW)], private=private)]


def test_danger_names_its_level_and_its_rules():
    assert told("safety", level="T0", rules=["E03"]) == [
        "Safety words said: T0 chest pain, sudden breathlessness or coughing blood"
    ]


def test_danger_that_was_not_said_to_her_is_told_as_such():
    (words,) = told("safety", level="T2", rules=["S01"], unsaid=True)
    assert words.startswith("Danger heard while a person was writing, and not said to her: T2")


def test_of_a_private_rule_others_than_clinicians_learn_nothing():
    assert told("safety", private=False, level="T2", rules=["S13"]) == []
    (words,) = told("safety", private=False, level="T2", rules=["S13", "S01"])
    assert "bleeding" in words
    assert DESK.protocol.rule["S13"].title not in words
    assert DESK.protocol.rule["S13"].title in told("safety", level="T2", rules=["S13"])[0]


@pytest.mark.parametrize("about", ["abuse", "symptoms.abuse"])
def test_what_was_nearly_asked_about_abuse_is_for_clinicians(about):
    assert told("unasked", private=False, about=about) == []
    assert "hurt" in told("unasked", about=about)[0]


@pytest.mark.parametrize(("how", "words"), [("cannot", "cannot call or go for help"), ("mistake", "a mistake")])
def test_what_she_said_of_help_is_said(how, words):
    assert words in told("help", how=how)[0]


def test_a_name_nobody_knows_yet_is_still_told():
    assert told("something_new") == ["Something new"]


def test_what_concerns_only_the_machinery_is_left_out():
    assert told("already_said") == []
