"""The first page of the document: what the bundle holds, in sections, and what no resource says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from yarrow.brief.fhir.handover import Handover, Resource, refers_to
from yarrow.brief.fhir.narrative import line, narrative
from yarrow.brief.fhir.service_requests import REQUESTED
from yarrow.brief.fhir.terms import coding, concept

TITLE = "Summary before a visit"
# Which resources stand in which section, in this order.
SECTIONS = {
    "history": ("The history, as it was told", ("QuestionnaireResponse", "Observation", "FamilyMemberHistory")),
    "conditions": ("Conditions, as told and not confirmed", ("Condition",)),
    "medicines": ("Medicines, as told", ("MedicationStatement",)),
    "assessment": ("How soon to be seen", ("RiskAssessment",)),
    "proposals": ("To discuss: standard evaluation and referral", ("ServiceRequest",)),
}


def composition(handover: Handover, written: Sequence[Resource]) -> Resource:
    """The composition over all that was written."""
    sections = [*_filled(written), *_spoken(handover)]
    return handover.resource(
        "Composition",
        status=handover.stage,
        type=concept(coding("document", "brief"), text=TITLE),
        subject=handover.subject,
        date=handover.moment,
        author=[handover.reference("Device")],
        title=TITLE,
        section=sections,
    )


def _filled(written: Sequence[Resource]) -> Iterator[dict[str, Any]]:
    for name, (title, kinds) in SECTIONS.items():
        held = [one for kind in kinds for one in written if one["resourceType"] == kind]
        if held:
            entries = [refers_to(one) for one in held]
            yield {**_section(name, title, map(line, held)), "entry": entries}


def _spoken(handover: Handover) -> Iterator[dict[str, Any]]:
    """Sections that are words only."""
    triage = handover.triage
    advised = [item.text for item in triage.recommendations if not item.id.startswith(REQUESTED)]
    not_needed = [f"{item.name}: {item.text} ({'; '.join(item.sources)})" for item in triage.not_needed]
    done = [f"{item.text}: {item.result} (from {item.source})" for item in triage.done]
    yield from _words("done", "Done already, and so not proposed", done)
    yield from _words("information", "To know", advised)
    yield from _words("not-needed", "Not needed, as far as guidelines go, and why", not_needed)
    yield from _words("asks", "What she would like to ask about", [*_asks(handover)])


def _asks(handover: Handover) -> Iterator[str]:
    for topic in handover.history.flat.get("asks", ()):
        known = handover.protocol.evidence.get(topic)
        yield known.title if known else topic.replace("_", " ")
    other = handover.history.value("asks_other")
    if other:
        yield str(other)


def _words(name: str, title: str, lines: Sequence[str]) -> Iterator[dict[str, Any]]:
    if lines:
        yield _section(name, title, lines)


def _section(name: str, title: str, lines: Iterable[str]) -> dict[str, Any]:
    text = narrative(lines)
    return {"title": title, "code": concept(coding("section", name)), **({"text": text} if text else {})}
