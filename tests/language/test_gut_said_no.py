"""Gut symptoms that are not there: answered one by one, asked about, put the other way round; and those that are."""

from __future__ import annotations

import pytest

DENIED = [
    ("Diarrhoea, no. Constipation, yes.", "diarrhoea"),
    ("diarrhoea no", "diarrhoea"),
    ("Bloating: none. Cramps: some.", "bloating"),
    ("Constipation? No, oddly.", "constipation"),
    ("mouth ulcers, never", "mouth_ulcers"),
    ("lumps no", "mass"),
    ("he asked about lumps, I said no", "mass"),
    ("asked if I'd gone yellow, said no", "jaundice"),
    ("they asked about weight loss and I said none", "weight_loss"),
    ("I haven't gone yellow", "jaundice"),
    ("no yellow skin", "jaundice"),
    ("constipation, no bleeding", "rectal_bleeding"),
    ("loose most days, haven't seen blood", "rectal_bleeding"),
    ("loose motions, nae blood", "rectal_bleeding"),
    ("Bowels are fine, no blood", "rectal_bleeding"),
    ("constipated for years, no bleeding from there", "rectal_bleeding"),
    ("Bloated every night. No bleeding, weight same.", "rectal_bleeding"),
    ("Bloated every night. No bleeding, weight same.", "weight_loss"),
    ("bowels fine, no pain", "abdominal_pain"),
    ("bowels fine and asleep all night", "nocturnal_diarrhoea"),
    ("loose stools, no night stuff", "nocturnal_diarrhoea"),
    ("diarrhoea but never at night", "nocturnal_diarrhoea"),
    ("runs most days, never woken by it", "nocturnal_diarrhoea"),
    ("weight hasn't budged", "weight_loss"),
    ("if anything I'm putting it on", "weight_loss"),
    ("I can finish a full plate", "early_fullness"),
    ("no trouble with my bladder", "urinary_urgency"),
    ("plenty of energy", "fatigue_prolonged"),
    ("swallowing's fine", "dysphagia"),
    ("no food getting stuck", "dysphagia"),
    ("no blood or mucus, but loose", "mucus"),
]
PRESENT = [
    ("Diarrhoea, no. Constipation, yes.", "constipation"),
    ("Do I get mouth ulcers, yes.", "mouth_ulcers"),
    ("constipation, no diarrhoea", "constipation"),
    ("bloating, no idea why", "bloating"),
    ("bowels not fine, blood in my stool", "rectal_bleeding"),
    ("weight hasn't stopped dropping, lost a stone without trying", "weight_loss"),
]


def told(reader, text):
    """How each symptom that the text tells of stands."""
    return {(one.id, one.status) for one in reader.read(text).findings if one.kind == "symptom"}


@pytest.mark.parametrize(("text", "symptom"), DENIED)
def test_it_is_denied(reader, text, symptom):
    assert (symptom, "denied") in told(reader, text)
    assert (symptom, "present") not in told(reader, text)


@pytest.mark.parametrize(("text", "symptom"), PRESENT)
def test_a_no_beside_it_may_be_of_something_else(reader, text, symptom):
    assert (symptom, "present") in told(reader, text)


@pytest.mark.parametrize(
    "text", ["bleeding, no, it's pouring out of me", "Chest pain, no wait, it is there again", "fainted, no, twice"]
)
def test_a_danger_is_not_put_away_by_a_no_behind_it(reader, text):
    read = reader.read(text, context={"pregnant_now": "yes"})
    assert read.red_flags or read.ask
