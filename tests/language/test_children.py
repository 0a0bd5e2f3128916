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
        ("two girls and a boy", 3),
        ("DS1 2015, DS2 2018", 2),
        ("2016: daughter, healthy. 2019: miscarriage", 1),
        ("we have a little lad of three", 1),
        ("I've a 12 yr old from my first marriage", 1),
        ("then came Idris, who is four", 1),
        ("they stitched me and she's 14 months now", 1),
        ("three big children living", 3),
        ("two living, one ectopic", 2),
        ("Living: 3. Miscarried: 4.", 3),
        ("mum to 2 boys, lost one", 2),
        ("mama of 5. Two in my arms, three in heaven", 2),
        ("Mummy to Jacob (9) and Ella (6)", 2),
        ("G5 P1, four losses", 1),
        ("G4 T1 P0 A3 L1", 1),
        ("para 2+1", 2),
        ("the twins in 2017, both fine", 2),
        ("TTC #3 since May", 2),
        ("trying for our first", 0),
        ("Kids: none", 0),
        ("we don't have any children", 0),
        ("no living child yet", 0),
        ("a full house, his three and none of mine", 0),
        ("nulliparous, two losses", 0),
        ("I lost it at 10 weeks and it was my only pregnancy", 0),
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
        "there was no baby in the sac",
        "three years no baby",
        "my nan had 1 child",
        "17 weeks, a girl, we called her Ivy",
        "27 weeks pregnant with my rainbow",
        "I'm an only child of an only child",
        "could I try for a bairn",
        "my kid brother has it",
        "mum to 1 angel",
        "FET 1 LC",
        "I never had a positive test",
    ],
)
def test_what_tells_of_no_living_child_of_hers(reader, text):
    assert children(reader, text) in (None, 0)
    assert children(reader, text) != 1
