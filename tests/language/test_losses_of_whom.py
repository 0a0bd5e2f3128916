"""Whose the losses are, twins, and which tell of a new pregnancy and which of the same again."""

import pytest

from yarrow.language.reader import Reader


def count(reader: Reader, text: str) -> object:
    return next((fact.value for fact in reader.read(text).facts if fact.path == "losses_count"), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my sister has had three and my mum two, so when mine stopped at 9 weeks they nodded", 1),
        ("my niece lost hers at 20 weeks the week mine stopped at 8", 1),
        ("My sister lost two. I have lost one at 9 weeks.", 1),
        ("With my ex I had two miscarriages and I had one at 9 weeks with my husband", 3),
        ("My friend who had 2 miscarriages told me about you. I've had 3", 3),
        ("My sister offered me her eggs but she's had two miscarriages. I've never been pregnant.", 0),
        ("Writing for my daughter, she has had two miscarriages, 6 and 8 weeks", 2),
        ("my wife lost our baby at 10 weeks and then another at 7. She is 34", 2),
        ("We are two mums. She lost the first at 9 weeks. Then I carried: miscarried at 6 weeks", 1),
        ("My sister started trying when I did. She lost her first, then lost her second.", None),
        ("miscarriage (me), miscarriage (sister)", 1),
        ("my wife has had 2 miscarriages", None),
        ("I rang my sister when I lost it at 7 weeks", 1),
        ("told my mum about the miscarriage at 9 weeks, only the one", 1),
    ],
)
def test_only_her_own_losses_are_counted(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We were expecting twins. At 11 weeks both had stopped.", 1),
        ("Twins at 11 weeks, gone, both, in 2019.", 1),
        ("It was triplets, all three gone at 12 weeks. Then a chemical.", 2),
        ("Twins the first time. One stopped at seven weeks and the other at nine, I lost them both.", 1),
        ("lost one of the twins at nine weeks, his sister is fine. earlier on I had another loss at 7 weeks", 1),
        ("one of the twins died at 16 weeks, the other was born at 35 weeks and is five now", None),
        ("2 losses: singleton at 9w, twins at 12w", 2),
        ("three losses, the last one twins at 10 weeks", 3),
        # Twins that live, or a twin herself, are no pregnancy that was lost.
        ("I have twins of 4 and lost two before them at 6 and 7 weeks", 2),
        ("My husband is a twin. I've lost two, 8 and 9 weeks.", 2),
    ],
)
def test_twins_lost_together_are_one_loss(reader, text, expected):
    assert count(reader, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2019 I miscarried at 8 weeks. In 2021, other hospital, it failed at 6.", 2),
        ("June, heartbeat stopped. The next June, pregnant again, heartbeat stopped.", 2),
        ("Two miscarriages, then my girl. Then a third at 6 weeks last winter.", 3),
        ("I lost one baby with 12 weeks in 2020 and one with 6 weeks this year.", 2),
        ("The other four: two chemicals, one loss at 7 weeks, one at 12.", 4),
        ("I had a miscarriage in 2020 and then a miscarriage. Mine were at 10 weeks and at 7.", 2),
        ("First was a blighted ovum, second ectopic, third miscarriage at 6 weeks.", 2),
        ("My first was a molar pregnancy, d&c at 11 weeks. Then one miscarriage at 8.", 1),
        ("Two chemicals and then my third miscarriage at 9 weeks", 3),
        # The same loss once more.
        ("I miscarried at 8 weeks and 6 days. One loss. I know that is not many.", 1),
        ("Baby had died at 10 weeks, I was 12+6.", 1),
        ("I miscarried at 8 weeks. It was a missed miscarriage, found on the scan.", 1),
        ("The miscarriage in May was at 10 weeks, a missed one.", 1),
        ("I had a miscarriage at 9 weeks. Is it normal for cycles to be short after a loss?", 1),
    ],
)
def test_a_new_loss_is_told_from_the_same_again(reader, text, expected):
    assert count(reader, text) == expected


def told(reader: Reader, text: str) -> list[tuple[str, object, object]]:
    facts = [fact.value for fact in reader.read(text).facts if fact.path.startswith("losses")]
    items = [value for value in facts if isinstance(value, dict)]
    return sorted((one["type"], one.get("weeks"), one.get("confirmed")) for one in items)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("Two pregnancies lost, weeks 6 and 8.", [6, 8]),
        ("two losses, week 7 and week 11", [7, 11]),
        ("4 misses at 6, 6, 7 and 11, then I stopped", [6, 6, 7, 11]),
        ("I've had 3 losses. First was 6 weeks, then 8, then 6 again.", [6, 6, 8]),
        ("Jan 2018, lost. Jan 2019, lost. They were 8 and 6 weeks.", [6, 8]),
        # Weeks that are a range, or of a pregnancy that lives, are of none of them.
        ("4 mcs, all between 5 and 8 weeks", []),
        ("4 miscarriages before. The donor one is 24 weeks and kicking", []),
    ],
)
def test_weeks_go_to_the_losses_they_were_told_of(reader, text, weeks):
    assert sorted(week for _, week, _ in told(reader, text) if week) == weeks


def test_what_is_told_beside_a_loss_is_of_it(reader):
    text = (
        "Our son was stillborn at 31 weeks. In 2022 I had a missed miscarriage, ultrasound showed baby stopped at 8w6d."
    )
    assert told(reader, text) == [("miscarriage_clinical", 8, "scan"), ("stillbirth", 31, None)]
    assert count(reader, text) == 1
    assert told(reader, "lost one at 10 weeks, no heartbeat on scan") == [("miscarriage_clinical", 10, "scan")]
    assert count(reader, "We've lost three: 5, 5 and 7 weeks. The first two were just lines on a stick.") == 3


def test_a_period_without_a_test_is_no_loss(reader):
    assert count(reader, "Had a miscarriage at 9 weeks. Next period came after 33 days") == 1
    assert count(reader, "Positive test, then my period came 3 days later") == 1
