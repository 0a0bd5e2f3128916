"""Danger by what it is like and where it is; what only sounds like it; weeks in months, pads by the clock."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("it hurts at the very tip of my left shoulder", "shoulder_tip_pain"),
        ("stabbing in my right ovary", "one_sided_pelvic_pain"),
        ("something burst inside my head", "severe_headache"),
        ("my calf has a hot tender cord at the back", "leg_swelling_one"),
        ("one leg is twice the size of the other one", "leg_swelling_one"),
        ("I don't think he has moved since lunch", "reduced_movements"),
        ("baby has been awful quiet all day", "reduced_movements"),
        ("he speaks to me through the radio", "psychosis"),
        ("it would be easier for everyone if I wasn't around", "suicidal_thoughts"),
        ("I have been hoarding the codeine", "suicidal_plan"),
        ("found a note on the table and his pills are gone", "suicidal_plan"),
        ("he shoved me against the wall", "abuse"),
        ("my palms are so bad I use a hairbrush on them", "itch_palms"),
        ("my throat is like razor blades", "sore_throat"),
        ("the digital still says pregnant", "positive_test_persisting"),
        ("a little rose colour on the paper", "bleeding"),
    ],
)
def test_danger_is_heard_by_what_it_is_like(reader: Reader, text: str, symptom: str) -> None:
    assert symptom in {one.id for one in reader.read(text).findings if one.status == "present"}


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("my shoulders ache after the gym", "shoulder_tip_pain"),
        ("my right ovary has a small cyst", "one_sided_pelvic_pain"),
        ("I had a great idea in my head", "severe_headache"),
        ("my boss has been very quiet all day", "reduced_movements"),
        ("my neighbour talks to me over the wall", "psychosis"),
        ("it would be easier if I wasn't on steroids", "suicidal_thoughts"),
        ("I put my tablets away after breakfast", "suicidal_plan"),
        ("she pushed me to get tested", "abuse"),
        ("I use a hairbrush twice a day", "itch_palms"),
        ("the app still says week nine", "positive_test_persisting"),
        ("a rose coloured jumper", "bleeding"),
        ("on the pill until we have saved for the clinic", "suicidal_plan"),
        ("my wife is going to kill me when she sees the bill", "danger_now"),
        ("she is not quiet, she has been dancing since breakfast", "reduced_movements"),
    ],
)
def test_what_only_sounds_like_it_is_not(reader: Reader, text: str, symptom: str) -> None:
    assert symptom not in {one.id for one in reader.read(text).findings}


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("I'm five months pregnant", 21),
        ("I am seven months, and my feet are swollen", 30),
        ("7th month is running", 26),
        ("we are in my fourth month", 13),
        ("I look six months gone by the evening", None),
        ("I was five months pregnant when it ended", None),
        ("I'm seven months postpartum", None),
        ("five months of trying", None),
        ("my son is 9 months", None),
    ],
)
def test_a_pregnancy_in_months_has_the_weeks_of_its_full_months(reader: Reader, text: str, weeks: int | None) -> None:
    told = {fact.path: fact.value for fact in reader.read(text).facts}
    assert told.get("gestation_weeks") == weeks


def test_pads_changed_by_the_clock_are_counted(reader: Reader) -> None:
    text = "bleeding heavily, pads changed at 2, at 3, at 4 and at ten to five, every one soaked"
    told = {fact.path: fact.value for fact in reader.read(text).facts}
    assert told["pads_per_hour"] == pytest.approx(1.06, abs=0.01)
    assert told["bleeding_hours"] == pytest.approx(2.83, abs=0.01)
    spread = {
        fact.path for fact in reader.read("bleeding, changed my pads at 8, at 2 and at 9, none of them full").facts
    }
    assert "pads_per_hour" not in spread


def test_the_days_since_a_birth_are_not_those_of_the_fever(reader: Reader) -> None:
    def fever(text: str) -> str:
        return next(one.status for one in reader.read(text).findings if one.id == "fever")

    assert fever("she has a fever, delivered nine days ago") == "present"
    assert fever("she had a fever nine days ago") == "past"
