"""Pregnant now or not, as people say it: a no is never taken for a yes."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.language.reader import Reader
from yarrow.language.understanding import Asked, AskedOption

NO = (
    "not pregnant now",
    "no not pregnant now",
    "we've lost four. not pregnant now. i have lupus",
    "isn't currently pregnant",
    "we are not pregnant atm",
    "not pregnant with twins thank god",
    "why am i not pregnant again after 3 transfers",
    "not actually currently pregnant",
    "never pregnant now",
)
YES = (
    "pregnant now",
    "no, pregnant again",
    "i am pregnant now",
    "no i'm pregnant with number 3",
    "not a clue, im 7 weeks pregnant",
    "no more losses please, i am pregnant now",
)


def told(reader, text):
    facts = reader.read(text, today=date(2026, 11, 2)).facts
    return {fact.path: fact.value for fact in facts}.get("pregnant_now")


@pytest.mark.parametrize("text", NO)
def test_a_denial_right_before_it_makes_a_no_of_pregnant_now(reader, text):
    assert told(reader, text) == "no"


@pytest.mark.parametrize("text", YES)
def test_a_no_to_something_else_leaves_the_yes(reader, text):
    assert told(reader, text) == "yes"


@pytest.mark.parametrize(("text", "said"), [("6+2", True), ("40+3", True), ("=1+1", False), ("2+2=4", False)])
def test_weeks_and_days_are_a_pregnancy_and_a_sum_is_none(reader, text, said):
    options = (AskedOption("yes", "Yes, I am pregnant"), AskedOption("no", "No"), AskedOption("unsure", "I might be"))
    assert ("yes" in reader.read(text, Asked("pregnant_now", "choice", "pregnant_now", options)).chosen) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7+1 today after two miscarriages", "yes"),
        ("currently 11w3d after 3 mmcs", "yes"),
        ("10w4d with number 2", "yes"),
        ("two early losses. one was just a faint line and then it was gone", None),
        ("lost two. fell pregnant in 2022, lost one at 9 weeks", None),
        ("lost two at 6 weeks. my period is 5 days late", "unsure"),
        ("I lost one at 9 weeks. Got a positive test today", "yes"),
    ],
)
def test_beside_losses_a_pregnancy_is_one_of_now(reader, text, said):
    assert told(reader, text) == said


@pytest.mark.parametrize(("text", "weeks"), [("We lost her. Fifteen weeks.", None), ("I'm 9 weeks. We lost two.", 9)])
def test_weeks_alone_beside_a_loss_are_not_of_now(reader, text, weeks):
    assert {fact.path: fact.value for fact in reader.read(text).facts}.get("gestation_weeks") == weeks


@pytest.mark.parametrize("text", ["quiet since noon and no kicks, 30 weeks", "33 weeks headache that won't go away"])
def test_weeks_beside_a_danger_are_those_of_this_pregnancy(reader: Reader, text: str) -> None:
    """A word of time before the comma is not theirs."""
    assert "gestation_weeks" in {fact.path for fact in reader.read(text).facts}


def test_weeks_at_the_start_are_now_though_earlier_losses_are_told(reader: Reader) -> None:
    """Unless the loss may be this one."""
    paths = {fact.path for fact in reader.read("9w2d, 2 mc before this, red on my pad").facts}
    assert "gestation_weeks" in paths
    assert "gestation_weeks" not in {fact.path for fact in reader.read("Miscarried Friday. 8 weeks. Bleeding").facts}
