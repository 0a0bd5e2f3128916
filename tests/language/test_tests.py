"""Results of tests told in words: read where they are unambiguous, kept as said where they are figures."""

from __future__ import annotations

import pytest


def told(reader, text):
    """The facts about tests and conditions, path and value or status."""
    return {
        fact.path: fact.value if fact.path.startswith("tests.") else fact.status
        for fact in reader.read(text).facts
        if fact.path.startswith(("tests.", "conditions."))
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "my tests came back normal: thyroid, sticky blood",
            {"tests.tsh": "normal", "tests.apl": "negative", "conditions.aps": "denied"},
        ),
        ("antiphospholipid negative, thyroid normal", {"tests.apl": "negative", "tests.tsh": "normal"}),
        (
            "thyroid and coeliac were both fine",
            {"tests.tsh": "normal", "tests.coeliac": "negative", "conditions.coeliac": "denied"},
        ),
        (
            "thyroid, sticky blood, coeliac all clear",
            {
                "tests.tsh": "normal",
                "tests.apl": "negative",
                "conditions.aps": "denied",
                "tests.coeliac": "negative",
                "conditions.coeliac": "denied",
            },
        ),
        ("3D scan of my womb was normal", {"tests.uterus": "normal"}),
        ("my SSA was positive", {"tests.anti_ro_la": "positive"}),
        ("my rheumatoid factor was positive", {"tests.rheumatoid_factor": "positive"}),
    ],
)
def test_results_in_words_are_read(reader, text, expected):
    """Each test named in the list has the result said of it, and no illness is made of its name."""
    assert told(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I have coeliac, thyroid tests fine", {"conditions.coeliac": "present", "tests.tsh": "normal"}),
        ("I have coeliac and my thyroid is fine", {"conditions.coeliac": "present", "tests.tsh": "normal"}),
        ("I have sticky blood", {"conditions.aps": "present"}),
    ],
)
def test_an_illness_she_has_is_not_made_a_test(reader, text, expected):
    """A good result of something else leaves her illness as it is."""
    assert told(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("TSH 3.9", "tests.tsh", "3.9"),
        ("my TSH came back at 3.9", "tests.tsh", "3.9"),
        ("AMH 5.2 pmol", "tests.amh", "5.2 pmol"),
        ("my TPO was 450", "tests.tpo", "450"),
    ],
)
def test_a_figure_is_kept_as_it_was_said_and_not_judged(reader, text, path, value):
    """Labs differ: a figure is neither high nor low here."""
    assert told(reader, text) == {path: value}


@pytest.mark.parametrize(
    "text",
    [
        "TPO tested 2 years ago",
        "they tested my TPO 3 times",
        "waiting on lupus anticoagulant",
        "lupus anticoagulant pending",
        "my thyroid has been playing up, iron low",
        "my thyroid was removed",
        "is a TSH of 3.9 high?",
    ],
)
def test_what_is_no_result_is_not_read_as_one(reader, text):
    """A date, a number of times, a test that is not back, an organ: none of them is a result."""
    assert not [path for path in told(reader, text) if path.startswith("tests.")]


def test_a_result_is_not_given_to_the_test_still_waited_for(reader):
    assert told(reader, "they tested my thyroid and it was fine, waiting on lupus anticoagulant") == {
        "tests.tsh": "normal"
    }
