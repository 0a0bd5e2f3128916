"""Medicines as she named them. Nothing here asks to stop or start one."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.brief.fhir.handover import Handover, Resource
from yarrow.brief.fhir.terms import coding, concept, extension, notes
from yarrow.brief.fhir.words import told
from yarrow.clinical.fact import Fact, Status

FAMILY, OTHER = "medicines.", "medicines_other"
# Taken in the past: FHIR's `completed` is "no longer taken"; `stopped` would say that somebody stopped it.
STANDING = {
    Status.PRESENT: "active",
    Status.PAST: "completed",
    Status.DENIED: "not-taken",
    Status.SUSPECTED: "unknown",
    Status.UNKNOWN: "unknown",
}


def medicines(handover: Handover) -> Iterator[tuple[str, Resource]]:
    """Each medicine of which she said that she takes it, took it, does not or is not sure; with its path."""
    for path, fact in handover.history.latest.items():
        named = path.startswith(FAMILY) and fact.status in STANDING
        if named or (path == OTHER and fact.status is Status.PRESENT and fact.value):
            yield path, _statement(handover, fact)


def _statement(handover: Handover, fact: Fact) -> Resource:
    known = handover.protocol.medicines.get(fact.path[len(FAMILY) :]) if fact.path != OTHER else None
    flags = [extension("medicine-flag", "Code", flag) for flag in known.flags] if known else []
    clinical = handover.audience == "clinician" and known is not None and known.note
    return handover.resource(
        "MedicationStatement",
        fact.path,
        extension=[told(fact), *flags],
        status=STANDING[fact.status],
        medicationCodeableConcept=_named(handover, fact),
        subject=handover.subject,
        dateAsserted=handover.moment,
        informationSource=handover.teller,
        note=notes(f"{known.note} [{'; '.join(known.sources)}]" if clinical and known else ""),
    )


def _named(handover: Handover, fact: Fact) -> dict[str, object]:
    """Our id, and the medicine in her own words where she wrote them."""
    if fact.path == OTHER:
        return concept(text=str(fact.value))
    name = fact.path[len(FAMILY) :]
    known = handover.protocol.medicines.get(name)
    own = (fact.provenance.text or "").strip()
    return concept(coding("medicine", name, known.name if known else None), text=own or (known.name if known else name))
