"""Losses told by when a pregnancy was over, or was no more."""

from __future__ import annotations

import pytest

from tests.language.test_losses_in_stories import TODAY


def _count(reader, text):
    facts = reader.read(text, today=TODAY).facts
    return next((fact.value for fact in facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I conceived on the third cycle and by 7 weeks it was gone", 1),
        ("We were so happy. Then at 11 weeks it went.", 1),
        ("pregnant by summer, in the ninth week it just stopped", 1),
        ("first ended at 6 weeks, then I fell pregnant and at 8 weeks it was over", 2),
        ("i took the metformin and bang i was pregnant and at 10 weeks it was gone", 1),
        ("the sickness was awful and at 9 weeks it was gone", None),
        ("I was on prednisolone. At 8 weeks it was stopped.", None),
        ("Bleeding on and off. By 8 weeks it had stopped and baby is fine.", None),
        ("my sister was expecting and at 8 weeks it was gone", None),
        ("at 12 weeks she went to see the midwife", None),
        ("at 9 weeks it went up to 120", None),
    ],
)
def test_an_end_after_its_time_is_a_loss(reader, text, count):
    """The time, then the ending; not of an illness or a medicine that was spoken of before."""
    assert _count(reader, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("one Friday I was pregnant and the next week I wasn't", 1),
        ("I was 7 weeks and then suddenly I wasn't pregnant anymore", 1),
        ("two lines, and five days later it was over", 1),
        ("hcg came back at 60, two days later it was 18", 1),
        ("hcg 150, 7 days later 900", None),
        ("hcg was 300 3 days ago", None),
        ("I thought I was pregnant and then I wasn't", None),
        ("I was pregnant and then I wasn't allowed to lift", None),
    ],
)
def test_pregnant_and_then_not_is_a_loss(reader, text, count):
    """A test or a pregnancy that was over soon."""
    assert _count(reader, text) == count


def test_pregnant_again_told_first_leaves_the_number_open(reader):
    """What became of the one before is not known, unless it was a child."""
    assert _count(reader, "I fell pregnant again in autumn and at 8 weeks it was gone") is None
    assert _count(reader, "I have a daughter. I fell pregnant again in autumn and at 8 weeks it was gone") == 1
