"""What the gut does, as people say it: by turns, beside a denial, of somebody else, meant, and over."""

from __future__ import annotations

import pytest

GUT = frozenset({
    "bloating", "diarrhoea", "constipation", "abdominal_pain", "nocturnal_diarrhoea", "rectal_bleeding", "mucus",
    "weight_loss", "early_fullness", "dysphagia", "jaundice", "fatigue_prolonged",
})  # fmt: skip


def gut(reader, text):
    """Each gut symptom the text tells of, with how it stands."""
    return {(one.id, one.status) for one in reader.read(text).findings if one.id in GUT}


@pytest.mark.parametrize(
    ("text", "symptoms"),
    [
        ("I go from bunged up to the squits", {"constipation", "diarrhoea"}),
        ("my gut swings between blocked and pure water", {"constipation", "diarrhoea"}),
        ("constipated for days and then it comes out like water", {"constipation", "diarrhoea"}),
        ("the runs nearly every morning", {"diarrhoea"}),
        ("I'm loose most days", {"diarrhoea"}),
        ("there's slime when I go", {"mucus"}),
        ("I puff up round my middle", {"bloating"}),
        ("I bloat after every meal", {"bloating"}),
        ("an ache low down that eases once I've been", {"abdominal_pain"}),
        ("sore low down in my tummy", {"abdominal_pain"}),
        ("I can't finish a plate any more", {"early_fullness"}),
        ("swallowing is an effort", {"dysphagia"}),
    ],
)
def test_the_gut_is_heard_in_its_own_words(reader, text, symptoms):
    assert {id_ for id_, status in gut(reader, text) if status == "present"} == symptoms


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("No diarrhoea or bleeding from the bottom", {"diarrhoea", "rectal_bleeding"}),
        ("never had constipation or blood in my stools", {"constipation", "rectal_bleeding"}),
        ("no blood, no midnight trips to the loo, weight steady", {"nocturnal_diarrhoea", "weight_loss"}),
        ("I sleep right through", {"nocturnal_diarrhoea"}),
        ("my eyes are still white", {"jaundice"}),
        ("no constipation and no pain", {"constipation", "abdominal_pain"}),
    ],
)
def test_a_list_denies_each_of_its_members(reader, text, denied):
    assert denied <= {id_ for id_, status in gut(reader, text) if status == "denied"}
    assert not [id_ for id_, status in gut(reader, text) if status == "present"]


@pytest.mark.parametrize(
    "text",
    [
        "9 weeks, no bleeding, no pain",
        "bowels fine, blood tests fine",
        "bowels good and blood pressure good",
        "three transfers and not one stuck",
        "I haven't run since the loss",
        "I can't put weight on that leg",
        "he goes for runs most mornings",
        "two stone lighter on Mounjaro",
        "lost half a stone with Slimming World",
        "my son's got diarrhoea",
        "the dog's got the runs",
    ],
)
def test_no_gut_symptom_is_made_up(reader, text):
    assert not gut(reader, text)


def test_what_she_only_had_is_over(reader):
    assert gut(reader, "I only had constipation in pregnancy") == {("constipation", "past")}
    assert gut(reader, "I've only had constipation since March") == {("constipation", "present")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I've been constipated since I was a teenager", {("constipation", "present")}),
        ("I was constipated as a teenager", {("constipation", "past")}),
        ("no energy since the winter of last year", {("fatigue_prolonged", "present")}),
        ("never woken at night with diarrhoea", {("nocturnal_diarrhoea", "denied")}),
        ("one loss between number one and two", set()),
        ("they said just try again", set()),
    ],
)
def test_since_when_and_no_more_than_was_denied(reader, text, told):
    assert gut(reader, text) == told


def test_up_in_the_night_with_it_is_of_the_bowel_told_before(reader):
    assert ("nocturnal_diarrhoea", "present") in gut(reader, "the runs all day and I'm up in the night with it")
    assert not gut(reader, "a sore throat and I'm up in the night with it")
