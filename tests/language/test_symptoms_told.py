"""Gut symptoms as stories tell them: by what the body does, what stopped fitting, what happens at night."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

PRESENT = [
    ("my bowels only move once a week", "constipation"),
    ("I go to the loo about every five days", "constipation"),
    ("poo is like passing bricks", "constipation"),
    ("blow up like a barrage balloon after bread", "bloating"),
    ("by bedtime I look about seven months gone", "bloating"),
    ("my jeans won't close by teatime", "bloating"),
    ("it's liquid most mornings", "diarrhoea"),
    ("ten goes a day", "diarrhoea"),
    ("up twice in the night with loose stool", "nocturnal_diarrhoea"),
    ("jelly like stuff on the paper", "mucus"),
    ("PR bleeding for a month", "rectal_bleeding"),
    ("two stone gone since spring without trying", "weight_loss"),
    ("I've gone from 70 kg to 63 kg without dieting", "weight_loss"),
    ("I was 66 kg in June and I'm 58 now", "weight_loss"),
    ("dry toast stops halfway down", "dysphagia"),
    ("rice won't go down", "dysphagia"),
    ("there's a hard lump left of my navel", "mass"),
    ("three bites and I'm stuffed", "early_fullness"),
    ("always bursting for a wee", "urinary_urgency"),
    ("worn out since last winter", "fatigue_prolonged"),
]
DENIED = [
    ("not bunged up and not loose", "diarrhoea"),
    ("neither constipated nor loose", "diarrhoea"),
    ("my tummy isn't sore", "abdominal_pain"),
    ("I looked for lumps, there aren't any", "mass"),
    ("Not been sick, no wee trouble", "urinary_urgency"),
]
NOT_SAID = [
    ("lost three stone deliberately for IVF", "weight_loss"),
    ("dropped 20 lbs on Weight Watchers", "weight_loss"),
    ("been dieting and lost 10 kilos", "weight_loss"),
    ("I'm sick of waiting", "vomiting"),
    ("my bloods threw up something odd", "vomiting"),
    ("I see babies everywhere I go", "psychosis"),
    ("my doctor is calm, I'm not chill", "rigors"),
    ("the jelly in the fridge", "mucus"),
]
BYGONE = [
    ("I passed out at the funeral", "faint"),
    ("I felt faint when the doctor told me", "faint"),
    ("I bled heavily at seven weeks and that was the end of it", "bleeding"),
    ("I was sick every day with that pregnancy", "vomiting"),
    ("At ten weeks in 2020 I fainted in the shop", "faint"),
]
STILL_HEARD = [
    ("I lost one in 2019 and now I'm bleeding again", "bleeding"),
    ("I collapsed this morning and I've had two losses before", "faint"),
    ("I've been sick ten times today", "vomiting"),
    ("I lost a stone without trying, I am not on a diet", "weight_loss"),
]


def statuses(reader, text, id_):
    """How the symptom stands, each way once."""
    return {finding.status for finding in reader.read(text).findings if finding.id == id_}


@pytest.mark.parametrize(("text", "id_"), PRESENT)
def test_what_the_body_does_is_a_symptom(reader, text, id_):
    assert "present" in statuses(reader, text, id_)


@pytest.mark.parametrize(("text", "id_"), DENIED)
def test_what_is_denied_in_passing_is_denied(reader, text, id_):
    assert statuses(reader, text, id_) == {"denied"}


@pytest.mark.parametrize(("text", "id_"), NOT_SAID)
def test_a_figure_of_speech_or_a_diet_is_no_symptom(reader, text, id_):
    assert not statuses(reader, text, id_) & {"present", "suspected"}


@pytest.mark.parametrize(("text", "id_"), BYGONE)
def test_what_was_then_is_not_now(reader, text, id_):
    assert not statuses(reader, text, id_) & {"present", "suspected"}


@pytest.mark.parametrize(("text", "id_"), STILL_HEARD)
def test_what_is_now_is_heard_beside_the_past(reader, text, id_):
    assert "present" in statuses(reader, text, id_)


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("a wee stitch in my shoulder", "urinary_urgency"),
        ("I got it stuck on the wall", "dysphagia"),
        ("a sharp catch in my chest", "dysphagia"),
        ("the tablet came back up", "constipation"),
    ],
)
def test_words_of_other_things_make_no_gut_symptom(reader: Reader, text: str, symptom: str) -> None:
    """A small thing is "wee", a note is stuck on the wall."""
    assert symptom not in {some.id for some in reader.read(text).findings}


def test_weeing_every_hour_and_pain_apart_from_a_worse_one_are_told(reader: Reader) -> None:
    """The words beside them make them so."""
    assert "urinary_urgency" in {some.id for some in reader.read("I wee every half hour").findings}
    found = {some.id for some in reader.read("stomach ache after meals. And a stabbing in my left ovary").findings}
    assert {"abdominal_pain", "one_sided_pelvic_pain"} <= found
