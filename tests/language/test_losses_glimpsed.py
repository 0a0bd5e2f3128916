"""Losses told only by how far along she was, or how often it went so, where nothing else tells of one."""

from __future__ import annotations

import pytest

from yarrow.language.understanding import Ask


def _count(reader, text):
    return next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nobody at work ever knew about it. Eleven weeks, and my desk was next to the photocopier.", 1),
        ("We had a name ready and everything. Ten weeks the one time, seven weeks the other.", 2),
        ("I never got over it. Both about nine weeks, that was what they told us.", 2),
        ("I have carried four times and it went no further, God knows why.", 4),
        ("I was eight weeks and the bleeding went on for days, that was in March.", 1),
    ],
)
def test_weeks_of_what_was_and_is_no_more_are_of_a_loss(reader, text, count):
    """The weeks alone, how often alone; bleeding told beside them too, where the sentence says that it was."""
    assert _count(reader, text) == count


def test_what_was_so_glimpsed_is_asked_about(reader):
    """The number is taken for now, and asked about."""
    read = reader.read("Nobody at work ever knew about it. Eleven weeks, and my desk was next to the photocopier.")
    assert read.ask == Ask("losses_count", "losses_count")


@pytest.mark.parametrize(
    "text",
    [
        "I'm eight weeks and my desk was next to the photocopier.",
        "We never had a name ready with our son, he was in a hurry, I was only nine weeks when we moved house.",
        "Nine weeks and the bleeding was bad all night.",
        "Eight weeks on and I never went back there.",
        "We saw the two lines, we were so glad. I was told to take it three times a day.",
        "My friend was ten weeks along and never told me.",
    ],
)
def test_weeks_of_a_pregnancy_now_of_a_child_or_of_others_are_of_no_loss(reader, text):
    """Nor those of a bleeding that may be now, a length of time, or how often something is taken."""
    assert _count(reader, text) is None
