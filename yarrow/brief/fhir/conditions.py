"""Conditions as she told them: nothing a patient says of herself is a confirmed condition. Source: clinical.md §3.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yarrow.brief.fhir.handover import Handover, Resource
from yarrow.brief.fhir.terms import SYSTEMS, coding, concept, extension, hl7, notes, standard_coding
from yarrow.brief.fhir.words import told
from yarrow.clinical.code import Code
from yarrow.clinical.fact import Fact, Status

FAMILY, OTHER = "conditions.", "conditions_other"
# How each stands: (verification, clinical status). Not sure and rather not say make no Condition: they are answers.
STANDING = {
    Status.PRESENT: ("unconfirmed", "active"),
    Status.PAST: ("unconfirmed", "inactive"),
    Status.SUSPECTED: ("provisional", None),
    Status.DENIED: ("refuted", None),
}
REPORTED = "As told by the patient; not confirmed by a clinician."
SEEN = "The SNOMED CT code was matched to public lists only: check it against a release before use."


def conditions(handover: Handover) -> Iterator[tuple[str, Resource]]:
    """Each condition of which she said that it is, was, may be or is not; with its path."""
    for path, fact in handover.history.latest.items():
        if fact.status in STANDING and (path.startswith(FAMILY) or _is_own_words(fact)):
            yield path, _condition(handover, fact)


def condition_code(handover: Handover, condition: str) -> dict[str, Any]:
    """The condition as a concept: our id, the codes we have for it with how sure of them we are, and its name."""
    known = handover.protocol.conditions.get(condition)
    codes = [_coding(code) for code in known.codes] if known else []
    name = known.name if known else condition.replace("_", " ")
    return concept(coding("condition", condition, name), *codes, text=name)


def has_codes_to_check(handover: Handover, condition: str) -> bool:
    """Whether a code of it was seen in public lists only."""
    known = handover.protocol.conditions.get(condition)
    return known is not None and any(code.seen for code in known.codes)


def _is_own_words(fact: Fact) -> bool:
    return fact.path == OTHER and fact.status is Status.PRESENT and isinstance(fact.value, str)


def _coding(code: Code) -> dict[str, Any]:
    found = standard_coding(SYSTEMS.get(code.system, f"urn:yarrow:{code.system}"), code.code)
    certainty = "seen-in-public-lists" if code.seen else "certain"
    return {"extension": [extension("code-certainty", "Code", certainty)], **found}


def _condition(handover: Handover, fact: Fact) -> Resource:
    name = fact.path[len(FAMILY) :]
    code = concept(text=str(fact.value)) if fact.path == OTHER else condition_code(handover, name)
    verification, clinical = STANDING[fact.status]
    return handover.resource(
        "Condition",
        fact.path,
        extension=[told(fact)],
        clinicalStatus=hl7("condition-clinical", clinical) if clinical else None,
        verificationStatus=hl7("condition-ver-status", verification),
        code=code,
        subject=handover.subject,
        recordedDate=handover.moment,
        asserter=handover.teller,
        note=notes(REPORTED, SEEN if has_codes_to_check(handover, name) else ""),
    )
