"""Symptoms of a story that is over are past, wherever in it they stand; what is told of now stays."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

PAST = [
    ("In 2017 I lost a boy and I was bleeding heavily", "bleeding"),
    ("I had an ectopic in 2015 and collapsed at work", "faint"),
    ("We lost our second in June 2021. It was dreadful, I fainted in the taxi", "faint"),
    ("With my eldest I couldn't keep water down for weeks", "cannot_keep_fluids"),
    ("My first loss was at nine weeks, there was pain on one side and they scanned me", "one_sided_pelvic_pain"),
    ("I bled from 6 weeks to 13 weeks with my daughter", "bleeding"),
    ("I had chest pain at uni and it was stress", "chest_pain"),
    ("The miscarriage was in October. I bled for days, all finished now", "bleeding"),
    ("I was soaked through in minutes, blood all over the bed. That was seven years ago", "bleeding"),
    ("We had a terrible winter, I got a fever of 39. Never a bother since", "fever"),
    ("My throat swelled up from a wasp sting when I was twelve", "anaphylaxis"),
    ("I did get an infection the first week, shaking with fever, but the antibiotics sorted it", "fever"),
    ("My chest pains were checked in A&E and they haven't come back", "chest_pain"),
    ("Rang in because baby was quiet, been kicking me in the ribs nonstop since. 31 weeks", "reduced_movements"),
    ("My right leg has been swollen since I broke it in 2012", "leg_swelling_one"),
    ("chest pain for years", "chest_pain"),
    ("PE in 2013: chest pain and coughing blood", "coughing_blood"),
]
NOW = [
    ("I lost a boy in 2017 and now I am bleeding heavily", "bleeding"),
    ("I had an ectopic in 2015 and I've collapsed", "faint"),
    ("We lost our second in June 2021. I'm nine weeks and I fainted in the taxi", "faint"),
    ("I'm 29 weeks with my first and I fainted", "faint"),
    ("My last loss was two weeks ago and I had a fever of 39", "fever"),
    ("I fainted this morning. My ectopic was in 2015", "faint"),
    ("Insulin since I was eleven, and I have chest pain", "chest_pain"),
    ("When I was twelve I had my first period, and today I fainted", "faint"),
    ("bleeding since Friday, lost one in 2020", "bleeding"),
    ("She keeps asking for her aunt, who died in 2011, and she fainted on the stairs", "faint"),
    ("Antibiotics haven't cleared it up, still shaking with fever", "fever"),
    ("Baby hasn't kicked me since I came home, 31 weeks", "reduced_movements"),
    ("My right leg has been swollen since 2012 but it's suddenly twice the size", "leg_swelling_one"),
    ("chest pain for years, far worse today", "chest_pain"),
    ("Tummy hard as a board, I nearly screamed", "rigid_abdomen"),
]


@pytest.mark.parametrize(("text", "symptom"), PAST)
def test_what_belongs_to_another_time_is_past_and_asked_about(reader: Reader, text: str, symptom: str) -> None:
    """It raises no level, and whether it happens now is asked."""
    read = reader.read(text)
    assert (symptom, "past") in {(some.id, some.status) for some in read.findings}
    assert symptom not in read.red_flags
    assert read.ask is not None


@pytest.mark.parametrize(("text", "symptom"), NOW)
def test_a_time_gone_by_takes_nothing_from_what_happens_now(reader: Reader, text: str, symptom: str) -> None:
    """A word of the present, or of days ago, leads back to now."""
    assert symptom in reader.read(text).red_flags
