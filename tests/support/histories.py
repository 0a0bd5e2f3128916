"""Whole histories over HTTP, for whoever has all of Yarrow running."""

from __future__ import annotations

from typing import Any

from tests.support.gateway import Chat
from tests.support.patient import Answer, Patient
from tests.support.running import MARKER, Running

# By tapping and by words; whatever else is asked is answered as somebody does to whom it does not apply.
THREE_LOSSES: dict[str, Answer] = {
    "consent": ("yes",),
    "for_whom": ("self",),
    "preferred_term": ("pregnancy loss",),
    "pregnant_now": "no, not now",
    "age": f"I'm 34, says {MARKER}",
    "planning": ("yes",),
    "losses_count": "three",
    "losses[0].weeks": "8 weeks",
    "losses[1].weeks": "9",
    "losses[2].weeks": "7 weeks",
    "days_since_loss": "3 months ago",
    "conditions": "I have Hashimoto's",
    "condition_treatment.hashimoto": "no",
    "gut_symptoms": ("bloating", "diarrhoea"),
    "bowel_symptom_weeks": "10",
    "gluten_free": ("no",),
    "asks": f"should I have NK cells tested, asks {MARKER}",
    "confirm_summary": ("right",),
}


def whole_history(yarrow: Running) -> tuple[Patient, Chat, dict[str, Any]]:
    """A history from the hello to the advice; the patient, her conversation, and her record."""
    chat = yarrow.begin()
    patient = Patient(chat, THREE_LOSSES)
    patient.talk(chat.begun[-1])
    return patient, chat, chat.get("record").json()


def ids(entries: list[Any]) -> list[str]:
    """The ids of rules or recommendations, whether given alone or with their reasons."""
    return [entry if isinstance(entry, str) else entry["id"] for entry in entries]
