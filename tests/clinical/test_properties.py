"""What holds of every history: more danger is never less urgent, order never matters, unknown is never no."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from tests.support.invented import invented, protocol
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.level import Level
from yarrow.clinical.triage import Triage, assess, urgent
from yarrow.intake.known import history_of

PROTOCOL = protocol()
SEEDS = range(80)
seeds = pytest.mark.parametrize("seed", SEEDS)
DANGERS = sorted({symptom for symptoms in PROTOCOL.red_flags.values() for symptom in symptoms})
CONTEXTS: dict[str, dict[str, Any]] = {
    "not pregnant": {"pregnant_now": "no"},
    "early pregnancy": {"pregnant_now": "yes", "gestation_weeks": 7},
    "late pregnancy": {"pregnant_now": "yes", "gestation_weeks": 28},
    "after a loss": {"pregnant_now": "no", "days_since_loss": 10},
}
# What is worse the more of it there is.
RISING = {
    "pads_per_hour": (0, 0.5, 1, 3), "bleeding_hours": (0, 1, 2, 8), "temp_c": (36.6, 37.9, 38.0, 39.1),
    "bloody_stools_per_day": (0, 5, 6, 9), "phq2": (0, 2, 3, 6), "gad2": (0, 2, 3, 6),
}  # fmt: skip
# A question about danger, and answers that would settle it.
ANSWERS: dict[str, tuple[Any, ...]] = {
    "pregnant_now": ("yes", "unsure"),
    "gestation_weeks": (5, 19, 20, 24, 36),
    "pads_per_hour": (0, 1, 3),
    "bleeding_hours": (1, 2, 8),
}
# The answer that a refusal stands for while the symptom is there.
WORST = {"pregnant_now": "yes", "pads_per_hour": 3, "bleeding_hours": 8}
NORMAL = {"tsh": "normal", "tpo": "negative", "apl": "negative", "coeliac": "negative"}
# All that a normal result may take from the advice (DESIGN §4.5); never a referral.
SETTLED = {"E_TSH", "E_THYROID", "E_APL", "E_COELIAC", "I_KEEP_GLUTEN", "I_TPO_EVIDENCE"}
# Where she is sent: at each level from T0 to T4 there is somebody to turn to.
URGENT_PLACES = {
    "R_999", "R_ED", "R_EPU", "R_MATERNITY_TRIAGE", "R_CRISIS", "R_SAFEGUARD", "R_GP_SAME_DAY", "R_PRESCRIBER_REVIEW",
    "R_FERTILITY_ONCALL", "R_HAEM_OBS",
}  # fmt: skip


def advised(found: Triage) -> dict[str, str | None]:
    return {item.id: item.when for item in (*found.recommendations, *found.deferred)}


def same(one: Triage, other: Triage) -> bool:
    plain = [(found.level, found.ids, found.overlays, found.conflicts, advised(found)) for found in (one, other)]
    return plain[0] == plain[1]


def without(facts: dict[str, Any], *paths: str) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if key not in paths}


@seeds
def test_a_further_symptom_never_lowers_the_urgency(seed):
    facts = invented(seed)
    before = assess(PROTOCOL, facts).level
    for symptom in random.Random(seed).sample(sorted(PROTOCOL.symptoms), 12):
        after = assess(PROTOCOL, {**facts, "symptoms": [*facts.get("symptoms", ()), symptom]}).level
        assert after <= before, symptom


@pytest.mark.parametrize("context", CONTEXTS)
def test_two_symptoms_together_are_as_urgent_as_either_alone(context):
    alone = {name: urgent(PROTOCOL, {**CONTEXTS[context], "symptoms": [name]}).level for name in PROTOCOL.symptoms}
    for one, other in combinations(DANGERS, 2):
        both = urgent(PROTOCOL, {**CONTEXTS[context], "symptoms": [one, other]}).level
        assert both <= min(alone[one], alone[other]), (one, other)


@seeds
@pytest.mark.parametrize("path", RISING)
def test_more_of_a_danger_sign_never_lowers_the_urgency(seed, path):
    facts = invented(seed)
    levels = [assess(PROTOCOL, {**facts, path: value}).level for value in RISING[path]]
    assert levels == sorted(levels, reverse=True)


@seeds
def test_a_possible_pregnancy_never_makes_danger_less_urgent(seed):
    facts = without(invented(seed), "gestation_weeks")
    levels = [urgent(PROTOCOL, {**facts, "pregnant_now": answer}).level for answer in ("no", "unsure", "yes")]
    assert levels[0] >= levels[1] == levels[2]


@seeds
def test_the_order_of_telling_never_changes_the_result(seed):
    draw = random.Random(seed)
    told = list(history_of(invented(seed)).facts)
    first = assess(PROTOCOL, History(tuple(told)))
    for _ in range(3):
        draw.shuffle(told)
        assert same(first, assess(PROTOCOL, History(tuple(told))))


@seeds
def test_flat_facts_and_told_facts_come_to_the_same(seed):
    facts = invented(seed)
    assert same(assess(PROTOCOL, facts), assess(PROTOCOL, history_of(facts)))


@seeds
@pytest.mark.parametrize("path", ANSWERS)
def test_what_is_not_known_is_asked_before_it_could_be_taken_for_a_no(seed, path):
    """Whatever urgent rule an answer would bring is fired already, or named as open with that answer missing."""
    facts = {**without(invented(seed, told=0.4), path), "symptoms": random.Random(seed).sample(DANGERS, 2)}
    if path == "gestation_weeks":  # asked only of somebody pregnant
        facts["pregnant_now"] = "yes"
    unknown = urgent(PROTOCOL, facts)
    open_rules = {rule.rule: rule.missing for rule in unknown.undetermined}
    for answer in ANSWERS[path]:
        for rule in set(urgent(PROTOCOL, {**facts, path: answer}).ids) - set(unknown.ids):
            if set(PROTOCOL.red_flags[rule]) & set(facts["symptoms"]):
                assert path in open_rules.get(rule, ()), f"{rule} at {answer}"


@seeds
@pytest.mark.parametrize("path", WORST)
def test_a_refusal_is_as_urgent_as_the_worst_answer(seed, path):
    """Refused, or not sure, with the symptom there: it counts as present (clinical.md §6.2 rule 7)."""
    facts = without(invented(seed), path)
    told = history_of({**facts, "symptoms": ["bleeding", *facts.get("symptoms", ())]})
    worst = urgent(PROTOCOL, told.adding([Fact(path, value=WORST[path])])).level
    for status in (Status.DECLINED, Status.UNKNOWN):
        assert urgent(PROTOCOL, told.adding([Fact(path, status)])).level <= worst


@seeds
def test_a_symptom_nobody_asked_about_is_no_less_urgent_than_one_denied(seed):
    told = history_of(invented(seed))
    before = assess(PROTOCOL, told)
    denied = [Fact(f"symptoms.{name}", Status.DENIED) for name in PROTOCOL.symptoms if name not in names(told)]
    after = assess(PROTOCOL, told.adding(denied))
    assert before.level <= after.level
    assert {rule.rule for rule in after.undetermined} <= {rule.rule for rule in before.undetermined}


def names(told: History) -> list[str]:
    return list(told.flat.get("symptoms", ()))


@seeds
def test_a_correction_is_as_good_as_having_said_it_right_at_once(seed):
    right = list(history_of(invented(seed)).facts)
    wrong = {fact.path: fact for fact in history_of(invented(seed + 1000)).facts}
    slips = [replace(wrong[fact.path], path=fact.path) for fact in right if fact.path in wrong]
    # A slip on something that was never meant is taken back.
    strays = [fact for path, fact in wrong.items() if path not in {fact.path for fact in right}][:4]
    back = [Fact(fact.path, Status.DENIED) for fact in strays]
    corrected = History((*slips, *strays, *right, *back))
    assert same(assess(PROTOCOL, corrected), assess(PROTOCOL, History((*right, *back))))


@seeds
def test_a_test_done_and_normal_never_takes_away_a_referral_or_urgency(seed):
    facts = without(invented(seed), "tests", "coeliac_tested")
    before, after = assess(PROTOCOL, facts), assess(PROTOCOL, {**facts, "tests": NORMAL})
    gone = set(advised(before)) - set(advised(after))
    gone_rules = set(before.ids) - set(after.ids)
    assert gone_rules <= {"P06", "P10"}  # a coeliac test done leaves nothing to ask for
    if not gone_rules:
        assert (before.level, gone - SETTLED) == (after.level, set())
    assert set(after.ids) - set(before.ids) <= {"R00", "R01"}
    assert {rule.level for rule in before.rules if rule.level < Level.T4} == {
        rule.level for rule in after.rules if rule.level < Level.T4
    }


@seeds
def test_no_advice_is_without_a_reason_and_a_source_and_nothing_not_needed_is_advised(seed):
    found = assess(PROTOCOL, invented(seed))
    for item in (*found.recommendations, *found.deferred):
        assert item.sources
        assert item.reason.strip()
        assert item.id.startswith(("E_", "R_", "I_"))
    assert all(item.id.startswith("X_") for item in found.not_needed)


def test_every_level_has_advice_and_a_safety_net():
    seen: Counter[str] = Counter()
    for seed in range(400):
        found = assess(PROTOCOL, invented(seed, told=0.35 if seed % 2 else 0.8))
        ids = [item.id for item in found.recommendations if item.when is None]
        seen[found.level.name] += 1
        assert ids[-2:] == ["I_SAFETY_NET", "I_NO_DIAGNOSIS"]
        if found.level <= Level.T2:
            assert set(ids) & URGENT_PLACES, found.ids
        if found.level.stops_history:
            assert {name for name in ids if name.startswith("E_")} == set()
        assert found.level <= Level.T2 or len(ids) > 2 or "UNDER18" in found.overlays, found.ids
    assert set(seen) == {level.name for level in Level}
