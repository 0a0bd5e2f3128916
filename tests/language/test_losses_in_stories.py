"""Losses told as people tell them: in stories, lists, text-speak and English learnt late."""

from __future__ import annotations

from datetime import date

import pytest

TODAY = date(2026, 11, 23)
SHORT = {
    "miscarriage_clinical": "mc", "biochemical": "bio", "ectopic": "ect", "molar": "mol", "tfmr": "tfmr",
    "termination": "term", "stillbirth": "still", "neonatal_death": "nnd", "unknown_loss": "unk", "pul_resolved": "pul",
}  # fmt: skip


def told(reader, text):
    """The count and each loss as `mc8 scan`, in no order: kind, weeks, how confirmed."""
    values = {fact.path: fact.value for fact in reader.read(text, today=TODAY).facts}
    losses = [value for path, value in values.items() if path.startswith("losses[")]
    short = [f"{SHORT[one['type']]}{one.get('weeks', '')}{'+' if one.get('confirmed') else ''}" for one in losses]
    return values.get("losses_count"), " ".join(sorted(short))


@pytest.mark.parametrize(
    ("text", "count", "losses"),
    [
        ("Two angels in heaven, one at 11 weeks and the other at 20.", 2, "mc11 mc20"),
        (
            "Our little girl came at 18 weeks, she never took a breath. Then there was an early one, 5 weeks.",
            2,
            "mc18 mc5",
        ),
        ("I've buried two babies, Ella at 22 weeks and Noah at 19.", 2, "mc19 mc22"),
        (
            "My first ended in a miscarriage at 8 weeks, my second is my daughter who's 5, and my third "
            "ended the same way at 9 weeks.",
            2,
            "mc8 mc9",
        ),
        ("TTC #2 after 3 losses (6w, 7w3d, 12w MMC)", 3, "mc12 mc6 mc7"),
        ("3 mc's: 5+4, 8+1, 9+0. All natural.", 3, "mc5 mc8 mc9"),
        (
            "I've had 3 back to back losses. First at 6 weeks, second at 8 weeks and the most recent at 10 "
            "weeks, where we saw a heartbeat the week before.",
            3,
            "mc10 mc6 mc8",
        ),
        ("I have miscarried three times in the last two years, all before 8 weeks", 3, ""),
        ("I had a stillborn son at 33 weeks and a miscarriage before him at ten weeks", 1, "mc10 still33"),
        ("We lost our boy at 20 weeks and then our girl at 17 weeks the year after.", 2, "mc17 mc20"),
        ("I've never carried past nine weeks. Four times we've lost them.", 4, ""),
        ("Molar pregnancy in 2019, then two early losses since", 2, "mol"),
        ("I had an ectopic (right tube out) and two chemicals", 2, "bio bio ect"),
        ("First pregnancy was ectopic, second was a blighted ovum at 9 weeks, third was chemical", 2, "bio ect mc9"),
        ("we had a tfmr at 14 weeks for T21 and before that a mmc", 1, "mc tfmr14"),
        ("my waters went at 19 weeks and we lost him", 1, "mc19"),
        ("I delivered our twins at 21 weeks, neither survived", 1, "mc21"),
        ("I was told at my 12 week scan that there was no heartbeat and the baby had died at 9 weeks", 1, "mc9+"),
        ("went for my dating scan and it measured 7 weeks with no heartbeat when I should've been 11", 1, "mc7+"),
        ("pregnant 4 times, no baby to show for it. All four went before 10 weeks.", 4, ""),
        (
            "Pregnancy 1: missed miscarriage 10 weeks. Pregnancy 2: healthy boy. Pregnancy 3: chemical. "
            "Pregnancy 4: miscarriage 7 weeks.",
            3,
            "bio mc10 mc7",
        ),
        ("2020 - mc 6 weeks\n2021 - mc 8 weeks\n2022 - chemical", 3, "bio mc6 mc8"),
        ("1. Miscarriage at 8 weeks 2. Ectopic 3. Miscarriage at 11 weeks", 2, "ect mc11 mc8"),
        ("had a d&c at 11 weeks in may after they found no heartbeat", 1, "mc11"),
        (
            "I've had one miscarriage. It was a missed miscarriage found at 12 weeks, baby stopped growing at 9.",
            1,
            "mc9",
        ),
        ("One loss only, thank God, at seven weeks.", 1, "mc7"),
        ("so far: 2 chemicals, 1 mmc at 10 weeks and a ruptured ectopic", 3, "bio bio ect mc10"),
        (
            "I lost my baby last month at 16 weeks. This was my third loss, the others were both around 7 weeks.",
            3,
            "mc16 mc7 mc7",
        ),
        ("This was our fourth miscarriage.", 4, ""),
        ("just had my fifth loss", 5, ""),
        ("my sister has had three miscarriages and I've now had one too, at 6 weeks", 1, "mc6"),
        ("My mum lost four before me. I've lost two.", 2, ""),
        ("None of my friends have had a miscarriage, I've had two", 2, ""),
        ("I worry about having another miscarriage. The last one was at 10 weeks.", 1, "mc10"),
        ("I think I might be losing this one too. I've lost two already.", 2, ""),
        ("I keep thinking I'll miscarry again after the last time", None, ""),
        ("Thankfully I have never had a miscarriage, we just can't seem to conceive", 0, ""),
        ("No losses that I know of", 0, ""),
        ("no miscarriages, just never pregnant", 0, ""),
        ("I have not lost any pregnancy", 0, ""),
        ("we have lost 2 pregnancy in 8 week and 10 week", 2, "mc10 mc8"),
        ("I got miscarriage two times, first 7 weeks second 9 weeks", 2, "mc7 mc9"),
        ("I am having 3 abortions spontaneous, all in second month", 3, ""),
        ("we had 1 missed abortion at 8 weeks", 1, "mc8"),
        ("positive on the Tuesday, period by the Friday", 1, "bio"),
        ("two very faint positives that came to nothing", None, ""),
        ("It was only ever a line on a stick really, gone by the weekend", 1, "bio"),
        ("3 chems in a row", 3, "bio bio bio"),
        ("IVF round 1 negative, round 2 chemical, round 3 miscarriage at 8 weeks, round 4 negative", 2, "bio mc8"),
        ("5 transfers: 3 negative, 1 chemical, 1 mmc at 9 weeks", 2, "bio mc9"),
        ("Our IVF pregnancy ended at 7 weeks", 1, "mc7"),
        ("no positive test in 4 transfers", 0, ""),
        ("I had two terminations when I was young and a miscarriage at 9 weeks last year", 1, "mc9 term term"),
        ("abortion at 17, miscarriage at 34 (10 weeks)", 1, "mc10 term"),
        ("our daughter was born at 25 weeks and died after 3 days", None, "nnd25"),
        ("Our son lived for an hour. He was born at 23 weeks.", None, "nnd23"),
        ("stillbirth at 39 weeks 4 years ago, one early miscarriage since", 1, "mc still39"),
        ("We lost a baby boy at 28 weeks in 2019", None, "still28"),
        ("pregnancy of unknown location that resolved itself, and a miscarriage at 6 weeks", 2, "mc6 pul"),
        ("my hcg just dropped off, they never found where it was. PUL they called it", 1, "pul"),
        ("vanishing twin at 7 weeks with my son, otherwise no losses", 0, ""),
        ("lost triplets at 15 weeks", 1, "mc15"),
        ("miscarried twins at 9 weeks and a singleton at 6 weeks", 2, "mc6 mc9"),
        ("3 losses in 18 months. I'm 34.", 3, ""),
        ("I have two boys aged 3 and 5 and I've had two miscarriages in between at 6 and 10 weeks", 2, "mc10 mc6"),
        (
            "Since having my daughter I've had three losses: 5 weeks, 6 weeks and a missed miscarriage at 11.",
            3,
            "mc11 mc5 mc6",
        ),
        ("had 4 losses but one was ectopic so not sure if that counts", 3, "ect"),
        ("five losses, the first two were chemicals", 5, "bio bio"),
        ("six losses, four of them chemicals", 6, "bio bio bio bio"),
        ("we've lost three, two early and one at 16 weeks", 3, "mc16"),
        ("Had a loss at 8wks in feb and another at 5wks in july x", 2, "mc5 mc8"),
        ("mmc 10wks, cp, mc 6wks", 3, "bio mc10 mc6"),
        ("4 MC 1 LC", 4, ""),
        ("I miscarried at 8 weeks, no sorry it was 9", 1, "mc9"),
        ("I've had 2 losses, actually 3 counting the one in June", 3, ""),
        ("either three or four, it's hard to know with the early ones", None, ""),
        ("more than I can count", None, ""),
        ("I've had several, I don't want to list them", None, ""),
        (
            "We lost our first at 12 weeks, they told us at the scan. Sent the tissue off and it came back "
            "as trisomy 16.",
            1,
            "mc12+",
        ),
        ("lost it at 9 weeks, confirmed on ultrasound", 1, "mc9+"),
        ("I lost a pregnancy in the spring", 1, "unk"),
        ("I had a bleed at 8 weeks in this pregnancy but baby is fine. Previous loss at 10 weeks.", 1, "mc10"),
        ("I'm 9 weeks pregnant and I've had two losses, both at 9 weeks", 2, "mc9 mc9"),
        ("currently 12 weeks after 3 miscarriages", 3, ""),
        ("We said goodbye to our baby at 13 weeks", 1, "mc13"),
        ("my body let go of the second one at 10 weeks", None, ""),
        ("The pregnancy wasn't viable, ended at 8 weeks", 1, "mc8"),
        ("baby passed away at 17 weeks, I had to give birth to him", 1, "mc17"),
        ("Baby's heart stopped at 10 weeks", 1, "mc10"),
        ("failed pregnancy at 6 weeks", 1, "mc6"),
        ("non viable pregnancy at 7 weeks, took misoprostol", 1, "mc7"),
        ("empty sac at 8 weeks", 1, "mc8"),
        ("RPL x4, all first trimester", 4, ""),
        ("G4P1, 3 losses", 3, ""),
        ("3 SABs at 6, 8 and 9 weeks", 3, "mc6 mc8 mc9"),
    ],
)
def test_a_story_is_counted_and_itemised(reader, text, count, losses):
    """Each outcome once, with its kind and weeks; + where it says how it was confirmed."""
    assert told(reader, text) == (count, losses)


