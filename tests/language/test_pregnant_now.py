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


@pytest.mark.parametrize(
    "text",
    [
        "Seven embryo transfers in all and never a positive test to show for them",
        "My ttg blood test was positive, so the GP wants a camera",
        "I got tested for the lot and the liver one was high",
        "We lost two. Some of my late periods were probably more of the same",
        "My uncle is late seventies and I met my wife late in life",
        "I'm 4 weeks out from my section",
        "Once I get a bfp they will put me on progesterone",
        "Bloated to the point I look preggers by dinner",
        "The tablets have kept it quiet for years",
        "On nothing since 2021, and no relapse either",
    ],
)
def test_of_another_time_or_another_test_it_is_no_pregnancy_now(reader: Reader, text: str) -> None:
    assert told(reader, text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Did a home test last night and it was positive", "yes"),
        ("stick this morning said yes", "yes"),
        ("We lost two before and I'm now 4 days late", "unsure"),
        ("Period was due on Monday, not tested yet", "unsure"),
        ("I'm 9 weeks and bleeding, lost one at 9 weeks two years ago", "yes"),
        ("Got a faint positive test this morning", "yes"),
    ],
)
def test_a_pregnancy_now_is_heard_beside_them(reader: Reader, text: str, value: str) -> None:
    assert told(reader, text) == value
