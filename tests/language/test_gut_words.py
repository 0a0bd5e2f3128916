"""Words of the gut and the bladder that tell of a symptom, and the same words where they tell of none."""

from __future__ import annotations

import pytest


def told(reader, text):
    """Each symptom the text tells of, with how it stands."""
    return {(one.id, one.status) for one in reader.read(text).findings if one.kind == "symptom"}


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("I wee every half hour", ("urinary_urgency", "present")),
        ("passing urine more often", ("urinary_urgency", "present")),
        ("7 or 8 loose ones a day", ("diarrhoea", "present")),
        ("no runs, no bloating", ("diarrhoea", "denied")),
        ("no blood, no wt loss", ("weight_loss", "denied")),
        ("so tired all the time", ("fatigue_prolonged", "present")),
    ],
)
def test_a_symptom_is_heard(reader, text, symptom):
    assert symptom in told(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "it was only ever a urine test",
        "positive in the urine",
        "I can drink and pass urine",
        "our wee girl is four",
        "too tired to type all this",
        "I'm tired of people asking",
        "blood tests were all normal",
    ],
)
def test_no_symptom_is_made_up(reader, text):
    assert not told(reader, text)