@pytest.mark.parametrize(
    "text",
    [
        "my sister lost three babies, at 6, 8 and 12 weeks",
        "my friend had a missed miscarriage at 10 weeks and a chemical",
        "I'm scared it will be another loss at 8 weeks",
        "what are the chances of losing it after 9 weeks",
        "we lost hope after the second round",
        "I lost two stone and 3 inches",
        "I lost one of my rings at the 12 week scan",
        "we have the first scan at 7 weeks and the second at 12",
        "my waters went at 38 weeks with my first",
        "the bus stopped at 9",
        "my daughter was born at 31 weeks and my son at 36 weeks",
        "I'd love one more, at 40 it is now or never",
        "it was over by 9 and I went to bed",
        "one of my tests was positive, one was negative",
    ],
)
def test_what_only_sounds_like_losses_is_none(reader, text):
    """Other people's, feared ones, other things lost, scans, births and hours."""
    values = {fact.path for fact in reader.read(text, today=TODAY).facts}
    assert not [path for path in values if path.startswith("losses")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I've never lost a baby, never once been pregnant", 0),
        ("no pregnancies at all so far", 0),
        ("I have never had a positive test", 0),
        ("no pregnancies since my miscarriage at 9 weeks", 1),
        ("I can't even say I've had a loss", 0),
        ("not pregnant at the moment", None),
        ("I have not been tested", None),
    ],
)
def test_never_pregnant_is_no_loss(reader, text, count):
    """Zero if she never was; nothing if it only says she is not now."""
    assert told(reader, text)[0] == count


def test_more_losses_than_the_total_are_asked_about(reader):
    """Where a total and the losses told contradict each other there is no number."""
    read = reader.read("I've had two miscarriages: one at 6 weeks, one at 8 weeks and one at 11 weeks")
    assert "losses_count" not in {fact.path for fact in read.facts}
    assert read.ask is not None
    assert read.ask.question == "losses_count"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("our son lived for 40 minutes", "nnd"),
        ("she lived for three hours and 20 minutes", "nnd"),
        ("he died after 12 days", "nnd"),
    ],
)
def test_a_length_of_life_is_no_number_of_children(reader, text, kind):
    assert told(reader, text) == (None, kind)
