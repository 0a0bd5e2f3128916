"""Nothing said to a patient diagnoses, prescribes, changes a medicine, or recommends a test that is not standard.

Over every vignette, every golden conversation and many invented patients; and the check itself is checked.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.intake.nurse import Nurse
from tests.intake.scripted_reader import ScriptedReader
from tests.intake.test_golden import PLAYABLE, started
from tests.support.forbidden import forbidden_outputs, forbidden_recommendations
from tests.support.invented import invented, protocol
from yarrow.clinical.triage import Triage, assess
from yarrow.intake.advice import given
from yarrow.intake.case import Case, Standing
from yarrow.intake.known import history_of
from yarrow.intake.ports import Desk
from yarrow.intake.summing_up import summary
from yarrow.language.reader import Reader
from yarrow.protocol.lexicon import load_lexicon

FOLDER = Path(__file__).resolve().parents[1] / "vignettes"
VIGNETTES: list[dict[str, Any]] = [
    vignette for path in sorted(FOLDER.rglob("*.yml")) for vignette in yaml.safe_load(path.read_text(encoding="utf-8"))
]
# What would reassure or blame somebody who is not well (the behaviours X_REASSURE and X_BLAME of the vignettes).
REASSURING = (
    "nothing here needs urgent", "nothing to worry", "don't worry", "do not worry", "probably fine", "all is well with",
    "you will be fine", "everything will be", "normal pregnancy", "at least you", "try again soon",
)  # fmt: skip
# Told of any of these, nobody hears that all is well, whether or not a rule fires.
DANGERS = {symptom for symptoms in protocol().red_flags.values() for symptom in symptoms}
BLAMING = ("your fault", "you caused", "because you waited", "you should have", "why did you", "failed to")


@cache
def found_in(text: str) -> tuple[str, ...]:
    """The forbidden outputs of a text; the same words come many times."""
    return tuple(forbidden_outputs(text))


@cache
def words_of(vignette: str) -> tuple[str, ...]:
    """All that the conversation says to the patient of this vignette."""
    return tuple(said_to(next(one["facts"] for one in VIGNETTES if one["id"] == vignette)))


def said_to(facts: dict[str, Any]) -> list[str]:
    """All that the conversation says to a patient with these facts: the summary, and the advice in full."""
    history = history_of({"consent": True, "for_whom": "self", **facts})
    desk = Desk(protocol(), ScriptedReader()).speaking_to(history)
    case = Case(history, Standing(consent=True))
    results = (summary(desk, case), given(desk, case, before="advice.completed", partial=False))
    return [message.text for result in results for message in result.messages]


def listed(triage: Triage) -> Iterable[str]:
    """All the words of a triage result, as the record and the brief have them."""
    for item in (*triage.recommendations, *triage.deferred):
        yield from (item.text, item.reason)
    yield from (item.text for item in triage.not_needed)


def problems(facts: dict[str, Any], said: Iterable[str]) -> list[str]:
    triage = assess(protocol(), facts)
    ids = [item.id for item in (*triage.recommendations, *triage.deferred)]
    texts = (*listed(triage), *said)
    return [*forbidden_recommendations(ids), *(problem for text in texts for problem in found_in(text))]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette["id"] for vignette in VIGNETTES])
def test_no_vignette_is_told_what_may_not_be_said(vignette):
    assert problems(vignette["facts"], words_of(vignette["id"])) == []


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[vignette["id"] for vignette in VIGNETTES])
def test_nobody_is_blamed_and_nobody_unwell_is_reassured(vignette):
    words = " ".join(words_of(vignette["id"])).lower().replace("they do not mean you caused a loss", "")
    assert [phrase for phrase in BLAMING if phrase in words] == []
    if vignette.get("level") in ("T0", "T1", "T2", "T3") or DANGERS & set(vignette["facts"].get("symptoms", ())):
        assert [phrase for phrase in REASSURING if phrase in words] == []


@pytest.mark.parametrize("entry", PLAYABLE, ids=[entry["id"] for entry in PLAYABLE])
def test_no_golden_conversation_says_what_may_not_be_said(entry):
    nurse = started(reading(), entry.get("start") or {})
    for turn in entry["turns"]:
        choices = turn.get("choices") or ([turn["choice"]] if "choice" in turn else [])
        nurse.tap(*choices) if choices else nurse.say(turn["said"])
    assert [problem for text in told_by(nurse) for problem in found_in(text)] == []


@cache
def reading() -> Desk:
    return Desk(protocol(), Reader(load_lexicon()))


def told_by(nurse: Nurse) -> list[str]:
    return [message.text for result in nurse.results for message in result.messages]


@pytest.mark.parametrize("seed", range(100))
def test_no_invented_patient_is_told_what_may_not_be_said(seed):
    facts = invented(seed, told=random.Random(seed).choice((0.3, 0.6, 0.9)))
    assert problems(facts, said_to(facts)) == []


FORBIDDEN = (
    "You have coeliac disease.", "You've got Hashimoto's.", "You clearly have PCOS.", "You might have lupus.",
    "You are probably miscarrying.", "You're having a miscarriage.", "This looks like Crohn's disease.",
    "It sounds like an ectopic pregnancy.", "That is endometriosis.", "It could be an infection.",
    "Your bleeding means the pregnancy is lost.", "Your results show antiphospholipid syndrome.",
    "Your symptoms point to IBS.", "You do not have cancer.", "You don't have sepsis.", "This is perfectly normal.",
    "That is nothing to worry about.", "Take two paracetamol.", "Please take progesterone tonight.",
    "Use 400 mg of progesterone.", "25 micrograms of levothyroxine is a good dose.", "Prednisolone 10 mg helps.",
    "You can safely take ibuprofen.", "You should stop your methotrexate.", "Stop taking the tablets.",
    "You could start metformin.", "Increase your insulin.", "Skip your dose of lithium today.",
    "Halve the steroids.", "Please begin aspirin.", "Come off the warfarin before you try.",
    "Worth asking about: a natural killer cell test.", "Consider a cytokine panel.", "Ask for an HLA typing test.",
    "You should get a heavy-metal panel.", "A microbiome test is useful.", "Please order a zonulin test.",
    "Ask about a thrombophilia screen.", "Worth asking about:\n- A food intolerance test",
    "Levothyroxine twice a day is usual.", "Heparin is safe in pregnancy.",
)  # fmt: skip
ALLOWED = (
    "Please do not stop this on your own.", "Please don't stop lithium suddenly.", "400 micrograms of folic acid",
    "Everyone trying is advised 400 micrograms a day.", "A 10 microgram daily supplement of vitamin D is advised.",
    "Caffeine under 200 mg a day helps general health.", "I can't say whether you have lupus.",
    "I'm not able to diagnose or prescribe.", "Because you told me you have Hashimoto's.",
    "If you have type 1 diabetes, tell them.", "Do you have coeliac disease?", "Have you had a clot?",
    "These symptoms need checking urgently because they can be serious.", "Please call 999 (or 112) now.",
    "Ask your GP whether to take it.", "I can't tell you whether to stop it.",
    "Tests of natural killer cells are not advised outside research.",
    "A panel for inherited clotting problems is not advised after loss.",
    "Microbiome profiles are early science, with no proven use for care yet.",
    "Not needed, as far as guidelines go:\n- A zonulin test\n- A cytokine panel",
    "Some people have lupus and a healthy pregnancy.", "People with coeliac disease are looked after by a dietitian.",
    "Please keep eating gluten until testing is finished, or the result may be wrong.",
    "Blood tests for antiphospholipid antibodies.", "If positive they are repeated at least 12 weeks later.",
    "Keep taking it as prescribed and tell your GP.", "It hasn't been shown to prevent miscarriage.",
    "Please don't start it without advice.", "They do not mean you caused a loss.",
    "Ask the early pregnancy unit today about progesterone.", "You can skip, pause or stop.",
    "Take care of yourself.", "Some people are advised more: ask your doctor.", "Contact the team who prescribes it.",
)  # fmt: skip


@pytest.mark.parametrize("text", FORBIDDEN)
def test_the_check_catches_what_may_not_be_said(text):
    assert forbidden_outputs(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_the_check_leaves_alone_what_may_be_said(text):
    assert forbidden_outputs(text) == []
