"""The number of losses said without a word for them, in shares, by dates or weeks alone, and as what is left over."""

from __future__ import annotations

import pytest

from tests.language.test_losses import COUNT, count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ive had 3", 3),
        ("I've had four, the last in June", 4),
        ("It's four now.", 4),
        ("put down 4", 4),
        ("5 all in", 5),
        ("3 total, 1 with my ex and 2 with my husband", 3),
        ("we've had four in two years", 4),
        ("Twice. Can we move on", 2),
        ("2. one at 6 weeks and one at 11", 2),
        ("three. 7, 9 and 6 weeks", 3),
        ("my sister had three, i've had one", 1),
    ],
)
def test_a_number_in_a_part_of_its_own(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "five",
        "I've had 2 paracetamol",
        "I've had two since this morning, the cramps are awful",
        "I've had four, all girls",
        "I have two. They are 4 and 6",
        "We have three. Two boys and a girl.",
        "had 2 covid jabs",
        "twice a day",
        "it's 3 now, the pain",
        "I was 9, my mum was 30",
        "it's two, could be three",
        "it is 10 now and I have filled six of them",
        "just the one, years ago, in the left tube",
    ],
)
def test_a_number_of_something_else_or_in_doubt(reader, text):
    assert count(reader, text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none lost", 0),
        ("never had one", 0),
        ("my sister has had three, me none", 0),
        ("2 kids, 0 losses, periods every 30 days", 0),
        ("0 mc", 0),
        ("never been pg", 0),
        ("none of them worked", None),
        ("no pain, no bleeding", None),
    ],
)
def test_none_is_said_in_many_ways(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two, no, three", 3),
        ("I told the nurse one but it's two", 2),
        ("Last time I put three, now it's four", 4),
        ("had two losses. sorry, three", 3),
        ("one. no wait, two with the chemical", 2),
        ("2 mcs before christmas. so now it's 3", 3),
        ("I miscarried at 8 weeks, no sorry it was 9", 1),
    ],
)
def test_a_number_mended_or_closed_within_the_message(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 before my son and 3 after", 5),
        ("one before marriage, one after", 2),
        ("one with my ex, three with my husband", 4),
        ("1 natural, 2 ivf", 3),
        ("two early, two at 9 weeks and one at 13", 5),
        ("two in the morning, one at night", None),
        ("one boy before, one girl after", None),
    ],
)
def test_a_number_told_in_shares(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7w, 9w, 6w", 3),
        ("7w, ds, 10w, 5w", 3),
        ("Nov 2022 (8w), Sept 2023 (9w5d)", 2),
        ("Ivy, 16 weeks, May 2021. Fern, 12 weeks, Jan 2022.", 2),
        ("I miscarried in 2011, 2012, 2014 and 2019", 4),
        ("2011, 2012, 2014, 2019. All miscarriages.", 4),
        ("scans at 6 weeks, 8 weeks, 12 weeks", None),
        ("8 weeks, all good. 12 weeks, all good.", None),
    ],
)
def test_weeks_or_dates_alone(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012, lost. 2013, lost. 2015, a son. 2017, lost.", 3),
        ("Pregnancy 1: son. Pregnancy 2: gone at 8 weeks. Pregnancy 3: gone at 6.", 2),
        ("FET 1: bfn. FET 2: positive, gone at 7w. FET 3: chemical", 2),
        ("3/2016 5w chem. 11/2016 8w mmc, d&c. 7/2017 ectopic. 9/2018 6w.", 3),
        ("Six miscarriages. 2008 at 8 weeks. 2009 at 6 weeks. 2014, 7 weeks.", 6),
        ("First transfer failed, second transfer failed.", None),
        ("2016 coil in. 2019 coil out, new husband.", None),
    ],
)
def test_a_list_of_pregnancies_each_with_its_label(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("para 1+3", 3),
        ("G4 T1 P0 A3 L1", 3),
        ("Obstetric score G4 P1 L1 A3", 3),
        ("gravida 5 para 2 ab 3", 3),
        ("G3P1021", 2),
        ("G2P2A0", 0),
        ("G5P1", None),
        ("t3 t4 all fine, a1c 5.4", None),
    ],
)
def test_obstetric_notations(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pregnant four times, one son, the rest miscarried", 3),
        ("five pregnancies, one living child, all the others lost", 4),
        ("3 pregnancies and no baby, lost them all", 3),
        ("four pregnancies, one son", None),
    ],
)
def test_what_is_left_of_the_pregnancies(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("does pred help after three chemicals?", 3),
        ("is aspirin any use after 3 losses?", 3),
        ("do they test you after three losses?", None),
        ("how common are three losses in a row?", None),
        ("had two mcs, since then another", 3),
        ("two losses on my last visit, and again in October", 3),
        ("two losses and I'm scared of another", 2),
        ("3xMC", 3),
        ("three natural abortions", 3),
        ("two little stars", 2),
    ],
)
def test_counts_in_questions_one_more_and_other_nouns(reader, text, expected):
    assert count(reader, text) == expected


def test_a_number_without_a_word_for_losses_is_asked_about(reader):
    assert reader.read("I've had four, the last in June").ask is not None
    assert count(reader, "2 before my son and 3 after", asked=COUNT) == 5
