"""How the pages of the work call things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yarrow.clinical.done import short_name
from yarrow.clinical.fact import Status
from yarrow.clinical.losses import CONFIRMATIONS, LOSS_TYPES
from yarrow.clinical.protocol import Protocol

STANDS: Mapping[Status, str] = {
    Status.PRESENT: "It is so",
    Status.SUSPECTED: "Suspected, not confirmed",
    Status.PAST: "It was so, and is over",
    Status.DENIED: "It is not so",
    Status.UNKNOWN: "Nobody knows",
    Status.FAMILY: "In the family",
    Status.DECLINED: "Left out",
}
WORK: Mapping[str, tuple[str, str]] = {
    "new": ("New", "open"),
    "in_review": ("In review", "plain"),
    "follow_up": ("Follow-up", "warn"),
    "done": ("Done", "good"),
}
CAUSES: Mapping[str, str] = {
    "misread": "Yarrow read it wrongly",
    "unclear": "It is not clear what is meant",
    "worrying": "It worries me",
    "other": "Something else",
}
LOSSES: Mapping[str, str] = {
    "miscarriage_clinical": "Miscarriage, seen or felt",
    "biochemical": "Very early, a positive test only",
    "pul_resolved": "Never found on a scan",
    "ectopic": "Ectopic pregnancy",
    "molar": "Molar pregnancy",
    "termination": "Termination",
    "tfmr": "Termination for medical reasons",
    "stillbirth": "Stillbirth",
    "neonatal_death": "Baby died in the first weeks",
    "live_birth": "Live birth",
    "ongoing": "Pregnancy still going on",
    "unknown_loss": "Not known what kind",
}
CONFIRMED: Mapping[str, str] = {
    "scan": "By a scan",
    "histology": "By the laboratory",
    "blood": "By blood tests",
    "urine": "By a home test",
    "none": "Not confirmed",
}


def field_names() -> dict[str, Any]:
    """What can be chosen of one loss."""
    return {
        "loss_types": [(kind, LOSSES.get(kind, kind)) for kind in LOSS_TYPES],
        "confirmations": [(how, CONFIRMED.get(how, how)) for how in CONFIRMATIONS],
    }


def moved_words(protocol: Protocol, moved: Mapping[str, Any]) -> dict[str, list[str]]:
    """The recommendations that came and went, by name."""
    return {
        "came": [_name(protocol, one) for one in moved["recommendations_new"]],
        "went": [_name(protocol, one) for one in moved["recommendations_gone"]],
    }


def _name(protocol: Protocol, recommendation: str) -> str:
    known = protocol.recommendations.get(recommendation)
    name = short_name(protocol, known) if known else recommendation
    return name[:1].upper() + name[1:]
