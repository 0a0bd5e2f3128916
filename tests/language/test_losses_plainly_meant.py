"""Losses by words that mean something else elsewhere: abortions nobody chose, a pregnancy that froze."""

from __future__ import annotations

import pytest

from tests.language.test_losses_in_stories import TODAY


def _count(reader, text):
    facts = reader.read(text, today=TODAY).facts
    return next((fact.value for fact in facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("All four abortions were spontaneous", 4),
        ("I am having 3 abortions, not by choice", 3),
        ("two abortions, it happened by itself", 2),
        ("2019 - abortion, spontaneous, 9 weeks", 1),
        ("in Sofia a frozen pregnancy at 9 weeks, later in Leeds again a frozen pregnancy", 2),
        ("the belle comot for second month", 1),
        ("the pregnancy was interrupted by itself", 1),
        ("blighted in 2018", 1),
        ("my first, I lost in third month", 1),
        ("I had an abortion when I was 19", None),
        ("an abortion at 18, and then a boy who arrived by himself", None),
    ],
)
def test_an_abortion_nobody_chose_is_a_miscarriage(reader, text, count):
    """As doctors say it, and women who learnt English from them."""
    assert _count(reader, text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I did miscarry, at 9 weeks, years back", 1),
        ("They found the thyroid when I was miscarrying in June", 1),
        ("an early miss in 2020 and a miss at 11 weeks", 2),
        ("lost the middle two", 2),
        ("1 term delivery (2014, 3.1 kg), 1 miscarriage (2018, 9 weeks), 1 chemical", 2),
        ("Terminated one at 20. Got pregnant at 31 and lost it at 9 weeks", 1),
        ("G5P1+3. G1 miscarried at 9/40, G2 SVD, G3 chemical, G5 missed at 10/40", 3),
        ("Did I miscarry because I ran?", None),
        ("I think I am miscarrying", None),
    ],
)
def test_a_loss_said_in_passing_is_counted(reader, text, count):
    """`Did miscarry`, `a miss`, and what is told beside a birth or a termination."""
    assert _count(reader, text) == count
