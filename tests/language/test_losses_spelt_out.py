"""A number of losses and what it is made of: sums, parts, lists of weeks, pregnancies that are counted."""

from __future__ import annotations

import pytest

from tests.language.test_losses import COUNT, count, losses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no not pregnant, we lost one 3 weeks ago", 1),
        ("no not pregnant lost one 3 weeks ago", 1),
        ("no, lost one 3 weeks ago", 1),
        ("nope we lost a baby in march", 1),
        ("no we haven't lost any", 0),
        ("no losses", 0),
    ],
)
def test_a_loss_told_after_a_no_is_no_denial(reader, text, expected):
    assert count(reader, text) == expected


def test_the_days_since_a_loss_told_after_a_no(reader):
    facts = {fact.path: fact.value for fact in reader.read("no not pregnant, we lost one 3 weeks ago").facts}
    assert facts["days_since_loss"] == 21
    assert facts["pregnant_now"] == "no"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we lost four, three on scan and one chemical", 4),
        ("six losses - four chemicals and two at 8 weeks", 6),
        ("5 losses: 2 early, 3 after 8 weeks", 5),
        ("lost five, 2 ectopics and 3 early ones", 3),
        ("lost three, one at 9 weeks, one at 6 weeks and one chemical", 3),
        ("3 miscarriages, 2 at 8 weeks and 1 at 10 weeks", 3),
        ("two losses, one was a chemical", 2),
        # What is added to the number, or another kind beside it, is no part of it.
        ("2 early losses and 1 late loss at 19 weeks", 3),
        ("2 chemicals, 1 mmc, 1 molar", 3),
        ("4 losses and 2 kids", 4),
        ("lost our fourth", 4),
        ("we just lost our fourth at 9 weeks", 4),
        ("lost our third in june", 3),
        ("lost our second baby at 12 weeks", 1),
        ("lost our first at 8 weeks, then a chemical", 2),
    ],
)
def test_a_number_and_its_parts(reader, text, expected):
    assert count(reader, text) == expected


def test_the_parts_are_told(reader):
    assert losses(reader, "we lost four, three on scan and one chemical") == [
        ("miscarriage_clinical", None, "scan"),
        ("miscarriage_clinical", None, "scan"),
        ("miscarriage_clinical", None, "scan"),
        ("biochemical", None, None),
    ]


@pytest.mark.parametrize(
    "text",
    ["8 weeks, 6 weeks, 11 weeks and one was a chemical", "at 8 weeks, at 6 weeks, 11 weeks and a chemical"],
)
def test_weeks_that_are_listed_are_a_loss_each(reader, text):
    assert count(reader, text) == 4
    assert [(kind, weeks) for kind, weeks, _ in losses(reader, text)] == [
        ("miscarriage_clinical", 8),
        ("miscarriage_clinical", 6),
        ("miscarriage_clinical", 11),
        ("biochemical", None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"), [("8 weeks, 6 weeks and 11 weeks", 3), ("6, 8 and 11 weeks", 3), ("11 weeks", None)]
)
def test_weeks_listed_at_the_question(reader, text, expected):
    assert count(reader, text, asked=COUNT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I've been pregnant 5 times, one living child, one ectopic", None),
        ("I've been pregnant 5 times", None),
        ("been pregnant twice", None),
        ("5 pregnancies, no living children", None),
        ("pregnant 3 times and lost all of them", 3),
        ("5 pregnancies, 3 miscarriages, 1 ectopic, 1 living child", 3),
    ],
)
def test_pregnancies_are_no_losses(reader, text, expected):
    read = reader.read(text, asked=COUNT)
    assert count(reader, text, asked=COUNT) == expected
    assert (read.ask is not None and read.ask.about == "losses_count") is (expected is None)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("we ended the pregnancy at 21 weeks because he had trisomy 18", 21),
        ("ended our pregnancy at 16 weeks as she had edwards", 16),
        ("we had to terminate at 16 weeks because of spina bifida", 16),
        ("terminated at 20 weeks because the baby wouldnt survive", 20),
    ],
)
def test_an_ending_for_the_babys_illness(reader, text, weeks):
    assert losses(reader, text) == [("tfmr", weeks, None)]


def test_an_ending_for_another_reason_is_no_such_loss(reader):
    assert losses(reader, "I had a termination at 9 weeks because I was too young") == [("termination", 9, None)]
