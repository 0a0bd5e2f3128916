"""Each phrase of the red-flag table is heard: it fires, it is asked about, or the next question follows it up.

Source: clinical.md §5, the lay phrases of each row, as a patient in that row's situation would say them.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.nurse import Nurse
from yarrow.bootstrap.bot import desk
from yarrow.intake.ports import Desk

EARLY: dict[str, Any] = {"pregnant_now": "yes", "gestation_weeks": 8}
LATE: dict[str, Any] = {"pregnant_now": "yes", "gestation_weeks": 30}
NOT: dict[str, Any] = {"pregnant_now": "no", "age": 30}
AFTER_LOSS = {**NOT, "days_since_loss": 10}
AFTER_IVF = {**NOT, "ivf": {"treatment": "now", "days_since_trigger": 5}}
ADDISON, DIABETES, MYASTHENIA, ITP = ({**NOT, "conditions": [one]} for one in ("addison", "t1d", "mg", "itp"))
CARBIMAZOLE, BIOLOGIC = ({**NOT, "medicines": [one]} for one in ("carbimazole", "biologic"))
METHOTREXATE = {**NOT, "medicines": ["mtx_for_ectopic"], "days_since_loss": 10}
# Follow-ups in the safety section: what a danger told by half leads to.
FOLLOW_UPS = {"pads_per_hour", "bleeding_hours", "temp_c", "fluids_24h", "recent_event", "pregnant_now"}
FIRES: list[tuple[str, dict[str, Any], set[str], tuple[str, ...]]] = [
    ("RF01", EARLY, {"E01", "E02"}, (
        "I passed out", "fainted", "I collapsed", "blacked out", "I've gone grey", "pain in the tip of my shoulder",
        "shoulder pain when I lie down", "sudden sharp tummy pain and dizzy",
    )),
    ("RF01", {}, {"E01"}, ("I might be pregnant and I passed out", "my period is late and I collapsed")),
    ("RF02", EARLY, {"D01"}, (
        "pain on one side", "pain left side low down", "pain on the right side low down", "stabbing in my ovary",
        "severe pelvic pain", "sharp pain in my left overy",
    )),
    ("RF02", {}, {"S01"}, ("hurts to poo and positive test", "it hurts to pee and a positive test")),
    ("RF02", EARLY, {"S01"}, ("brown watery blood and pain",)),
    ("RF03", EARLY, {"D02"}, ("clots like plums", "clots like golf balls", "a clot the size of a lemon")),
    ("RF03", NOT, {"D02"}, ("clots like plums", "golf ball clots")),
    ("RF03", NOT, {"D02"}, (
        "blood is gushing out", "blood pouring out of me", "I'm flooding", "bled through my clothes",
        "it's one pad after another", "blood running down my legs", "the bleeding is like a tap",
    )),
    ("RF04", AFTER_LOSS, {"D03"}, (
        "fever and smelly discharge", "temperature of 38.5 and I can't stop shaking", "fever and pus",
    )),
    ("RF05", EARLY, {"S01"}, ("spotting", "pink when I wipe", "brown discharge", "cramps")),
    ("RF06", EARLY, {"S02"}, ("can't keep water down",)),
    ("RF07", NOT, {"D04"}, (
        "worst pain ever", "my tummy pain is 9/10", "the pain is 10/10", "my tummy is rigid", "doubled over in pain",
        "I can't stand because of the pain",
    )),
    ("RF08", NOT, {"D09"}, (
        "I vomited blood", "coffee grounds when I was sick", "black tarry poo",
        "lots of blood in the toilet when I poo",
    )),
    ("RF09", NOT, {"E03"}, (
        "chest pain", "I can't breathe", "short of breath suddenly", "coughing blood", "heart pounding and breathless",
    )),
    ("RF10", NOT, {"D07"}, ("one leg swollen", "calf pain", "leg red hot", "my left leg and groin is swollen")),
    ("RF11", NOT, {"E04"}, (
        "face drooping", "my arm is weak", "slurred speech", "sudden blindness", "worst headache ever", "I had a fit",
    )),
    ("RF12", LATE, {"D05"}, (
        "bad headache won't go", "flashing lights", "my vision is blurred", "pain under my ribs",
        "sudden swelling of my face",
    )),
    ("RF13", LATE, {"D06"}, ("baby not moving", "moving less", "baby is quiet today", "he has not kicked")),
    ("RF14", NOT, {"E05"}, ("my throat is closing", "lips swelling", "tongue swelling", "wheeze and hives")),
    ("RF14", NOT, {"E05"}, ("I can't swallow after eating nuts",)),
    ("RF15", AFTER_IVF, {"D08"}, (
        "huge belly", "can't keep fluids down", "hardly peeing", "dark urine", "gaining more than 1 kg a day",
    )),
    ("RF15", AFTER_IVF, {"S06"}, ("mild bloating",)),
    ("RF16", EARLY, {"S12"}, ("grape-like bits came out", "womb too big", "bleeding and my hCG is very high")),
    ("RF16", {**NOT, "losses": [{"type": "molar"}]}, {"S12"}, ("new bleeding",)),
    ("RF17", {**NOT, "days_since_loss": 25}, {"S07"}, ("my test is still positive", "test won't go negative")),
    ("RF18", NOT, {"E07"}, (
        "I'm going to end it", "I have pills ready", "I have a plan to end it", "tonight I will do it",
        "I took an overdose", "I cut myself badly",
    )),
    ("RF19", NOT, {"S05"}, (
        "I don't want to be here", "they are better off without me", "no point living", "I want to be with my baby",
    )),
    ("RF20", NOT, {"D11"}, (
        "I'm hearing voices", "seeing things", "my baby is evil", "I haven't slept for days and feel amazing",
        "someone is poisoning me",
    )),
    ("RF22", NOT, {"S13"}, (
        "he hits me", "I'm scared of my partner", "he pushed my stomach", "he forces me", "he controls my money",
        "he won't let me see a doctor",
    )),
    ("RF24", ADDISON, {"E08"}, ("vomiting", "diarrhoea and a fever", "can't keep my tablets down", "I feel faint")),
    ("RF25", EARLY, {"S03"}, ("I take methotrexate", "I'm on lithium", "I take valproate", "I'm on warfarin")),
    ("RF26", METHOTREXATE, {"D13"}, ("had the injection and now bad pain",)),
    ("RF26", METHOTREXATE, {"E01"}, ("had the injection and now I feel faint",)),
    ("RF27", DIABETES, {"D12", "E03"}, ("my ketones are 1.8", "fruity breath", "I can't breathe, it is so fast")),
    ("RF27", {**EARLY, "conditions": ["t1d"]}, {"D12"}, ("vomiting",)),
    ("RF28", CARBIMAZOLE, {"S08"}, ("sore throat", "fever")),
    ("RF29", MYASTHENIA, {"E10"}, ("I can't swallow", "I can't breathe lying flat")),
    ("RF30", ITP, {"D15"}, ("my nose won't stop bleeding", "blood blisters in my mouth")),
    ("RF30", ITP, {"E04"}, ("a bad headache",)),
    ("RF31", BIOLOGIC, {"S11"}, ("my temperature is 38", "fever")),
    ("RF32", LATE, {"S12"}, ("itchy hands and feet",)),
    ("RF33", LATE, {"D14"}, ("my waters have gone", "a gush of water", "contractions", "the cord is hanging out")),
    ("RF34", LATE, {"D14"}, ("bleeding",)),
]  # fmt: skip
ASKS: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("RF03", NOT, (
        "soaking a pad every hour", "I'm changing pads more often than usual", "I'm bleeding quite a lot",
    )),
    ("RF04", NOT, ("fever", "shivering", "I can't stop shaking", "smelly discharge", "pus", "feel awful and hot")),
    ("RF06", EARLY, ("sick all day", "24 hours of vomiting")),
]  # fmt: skip


@pytest.fixture(scope="module")
def real_desk() -> Desk:
    return desk()


@pytest.mark.parametrize(
    ("known", "rules", "words"),
    [(known, rules, words) for _, known, rules, phrases in FIRES for words in phrases],
    ids=[f"{row}-{words}" for row, _, _, phrases in FIRES for words in phrases],
)
def test_the_words_of_the_row_fire_its_rule(
    real_desk: Desk, known: dict[str, Any], rules: set[str], words: str
) -> None:
    nurse = Nurse.at(real_desk, "age", known, passed=("symptoms_now",))
    nurse.say(words)
    assert rules & set(nurse.case.standing.said), nurse.flat


@pytest.mark.parametrize(
    ("known", "words"),
    [(known, words) for _, known, phrases in ASKS for words in phrases],
    ids=[f"{row}-{words}" for row, _, phrases in ASKS for words in phrases],
)
def test_what_is_told_by_half_is_asked_about_at_once(real_desk: Desk, known: dict[str, Any], words: str) -> None:
    nurse = Nurse.at(real_desk, "age", known, passed=("symptoms_now",))
    nurse.say(words)
    assert nurse.question in {*FOLLOW_UPS, "happening_now"}, nurse.text


@pytest.mark.parametrize("words", ["no bleeding", "I have not fainted", "no chest pain", "my baby moves a lot"])
def test_a_plain_no_fires_nothing(real_desk: Desk, words: str) -> None:
    nurse = Nurse.at(real_desk, "age", LATE, passed=("symptoms_now",))
    nurse.say(words)
    assert nurse.case.standing.said == ()
