"""Her word for a loss, said as a word: it tells of none and denies none."""

from __future__ import annotations

import pytest

from yarrow.language.understanding import Asked


@pytest.mark.parametrize(
    "text",
    [
        "miscarriage is fine",
        "yeah, loss is ok by me",
        "Miscarriage please",
        "pregnancy loss is the word I use",
        "I prefer miscarriage",
        "I'd rather say baby loss",
        "just call it a miscarriage",
        "I really hate the word miscarriage",
    ],
)
@pytest.mark.parametrize("question", [None, "planning", "preferred_term"])
def test_the_word_alone_is_no_loss(reader, text, question):
    asked = Asked(question, "text", question) if question else None
    understood = reader.read(text, asked, {"losses_count": 3})
    assert not [fact for fact in understood.facts if fact.path.startswith("losses")]
    assert understood.ask is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I had a miscarriage, all fine now", 1),
        ("had a miscarriage in May, the word still stings", 1),
        ("2 miscarriages please help", 2),
        ("they called it a late miscarriage", 1),
        ("no miscarriage", 0),
    ],
)
def test_a_loss_named_in_telling_of_it_is_one(reader, text, count):
    assert [fact.value for fact in reader.read(text).facts if fact.path == "losses_count"] == [count]
