"""Medicines as she named them. Nothing here asks to stop or start one."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.brief.fhir.telling import Resource, Telling
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


def medicines(telling: Telling) -> Iterator[tuple[str, Resource]]:
    """Each medicine of which she said that she takes it, took it, does not or is not sure; with its path."""
    for path, fact in telling.history.latest.items():
        named = path.startswith(FAMILY) and fact.status in STANDING
        if named or (path == OTHER and fact.status is Status.PRESENT and fact.value):
            yield path, _statement(telling, fact)


def _statement(telling: Telling, fact: Fact) -> Resource:
    known = telling.protocol.medicines.get(fact.path[len(FAMILY) :]) if fact.path != OTHER else None
    flags = [extension("medicine-flag", "Code", flag) for flag in known.flags] if known else []
    clinical = telling.audience == "clinician" and known is not None and known.note
    return telling.resource(
        "MedicationStatement",
        fact.path,
        extension=[told(fact), *flags],
        status=STANDING[fact.status],
        medicationCodeableConcept=_named(telling, fact),
        subject=telling.subject,
        dateAsserted=telling.moment,
        informationSource=telling.teller,
        note=notes(f"{known.note} [{'; '.join(known.sources)}]" if clinical and known else ""),
    )


def _named(telling: Telling, fact: Fact) -> dict[str, object]:
    """Our id, and the medicine in her own words where she wrote them."""
    if fact.path == OTHER:
        return concept(text=str(fact.value))
    name = fact.path[len(FAMILY) :]
    known = telling.protocol.medicines.get(name)
    own = (fact.provenance.text or "").strip()
    return concept(coding("medicine", name, known.name if known else None), text=own or (known.name if known else name))
