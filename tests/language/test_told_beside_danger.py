"""What is told beside a danger: how heavy in words, how far along, what was done lately; each with what just misses."""

from __future__ import annotations

from typing import Any

import pytest

from yarrow.language.reader import Reader


def value(reader: Reader, text: str, path: str) -> Any:
    """The value the text states on the path, or None."""
    return next((fact.value for fact in reader.read(text).facts if fact.path == path), None)


@pytest.mark.parametrize("text", [
    "im flooding and i cant stop it", "it's gone through my jeans and onto the car seat", "pad after pad after pad",
    "second pair of leggings ruined", "sitting in a pool of blood", "bleeding like a tap",
])  # fmt: skip
def test_heavy_bleeding_is_heard_in_words(reader: Reader, text: str) -> None:
    assert value(reader, text, "bleeding_heavy") is True


@pytest.mark.parametrize("text", [
    "I'm not bleeding through my clothes", "the kitchen is flooding", "tears pouring down my face", "one pad today",
    "if it starts pouring I will call", "my sister was flooding", "questions flooding in",
])  # fmt: skip
def test_what_is_not_hers_or_no_blood_is_not_heavy_bleeding(reader: Reader, text: str) -> None:
    assert value(reader, text, "bleeding_heavy") is None


@pytest.mark.parametrize(("text", "weeks"), [
    ("brown spotting, 7 weeks", 7), ("bleeding when I wipe. 9 wks", 9), ("25w and spotting", 25),
    ("spotting for 8 weeks", None), ("lost it at 8 weeks, bleeding now", None),
    ("waiting 12 weeks for an appointment, bleeding", None),
    ("the runs and a fever, 6 weeks", None), ("high fever, 7 weeks now", None),
    ("diarrhoea and fainting, 9 weeks", None),
    ("I'm 7 weeks now with a fever", 7), ("the runs and one sided pain low down, 6 weeks", 6),
    ("diarrhoea and a fever, 10 weeks pregnant", 10), ("spotting, 7 weeks now", 7),
])  # fmt: skip
def test_weeks_beside_a_danger_are_of_a_pregnancy_now(reader: Reader, text: str, weeks: int | None) -> None:
    assert value(reader, text, "gestation_weeks") == weeks


@pytest.mark.parametrize(("text", "path", "wanted"), [
    ("4 days post collection, bloated", "ivf.days_since_trigger", 4),
    ("10 days since baby came", "procedure_or_birth_days", 10),
    ("had the d&c monday", "recent_event", "procedure"), ("c section last tuesday", "recent_event", "birth"),
    ("my d&c is booked for monday", "recent_event", None), ("my sister gave birth yesterday", "recent_event", None),
])  # fmt: skip
def test_what_was_done_lately_is_kept(reader: Reader, text: str, path: str, wanted: Any) -> None:
    assert value(reader, text, path) == wanted


@pytest.mark.parametrize(("text", "flag"), [
    ("In 2019 I lost a girl and I am bleeding heavily", "bleeding"),
    ("Last summer we lost twins and now there is blood", "bleeding"),
    ("Last year I had an ectopic and I've got stabbing pain on the left", "one_sided_pelvic_pain"),
    ("In my first pregnancy I was grand and I can't see properly now", "visual_disturbance"),
    ("lost one at nine weeks in 2021 and today there's blood", "bleeding"),
    ("I'm spotting like last time", "bleeding"),
    ("With my second I bled, this time I'm soaking pads", "bleeding"),
    ("my waters just broke at 22 weeks", "waters"),
    ("I'm 22 weeks and my waters broke", "waters"),
    ("I bled this morning at nine weeks", "bleeding"),
])  # fmt: skip
def test_a_clause_of_the_present_after_one_of_the_past_is_now(reader: Reader, text: str, flag: str) -> None:
    assert flag in reader.read(text).red_flags


@pytest.mark.parametrize(("text", "symptom"), [
    ("Last year I lost a girl and I was bleeding heavily", "bleeding"),
    ("Last year I lost one and I bled for days", "bleeding"),
    ("my waters went at 20 weeks", "waters"),
    ("waters broke at 22 weeks, she lived for an hour", "waters"),
    ("I bled so badly I collapsed at eight weeks in 2018", "bleeding"),
    ("I fainted at 9 weeks in 2022", "faint"),
])  # fmt: skip
def test_what_is_told_of_another_time_is_asked_about(reader: Reader, text: str, symptom: str) -> None:
    understood = reader.read(text)
    assert symptom not in understood.red_flags
    assert understood.ask is not None
    assert understood.ask.about == symptom


@pytest.mark.parametrize(("text", "flags"), [
    ("swallowed the lot of my tablets", True), ("took the whole packet", True),
    ("took the lot of vitamins and all of my tablets", True),
    ("took the lot of prenatal vitamins", False), ("I took all my supplements", False),
])  # fmt: skip
def test_vitamins_taken_are_no_overdose(reader: Reader, text: str, flags: bool) -> None:
    assert ("suicidal_plan" in reader.read(text).red_flags) is flags


@pytest.mark.parametrize("text", [
    "hiding in the wardrobe from my husband", "I'm hiding from him in the loo",
    "he hits me, I'm hiding in the bedroom", "I've locked myself in the toilet",
])  # fmt: skip
def test_hiding_from_somebody_is_danger(reader: Reader, text: str) -> None:
    assert "danger_now" in reader.read(text).red_flags


@pytest.mark.parametrize("text", ["I'm hiding in the loo", "hid in the toilet at work for a cry"])
def test_hiding_alone_is_asked_about(reader: Reader, text: str) -> None:
    understood = reader.read(text)
    assert "danger_now" not in understood.red_flags
    assert understood.ask is not None
    assert understood.ask.about == "danger_now"
