"""How many losses, and what is told of each."""

from __future__ import annotations

from datetime import date

import pytest

from yarrow.language.understanding import Asked

TODAY = date(2026, 11, 22)
COUNT = Asked("losses_count", "number", "losses_count", minimum=0, maximum=30)


def count(reader, text, **more):
    """The number of losses the text states; None if it states none."""
    values = {f.path: f.value for f in reader.read(text, today=TODAY, **more).facts}
    return values.get("losses_count")


def losses(reader, text, **more):
    """Each loss the text tells of, in order, as (type, weeks, confirmed)."""
    facts = sorted(
        (f for f in reader.read(text, today=TODAY, **more).facts if f.path.startswith("losses[")), key=lambda f: f.path
    )
    return [(f.value["type"], f.value.get("weeks"), f.value.get("confirmed")) for f in facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I've had three miscarriages", 3),
        ("3 mc", 3),
        ("2 mcs and a chemical", 3),
        ("2 MCs + a chemical", 3),
        ("lost four", 4),
        ("I have lost four babies", 4),
        ("this is the third time I've miscarried", 3),
        ("I've miscarried 3 times", 3),
        ("miscarried twice", 2),
        ("mc x 3", 3),
        ("mc x2 and 1 chemical", 3),
        ("a mmc at 11 weeks and then a chemical", 2),
        ("one miscarriage", 1),
        ("had a miscarriage in march", 1),
        ("my second miscarriage was last month", 2),
        ("just had my 4th loss", 4),
        ("4 losses, one was an ectopic", 3),
        ("three miscarriages and an ectopic", 3),
        ("an ectopic and two miscarriages", 2),
        ("one stillbirth at 32 weeks and two miscarriages", 2),
        ("an ectopic in 2019", None),
        ("I had an abortion at 19 and 2 miscarriages since", 2),
        ("3 losses: two chemicals and a mmc at 9 weeks", 3),
        ("2 chemicals, 1 mmc, 1 ectopic", 3),
        ("5 losses in total, 3 chemicals and 2 miscarriages", 5),
        ("never had a miscarriage", 0),
        ("no losses", 0),
        ("I haven't had any miscarriages", 0),
        ("no miscarriages but one chemical pregnancy", 1),
        ("lost twins at 9 weeks", 1),
        ("a couple of miscarriages", 2),
        ("two misscarriages", 2),
        ("I've had 2 miscarrages and 1 ectopic", 2),
        ("had a mc at 6 weeks then another at 9 weeks", 2),
        ("first at 8 weeks seen on scan, second at 6w2d", 2),
        ("I miscarried in 2019 and again in 2021", 2),
        ("6 pregnancies, 5 miscarriages and 1 live birth", 5),
        ("I have two kids and have had two losses", 2),
        ("recurrent miscarriage, 4 so far", 4),
        ("lost my baby at 14 weeks", 1),
        ("four angel babies", 4),
        ("3 missed miscarriages, all around 8 weeks", 3),
        ("I've had three consecutive losses", 3),
        ("2 early losses and 1 late loss at 19 weeks", 3),
        ("one blighted ovum and one chemical", 2),
        ("five", None),
        ("lost my job after my second miscarriage", 2),
        ("two TFMRs and one miscarriage", 1),
        ("We've lost three babies in the last two years", 3),
        ("I have had 1 chemical pregnancy, 1 missed miscarriage and 1 ectopic", 2),
        ("5 losses - 4 chemicals and 1 mmc", 5),
        ("two mmcs", 2),
        ("I've suffered 4 miscarriages all in the first trimester", 4),
        ("x3 mc", 3),
        ("3x miscarriages", 3),
        ("I'm on my third miscarriage", 3),
        ("had my first miscarriage in 2020 then two more last year", 3),
        ("miscarried at 6 weeks, then 9 weeks, then 12 weeks", 3),
        ("I've been pregnant 5 times and have one living child", None),
        ("pregnant four times, four losses", 4),
        ("4 pregnancies, 3 miscarriages, 1 son", 3),
        ("I've had two miscarriages and a stillbirth at 34 weeks", 2),
        ("three early losses plus TFMR for trisomy 18", 3),
        ("2 chem pregs", 2),
        ("one chemical", 1),
        ("lost a baby at 17 weeks last year and had a chemical in march", 2),
        ("no miscarriages just struggling to conceive", 0),
        ("never lost a pregnancy", 0),
        ("zero miscarriages", 0),
        ("I haven't lost any", 0),
        ("my wife has had 2 miscarriages", None),
        ("RPL, 6 losses", 6),
        ("six consecutive miscarriages", 6),
        ("a couple of early miscarriages and one at 13 weeks", 3),
        ("had an mmc then a chemical then another mmc", 3),
        ("2 natural mcs and 1 mmc with d&c", 3),
        ("d&c after a missed miscarriage at 10 weeks", 1),
        ("4 failed ivf transfers and 1 miscarriage", 1),
        ("3 ivf cycles, 2 chemicals", 2),
        ("twin pregnancy lost at 8 weeks", 1),
        ("vanishing twin but my daughter was born fine", None),
        ("I've had 7 miscarriages!!", 7),
        ("eight losses in 5 years", 8),
        ("just 1", None),
        ("2 miscarriages (7 weeks and 9 weeks)", 2),
        ("miscarriage number 3", 3),
        ("3rd loss in a row", 3),
        ("2 first trimester losses and one second trimester loss at 16 weeks", 3),
        ("blighted ovum in 2021, miscarriage at 7 weeks in 2022 and chemical last month", 3),
        ("I lost one at 5 weeks and the other at 11 weeks", 2),
        ("lost both my babies", None),
        ("four miscarriages, one molar and one ectopic", 4),
        ("molar pregnancy then two miscarriages", 2),
        ("my first pregnancy ended in miscarriage", 1),
        ("both of my pregnancies ended in miscarriage", 2),
        ("all three of my pregnancies ended in miscarriage", 3),
        ("1 mc 1 ectopic 1 live birth", 1),
    ],
)
def test_losses_are_counted(reader, text, expected):
    """Her own spontaneous losses before 24 weeks are summed; other outcomes are not in the number."""
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a few miscarriages",
        "three or four losses",
        "at least two miscarriages",
        "several losses",
        "multiple miscarriages",
        "more than 3 miscarriages",
        "recurrent miscarriages",
        "2-3 chemicals",
        "loads of miscarriages",
    ],
)
def test_a_number_that_is_not_settled_is_asked_for(reader, text):
    """No count is recorded, and the question is asked."""
    read = reader.read(text)
    assert "losses_count" not in {f.path for f in read.facts}
    assert read.ask is not None
    assert read.ask.question == "losses_count"


