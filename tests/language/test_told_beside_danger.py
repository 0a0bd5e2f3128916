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
