"""The record of a conversation, as its readers may see it (DESIGN §4.3, §4.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from yarrow.intake.case import Case
from yarrow.intake.picture import PRIVATE_RULES, discreet, full_json
from yarrow.intake.ports import Desk

# Who reads: the patient (and whoever looks over her shoulder), staff, or staff with the clinician role.
Audience = Literal["patient", "staff", "clinician"]


def record(
    desk: Desk,
    conversation: str,
    case: Case,
    *,
    audience: Audience = "patient",
    safety_events: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Status, facts, provenance, triage and safety events; abuse only for a clinician."""
    history = case.history if audience == "clinician" else discreet(case.history)
    return {
        "conversation": conversation,
        "status": case.standing.status,
        "facts": history.flat,
        "provenance": history.provenance(),
        "triage": full_json(desk, history),
        "safety_events": [event for event in safety_events if audience == "clinician" or not _is_private(event)],
    }


def _is_private(event: Mapping[str, Any]) -> bool:
    return any(rule in PRIVATE_RULES for rule in event.get("rules") or ())


__all__ = ["Audience", "record"]
