"""What Rasa may see of a case: where the conversation goes next, and key facts for its tools. Nobody reads them."""

from __future__ import annotations

from typing import Any

from yarrow.intake.ask import open_sections
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Result

# Facts mirrored under their own name.
MIRRORED = ("pregnant_now", "losses_count", "age", "gestation_weeks", "medicines")


def way_on(desk: Desk, case: Case, result: Result) -> dict[str, Any]:
    """Who speaks next, and which sections still have something to ask: what data/rules/sections.yml goes by."""
    slots: dict[str, Any] = {"floor": "patient" if result.is_over else "yarrow"}
    for section, is_open in open_sections(desk, case).items():
        slots[f"{section}_open"] = is_open
    return slots


def key_facts(desk: Desk, case: Case, result: Result) -> dict[str, Any]:
    """Key facts and where the conversation stands."""
    flat = case.history.flat
    slots: dict[str, Any] = {name: flat.get(name) for name in MIRRORED}
    slots["autoimmune_conditions"] = _of_group(flat.get("conditions"), desk.protocol.conditions, "autoimmune")
    slots["gut_symptoms"] = _of_group(flat.get("symptoms"), desk.protocol.symptoms, "gut")
    slots["section"] = case.standing.section
    slots["requested_question"] = case.standing.question
    slots["conversation_status"] = case.standing.status
    if result.triage:
        slots["triage_level"] = result.triage.get("level")
    return slots


def _of_group(ids: list[str] | None, known: Any, group: str) -> list[str] | None:
    found = [id for id in ids or () if id in known and group in known[id].groups]
    return found or None
