"""Simple English of people who write it as a second language: what is meant is heard, and no more."""

from __future__ import annotations

import pytest

DANGER = [
    ("i have pain belly left and blood", {"one_sided_pelvic_pain", "bleeding"}),
    ("pain in belly left side very strong", {"one_sided_pelvic_pain"}),
    ("pain one side, test positive", {"one_sided_pelvic_pain"}),
    ("baby no move today", {"reduced_movements"}),
    ("today baby not move", {"reduced_movements"}),
    ("i no feel baby today", {"reduced_movements"}),
    ("no can eat no can drink 1 day", {"cannot_keep_fluids"}),
    ("i no can drink, all come out", {"cannot_keep_fluids"}),
    ("vomit all day, no water stay", {"cannot_keep_fluids"}),
    ("blood come so much", {"bleeding"}),
    ("blood no stop", {"bleeding"}),
    ("i have blood", {"bleeding"}),
    ("i am pregnant 6 week, blood come", {"bleeding"}),
    ("blood when make toilet", {"bleeding"}),
    ("much blood, change pad every 30 minute", {"bleeding"}),
    ("i fall down and no remember", {"faint"}),
    ("my head turn and i have blood", {"faint", "bleeding"}),
    ("i have hot 39", {"fever"}),
    ("fever 39 after miscarriage", {"fever"}),
    ("water bad smell from down", {"offensive_discharge"}),
    ("pain in breast when breath", {"chest_pain"}),
    ("i cannot breath", {"breathless"}),
    ("my leg left is big and hot", {"leg_swelling_one"}),
    ("eyes no see good, head pain very strong", {"visual_disturbance", "severe_headache"}),
    ("i vomit blood", {"vomiting_blood"}),
    ("pain shoulder and pregnant", {"shoulder_tip_pain"}),
    ("my poo is black", {"black_stool"}),
    ("i want die", {"suicidal_thoughts"}),
    ("my husband hit me", {"abuse"}),
]
FACTS = [
    ("go toilet many time with the blood little", {"symptoms.diarrhoea", "symptoms.rectal_bleeding"}),
    ("i go toilet 8 time for day", {"symptoms.diarrhoea"}),
    ("i not go toilet 5 day", {"symptoms.constipation"}),
    ("belly big after eat", {"symptoms.bloating"}),
    ("stomach hurt after eat", {"symptoms.abdominal_pain"}),
    ("poo with blood", {"symptoms.rectal_bleeding"}),
    ("skin yellow", {"symptoms.jaundice"}),
    ("doctor say thyroid", {"conditions.thyroid_disease"}),
    ("doctor say me i have thyroid", {"conditions.thyroid_disease"}),
    ("i have the thyroid slow", {"conditions.hashimoto"}),
    ("my skin red and joint pain, doctor say lupus", {"conditions.sle"}),
    ("i have sugar sickness type 1", {"conditions.t1d"}),
    ("i take pill for thyroid", {"medicines.levothyroxine"}),
    ("my mother have lupus", {"family_history.sle"}),
]
LOSSES = [
    ("3 baby lost", 3),
    ("i lose 2 baby, first 8 week second 10 week", 2),
    ("i lost baby 2 time", 2),
    ("two time baby die in belly", 2),
    ("baby heart stop 9 week", 1),
    ("pregnancy stop 9 week", 1),
    ("2 miscarriage 1 ectopic", 2),
    ("no losses me", 0),
    ("baby die 30 week", None),
]


@pytest.mark.parametrize(("text", "expected"), DANGER)
def test_danger_in_simple_english(reader, text, expected):
    assert expected <= set(reader.read(text).red_flags)


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_facts_in_simple_english(reader, text, expected):
    assert expected <= {fact.path for fact in reader.read(text).facts if fact.status == "present"}


@pytest.mark.parametrize(("text", "expected"), LOSSES)
def test_losses_in_simple_english(reader, text, expected):
    values = {fact.path: fact.value for fact in reader.read(text).facts}
    assert values.get("losses_count") == expected


def test_a_head_that_turns_is_asked_about(reader):
    assert reader.read("my head turn").ask is not None


@pytest.mark.parametrize(
    "text",
    [
        "i have no blood",
        "no pain no blood",
        "baby move good",
        "i have blood test tomorrow",
        "i have bloods on monday",
        "i have blood pressure high",
        "baby not sleep yet",
        "my thyroid is fine",
        "belly good no pain",
        "i eat good and drink good",
    ],
)
def test_what_is_well_raises_nothing(reader, text):
    read = reader.read(text)
    assert read.red_flags == ()
    assert not [fact for fact in read.facts if fact.path.startswith(("symptoms.", "conditions."))
                and fact.status == "present"]  # fmt: skip
