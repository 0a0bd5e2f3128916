"""Losses told beside others by little more than when and at how many weeks."""

from __future__ import annotations

import pytest

from tests.language.test_losses_in_stories import told

ENTRIES = [
    ("I miscarried at 10 weeks in spring. Then a second pregnancy, 7 weeks, in autumn.", 2),
    ("Lost one in 2021. Then seven weeks, 2024, naturally.", 2),
    ("mmc at 10 weeks in 2017. 2019 at 7, natural. 2021 at 12.", 3),
    ("At 30 I miscarried. At 33, another, 8 weeks.", 2),
    ("A miscarriage at 8 weeks in 2020. Earlier, 2017, six weeks.", 2),
    ("A chemical last summer. Earlier, in 2018, a 9 weeker.", 2),
    ("One chemical, a 10 weeker and a 7 weeker.", 3),
    ("a 6 weeker in spring and an 8 weeker in autumn", 2),
    ("Miscarriage in May. July, 11 weeks, a little girl.", 2),
    ("April 2019, eight weeks, bled. June 2022, ten weeks, erpc.", 2),
]
LEFT = [
    ("I miscarried at 9 weeks. Then 6 weeks off work.", 1),
    ("I miscarried at 9 weeks in 2021. In 2023 our son was born at 38 weeks.", 1),
    ("I lost one at 9 weeks. Now 8 weeks pregnant and nervous.", 1),
    ("I lost one at 9 weeks. Then at the 12 week scan he looked perfect.", 1),
    ("Miscarriage at 8 weeks. The 8 weeker was the hardest.", 1),
    ("My girl is a healthy 34 weeker. I had a miscarriage before her.", 1),
    ("June, 12 weeks. August, 20 weeks, all good.", None),
]


@pytest.mark.parametrize(("text", "count"), ENTRIES)
def test_an_entry_is_one_more(reader, text, count):
    """Beside a loss told by a word, or in a list of which one tells that it ended."""
    assert told(reader, text)[0] == count


@pytest.mark.parametrize(("text", "count"), LEFT)
def test_what_only_looks_like_one(reader, text, count):
    """Time off, births, a pregnancy now, a visit."""
    assert told(reader, text)[0] == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Miscarriage came to me two times, 7 weeks and 9 weeks.", 2),
        ("four times I miscarried", 4),
        ("three times I got pregnant but always nakunan", 3),
        ("six times I had a miscarriage", 6),
        ("many times I miscarried", None),
        ("this is the third time I miscarried", 3),
    ],
)
def test_how_often_it_happened(reader, text, count):
    """A number of times is a number of losses; an ordinal is the last of them."""
    assert told(reader, text)[0] == count
