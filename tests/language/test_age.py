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
    ],
)
def test_what_is_no_age_of_hers(reader, text):
    assert age(reader, text) is None


def test_a_number_by_itself_answers_the_question_that_was_asked(reader):
    """Months of trying are no age."""
    asked = Asked("trying_months", "number", "trying_months", unit="months", minimum=0)
    assert age(reader, "22, and nothing to show for it", asked=asked) is None
