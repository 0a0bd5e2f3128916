"""The flat schema of facts, and a check of facts that come from outside. Source: clinical.md §6.3."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from yarrow.clinical.losses import CONFIRMATIONS, LOSS_TYPES
from yarrow.clinical.predicates import NUMBERS

LISTS = ("conditions", "medicines", "family_history", "symptoms", "asks")
# Numbers with the least and the most that can be true of a person.
BOUNDS: Mapping[str, tuple[float, float]] = {
    "age": (0, 120),
    "gestation_weeks": (0, 45),
    "trying_months": (0, 600),
    "losses_count": (0, 40),
    "live_births": (0, 30),
    "days_since_loss": (0, 36500),
    "procedure_or_birth_days": (0, 36500),
    "pads_per_hour": (0, 60),
    "bleeding_hours": (0, 8760),
    "temp_c": (25, 46),
    "bowel_symptom_weeks": (0, 6000),
    "bloody_stools_per_day": (0, 100),
    "bloating_days_per_month": (0, 31),
    "ctd_weeks": (0, 6000),
    "phq2": (0, 6),
    "gad2": (0, 6),
    "phq2_interest": (0, 3),
    "phq2_mood": (0, 3),
    "gad2_nervous": (0, 3),
    "gad2_worry": (0, 3),
    "ivf.failed_transfers": (0, 60),
    "ivf.days_since_trigger": (0, 36500),
    "gut.pain_score": (0, 10),
    "gut.stools_per_day": (0, 60),
    "gut.gluten_free_months": (0, 1200),
    "family_bowel_cancer_age": (0, 120),
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "pregnant_now": ("yes", "no", "unsure"),
    "cycles": ("regular", "irregular", "absent"),
    "hb_status": ("ok", "iron_deficiency_anaemia", "anaemia"),
    "locale": ("UK", "US", "IE", "EU", "AU", "NZ", "CA", "IN", "other", "unknown"),
}
FLAGS = ("planning", "gluten_free", "coeliac_tested", "new_ibs_after_50", "bleeding_heavy", "bleeding_much")
# Told in the patient's own words or by choice, read by the conversation or kept for the clinician.
FREE = (
    "consent", "for_whom", "preferred_term", "recent_event", "support_wanted", "contact", "conditions_other",
    "medicines_other", "symptoms_other", "family_history_other", "asks_other", "fluids_24h", "weight_loss_amount",
    "test_still_positive", "genetic", "fertility_factors", "bowel_new_12_months", "ctd_symptoms", "clots",
    "ivf.pregnant_after_ivf", "sex", "lang",
)  # fmt: skip
# `gut`: the details of the history of clinical.md §4.1 that no fact of §6.3 holds.
MAPS = ("tests", "ivf", "gut")
DETAILS = ("condition_treatment",)


def is_path(path: str) -> bool:
    """Whether a criterion may ask about this: a fact of the schema or a number worked out from it."""
    family, _, member = path.partition(".")
    if path in BOUNDS or path in WORDS or path in FLAGS or path in FREE or path in NUMBERS:
        return True
    return bool(member) and family in (*LISTS, *MAPS, *DETAILS)


def check(facts: Any, known: Mapping[str, Any] | None = None) -> list[str]:
    """What is wrong with these flat facts, one sentence each; nothing if all is well. A value of None is not known.

    `known`: the ids allowed of each family (`{"symptoms": …, "conditions": …, "medicines": …}`), where they are known.
    """
    if not isinstance(facts, Mapping):
        return ['The facts should be a mapping from names to values, such as {age: 31, pregnant_now: "no"}.']
    told = ((str(key), value) for key, value in facts.items() if value is not None)
    return [problem for key, value in told for problem in _problems(key, value, known or {})]


def _problems(key: str, value: Any, known: Mapping[str, Any]) -> Iterator[str]:
    checker = _CHECKS.get(key)
    if checker is not None:
        yield from checker(key, value)
    elif key in LISTS:
        yield from _list(key, value, known.get(key))
    elif key in MAPS:
        yield from _map(key, value)
    elif key not in FREE and key.partition(".")[0] not in DETAILS:
        yield f"{key!r} is not a fact Yarrow knows; see the list of facts in the documentation."


def _number(key: str, value: Any) -> Iterator[str]:
    low, high = BOUNDS[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        yield f"{key} should be a number."
    elif not low <= value <= high:
        yield f"{key} should be between {low:g} and {high:g}."


def _word(key: str, value: Any) -> Iterator[str]:
    if value not in WORDS[key]:
        hint = ' In YAML, put "yes" and "no" in quotes.' if isinstance(value, bool) else ""
        yield f"{key} should be one of {', '.join(WORDS[key])}.{hint}"


def _flag(key: str, value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{key} should be true or false."


def _list(key: str, value: Any, known: Any) -> Iterator[str]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        yield f"{key} should be a list of ids."
        return
    for item in value:
        if known is not None and item not in known:
            yield f"{key} has {item[:40]!r}, which is not an id Yarrow knows."


def _map(key: str, value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{key} should be a mapping from names to values."
        return
    for name, held in value.items():
        if f"{key}.{name}" in BOUNDS and held is not None:
            yield from _number(f"{key}.{name}", held)


def _losses(key: str, value: Any) -> Iterator[str]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(loss, Mapping) for loss in value):
        yield f"{key} should be a list of losses, each with a type and, if known, weeks and how it was confirmed."
        return
    for index, loss in enumerate(value):
        yield from _loss(f"{key}[{index}]", loss)


def _loss(place: str, loss: Mapping[str, Any]) -> Iterator[str]:
    if loss.get("type", "unknown_loss") not in LOSS_TYPES:
        yield f"{place}.type should be one of {', '.join(LOSS_TYPES)}."
    weeks = loss.get("weeks")
    if weeks is not None and (isinstance(weeks, bool) or not isinstance(weeks, (int, float)) or not 0 <= weeks <= 45):
        yield f"{place}.weeks should be a number between 0 and 45, or left out."
    if not isinstance(loss.get("confirmed"), (str, type(None))):
        yield f"{place}.confirmed should be a word such as {', '.join(CONFIRMATIONS)}, or left out."


_CHECKS: dict[str, Callable[[str, Any], Iterator[str]]] = {
    **dict.fromkeys((key for key in BOUNDS if "." not in key), _number),
    **dict.fromkeys(WORDS, _word),
    **dict.fromkeys(FLAGS, _flag),
    "losses": _losses,
}
