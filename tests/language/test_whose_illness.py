"""Whose an illness is, how her own test came out, and what words of another clause or time leave alone."""

from __future__ import annotations

import pytest


def told(reader, text: str) -> set[str]:
    found = reader.read(text).findings
    return {f"{one.id} {one.status}" for one in found if one.kind in ("condition", "symptom", "medicine")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("My mum came along to it. She has lupus.", "family"),
        ("I've one brother. His turned out to be lupus.", "family"),
        ("My husband is 30. He's got lupus.", None),
        ("My mum came along to it. She says I have lupus.", "present"),
        ("My mum came along, and the doctor was kind. She has lupus clinics on Fridays.", "present"),
        ("This is for our girl. She's 25, she has lost two. She has lupus.", "present"),
        ("My wife is 29 and her mum is unwell. She has lupus.", "present"),
    ],
)
def test_a_pronoun_leads_back_to_the_relative_named_last(reader, text, status):
    """Not where somebody else speaks of the patient, where a doctor was named, or where "she" is the patient."""
    assert {one.rpartition(" ")[2] for one in told(reader, text) if one.startswith("sle ")} == ({status} - {None})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("My son is coeliac. Mine came back positive, scope in June.", {"coeliac family", "coeliac suspected"}),
        ("My son is coeliac. Mine was clear.", {"coeliac family", "coeliac denied"}),
        ("Dad is coeliac, I was screened at school and was negative.", {"coeliac family", "coeliac denied"}),
        ("Dad is coeliac. My pregnancy test was negative.", {"coeliac family"}),
        ("Dad is coeliac. My scan was clear.", {"coeliac family"}),
    ],
)
def test_her_own_test_is_of_the_illness_named_last(reader, text, wanted):
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("me 34, DH 36, ulcerative colitis in remission", {"uc present"}),
        ("DH 36, ulcerative colitis, me 30", set()),
        ("mum - psoriasis, me - coeliac", {"psoriasis family", "coeliac present"}),
        ("mum - psoriasis, gran - coeliac", {"psoriasis family", "coeliac family"}),
        ("Mum swears it's lupus but nobody has looked", {"sle suspected"}),
        ("Mum swears by rest, she has lupus", {"sle family"}),
        ("My aunt pointed at my eyes, they're yellow", {"jaundice present"}),
        ("My aunt has yellow eyes", set()),
    ],
)
def test_who_is_named_is_not_always_whose_it_is(reader, text, wanted):
    """His age heads the story, a relative has an opinion, or sees it on her."""
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("No antiphospholipid done, they said I was too early", set()),
        ("no antiphospholipid, no lupus", {"aps denied", "sle denied"}),
        ("What I can't make peace with is the rheumatoid", {"ra present"}),
        ("I can't have the rheumatoid", {"ra denied"}),
        ("they tested me for all sorts and found antiphospholipid syndrome", {"aps present"}),
        ("they tested me for lupus and found nothing", {"sle suspected"}),
        ("waiting to hear if it's lupus", {"sle suspected"}),
        ("if it's lupus, what then", {"sle hypothetical"}),
    ],
)
def test_testing_and_denying_reach_what_they_are_said_of(reader, text, wanted):
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I get the runs if I have cream, constipated otherwise", "constipation present"),
        ("when should I ring, if I get the runs, constipated", "constipation hypothetical"),
        ("I go twice a week if lucky, bloated with it", "bloating present"),
        ("they said to go in if bloated", "bloating hypothetical"),
        ("Sjogren's, diagnosed 2019, dry mouth and constipated", "constipation present"),
        ("lost one in 2019 and was constipated", "constipation past"),
    ],
)
def test_a_condition_or_a_year_of_another_clause_leaves_the_gut_as_it_is(reader, text, wanted):
    assert wanted in told(reader, text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I take levothyroxine every morning, and we have a dog", True),
        ("I take levothyroxine every morning since my thyroid was removed", False),
        ("I take levothyroxine, for my overactive thyroid was zapped", False),
        ("My mum takes levothyroxine every morning", False),
        ("I stopped levothyroxine last year", False),
    ],
)
def test_who_takes_thyroid_tablets_has_an_underactive_thyroid(reader, text, wanted):
    """The coding manual: present is also who takes its treatment by name; not where another cause is told."""
    assert ("hashimoto present" in told(reader, text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("my motions have turned to slurry", "diarrhoea present", ""),
        ("I turned to my sister", "", "diarrhoea present"),
        ("bristol type 1, twice a week", "constipation present", "t1d present"),
        ("diabetes type 1", "t1d present", "constipation present"),
        ("six loose ones a day, fresh blood in most of them", "rectal_bleeding present", ""),
        ("they found blood in most of the samples", "", "rectal_bleeding present"),
        ("cannot poo without a suppository", "constipation present", ""),
        ("we only go on Sundays, to church", "", "constipation present"),
        ("gnawing round my navel at night", "abdominal_pain present", ""),
        ("my tummy is out to here by six", "bloating present", ""),
        ("was 70 kg in May, now 62 kg", "weight_loss present", ""),
        ("was 70 kg in May, as ever", "", "weight_loss present"),
        ("half a sandwich fills me up", "early_fullness present", ""),
        ("half a tank fills the car up", "", "early_fullness present"),
    ],
)
def test_the_gut_is_heard_by_what_it_does(reader, text, wanted, unwanted):
    found = told(reader, text)
    assert wanted in {*found, ""}
    assert unwanted not in found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tested for lupus, positive", {"sle present"}),
        ("tested for lupus, not positive yet", {"sle suspected"}),
        ("tested for lupus, the pregnancy test was positive", {"sle suspected"}),
        ("My gran had rheumatoid. I've got it now as well.", {"ra family", "ra present"}),
        ("My gran had rheumatoid. I think I have it too.", {"ra family", "ra suspected"}),
        ("they put me on azathioprine for a year", {"azathioprine past"}),
        ("they put me on azathioprine for a year now", {"azathioprine present"}),
        ("I've been put on azathioprine for a year", {"azathioprine present"}),
    ],
)
def test_what_was_found_shared_or_taken_for_a_time(reader, text, wanted):
    assert told(reader, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("metformin gave me the runs so I stopped it", {"metformin past", "diarrhoea past"}),
        ("metformin gives me the runs so I take it with food", {"metformin present", "diarrhoea present"}),
        ("metformin gave me the runs so I stopped eating bread", {"metformin present", "diarrhoea present"}),
        ("I had blood in my poo, two years back, but none now", {"rectal_bleeding past"}),
        ("blood in my poo, no", {"rectal_bleeding denied"}),
    ],
)
def test_what_is_over_was_there_once(reader, text, wanted):
    """A medicine given up for what it did, with what it did; and what was there, and is not since."""
    assert told(reader, text) == wanted
