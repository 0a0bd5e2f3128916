"""Losses spoken of a second time, and numbers beside them that are of something else."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader


def losses(reader: Reader, text: str) -> tuple[int | None, bool]:
    """The number read, and whether it is asked about."""
    heard = reader.read(text)
    count = next((fact.value for fact in heard.facts if fact.path == "losses_count"), None)
    return count, heard.ask is not None and heard.ask.question == "losses_count"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I've had three miscarriages. My periods have been odd since the last loss.", 3),
        ("Two losses so far, and I haven't slept properly after the last loss.", 2),
        ("I lost two, 6 weeks in 2020 and 9 weeks in 2021 (no heartbeat at the scan).", 2),
        ("Miscarried at 8 weeks in March. The second at 11 weeks, same thing.", 2),
        ("We lost the first at 12 weeks, then another one at 13 weeks, same story.", 2),
        ("A chemical in May, a chemical in July. He calls two chemicals bad luck.", 2),
        ("First was a mole, second is a girl at nursery, third miscarriage in June at 9 weeks.", 1),
        ("One miscarriage at 7 weeks in 2021. Two rounds since, one more frozen.", 1),
        ("Miscarried at 9 weeks. One more thing, my sister has lupus.", 1),
        ("I've had two early losses, at 5 weeks and 6 weeks, then no more lines.", 2),
        ("One miscarriage. I had two failed transfers before it.", 1),
        ("I had a miscarriage at 10 weeks because my mum had two I was scared of it.", 1),
    ],
)
def test_nothing_is_counted_twice(reader: Reader, text: str, count: int) -> None:
    """What is told again, or is of something else, makes no more of them."""
    assert losses(reader, text)[0] == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I've had three miscarriages. Then I lost another at 9 weeks last spring.", 4),
        ("Miscarried at 8 weeks in 2020. In 2022 the same thing.", 2),
        ("A chemical in May, and two chemicals last year.", 3),
        ("One miscarriage in 2020, then two more.", 3),
    ],
)
def test_what_comes_beside_is_counted(reader: Reader, text: str, count: int) -> None:
    """Another is one more."""
    assert losses(reader, text)[0] == count


@pytest.mark.parametrize(
    "text",
    [
        "It was between 3 and 5 miscarriages over the years.",
        "Five or six times it came away at home.",
    ],
)
def test_a_range_is_no_number(reader: Reader, text: str) -> None:
    """It is asked about."""
    assert losses(reader, text) == (None, True)


@pytest.mark.parametrize(
    "text",
    [
        "I lost 6 kilos this spring without trying.",
        "I lost half my hair last year.",
        "My Hb 10.2, TSH 3.1 not on tablets.",
        "My diet has nothing to do with miscarriages.",
        "I worry because my mum had four miscarriages.",
    ],
)
def test_other_things_tell_of_no_loss(reader: Reader, text: str) -> None:
    """Weight, hair, blood, and the losses of her mother."""
    assert losses(reader, text)[0] is None
