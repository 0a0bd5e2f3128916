"""Gut symptoms told in few words and by the way, and the same words where they tell of none."""

from __future__ import annotations

import pytest

PRESENT = [
    ("my trousers won't do up by the evening", "bloating"),
    ("bread makes me swell up within the hour", "bloating"),
    ("feel like I've swallowed a beach ball", "bloating"),
    ("belly like a football every night", "bloating"),
    ("gut is all over the place, loose mostly", "diarrhoea"),
    ("watery about five times a day", "diarrhoea"),
    ("going 4-5 times a day", "diarrhoea"),
    ("going 6 times, urgent", "diarrhoea"),
    ("stools are pale, greasy and 3 or 4 a day", "diarrhoea"),
    ("loose after coffee", "diarrhoea"),
    ("sloppy poos most days", "diarrhoea"),
    ("always on the toilet, mush mostly", "diarrhoea"),
    ("bloated and loose", "diarrhoea"),
    ("bloated and loose", "bloating"),
    ("swings both ways, my gut", "constipation"),
    ("it's either concrete or water", "diarrhoea"),
    ("one week I'm blocked, the next I can't leave the house", "constipation"),
    ("I can't go for 5 or 6 days", "constipation"),
    ("motion not coming for four days", "constipation"),
    ("poop once every four days", "constipation"),
    ("the iron has me bunged up", "constipation"),
    ("stomach not cleaning properly in morning", "constipation"),
    ("awake at 3am on the loo most nights", "nocturnal_diarrhoea"),
    ("diarrhoea day and night", "nocturnal_diarrhoea"),
    ("loose, and I have to get up in the night for it", "nocturnal_diarrhoea"),
    ("4 bloody ones a day", "rectal_bleeding"),
    ("loose with some blood", "rectal_bleeding"),
    ("constipated, a bit of blood when I wipe", "rectal_bleeding"),
    ("Crohn's, and it's slimy again", "mucus"),
    ("stomach kills me after food", "abdominal_pain"),
    ("tummy is paining daily", "abdominal_pain"),
    ("cramping pain that is relieved by going", "abdominal_pain"),
    ("I am losing a little weight, 2 kg", "weight_loss"),
    ("gone from 70 to 61 kg", "weight_loss"),
    ("full after half a sandwich", "early_fullness"),
    ("up and down to the loo for a wee", "urinary_urgency"),
    ("some urgency for wee", "urinary_urgency"),
    ("ulcerated mouth every month", "mouth_ulcers"),
    ("tired for over a year", "fatigue_prolonged"),
    ("worn out this past eight months", "fatigue_prolonged"),
    ("I'm that tired I could cry", "fatigue_prolonged"),
    ("food feels like it gets stuck", "dysphagia"),
    ("bad swallowing", "dysphagia"),
    ("if lucky I go once a week", "constipation"),
    ("My stomach also is having problem, gas and bloating", "bloating"),
    ("bowels never came right since: constipated, crampy", "constipation"),
    ("no pain, no blood, bit bloated", "bloating"),
    ("constipated twice last week", "constipation"),
]
NOTHING = [
    ("a bit windy", "bloating"),
    ("I've the burps", "bloating"),
    ("loose skin since the baby", "diarrhoea"),
    ("a loose tooth", "diarrhoea"),
    ("I go to the bathroom maybe twice a day, normal", "diarrhoea"),
    ("bloated five days of seven", "diarrhoea"),
    ("they have all gone: 5wks, 6wks and 9wks", "diarrhoea"),
    ("gone 5 weeks without a period", "diarrhoea"),
    ("I poo 3 times a week", "diarrhoea"),
    ("I go 3 to 4 days without a bowel movement", "diarrhoea"),
    ("we tried going 5 times to the clinic", "diarrhoea"),
    ("woken before dawn needing the loo some nights", "constipation"),
    ("my stomach's in knots with worry", "abdominal_pain"),
    ("my gut has been a nervous wreck", "fatigue_prolonged"),
    ("it wrecked my stomach", "fatigue_prolonged"),
    ("periods have gone from 28 to 40 days", "weight_loss"),
    ("CRP down from 90 to 14", "weight_loss"),
    ("bloated to bursting", "urinary_urgency"),
    ("the nursery is yellow", "jaundice"),
    ("stools yellow and floating", "jaundice"),
    ("I eat plenty of bread", "early_fullness"),
    ("the clinic said blood was fine, and I'm bloated", "rectal_bleeding"),
    ("royal jelly, and a bit of bloating", "mucus"),
]


def told(reader, text):
    """How each symptom that the text tells of stands."""
    return {(one.id, one.status) for one in reader.read(text).findings if one.kind == "symptom"}


@pytest.mark.parametrize(("text", "symptom"), PRESENT)
def test_it_is_heard(reader, text, symptom):
    assert (symptom, "present") in told(reader, text)
    assert (symptom, "denied") not in told(reader, text)


@pytest.mark.parametrize(("text", "symptom"), NOTHING)
def test_the_same_words_may_tell_of_nothing(reader, text, symptom):
    assert (symptom, "present") not in told(reader, text)
    assert (symptom, "denied") not in told(reader, text)
