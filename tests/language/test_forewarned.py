"""What she was warned of, dreamt, looks out for or denies herself is no symptom; what follows it may be."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

SPOKEN_OF = [
    "I was told to come straight back if I got a fever or a smelly discharge, none so far",
    "The nurse said to expect cramps and bleeding after the second tablet tomorrow",
    "the sheet from the ward lists fever, bad pain and fainting as reasons to ring",
    "I had a nightmare that I was bleeding",
    "I dreamt the baby stopped moving",
    "I'm always checking the paper for blood",
    "every stretch makes me think I am going to bleed",
    "Bleeding? No. Just tired",
    "my calves aren't swollen",
    "I never want to die, I just miss her",
    "I took all of my tablets this morning as prescribed",
    "took two paracetamol and it eased",
    "I nearly had a heart attack when the clinic rang",
]
HAPPENING = [
    ("I was told to come back if I got a fever and now I am bleeding", "bleeding"),
    ("I had a nightmare and now I'm bleeding", "bleeding"),
    ("Bleeding? Yes. Since lunch", "bleeding"),
    ("I took all of my tablets this morning and I don't want help", "suicidal_plan"),
    ("took twenty paracetamol", "suicidal_plan"),
    ("my calf is swollen", "leg_swelling_one"),
]


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_what_is_only_spoken_of_raises_nothing(reader: Reader, text: str) -> None:
    """Instructions, dreams, fears, tablets taken as they should be, and figures of speech."""
    assert reader.read(text).red_flags == ()


@pytest.mark.parametrize(("text", "symptom"), HAPPENING)
def test_what_happens_beside_it_is_heard(reader: Reader, text: str, symptom: str) -> None:
    """A warning, a dream or a question hides nothing that is said to be so."""
    assert symptom in reader.read(text).red_flags
