"""Gut symptoms that have gone again, told of a time that ended; and those that are still there."""

from __future__ import annotations

import pytest

PAST = [
    ("The bloating did go when I gave up dairy", "bloating"),
    ("Bloating got better", "bloating"),
    ("Before that I was blocked up all the time", "constipation"),
    ("until then I was bloated every night", "bloating"),
    ("Metformin gave me the runs so I stopped it and they stopped", "diarrhoea"),
    ("so constipated on the jab, gone since I stopped", "constipation"),
    ("runs and bloating on it, both gone now", "bloating"),
    ("runs and bloating on it, both gone now", "diarrhoea"),
    ("tummy pain went when I stopped gluten", "abdominal_pain"),
    ("there was mucus but it's cleared up", "mucus"),
    ("I went yellow last October, gallstones it was, that's done", "jaundice"),
    ("Yellow eyes was how it started, never since", "jaundice"),
]
PRESENT = [
    ("the bloating hasn't gone", "bloating"),
    ("Bloating is a bit better", "bloating"),
    ("I stopped the tablets and the runs are still here", "diarrhoea"),
    ("constipated, my periods have stopped too", "constipation"),
    ("Bit constipated on iron, that's all", "constipation"),
]


def told(reader, text):
    """How each symptom that the text tells of stands."""
    return {(one.id, one.status) for one in reader.read(text).findings if one.kind == "symptom"}


@pytest.mark.parametrize(("text", "symptom"), PAST)
def test_what_has_gone_is_past(reader, text, symptom):
    assert (symptom, "past") in told(reader, text)
    assert (symptom, "present") not in told(reader, text)


@pytest.mark.parametrize(("text", "symptom"), PRESENT)
def test_what_has_not_gone_is_present(reader, text, symptom):
    assert (symptom, "present") in told(reader, text)


@pytest.mark.parametrize("text", ["the bleeding did go", "chest pain, that's done", "I fainted and it was gone"])
def test_a_danger_that_has_gone_is_not_passed_over(reader, text):
    read = reader.read(text, context={"pregnant_now": "yes"})
    assert read.red_flags or read.ask
