"""Entries are read from JSON lines, JSON and YAML, and a bad one says where it stands."""

import io
import re

import pytest

from yarrow.commands.entries import documents, json_lines
from yarrow.commands.errors import CommandError


def read(text, suffix=""):
    return [entry.value if entry.problem is None else f"{entry.place} {entry.problem}"
            for entry in documents(io.StringIO(text), suffix=suffix)]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}]),
        ('\ufeff{"a": 1}\n', [{"a": 1}]),
        ('{"a": 1}', [{"a": 1}]),
        ('{\n  "a": 1\n}\n', [{"a": 1}]),
        ('[{"a": 1}, {"a": 2}]', [{"a": 1}, {"a": 2}]),
        ("- a: 1\n- a: 2\n", [{"a": 1}, {"a": 2}]),
        ("a: 1\nb: {c: 2}\n", [{"a": 1, "b": {"c": 2}}]),
        ("# only a comment\n- a: 1\n", [{"a": 1}]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_every_form_gives_its_entries(text, values):
    assert read(text) == values


def test_yes_and_no_in_yaml_are_the_words_the_facts_use():
    assert read("pregnant_now: no\nplanning: true\nday: 2020-01-31\n") == [
        {"pregnant_now": "no", "planning": True, "day": "2020-01-31"}
    ]


def test_a_bad_line_keeps_its_place_between_good_ones():
    assert read('\n{"a": 1}\n{bad\n[2]\n{"a": 3}\n') == [
        {"a": 1},
        "line 3 is not JSON (expecting property name enclosed in double quotes, column 2)",
        "line 4 must be an object with named fields, not a list",
        {"a": 3},
    ]


def test_a_bad_first_line_costs_the_others_nothing():
    assert read('{bad}\n{"a": 1}\n')[1] == {"a": 1}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": 1e999}', "a number is too large"),
        ('{"a": 1, "a": 2}', "“a” is given twice"),
        ("[" * 100_000, "maximum recursion depth"),
    ],
)
def test_what_python_reads_but_json_does_not_allow_is_refused(line, problem):
    (entry,) = json_lines([line])
    assert problem in entry.problem


def test_bytes_that_are_no_text_are_told_with_their_line():
    source = io.TextIOWrapper(io.BytesIO(b'{"a": "\xff"}\n{"a": 1}\n'), encoding="utf-8", errors="surrogateescape")
    first, second = json_lines(source)
    assert first.problem == "is not UTF-8 text"
    assert second.value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1\n", "the input is not YAML (line 2"),
        ("a: 1\na: 2\n", "“a” is given twice"),
        ('{\n "a": 1,,\n}\n', "neither JSON nor JSON lines"),
    ],
)
def test_a_document_that_cannot_be_read_says_where(text, said):
    with pytest.raises(CommandError, match=re.escape(said)):
        read(text)
