"""A symptom of her own beside another's illness, and beside a time gone by."""

from __future__ import annotations

import pytest


def standing(reader, text: str, symptom: str) -> list[str]:
    return [found.status for found in reader.read(text).findings if found.id == symptom]


@pytest.mark.parametrize(
    "text",
    [
        "my cousin has it, been bloated for months",
        "diagnosed with hashimotos last year, been bloated for ages",
        "psoriasis runs in the family, and I am bloated",
    ],
)
def test_who_leaves_out_the_i_speaks_of_herself_and_of_now(reader, text):
    assert standing(reader, text, "bloating") == ["present"]


@pytest.mark.parametrize("text", ["my cousin has been bloated for months", "last year I was bloated, it went"])
def test_what_is_anothers_or_over_is_not_hers_now(reader, text):
    assert "present" not in standing(reader, text, "bloating")


def test_i_do_feel_is_no_question(reader):
    assert standing(reader, "no fever or cramps but I do feel woozy", "faint") == ["present"]


def test_do_you_feel_is_one(reader):
    assert "present" not in standing(reader, "do you feel woozy with this?", "faint")
