"""Mild words that may be the first of a danger are asked about in a pregnancy or after one, and raise nothing."""

from __future__ import annotations

from typing import Any

import pytest

from yarrow.language.reader import Reader

LATE: dict[str, Any] = {"pregnant_now": "yes", "gestation_weeks": 31}
BIRTH: dict[str, Any] = {"recent_event": "birth", "procedure_or_birth_days": 8, "pregnant_now": "no"}
ASKED: list[tuple[str, dict[str, Any], str]] = [
    ("my underwear is a little damp, maybe it's nothing", LATE, "waters"),
    ("34 weeks and my pants feel a bit wet", {}, "waters"),
    ("bit of a headache this evening", LATE, "severe_headache"),
    ("dull headache since I got up", BIRTH, "severe_headache"),
    ("I keep getting sparkly bits in front of my eyes, blurry spots", LATE, "visual_disturbance"),
    ("my bump is ever so itchy", LATE, "itch_palms"),
    ("I wasn't really noticing the kicks today", LATE, "reduced_movements"),
    ("feeling a bit warm and off colour", BIRTH, "fever"),
    ("my left leg is a bit tight", LATE, "leg_swelling_one"),
    ("a sort of beige stain in my liner", LATE, "bleeding"),
    ("I get horrible pictures of dropping the baby", {}, "psychosis"),
    ("he has such a temper, I stay out of the way", {}, "abuse"),
    ("my calf isn't red or anything but it does feel tight", LATE, "leg_swelling_one"),
    ("my feet aren't sore but the shoes feel tight", LATE, "sudden_swelling"),
    ("the kicks are there but a good bit softer", LATE, "reduced_movements"),
    ("my boss sent me home, bit of a headache", LATE, "severe_headache"),
]
LEFT: list[tuple[str, dict[str, Any]]] = [
    ("no headache at all", LATE),
    ("bit of a headache this evening", {"pregnant_now": "yes", "gestation_weeks": 7}),
    ("bit of a headache this evening", {"pregnant_now": "no"}),
    ("itchy from my new jumper", {"pregnant_now": "no"}),
    ("feeling a bit hot in this weather", {"pregnant_now": "no"}),
    ("my husband has a bit of a headache", LATE),
    ("my granny has a bit of a headache", LATE),
    ("I had a headache years ago", LATE),
    ("my calf is not sore", LATE),
    ("worried about getting a migraine", LATE),
]


@pytest.mark.parametrize(("text", "known", "about"), ASKED)
def test_a_hint_of_danger_is_asked_about(reader: Reader, text: str, known: dict[str, Any], about: str) -> None:
    """It is too little for a level, and too much to be passed over."""
    read = reader.read(text, context=known)
    assert read.ask is not None
    assert (read.ask.about, read.red_flags) == (about, ())


@pytest.mark.parametrize(("text", "known"), LEFT)
def test_what_is_denied_or_belongs_to_no_pregnancy_is_left(reader: Reader, text: str, known: dict[str, Any]) -> None:
    """A headache by itself is a headache."""
    read = reader.read(text, context=known)
    assert read.ask is None or read.ask.question != "happening_now"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("breathless on hills but I'm very unfit", True),
        ("out of breath when I go running", True),
        ("breathless lying down, and I'm unfit", False),
        ("suddenly breathless after my run", False),
    ],
)
def test_breath_lost_by_effort_alone_is_asked_about(reader: Reader, text: str, asked: bool) -> None:
    """She may be wrong about why; what comes at rest or all at once is raised."""
    read = reader.read(text)
    assert ("breathless" in read.red_flags) is not asked
    assert read.ask is None or read.ask.about == "breathless"


@pytest.mark.parametrize(
    "text",
    [
        "he beat me to the shower",
        "my brother beat me at chess again",
        "a tiny voice in my head says maybe it will work",
        "hit me with all the questions",
        "she had a fit when he forgot the milk",
        "none of their faces, nobody's face is drooping",
        "can't say I've had any chest pain",
        "the scan showed no movement of the heart",
    ],
)
def test_sayings_in_words_of_danger_raise_nothing(reader: Reader, text: str) -> None:
    """Figures of speech."""
    assert reader.read(text).red_flags == ()


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("he beat me with his shoe", "abuse"),
        ("a voice in my head says to kill the baby", "psychosis"),
        ("I had a fit this morning", "seizure"),
        ("soup keeps coming back down my nose", "cannot_swallow"),
        ("33 weeks, she usually wriggles all day but quiet today", "reduced_movements"),
    ],
)
def test_the_same_words_in_earnest_are_heard(reader: Reader, text: str, symptom: str) -> None:
    """Each just misses a saying, or is a shape of its own."""
    assert symptom in reader.read(text).red_flags
