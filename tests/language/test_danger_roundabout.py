"""Danger told round about, or in the light of what is known of her, is heard; what only shares its words is not."""

from __future__ import annotations

import pytest

from yarrow.language.reader import Reader

HEARD = [
    ("then I slumped in the hallway", "faint"),
    ("slid off my stool and came to with strangers over me", "faint"),
    ("a twisting pain on one side down by my hip bone", "one_sided_pelvic_pain"),
    ("changed the towel by the time I had washed my hands it was soaked", "bleeding"),
    ("there's a stench off my pad", "offensive_discharge"),
    ("chattering under three blankets", "rigors"),
    ("my skin is hot like an oven", "fever"),
    ("prodded the bump and nothing", "reduced_movements"),
    ("I can't remember the last time I felt her", "reduced_movements"),
    ("bump goes rock hard then soft again and again", "waters"),
    ("my belly pain had me biting the duvet", "severe_abdominal_pain"),
    ("my stools are jet black and hard to flush", "black_stool"),
    ("can't get through a whole sentence without stopping", "breathless"),
    ("when I breathe in there's a knife under my ribs", "chest_pain"),
    ("my right arm feels like it isn't mine, all numb", "stroke_signs"),
    ("her body was shaking and her eyes rolled", "seizure"),
    ("my tongue won't fit in my mouth", "anaphylaxis"),
    ("I've counted out the pills on the table", "suicidal_plan"),
    ("I keep picturing the car hitting a wall, it would be the end", "suicidal_thoughts"),
    ("the telly has been giving me instructions", "psychosis"),
    ("he grabbed me by the throat", "abuse"),
]
NOT_HEARD = [
    ("not waking up at night for it", "faint"),
    ("doubled over laughing at the cat", "severe_abdominal_pain"),
    ("nicked myself shaving", "suicidal_plan"),
    ("I bruise like a plum", "clots_large"),
    ("I ate a punnet of grapes", "molar_tissue"),
    ("can't think of anything else", "confusion"),
    ("ketones 0.3 this morning", "ketones"),
    ("the voice in my head says keep going", "psychosis"),
    ("baby keeps booting me in the bladder", "abuse"),
    ("haven't slept properly since the move", "suicidal_thoughts"),
    ("the bleeding is a lot lighter", "bleeding_much"),
]


def flags(reader: Reader, text: str, **known: object) -> tuple[str, ...]:
    """The dangers of the text that are present now."""
    return reader.read(text, context=dict(known)).red_flags


def symptoms(reader: Reader, text: str, **known: object) -> set[str]:
    """The symptoms that the text states, given what is known."""
    facts = reader.read(text, context=dict(known)).facts
    return {fact.path.removeprefix("symptoms.") for fact in facts if fact.status == "present"}


@pytest.mark.parametrize(("text", "symptom"), HEARD)
def test_danger_told_by_what_was_seen_or_done_is_heard(reader: Reader, text: str, symptom: str) -> None:
    """Frightened people say what happened, and not what it is called."""
    assert symptom in flags(reader, text)


@pytest.mark.parametrize(("text", "name"), NOT_HEARD)
def test_what_shares_only_its_words_is_not_heard(reader: Reader, text: str, name: str) -> None:
    """A figure of speech, a small hurt, a normal number."""
    assert name not in {*flags(reader, text), *symptoms(reader, text)}


@pytest.mark.parametrize(
    ("text", "symptom", "known"),
    [
        ("my soup goes down the wrong way", "cannot_swallow", {"conditions": ["mg"]}),
        ("my nostril has been dripping for an hour", "uncontrolled_bleeding", {"conditions": ["itp"]}),
        ("been sick three times, it is coming from both ends", "vomiting", {"conditions": ["addison"]}),
        ("my breath smells of pear drops", "ketones", {"conditions": ["t1d"]}),
        ("throat is like sandpaper", "sore_throat", {"medicines": ["carbimazole"]}),
        ("the line hasn't faded", "positive_test_persisting", {"days_since_loss": 30}),
        ("put on four pounds since Tuesday", "rapid_abdominal_swelling", {"ivf": {"days_since_trigger": 6}}),
        ("I see spiders on the wall", "psychosis", {"procedure_or_birth_days": 10}),
        ("warm water ran down both legs", "waters", {"pregnant_now": "yes", "gestation_weeks": 30}),
    ],
)
def test_words_that_alone_tell_nothing_tell_it_in_the_light_of_what_is_known(
    reader: Reader, text: str, symptom: str, known: dict[str, object]
) -> None:
    """With the illness, the medicine or the weeks they are a danger; without them nothing is stated."""
    assert symptom in symptoms(reader, text, **known)


@pytest.mark.parametrize("text", ["my soup goes down the wrong way", "Nothing"])
def test_without_what_is_known_they_tell_nothing(reader: Reader, text: str) -> None:
    """Anybody may choke on soup."""
    assert flags(reader, text) == ()


@pytest.mark.parametrize(
    ("text", "symptom", "present"),
    [
        ("my left calf is hot and swollen, the right one is fine", "leg_swelling_one", True),
        ("baby not moving, her heartbeat was normal on Friday", "reduced_movements", True),
        ("chest pain, the ecg was fine", "chest_pain", True),
        ("the bleeding, that is fine now", "bleeding", False),
        ("can't drink, vomiting, dizzy", "vomiting", True),
        ("no bleeding, cramps or pain", "pelvic_pain", False),
        ("no discharge, 39 fever", "fever", True),
        ("my nose won't quit bleeding", "bleeding", True),
    ],
)
def test_what_is_fine_of_another_thing_denies_nothing(reader: Reader, text: str, symptom: str, present: bool) -> None:
    """After a mark "is fine" speaks of its own subject, and "can't" of its own verb."""
    assert (symptom in symptoms(reader, text)) is present


@pytest.mark.parametrize("text", ["I fainted once at a gig, never since", "I bled at 9 weeks, nothing now"])
def test_what_has_not_come_back_is_past(reader: Reader, text: str) -> None:
    """Asked about, and no level."""
    assert flags(reader, text) == ()


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("my toddler has a temp of 39.2", None),
        ("the dog is ill and I have a temperature of 38.6", 38.6),
        ("temp 38.4 since noon", 38.4),
    ],
)
def test_a_childs_temperature_is_not_hers(reader: Reader, text: str, degrees: float | None) -> None:
    """A number beside a child is the child's, unless she speaks of herself after it."""
    assert {fact.path: fact.value for fact in reader.read(text).facts}.get("temp_c") == degrees
