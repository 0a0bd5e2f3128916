"""How something was told: in whose words, in which message, and how it stands. Source: DESIGN §4.1, provenance."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yarrow.brief.fhir.handover import instant
from yarrow.brief.fhir.terms import absent, hl7, parts
from yarrow.clinical.fact import Fact, Status

# Not sure and rather not say, each in HL7's words; neither is ever a no.
REASONS = {Status.UNKNOWN: "asked-unknown", Status.DECLINED: "asked-declined"}


def told(fact: Fact) -> dict[str, Any]:
    """The fact's path, how it stands, and where it comes from, as an extension."""
    p = fact.provenance
    return parts(
        "told",
        ("path", "String", fact.path),
        ("status", "Code", fact.status.value),
        ("words", "String", (p.text or "").strip()),
        ("message", "String", p.message),
        ("start", "Integer", p.start),
        ("end", "Integer", p.end),
        ("captured", "Code", p.captured),
        ("at", "DateTime", moment(p.at)),
    )


def moment(at: str | None) -> str | None:
    """The moment as a FHIR dateTime; None where no time zone was kept, as FHIR wants one."""
    try:
        found = datetime.fromisoformat(at) if at else None
    except ValueError:
        return None
    return instant(found) if found and found.tzinfo else None


def no_answer(status: Status) -> list[dict[str, Any]]:
    """The extension for a question that was asked in vain; empty if it was answered."""
    return [absent(REASONS[status])] if status in REASONS else []


def no_value(status: Status) -> dict[str, Any]:
    """The same as the concept that an Observation holds instead of a value."""
    return hl7("data-absent-reason", REASONS[status])
