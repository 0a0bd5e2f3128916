"""Answers that settle no value, or two: one question is asked before judging, and none in vain."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.language.reader import Reader
from yarrow.language.understanding import Asked

TRYING = Asked("trying_months", "number", "trying_months", (), "months", 0, 360, (0, 1, 6, 12, 24, 36))
HOURS = Asked("bleeding_hours", "number", "bleeding_hours", (), "hours", 0, 2000, (0, 1, 2))
BLOODY = Asked("bloody_stools_per_day", "number", "bloody_stools_per_day", (), "a day", 0, 40, (0, 1, 3, 6))
BLOATED = Asked("bloating_days_per_month", "number", "bloating_days_per_month", (), "days a month", 0, 31)
AGE = Asked("age", "number", "age", (), None, 10, 70)
LOSSES = Asked("losses_count", "number", "losses_count", (), None, 0, 30)
PLANNING = Asked("planning", "yes_no", "planning")
TODAY = date(2025, 9, 20)


def value(understanding, path):
    return next((fact.value for fact in understanding.facts if fact.path == path), None)


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        (TRYING, "somewhere between 9 and 13 months", 9),
        (TRYING, "10 to 14 months", 10),
        (TRYING, "three years on and off, seriously since June", 36),
        (HOURS, "an hour, possibly two", 1),
        (HOURS, "1 or 2 hours", 1),
        (BLOODY, "four to six", 4),
        (AGE, "late 30s", None),
        (AGE, "in my forties", None),
        (LOSSES, "dunno, 3?", 3),
        (PLANNING, "not trying, not preventing", None),
        (PLANNING, "we're not actively trying but we're not avoiding it either", None),
    ],
)
def test_what_settles_no_value_or_two_is_asked_again(reader, asked, text, told):
    read = reader.read(text, asked, today=TODAY)
    assert read.ask is not None
    assert read.ask.question == asked.id
    assert value(read, asked.id) == told


@pytest.mark.parametrize(
    ("asked", "text", "told"),
    [
        (TRYING, "7 or 8 months", 7),
        (TRYING, "a year and half", 18),
        (TRYING, "we haven't started yet, waiting on the doctor", 0),
        (TRYING, "haven't stopped, 9 months", 9),
        (HOURS, "3 to 4 hours", 3),
        (BLOODY, "3 to 4", 3),
        (BLOATED, "three days out of every week", 12),
        (AGE, "36", 36),
        (LOSSES, "3", 3),
        (PLANNING, "not trying at the moment", False),
    ],
)
def test_what_settles_the_value_is_not_asked_again(reader, asked, text, told):
    read = reader.read(text, asked, today=TODAY)
    assert read.ask is None
    assert value(read, asked.id) == told


@pytest.mark.parametrize("text", ["I had colitis as a student", "was diagnosed with diabetes last year", "I've IBD"])
def test_a_name_that_settles_no_illness_is_asked_about(reader, text):
    assert reader.read(text).ask.question == "conditions"


@pytest.mark.parametrize("text", ["gestational diabetes last time", "my mum had arthritis", "IBD was ruled out"])
def test_what_is_over_another_s_or_ruled_out_is_not(reader, text):
    assert reader.read(text).ask is None


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("this is my fifth pregnancy and I only have the one girl. 8 weeks today", True),
        ("six pregnancies and two children to show for it", True),
        ("pregnant for the third time, two boys here, 8w tomorrow", False),
        ("this is my second pregnancy and I have a boy", False),
        ("two pregnancies, two children", False),
    ],
)
def test_more_pregnancies_than_children_are_asked_about(reader: Reader, text: str, asks: bool) -> None:
    ask = reader.read(text).ask
    assert (ask is not None and ask.question == "losses_count") == asks


@pytest.mark.parametrize(
    ("text", "count", "asks"),
    [
        ("three losses, could be four", 3, True),
        ("two miscarriages, might be more", 2, True),
        ("two confirmed losses and possibly one more", 2, True),
        ("two losses, could be worse", 2, False),
        ("two losses, both in 2021", 2, False),
    ],
)
def test_a_number_that_may_be_greater_is_kept_and_asked_about(
    reader: Reader, text: str, count: int, asks: bool
) -> None:
    read = reader.read(text)
    assert [fact.value for fact in read.facts if fact.path == "losses_count"] == [count]
    assert (read.ask is not None and read.ask.question == "losses_count") == asks
