"""A loss added to a number of them, with weeks told between: `two at 6 weeks and a missed one at 11`."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

ADDED = [
    ("Two early miscarriages at 5 weeks and a missed miscarriage at 12 in 2020", 3),
    ("three chemicals around 4-5 weeks plus a mmc at 9 weeks", 4),
    ("I lost one at 8 weeks, then another at 10 last June, then one more at 13 weeks", 3),
    ("lost the first at 6 weeks then another at 9 2021", 2),
]
PART = [
    ("Two miscarriages: one at 5 weeks and a missed miscarriage at 12", 2),
    ("Two miscarriages, at 5 weeks and a missed one at 12 weeks", 2),
    ("I had three miscarriages, two of them about seven weeks and one at ten", 3),
    ("I miscarried at 8 weeks. The scan is at 9 last thing on Friday", 1),
]


def counted(reader: Reader, text: str) -> int | None:
    """The number of losses read."""
    return next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(("text", "count"), ADDED)
def test_what_is_added_is_one_more(reader: Reader, text: str, count: int) -> None:
    """Though what was told of the others stands between."""
    assert counted(reader, text) == count


@pytest.mark.parametrize(("text", "count"), PART)
def test_what_is_spelt_out_is_no_more(reader: Reader, text: str, count: int) -> None:
    """The number was said first, and these are the losses it counts."""
    assert counted(reader, text) == count
