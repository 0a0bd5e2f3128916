"""A test that is still to come has no result, and blood that is taken is no bleeding."""

from __future__ import annotations

from datetime import date

import pytest


def told(reader, text):
    return {fact.path: fact.value for fact in reader.read(text, today=date(2026, 11, 2)).facts}


@pytest.mark.parametrize(
    "text",
    [
        "I have an antiphospholipid test tomorrow",
        "i have sticky blood test next week",
        "I've got a blood test for ANA on monday",
        "I have thyroid test tomorrow",
        "we have the thyroid bloods on friday",
    ],
)
def test_having_a_test_is_no_result(reader, text):
    assert [path for path in told(reader, text) if path.startswith("tests")] == []


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("i have thyroid antibodies", "tests.tpo", "positive"),
        ("I've got sticky blood antibodies", "tests.apl", "positive"),
        ("i have a positive antiphospholipid test", "tests.apl", "positive"),
        ("i have high tsh", "tests.tsh", "high"),
    ],
)
def test_having_what_it_looks_for_is_one(reader, text, path, value):
    assert told(reader, text)[path] == value


@pytest.mark.parametrize(
    "text", ["they took so much blood for tests", "i gave blood today", "they took my blood again"]
)
def test_blood_that_is_taken_is_no_bleeding(reader, text):
    assert "symptoms.bleeding" not in told(reader, text)


def test_bleeding_is_heard_beside_it(reader):
    assert "symptoms.bleeding" in told(reader, "they took my blood and now i'm bleeding from down below")


def test_most_days_are_more_than_half_of_a_month(reader):
    assert told(reader, "i'm bloated most days")["bloating_days_per_month"] == 16
