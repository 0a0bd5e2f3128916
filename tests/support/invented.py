"""Invented patients: facts drawn from a seed, so that both interpreters draw the same and a failure plays again."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

from yarrow.clinical.losses import CONFIRMATIONS, LOSS_TYPES
from yarrow.clinical.protocol import Protocol
from yarrow.protocol.loader import load

LOCALES = ["UK", "US", "IE", "EU", "AU", "other", "unknown"]
RESULTS = {"tsh": ["normal", "high"], "tpo": ["positive", "negative"], "apl": ["positive", "negative"],
           "coeliac": ["positive", "negative"]}  # fmt: skip


@cache
def protocol() -> Protocol:
    """The protocol of the repository, read once."""
    return load()


def invented(seed: int, told: float = 0.7) -> dict[str, Any]:
    """Flat facts of an invented patient; each fact is told with this probability."""
    draw = random.Random(seed)
    facts = {**_about(draw), **_past(draw), **_body(draw)}
    return {key: value for key, value in facts.items() if draw.random() < told}


def some(draw: random.Random, items: list[str], most: int) -> list[str]:
    """A few of the items, none of them twice."""
    return draw.sample(items, draw.randint(0, most))


def _about(draw: random.Random) -> dict[str, Any]:
    return {
        "locale": draw.choice(LOCALES),
        "age": draw.randint(13, 62),
        "pregnant_now": draw.choice(["yes", "no", "unsure"]),
        "gestation_weeks": draw.randint(4, 41),
        "planning": draw.choice([True, False]),
        "trying_months": draw.randint(0, 20),
        "cycles": draw.choice(["regular", "irregular", "absent"]),
        "phq2": draw.randint(0, 6),
        "gad2": draw.randint(0, 6),
    }


def _past(draw: random.Random) -> dict[str, Any]:
    return {
        "losses": [_loss(draw) for _ in range(draw.randint(0, 4))],
        "days_since_loss": draw.randint(0, 90),
        "procedure_or_birth_days": draw.randint(0, 60),
        "ivf": {"failed_transfers": draw.randint(0, 4), "days_since_trigger": draw.randint(0, 40)},
        "tests": {name: draw.choice(values) for name, values in RESULTS.items() if draw.random() < 0.3},
        "conditions": some(draw, sorted(protocol().conditions), 4),
        "medicines": some(draw, sorted(protocol().medicines), 4),
        "family_history": some(draw, ["coeliac", "ibd", "bowel_cancer"], 2),
        "asks": some(draw, sorted(protocol().evidence), 3),
    }


def _loss(draw: random.Random) -> dict[str, Any]:
    loss = {"type": draw.choice(LOSS_TYPES), "weeks": draw.choice([None, 5, 9, 10, 13, 14, 16, 22, 23, 24, 30])}
    return {**loss, "confirmed": draw.choice([None, *CONFIRMATIONS])}


def _body(draw: random.Random) -> dict[str, Any]:
    return {
        "symptoms": some(draw, sorted(protocol().symptoms), draw.choice([0, 1, 3])),
        "pads_per_hour": draw.choice([0, 0.5, 1, 3]),
        "bleeding_hours": draw.choice([1, 2, 8]),
        "temp_c": draw.choice([36.6, 37.8, 37.9, 38.0, 39.1]),
        "bowel_symptom_weeks": draw.randint(0, 30),
        "bloody_stools_per_day": draw.choice([0, 0, 0, 5, 6, 9]),
        "bloating_days_per_month": draw.randint(0, 31),
        "hb_status": draw.choice(["ok", "anaemia", "iron_deficiency_anaemia"]),
        "gluten_free": draw.choice([True, False]),
        "coeliac_tested": draw.choice([True, False]),
    }
