"""A loss told by nothing but its operation, or by its weeks and its year."""

from __future__ import annotations

import pytest

from tests.language.test_losses_in_stories import TODAY


def _count(reader, text):
    facts = reader.read(text, today=TODAY).facts
    return next((fact.value for fact in facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("eleven cycles since my D&C in the autumn and nothing", 1),
        ("They did an evacuation at 9 weeks and sent me home", 1),
        ("I took misoprostol at 8 weeks, alone, it was a long night", 1),
        ("I had one at 9 weeks in 2017, before I was married", 1),
        ("there was an early one last winter, I never told him", 1),
        ("blighted ovum 2018, then 2020 no heartbeat at 10 weeks", 2),
        ("two miscarriages, a D&C for each", 2),
        ("D&C in 2016 for heavy bleeding", None),
        ("D&C after my daughter was born, some placenta stayed", None),
        ("I am booked for a D&C on Friday", None),
        ("my D&C was six days ago and I have no fever", None),
        ("how long does one bleed after a D&C?", None),
        ("two or three, they did a D&C for the last one", None),
        ("my smear is due, I had one in 2019", None),
        ("I had an early scan at 7 weeks last year", None),
        ("my cousin had one at 9 weeks last year", None),
    ],
)
def test_what_was_done_after_it_tells_of_a_loss(reader, text, count):
    """Only where nothing else tells of one, and nothing else can be meant."""
    assert _count(reader, text) == count
