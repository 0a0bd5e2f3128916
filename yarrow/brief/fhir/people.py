"""Whom it is about, who told it, and what wrote it down."""

from __future__ import annotations

from yarrow.brief.fhir.telling import Resource, Telling
from yarrow.brief.fhir.terms import OURS, concept, hl7


def patient(telling: Telling) -> Resource:
    """Nobody's name: the conversation's id is all that ties the bundle to a person."""
    identifier = [{"system": f"{OURS}:conversation", "value": telling.conversation}]
    return telling.resource("Patient", identifier=identifier)


def related_person(telling: Telling) -> Resource:
    """Whoever answered for her; she is asked nothing about them."""
    return telling.resource(
        "RelatedPerson", patient=telling.subject, relationship=[concept(text="answers on the patient's behalf")]
    )


def device(telling: Telling) -> Resource:
    """Yarrow itself, at the version of its protocol."""
    return telling.resource(
        "Device",
        deviceName=[{"name": "Yarrow", "type": "user-friendly-name"}],
        type=concept(text="history-taking and triage software; it does not diagnose or prescribe"),
        version=[{"type": concept(text="protocol"), "value": telling.triage.protocol or "unknown"}],
    )


def provenance(telling: Telling, written: list[Resource]) -> Resource:
    """Who told, and what assembled it, of all that the bundle holds."""
    agents = [
        {"type": hl7("provenance-participant-type", "informant"), "who": telling.teller},
        {"type": hl7("provenance-participant-type", "assembler"), "who": telling.reference("Device")},
    ]
    target = [{"reference": f"urn:uuid:{resource['id']}"} for resource in written]
    return telling.resource("Provenance", target=target, recorded=telling.moment, agent=agents)
