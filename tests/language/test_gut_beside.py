"""Words of womb and gut alike: beside the gut they are heard as the gut's, and what may be of the womb is asked."""

from __future__ import annotations

import pytest


def told(reader, text):
    """How each symptom that the text tells of stands."""
    return {(one.id, one.status) for one in reader.read(text).findings if one.kind == "symptom"}


@pytest.mark.parametrize("text", ["diarrhoea and awful cramps", "constipated with terrible cramps"])
def test_cramps_beside_the_gut_are_heard_as_both(reader, text):
    assert {("abdominal_pain", "present"), ("pelvic_pain", "present")} <= told(reader, text)


@pytest.mark.parametrize("text", ["cramps and spotting", "cramps low down", "lost it at six weeks with cramps"])
def test_cramps_alone_are_none_of_the_gut(reader, text):
    assert ("abdominal_pain", "present") not in told(reader, text)


@pytest.mark.parametrize("text", ["constipated, no bleeding", "Loose most days. No bleeding."])
def test_no_bleeding_beside_the_gut_answers_nothing_about_the_womb(reader, text):
    assert ("rectal_bleeding", "denied") in told(reader, text)
    assert ("bleeding", "denied") not in told(reader, text)


@pytest.mark.parametrize("text", ["7 weeks, no bleeding", "no bleeding, no cramps, bit bloated", "No bleeding at all"])
def test_no_bleeding_of_a_pregnancy_stays_so(reader, text):
    assert ("bleeding", "denied") in told(reader, text)
    assert ("rectal_bleeding", "denied") not in told(reader, text)


@pytest.mark.parametrize("text", ["constipated and bleeding", "loose, and bleeding since this morning"])
def test_bleeding_beside_the_gut_is_still_a_danger(reader, text):
    assert ("bleeding", "present") in told(reader, text)
