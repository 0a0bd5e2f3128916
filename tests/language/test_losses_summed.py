"""A number that stands for what was told and more, and numbers of hers beside which something else is denied."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

MORE = [
    ("I went in on Monday and it's a missed miscarriage. So that's three now.", 3),
    ("Another one gone at 7 weeks. That makes four in total.", 4),
    ("I put two losses on the sheet but one came away on Friday, so you can make it three please.", 3),
    ("We lost two, at 8 weeks and 10 weeks. This morning the test is white. So make that three on your form.", 3),
    ("Two miscarriages on the notes, three in my heart", 3),
    ("I always say two miscarriages. Three if I'm truthful.", 3),
    ("My consultant counts one miscarriage. To me it's three.", 3),
    ("Another blighted ovum. The third time now.", 3),
    ("There was no heartbeat when they looked. My second time going through this.", 2),
    ("miscarried again on Tuesday, number four", 4),
    ("It's one, plus one the next winter, plus the two this year. So four, yeah.", 4),
]
NO_MORE = [
    ("I had a miscarriage at 9 weeks. So that's three of us at home again.", 1),
    ("I had a miscarriage at 9 weeks. That's two months ago.", 1),
    ("I had a miscarriage in spring. So that's four tests and no answer.", 1),
    ("Two kids and then a miscarriage. So that's three.", 1),
    ("Two miscarriages. Three if you count the ectopic.", 2),
    ("I've had two losses. This is my third, due in June.", 2),
    ("One miscarriage. Second time lucky I hope.", 1),
    ("First pregnancy went at 10 weeks. Second, a girl, born early.", 1),
]
BESIDE = [
    ("Six miscarriages, none past ten weeks.", 6),
    ("two chemicals, thyroid is fine, no antibodies", 2),
    ("one mc, one boy, another mc, his sperm is fine", 2),
    ("five losses (none after 8 weeks)", 5),
    ("mine keep not sticking: chemical in April, chemical in August", 2),
    ("A loss at 14 weeks. This time I didn't even get to the scan, it ended at 9.", 2),
    ("With my husband: a missed miscarriage at 12 weeks, then a loss at 18.", 2),
    ("We decided we'd go again: MMC July 2021", 1),
]
DENIED = [
    ("No miscarriages, no ectopics", 0),
    ("none, not one miscarriage", 0),
    ("I've no miscarriages, one daughter", 0),
    ("my friend had two miscarriages, not me", None),
    ("with my sister it was three miscarriages", None),
    ("Both my sisters have thyroid, one with 3 mc, one with none. Me: one mc, one boy", 1),
]


def counted(reader: Reader, text: str) -> int | None:
    """The number of losses read."""
    return next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(("text", "count"), [*MORE, *NO_MORE])
def test_a_number_that_stands_for_all(reader: Reader, text: str, count: int) -> None:
    """It raises the count of what was told; a number of something else does not."""
    assert counted(reader, text) == count


@pytest.mark.parametrize(("text", "count"), [*BESIDE, *DENIED])
def test_what_is_denied_beside_a_number(reader: Reader, text: str, count: int | None) -> None:
    """`None past ten weeks` denies none of the six that were told."""
    assert counted(reader, text) == count
