"""Somebody writes of a wife or daughter before anyone knows for whom the conversation is."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("my wife fainted", "faint"),
        ("my wife fainted an hour ago", "faint"),
        ("my wife is bleeding heavily", "bleeding"),
        ("my girlfriend was bleeding heavily this morning", "bleeding"),
        ("my partner passed out", "faint"),
        ("my other half cant keep water down", "cannot_keep_fluids"),
        ("my fiancee has terrible pain in her tummy", "severe_abdominal_pain"),
    ],
)
def test_danger_of_a_partner_is_asked_about(reader, text, about):
    read = reader.read(text)
    assert read.ask is not None
    assert (read.ask.about, read.ask.question) == (about, "happening_now")


@pytest.mark.parametrize("text", ["my daughter fainted", "my daughter has collapsed", "our daughter passed out"])
def test_danger_of_a_daughter_is_never_passed_over(reader, text):
    read = reader.read(text)
    assert read.ask is not None or "faint" in read.red_flags


@pytest.mark.parametrize("text", ["my wife fainted", "my partner passed out"])
def test_it_is_not_asked_when_the_patient_writes_for_herself(reader, text):
    assert reader.read(text, context={"for_whom": "me"}).ask is None


@pytest.mark.parametrize(
    "text",
    [
        "my sister bled a lot last year",
        "my wife bled a lot last year",
        "my wife fainted when she was pregnant with our son",
        "my wife has no bleeding",
        "my wife had a miscarriage",
        "my friend fainted at her wedding",
        "my partner works in a hospital",
    ],
)
def test_what_is_long_gone_denied_or_no_danger_is_let_be(reader, text):
    read = reader.read(text)
    assert read.ask is None
    assert read.red_flags == ()


def test_a_daughters_illness_is_not_the_patients(reader):
    facts = {fact.path: fact.status for fact in reader.read("my daughter has lupus").facts}
    assert facts == {"family_history.sle": "present"}


def test_a_birth_beside_her_own_bleeding_hides_nothing(reader):
    assert reader.read("gave birth to my son 3 days ago and bleeding heavily").red_flags == ("bleeding",)


PREGNANT = {"pregnant_now": "yes", "gestation_weeks": 12}


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("My missus has a splitting headache", "severe_headache"),
        ("my girlfriend fainted on the stairs", "faint"),
        ("My sister in law she fall down and shook for two minutes", "seizure"),
        ("my wife can't keep water down", "cannot_keep_fluids"),
    ],
)
def test_where_a_pregnancy_is_known_she_is_the_patient(reader, text, danger):
    assert danger in reader.read(text, context=PREGNANT).red_flags


@pytest.mark.parametrize(
    "text",
    [
        "my sister had a seizure with her second, she was grand",
        "my wife has no headache",
        "my sister fainted too, years ago",
        "I'm fine, my wife fainted",
    ],
)
def test_what_is_no_danger_of_hers_raises_nothing_there(reader, text):
    assert reader.read(text, context=PREGNANT).red_flags == ()
