"""Her age in completed years, and what only looks like one."""

from __future__ import annotations

import pytest

from yarrow.language.understanding import Asked


def age(reader, text, **more):
    """The age the text states; None if it states none."""
    return {fact.path: fact.value for fact in reader.read(text, **more).facts}.get("age")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("I'm 33 and tired", 33),
        ("Forty two, three sons, no patience", 42),
        ("Leeds, 29", 29),
        ("34yo and ttc", 34),
        ("turning 38 in march", 37),
        ("I'm 41 next month", 40),
        ("I'm coming up to 33", 32),
        ("nearly 40 and panicking", None),
        ("I'm nearly 40", 39),
        ("I have 30 years", 30),
        ("38, never pregnant", 38),
        ("36 years old", 36),
        ("Hi, Jenny here, 35", 35),
        ("my name is Ann, 38 years, Kerala", 38),
        ("two at 6 weeks, 41.", 41),
        ("33 ttc 18m, one mc", 33),
        ("lost one in 2019 / DD 2021 / me 36 DH 38", 36),
        ("F36 M40 | unexplained", 36),
        ("34/F, two losses", 34),
        ("lost two, now 36 and pregnant again", 36),
        ("AGE: 39", 39),
        ("am I too old at 42?", 42),
        ("egg count is fine for 35", 35),
        ("I have 38 years old and one boy", 38),
        ("I am 28 yrs, marriage 5 yrs", 28),
        ("Now I am 33 in Bradford", 33),
        ("I turned 40 in May", 40),
        ("I'm 38 in May", 37),
        ("I'm forty years old in June so thirty nine now", 39),
        ("Writing for my wife. She's 31 and has lost two.", 31),
        ("My fiancée, 30, has had three losses", 30),
    ],
)
def test_an_age_is_read(reader, text, years):
    """Completed years: nearly forty is thirty-nine."""
    assert age(reader, text) == years


@pytest.mark.parametrize(
    "text",
    [
        "my husband is 45",
        "22, 19 and 20 weeks",
        "I was 29 when it happened",
        "I'm in my mid thirties",
        "levothyroxine, 50",
        "we have 24 chickens",
        "my son is 18",
        "I'm 20 weeks",
        "24 days between periods",
        "miscarried at age 22",
        "Angel 8w 02/20",
        "lost at 8, 12, 20",
        "my husband (40) and I lost two",
        "my sister is 34, I have lost two",
        "ferritin was low, 22",
        "diabetic, 20 years",
        "told at 20 weeks it was low, now 30 and bleeding",
    ],
)
def test_what_is_no_age_of_hers(reader, text):
    assert age(reader, text) is None


def test_a_number_by_itself_answers_the_question_that_was_asked(reader):
    """Months of trying are no age."""
    asked = Asked("trying_months", "number", "trying_months", unit="months", minimum=0)
    assert age(reader, "22, and nothing to show for it", asked=asked) is None