@pytest.mark.parametrize(
    "text",
    [
        "I think I'm having a miscarriage",
        "am I miscarrying?",
        "what causes miscarriage",
        "my sister had 2 miscarriages",
        "scared of another miscarriage",
        "miscarriage clinic referral",
        "worried I will miscarry",
        "does lupus cause miscarriage?",
        "risk of miscarriage",
        "what if I miscarry again",
        "my friend had a miscarriage",
        "my mum had three miscarriages",
        "the miscarriage association",
        "i'm pregnant for the 4th time",
    ],
)
def test_what_is_no_loss_of_hers_yet_is_not_counted(reader, text):
    """Fears, questions, other people's losses and one that may be happening now give no number."""
    read = reader.read(text)
    assert not [f for f in read.facts if f.path.startswith("losses")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "first at 8 weeks seen on scan, second at 6w2d",
            [("miscarriage_clinical", 8, "scan"), ("miscarriage_clinical", 6, None)],
        ),
        (
            "a chemical at 5 weeks and a miscarriage at 9 weeks",
            [("biochemical", 5, None), ("miscarriage_clinical", 9, None)],
        ),
        ("two miscarriages at 6 and 8 weeks", [("miscarriage_clinical", 6, None), ("miscarriage_clinical", 8, None)]),
        ("mmc at 12 weeks, baby measured 8 weeks", [("miscarriage_clinical", 8, None)]),
        ("lost my baby at 14 weeks", [("miscarriage_clinical", 14, None)]),
        ("lost my little girl at 26 weeks", [("stillbirth", 26, None)]),
        ("ectopic at 6 weeks", [("ectopic", 6, None)]),
        ("an 8 week miscarriage", [("miscarriage_clinical", 8, None)]),
        ("missed miscarriage found at the 12 week scan", [("miscarriage_clinical", 12, "scan")]),
        ("I lost it", [("unknown_loss", None, None)]),
        ("three miscarriages", []),
        ("lost four", []),
        ("2 mcs and a chemical", [("miscarriage_clinical", None, None)] * 2 + [("biochemical", None, None)]),
        ("miscarriage at nearly 9 weeks", [("miscarriage_clinical", 8, None)]),
        ("miscarriage at just over 12 weeks", [("miscarriage_clinical", 12, None)]),
        ("miscarriage at 10w2d, confirmed by histology", [("miscarriage_clinical", 10, "histology")]),
        ("one mc before 7 weeks", [("miscarriage_clinical", None, None)]),
        ("stillbirth at 38 weeks", [("stillbirth", 38, None)]),
        ("our son was born sleeping at 30 weeks", [("stillbirth", 30, None)]),
        ("TFMR at 21 weeks for T18", [("tfmr", 21, None)]),
        ("two losses, both at 7 weeks on scan", [("miscarriage_clinical", 7, "scan")] * 2),
        (
            "3 losses: one at 6 weeks, one at 8 weeks and one at 11 weeks",
            [("miscarriage_clinical", 6, None), ("miscarriage_clinical", 8, None), ("miscarriage_clinical", 11, None)],
        ),
        (
            "three losses, 5w, 6+3 and 9w",
            [("miscarriage_clinical", 5, None), ("miscarriage_clinical", 6, None), ("miscarriage_clinical", 9, None)],
        ),
        (
            "I've had one at 6 weeks and another at 10 weeks, both miscarriages",
            [("miscarriage_clinical", 6, None), ("miscarriage_clinical", 10, None)],
        ),
        ("molar pregnancy in 2020", [("molar", None, None)]),
        ("PUL at 5 weeks, bloods only", [("pul_resolved", 5, "blood")]),
    ],
)
def test_each_loss_is_told(reader, text, expected):
    """Kind, completed weeks and how it was confirmed, one entry a loss; a bare number gives none."""
    assert losses(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3", 3),
        ("three", 3),
        ("none", 0),
        ("zero", 0),
        ("no", 0),
        ("never", 0),
        ("about three", 3),
        ("maybe 5?", 5),
        ("it was three, one was ectopic", 2),
        ("two I think", 2),
        ("just the one", 1),
        ("2 miscarriages", 2),
        ("nope none", 0),
        ("4 unfortunately", 4),
        ("a few", None),
        ("three or four", None),
        ("at least 2", None),
        ("0", 0),
        ("I've had 3", 3),
        ("5 altogether", 5),
        ("two, no wait, three", 3),
    ],
)
def test_the_question_is_answered(reader, text, expected):
    """A bare number answers the question of how many; a vague one does not."""
    assert count(reader, text, asked=COUNT) == expected


