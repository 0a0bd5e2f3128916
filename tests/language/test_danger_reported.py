"""Danger is heard as people beside her report it, and as she says it sideways."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

HEARD = [
    ("I was out like a light on the kitchen floor", "faint"),
    ("went down in a heap at the bus stop", "faint"),
    ("I was gone for about half a minute", "faint"),
    ("she fell down and shook for two minutes", "seizure"),
    ("the nurse planted a chip inside my head", "psychosis"),
    ("the baby speaks to me with the voice of my dead grandfather", "psychosis"),
    ("she is hearing people calling her name and nobody is there", "psychosis"),
    ("my mother in law has poisoned the soup", "psychosis"),
    ("the baby has been exchanged by spirits", "psychosis"),
    ("I have been given a mission", "psychosis"),
    ("he held me by the throat against the door", "abuse"),
    ("my husband gripped my neck", "abuse"),
    ("he hides my contraception", "abuse"),
    ("she is texting her goodbyes", "suicidal_plan"),
    ("if I just faded out one night it would be handier for all", "suicidal_thoughts"),
    ("the pain has gone up to the tip of my shoulder", "shoulder_tip_pain"),
    ("e don reach my shoulder", "shoulder_tip_pain"),
    ("burning high up on the right hand side since the night", "upper_abdominal_pain"),
    ("LLQ pain, steady", "one_sided_pelvic_pain"),
    ("belle dey pain me die, no fit stand", "severe_abdominal_pain"),
    ("her voice has gone nasal", "cannot_swallow"),
    ("nose has been going since 7", "uncontrolled_bleeding"),
    ("the odour is chasing people", "offensive_discharge"),
]
ASKED = [
    ("I drove out to the cliffs just to look and came home", "suicidal_plan"),
    ("stood on the platform a good while yesterday", "suicidal_plan"),
    ("she says we'd all manage fine without her", "suicidal_thoughts"),
]
NOT_HEARD = [
    ("we said goodbye to him in June", "suicidal_plan"),
    ("if I slip up and eat bread I get cramps", "suicidal_thoughts"),
    ("been sent by the nurse", "psychosis"),
    ("he told me to get on with it", "psychosis"),
    ("should I cut it out before the blood test", "psychosis"),
    ("he held me by the hand at the scan", "abuse"),
    ("out like a light by nine most nights", "faint"),
]


@pytest.mark.parametrize(("text", "danger"), HEARD)
def test_is_heard(reader: Reader, text: str, danger: str) -> None:
    assert danger in reader.read(text).red_flags


@pytest.mark.parametrize(("text", "danger"), ASKED)
def test_said_sideways_is_asked_about(reader: Reader, text: str, danger: str) -> None:
    read = reader.read(text)
    assert read.ask is not None
    assert read.ask.about == danger


@pytest.mark.parametrize(("text", "danger"), NOT_HEARD)
def test_only_sounds_like_it(reader: Reader, text: str, danger: str) -> None:
    assert danger not in reader.read(text).red_flags
