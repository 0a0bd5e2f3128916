"""Whom it is about, who told it, and what wrote it down."""

from __future__ import annotations

from yarrow.brief.fhir.handover import Handover, Resource
from yarrow.brief.fhir.terms import OURS, concept, hl7


def patient(handover: Handover) -> Resource:
    """Nobody's name: the conversation's id is all that ties the bundle to a person."""
    identifier = [{"system": f"{OURS}:conversation", "value": handover.conversation}]
    return handover.resource("Patient", identifier=identifier)


def related_person(handover: Handover) -> Resource:
    """Whoever answered for her; she is asked nothing about them."""
    return handover.resource(
        "RelatedPerson", patient=handover.subject, relationship=[concept(text="answers on the patient's behalf")]
    )


def device(handover: Handover) -> Resource:
    """Yarrow itself, at the version of its protocol."""
    return handover.resource(
        "Device",
        deviceName=[{"name": "Yarrow", "type": "user-friendly-name"}],
        type=concept(text="history-taking and triage software; it does not diagnose or prescribe"),
        version=[{"type": concept(text="protocol"), "value": handover.triage.protocol or "unknown"}],
    )


def provenance(handover: Handover, written: list[Resource]) -> Resource:
    """Who told, and what assembled it, of all that the bundle holds."""
    agents = [
        {"type": hl7("provenance-participant-type", "informant"), "who": handover.teller},
        {"type": hl7("provenance-participant-type", "assembler"), "who": handover.reference("Device")},
    ]
    target = [{"reference": f"urn:uuid:{resource['id']}"} for resource in written]
    return handover.resource("Provenance", target=target, recorded=handover.moment, agent=agents)
