"""Symptoms of another person are that person's through the clauses and sentences that go on about them."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

OTHERS = [
    "told my workmate she had fainted",
    "my aunty told my mum she collapsed",
    "My sister had a stroke at 38, her mouth drooped",
    "my mum had one too, she collapsed in the street",
    "Dad was never well. He had chest pain for years",
    "My cousin was pregnant, then her waters broke",
    "our dog is poorly, his belly is rock hard",
]
HERS = [
    ("My sister had a stroke and my mouth is drooping", "stroke_signs"),
    ("my mum drove me in, I collapsed in the street", "faint"),
    ("My husband found her on the floor, she fainted", "faint"),
    ("My sister says I fainted", "faint"),
    ("told my workmate I fainted", "faint"),
    ("I was telling my aunty that I collapsed", "faint"),
    ("texted my mum how I've been vomiting blood", "vomiting_blood"),
    ("My wife is eight weeks. She fainted", "faint"),
]
ASKED = ["my husband collapsed", "my boyfriend has fainted", "My sister is bleeding heavily now"]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_said_of_another_raises_nothing(reader: Reader, text: str) -> None:
    """Nobody else's symptom is the patient's."""
    assert reader.read(text).red_flags == ()


@pytest.mark.parametrize(("text", "symptom"), HERS)
def test_what_is_said_of_her_after_another_is_named_stays_hers(reader: Reader, text: str, symptom: str) -> None:
    """Whoever tells of it, drives her, or is ill as well."""
    read = reader.read(text)
    assert symptom in read.red_flags or (read.ask is not None and read.ask.about == symptom)


@pytest.mark.parametrize("text", ASKED)
def test_a_danger_of_somebody_near_is_asked_about(reader: Reader, text: str) -> None:
    """It is not known yet for whom the conversation is."""
    read = reader.read(text)
    assert read.red_flags == ()
    assert read.ask is not None
