"""What holds of every history: more danger never makes it less urgent, and the order of telling does not matter."""

from __future__ import annotations

import random
from typing import Any

import pytest

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.losses import LOSS_TYPES
from yarrow.clinical.triage import assess, urgent
from yarrow.protocol.loader import load

# Seeded, so that the same histories are drawn on both interpreters and a failure can be played again.
SEEDS = range(150)
PROTOCOL = load()


def some(draw: random.Random, items: list[str], most: int) -> list[str]:
    return draw.sample(items, draw.randint(0, most))


def history(seed: int) -> dict[str, Any]:
    """Flat facts of an invented patient; each fact may be missing."""
    draw = random.Random(seed)
    losses = [
        {"type": draw.choice(LOSS_TYPES), "weeks": draw.choice([None, 5, 9, 12, 16, 22, 30])}
        for _ in range(draw.randint(0, 4))
    ]
    facts: dict[str, Any] = {
        "locale": draw.choice(["UK", "US", "EU", "other"]),
        "age": draw.randint(13, 62),
        "pregnant_now": draw.choice(["yes", "no", "unsure"]),
        "gestation_weeks": draw.randint(4, 41),
        "planning": draw.choice([True, False]),
        "trying_months": draw.randint(0, 20),
        "cycles": draw.choice(["regular", "irregular", "absent"]),
        "losses": losses,
        "days_since_loss": draw.randint(0, 90),
        "procedure_or_birth_days": draw.randint(0, 60),
        "ivf": {"failed_transfers": draw.randint(0, 4), "days_since_trigger": draw.randint(0, 40)},
        "conditions": some(draw, sorted(PROTOCOL.conditions), 4),
        "medicines": some(draw, sorted(PROTOCOL.medicines), 4),
        "family_history": some(draw, ["coeliac", "ibd", "bowel_cancer"], 2),
        "symptoms": some(draw, sorted(PROTOCOL.symptoms), 3),
        "pads_per_hour": draw.choice([0, 0.5, 1, 3]),
        "bleeding_hours": draw.choice([1, 2, 8]),
        "temp_c": draw.choice([36.6, 37.9, 38.0, 39.1]),
        "bowel_symptom_weeks": draw.randint(0, 30),
        "bloody_stools_per_day": draw.randint(0, 9),
        "gluten_free": draw.choice([True, False]),
        "coeliac_tested": draw.choice([True, False]),
        "phq2": draw.randint(0, 6),
    }
    return {key: value for key, value in facts.items() if draw.random() < 0.7}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_further_symptom_never_lowers_the_urgency(seed):
    facts = history(seed)
    before = assess(PROTOCOL, facts).level
    for symptom in random.Random(seed).sample(sorted(PROTOCOL.symptoms), 12):
        after = assess(PROTOCOL, {**facts, "symptoms": [*facts.get("symptoms", ()), symptom]}).level
        assert after <= before, symptom


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_telling_never_changes_the_result(seed):
    facts = history(seed)
    told = list(facts.items())
    random.Random(seed).shuffle(told)
    other = {
        key: list(reversed(value)) if key in ("symptoms", "conditions", "medicines") else value for key, value in told
    }
    first, second = assess(PROTOCOL, facts), assess(PROTOCOL, other)
    assert (first.level, first.ids, first.overlays) == (second.level, second.ids, second.overlays)
    assert {item.id: item.when for item in first.recommendations} == {i.id: i.when for i in second.recommendations}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_refusal_never_makes_a_case_less_urgent_than_not_having_asked(seed):
    facts = history(seed)
    told = [Fact(f"symptoms.{symptom}", value=True) for symptom in facts.get("symptoms", ())]
    for path in ("pregnant_now", "gestation_weeks", "pads_per_hour", "bleeding_hours"):
        silent = History(tuple(told))
        refused = silent.adding([Fact(path, Status.DECLINED)])
        assert urgent(PROTOCOL, refused).level <= urgent(PROTOCOL, silent).level, path


@pytest.mark.parametrize("seed", SEEDS)
def test_no_advice_is_without_a_reason_and_a_source_and_nothing_not_needed_is_advised(seed):
    found = assess(PROTOCOL, history(seed))
    for item in (*found.recommendations, *found.deferred):
        assert item.sources
        assert 0 < len(item.reason.split()) <= 20
        assert not item.id.startswith("X_")
