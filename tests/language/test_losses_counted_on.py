"""Losses that are counted on from those told before: the next in order, one more since, the same again, the other."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

COUNTED_ON = [
    ("1st loss 2017. 2nd 2020. 3rd also 2020. Daughter born 2022", 3),
    ("The first miscarriage I was about three months, the second two months and a bit.", 2),
    ("My sugars were high when I had the first miscarriage and better with the second, then a lovely boy", 2),
    ("Lost one at 15 weeks. Then my boy who's 4. Since him another two, both early", 3),
    ("Two losses before my son, and I've had another since.", 3),
    ("I lost one in spring, and then another, and then another.", 3),
    ("Miscarried at 6 weeks in 2018. Exact same in 2019. And 2021.", 3),
    ("chem preg march 2021 (4w3d) & again oct 2021", 2),
    ("lost Robin at 8 weeks, lost Wren at 10 weeks, then had Joe, lost the last one at 5 weeks", 3),
    ("2011, lost. 2013, lost. 2020, lost, and they tested it and nothing was wrong", 3),
]
NOT_COUNTED_ON = [
    ("My first miscarriage was in 2019. My second is due in May.", 1),
    ("first miscarriage in 2019, second pregnancy is my son", 1),
    ("I had a miscarriage in 2019. Since then another two years of trying", 1),
    ("I had a miscarriage and another two boys", 1),
    ("I had a miscarriage then another scan", 1),
    ("mc in 2021 at 10 weeks and another one this spring, 6 weeks", 2),
    ("Lost a baby in 2016. And 2018 was worse.", 1),
]
BESIDE_OTHERS = [
    ("I wrote 4 losses, no sorry 3, the other was an ectopic", 3),
    ("it's 2 miscarriages not 3, the other was a termination", 2),
    ("three losses, two early ones and the other was an ectopic", 2),
    ("had 3 losses, one was an ectopic", 2),
    ("2 x chemical (2021, 2022), 1 x MMC at 11 wks", 3),
    ("Losses: 2 (1 x MMC, 1 x chemical)", 2),
    ("it's been a different story: a blighted ovum in March, an ectopic that summer, and a chemical in May", 2),
    ("At 28 I miscarried, 10 weeks. At 33 I had what they called a silent miscarriage.", 2),
    ("one miscarriage at 6 weeks in 2019, and one at 11 weeks, baby had died a few days before by the scan", 2),
    ("Both times the same story: a good first scan, then nothing there at the ten week one", 2),
]


def counted(reader: Reader, text: str) -> int | None:
    """The number of losses read."""
    return next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(("text", "count"), [*COUNTED_ON, *NOT_COUNTED_ON])
def test_the_next_is_one_more(reader: Reader, text: str, count: int) -> None:
    """What goes on from a loss told before is another; a child, a scan or a span of time is not."""
    assert counted(reader, text) == count


@pytest.mark.parametrize(("text", "count"), BESIDE_OTHERS)
def test_what_stands_beside_others(reader: Reader, text: str, count: int) -> None:
    """Neither another outcome nor what stood in brackets takes from the losses that were told."""
    assert counted(reader, text) == count
