"""The triage of a history as the conversation needs it: the whole picture, and the urgent rules alone."""

from __future__ import annotations

from typing import Any

from yarrow.clinical.brief.private import discreet as without_private
from yarrow.clinical.history import History
from yarrow.clinical.level import Level
from yarrow.clinical.triage import Triage, assess, urgent
from yarrow.clinical.unsettled import unsettled
from yarrow.intake.ports import Desk

# What nobody around the patient may read (DESIGN §4.5), and what would give it away.
PRIVATE_PATHS = ("symptoms.abuse", "symptoms.danger_now")
PRIVATE_RULES = ("S13",)
# Stands for her own words where the same message told what nobody else may read.
WITHHELD = "…"


def picture(desk: Desk, history: History) -> Triage:
    """The triage of all that is known."""
    return assess(desk.protocol, history)


def open_json(desk: Desk, history: History) -> dict[str, Any]:
    """The triage as the patient's surroundings may see it: as if abuse had not been told."""
    return full_json(desk, discreet(history))


def open_picture(desk: Desk, history: History) -> Triage:
    """The triage as the patient's surroundings may see it: as if abuse had not been told."""
    return assess(desk.protocol, discreet(history))


def urgent_picture(desk: Desk, history: History) -> Triage:
    """The triage by the emergency, today-now and same-day rules alone."""
    return urgent(desk.protocol, history)


def discreet(history: History) -> History:
    """The history without what only the clinician may read, and without the words of a message that told it."""
    return without_private(history, WITHHELD)


def full_json(desk: Desk, history: History) -> dict[str, Any]:
    """The triage of all that is known, as JSON; a red flag nobody could settle is at least a same-day matter."""
    return desk.protocol.kept.of(
        "triage", history, lambda: with_unsettled(desk, history, picture(desk, history).to_json())
    )


def with_unsettled(desk: Desk, history: History, triage: dict[str, Any]) -> dict[str, Any]:
    """At least a same-day matter while a red-flag question is unsettled (clinical.md §6.2 rule 7)."""
    open_questions = unsettled(desk.protocol, history)
    if not open_questions:
        return triage
    level = min(Level[triage["level"]], Level.T2)
    return {**triage, "level": level.name, "unsettled": list(open_questions)}
