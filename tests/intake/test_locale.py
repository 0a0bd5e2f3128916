"""The conversation in each place: its numbers, its spelling, its services, and the patient's own words untouched."""

from __future__ import annotations

import pytest

from tests.intake.nurse import Nurse
from yarrow.intake.ports import Desk

NOT_PREGNANT = {"pregnant_now": "no", "age": 34}
PREGNANT = {"pregnant_now": "yes", "gestation_weeks": 8}


def at(desk: Desk, locale: str | None, question: str, **known: object) -> Nurse:
    return Nurse.at(desk, question, {"locale": locale, **known})


@pytest.mark.parametrize(
    ("locale", "number"),
    [
        ("UK", "999 (or 112)"),
        ("US", "911"),
        ("IE", "112 or 999"),
        ("EU", "112"),
        ("AU", "000"),
        ("NZ", "111"),
        ("CA", "911"),
        ("IN", "112"),
        ("other", "your local emergency number (112 works from most mobiles)"),
        ("unknown", "your local emergency number (112 works from most mobiles)"),
        ("Atlantis", "your local emergency number (112 works from most mobiles)"),
    ],
)
def test_an_emergency_names_the_number_of_the_place(desk: Desk, locale: str, number: str) -> None:
    nurse = at(desk, locale, "symptoms_now", **PREGNANT)
    nurse.tap("symptoms_now:faint")
    assert f"Please call {number} now." in nurse.text


def test_in_the_us_the_same_day_words_name_services_that_exist_there(desk: Desk) -> None:
    nurse = at(desk, "US", "symptoms_now", **PREGNANT)
    nurse.tap("symptoms_now:pelvic_pain")
    assert "OB-GYN's office" in nurse.text
    assert "early pregnancy unit" not in nurse.text


def test_in_the_uk_the_same_words_stay_british(desk: Desk) -> None:
    nurse = at(desk, "UK", "symptoms_now", **PREGNANT)
    nurse.tap("symptoms_now:pelvic_pain")
    assert "early pregnancy unit" in nurse.text
    assert "OB-GYN" not in nurse.text


@pytest.mark.parametrize(("locale", "label"), [("US", "Celiac disease"), ("UK", "Coeliac disease")])
def test_choices_are_spelt_as_the_place_does_and_mean_the_same(desk: Desk, locale: str, label: str) -> None:
    nurse = at(desk, locale, "conditions", **NOT_PREGNANT)
    nurse.say("why?")
    shown = {c.value: c.label for m in nurse.last.messages for c in m.choices}
    assert shown["conditions:coeliac"] == label
    nurse.tap("conditions:coeliac")
    assert nurse.flat["conditions"] == ["coeliac"]


def test_advice_in_the_us_is_american_and_keeps_her_own_words(desk: Desk) -> None:
    known = {**NOT_PREGNANT, "symptoms": ["diarrhoea"], "bowel_symptom_weeks": 9, "contact": "my GP's coeliac nurse"}
    nurse = at(desk, "US", "confirm_summary", **known)
    nurse.tap("confirm_summary:right")
    assert "Celiac blood test" in nurse.text
    assert "anemia" in nurse.text
    assert "coeliac" not in nurse.text.lower()
    assert nurse.flat["contact"] == "my GP's coeliac nurse"
    assert nurse.last.triage is not None
    texts = {item["id"]: item["text"] for item in nurse.last.triage["recommendations"]}
    assert texts["E_COELIAC"].startswith("Celiac")


def test_one_thyroid_test_is_listed_where_one_includes_the_other(desk: Desk) -> None:
    losses = [{"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}] * 2
    known = {**NOT_PREGNANT, "planning": True, "trying_months": 14, "losses": losses}
    nurse = at(desk, "UK", "confirm_summary", **known)
    nurse.tap("confirm_summary:right")
    assert nurse.text.count("Thyroid blood test (TSH)") == 1


def test_the_danger_signs_come_in_groups_with_the_worst_first(desk: Desk) -> None:
    nurse = at(desk, "UK", "gestation_weeks", pregnant_now="yes")
    nurse.say("30")
    asked = next(message for message in nurse.last.messages if message.question)
    assert asked.question is not None
    offered = [choice.value for choice in asked.choices]
    assert offered[:4] == [f"symptoms_now:{one}" for one in ("faint", "chest_pain", "breathless", "stroke_signs")]
    assert offered[-1] == "symptoms_now:none"
    grouped = [value for group in asked.question["groups"] for value in group["values"]]
    assert grouped == offered[:-1]
    assert all(len(choice.label.split()) <= 8 for choice in asked.choices)


def test_a_short_list_has_no_groups(desk: Desk) -> None:
    nurse = at(desk, "UK", "pregnant_now")
    nurse.tap("pregnant_now:yes")
    asked = next(message for message in nurse.last.messages if message.question)
    assert asked.question is not None
    assert "groups" not in asked.question
