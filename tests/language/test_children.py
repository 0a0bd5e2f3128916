"""Living children, hers and nobody else's; not the one who died."""

from __future__ import annotations

import pytest


def children(reader, text):
    """How many living children the text tells of; None if it says nothing of them."""
    return {fact.path: fact.value for fact in reader.read(text).facts}.get("live_births")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("my daughter is 4", 1),
        ("I have a son and a daughter", 2),
        ("DD is 3 and DS is 1", 2),
        ("our lad's 6", 1),
        ("I've two kids already", 2),
        ("no kids, two dogs", 0),
        ("childless, not by choice", 0),
        ("trying for our second since June", 1),
        ("a stillbirth at 30 weeks in 2016 and then a wee girl in 2018", 1),
        ("I miscarried before my son and again after him", 1),
        ("never once been pregnant", 0),
        ("my little one is two in May", 1),
    ],
)
def test_children_are_counted(reader, text, count):
    assert children(reader, text) == count


@pytest.mark.parametrize(
    "text",
    [
        "my sister has two kids",
        "my stepdaughter is 8",
        "we lost our daughter at 20 weeks",
        "our son was stillborn at 36 weeks",
        "our son was born at 20 weeks, far too early",
        "I want a son",
        "since I was a little girl",
        "my daughter fainted",
        "she has four children and I have none",
        "no kids menu there",
    ],
)
def test_what_tells_of_no_living_child_of_hers(reader, text):
    assert children(reader, text) in (None, 0)
    assert children(reader, text) != 1
