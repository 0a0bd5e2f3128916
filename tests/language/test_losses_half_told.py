"""Losses told in part: from the second on, with weeks that are not sure, beside a plain denial."""

from __future__ import annotations

import pytest


def _count(reader, text):
    return next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "You had my message about the beginning of it all. The second one was at 9 weeks and the third at 6 weeks.",
            3,
        ),
        ("The first was at 11 weeks. The second one was at 9 weeks and the third at 6 weeks.", 3),
        ("My son is four. The second one was at 9 weeks and the third at 6 weeks.", 2),
        ("We did IVF, three transfers. The second was at 9 weeks and the third at 6 weeks.", 2),
    ],
)
def test_where_nothing_else_is_numbered_the_first_was_lost_too(reader, text, count):
    """Not where a child or a transfer may have been the first."""
    assert _count(reader, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("In my twenties I miscarried, maybe 10 weeks.", 1),
        ("A possible miscarriage, maybe 10 weeks.", None),
    ],
)
def test_what_is_in_doubt_of_a_loss_may_be_its_weeks_alone(reader, text, count):
    """A doubt before the weeks is of those; one before the loss is of the loss."""
    assert _count(reader, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I've never lost one. There was spotting with my first at 7 weeks, and she starts school soon.", 0),
        ("I've never lost one after that. There was the first at 7 weeks.", 1),
    ],
)
def test_who_denies_any_has_had_none(reader, text, count):
    """What only looks like one then is none; a denial of any more denies no more than that."""
    assert _count(reader, text) == count
