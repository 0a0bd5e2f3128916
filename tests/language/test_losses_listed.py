"""Losses told as lists, as ends of pregnancies, one by one by number: counted, and look-alikes left out."""

import pytest

from tests.language.test_losses_in_stories import told

COUNTED = [
    ("Losses were 9w, 10w and 16w.", 3),
    ("One kid, then 6w, 7w, 13w losses.", 3),
    ("Miscarriages at 6 weeks and 8 weeks.", 2),
    ("My losses: two, 5 weeks and 9 weeks", 2),
    ("losses at 5, 6 and 8 weeks", 3),
    ("losses: mc 6w, mmc 8w, cp (2024)", 3),
    ("I've had one pregnancy, ended at 7 weeks.", 1),
    ("I was pregnant once, lost at 8 weeks.", 1),
    ("Two pregnancies, 9 weeks and 6 weeks, neither stayed.", 2),
    ("I've been pregnant four times and not one stayed past 9 weeks: 5, 6, 9, 6.", 4),
    ("One pregnancy, gone at 6w3d. IUI x4.", 1),
    ("My son is 3, then a miscarriage at 9w, then a miscarriage at 6w.", 2),
    ("One loss so far, a missed miscarriage at 9 weeks.", 1),
    ("We lost our first at eleven weeks, they called it a missed miscarriage.", 1),
    ("Miscarriage number one was at 8 weeks. Number two was in spring, 6 weeks.", 2),
    ("I miscarried at 7 weeks. Then again last October, also 7 weeks.", 2),
    ("MC at 9 weeks, mc at 6 weeks, the 9 week one was a girl", 2),
    ("got two lines and then my period came two days later", 1),
    ("In that same year two chemical pregnancies", 2),
    ("Miscarriage only one, 6 weeks", 1),
    ("From 2002 I lost three", 3),
]
LEFT = [
    "A couple of losses, maybe three, all early",
    "a few miscarriages over the years",
    "Period was 9 days late, I never tested",
    "I'm pregnant, the spotting stopped at 6 weeks",
    "My pregnancy progesterone finished at 12 weeks",
    "Lost one twin at 12 weeks, the other one was born at 34 weeks",
    "My sister was pregnant and it ended at 8 weeks",
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_a_list_or_an_end_is_counted(reader, text, count):
    assert told(reader, text)[0] == count


@pytest.mark.parametrize("text", LEFT)
def test_what_settles_no_number_gives_none(reader, text):
    assert told(reader, text)[0] is None


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("BFP in March, heartbeat at 6w, gone by 8w3d on the scan", "8"),
        ("I had a miscarriage at 6 weeks back before the drug", "6"),
        ("Miscarried once, it ended in 7 weeks", "7"),
    ],
)
def test_the_weeks_are_those_of_the_end(reader, text, weeks):
    assert weeks in told(reader, text)[1]


def test_an_ectopic_heard_as_its_treatment_is_told_too(reader):
    assert "ect" in told(reader, "In 2019 ectopic in the left side, given methotrexate. A chemical in 2020.")[1]