def test_a_correction_is_read(reader):
    """An earlier count is corrected, the ectopic left out."""
    read = reader.read("actually it was three, one was ectopic", context={"losses_count": 2})
    assert read.act == "correct"
    assert ("losses_count", 2) in {(f.path, f.value) for f in read.facts if f.path == "losses_count"}


def test_one_loss_is_told_when_it_is_asked_about(reader):
    """The answer about the second loss is written to the second loss."""
    asked = Asked("losses[1]", "loss", "losses[1]")
    read = reader.read("8 weeks, they saw it on a scan", asked=asked)
    assert [(f.path, f.value) for f in read.facts] == [
        ("losses[1]", {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"})
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("miscarried 3 weeks ago", 21),
        ("lost the baby yesterday", 1),
        ("had a miscarriage last week", 7),
        ("my last mc was a month ago", 30),
        ("I miscarried last Tuesday", 5),
        ("miscarriage 2 days ago", 2),
        ("I had a miscarriage today", 0),
        ("miscarried at 6 weeks yesterday", 1),
    ],
)
def test_days_since_a_loss(reader, text, days):
    """How long ago the loss was, in days."""
    values = {f.path: f.value for f in reader.read(text, today=TODAY).facts}
    assert values["days_since_loss"] == days


@pytest.mark.parametrize(
    "text",
    [
        "I had two miscarriages, not trying now, periods are regular",
        "two losses and now irregular periods",
        "I had two miscarriages and I am fine now",
        "had a miscarriage, and I finally called the clinic about everything today",
    ],
)
def test_a_now_said_of_something_else_is_not_when_the_loss_was(reader, text):
    values = {f.path: f.value for f in reader.read(text, today=TODAY).facts}
    assert values["losses_count"] in (1, 2)
    assert "days_since_loss" not in values
