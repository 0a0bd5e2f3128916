"""Pads are counted in their hours as people say it; what is not said is not counted."""

from __future__ import annotations

import pytest

from yarrow.language.pads import pads
from yarrow.language.text import sentences

COUNTED = [
    ("a pad an hour since 2 and it's now 6", 1, 4),
    ("soaked four pads in the last two hours", 2, 2),
    ("changing my pad every half hour, like that all evening", 2, 2),
    ("one maternity pad every forty minutes since teatime", 1.5, 2),
    ("two hospital pads an hour for four hours", 2, 4),
    ("the big towels and pads, one an hour since about 3 and it's 7 now", 1, 4),
    ("a super pad every half hour since I woke up, that's 4 hours of this", 2, 4),
    ("six pads in 3 hours", 2, 3),
    ("a tampon every 20 mins", 3, None),
    ("half a pad an hour", 0.5, None),
    ("a pad every couple of hours", 0.5, None),
    ("two pads within the hour", 2, None),
    ("changing the thick maternity towels every 30 minutes since lunch", 2, 2),
    ("filling one of the night pads in under an hour, fourth one now", 1, 3),
    ("using a pad an hour, the second pad now", 1, None),
    ("bleeding from 3 hours, every half hour new pad", 2, 3),
    ("two pads in the last hour and two the hour before", 2, 2),
    ("third pad in an hour", 3, None),
    ("less than a pad an hour", 0.5, None),
]
UNCOUNTED = [
    "pads every time I go",
    "my sister used two pads an hour",
    "if I fill a pad an hour",
    "fourth pad since lunch",
    "one an hour",
    "one pad a day",
]


@pytest.mark.parametrize(("text", "rate", "hours"), COUNTED)
def test_pads_and_hours_are_counted(text: str, rate: float, hours: float | None) -> None:
    """The rate, and how long it has been kept up where that is said."""
    found = {fact.path: fact.value for fact in pads(sentences(text))}
    assert found == {"pads_per_hour": rate} | ({"bleeding_hours": hours} if hours else {})


@pytest.mark.parametrize("text", UNCOUNTED)
def test_no_rate_is_made_up(text: str) -> None:
    """Neither of another person, nor where the hours are not said."""
    assert pads(sentences(text)) == []
