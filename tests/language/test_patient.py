"""When somebody writes for the patient, "my wife" is the patient: her danger is heard, her illness is hers."""

from __future__ import annotations

import pytest

FOR_HER = {"for_whom": "other_agrees"}


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("my wife fainted", ("faint",)), ("my wife is bleeding heavily and fainted", ("bleeding", "faint")),
        ("my wife wants to end her life", ("suicidal_plan",)), ("my daughter fainted in the bathroom", ("faint",)),
        ("she cries all the time and said she doesnt see the point anymore", ("suicidal_thoughts",)),
        ("my wife fainted last year", ()), ("does my wife have sepsis?", ()),
    ],
)  # fmt: skip
def test_danger_of_the_person_written_for_is_heard(reader, text, flags):
    assert reader.read(text, context=FOR_HER).red_flags == flags


def test_her_illness_and_medicine_are_hers_and_her_family_stays_family(reader):
    read = reader.read("my wife has lupus and takes methotrexate, her sister has coeliac", context=FOR_HER)
    assert {"conditions.sle", "medicines.methotrexate", "family_history.coeliac"} <= {fact.path for fact in read.facts}


def test_when_she_speaks_for_herself_her_partner_is_somebody_else(reader):
    assert reader.read("my wife has lupus", context={"for_whom": "self"}).facts == ()


@pytest.mark.parametrize("text", ["I don't see the point anymore", "she doesnt see the point any more"])
def test_seeing_no_point_any_more_is_heard_of_whomever_it_is_said(reader, text):
    assert reader.read(text).red_flags == ("suicidal_thoughts",)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("we said goodbye to our son at 21 weeks because he was too poorly", ()),
        ("we had to say goodbye to our daughter", ()),
        ("I've said my goodbyes", ("suicidal_plan",)),
        ("ive said goodbye to everyone", ("suicidal_plan",)),
    ],
)
def test_a_goodbye_to_a_baby_is_no_plan_to_die(reader, text, flags):
    assert reader.read(text).red_flags == flags


def test_a_pregnancy_ended_for_the_baby_is_no_choice_against_it(reader):
    facts = reader.read("ended our pregnancy at 21 weeks trisomy 18").facts
    losses = [fact.value for fact in facts if fact.path.startswith("losses[")]
    assert losses == [{"type": "tfmr", "weeks": 21}]
