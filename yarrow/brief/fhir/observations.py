"""What she told as observations: symptoms that are and are not, numbers, tests; and what was asked in vain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yarrow.brief.fhir.handover import Handover, Resource
from yarrow.brief.fhir.naming import SYSTEM_OF, name_of, question_of, unit_of
from yarrow.brief.fhir.terms import LOINC, coding, concept, hl7, notes, quantity, standard_coding
from yarrow.brief.fhir.words import REASONS, no_value, told
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES
from yarrow.clinical.schema import DETAILS

# Resources of their own, or no more than an answer: the words she likes, whom to call, what she asks about.
ELSEWHERE = ("conditions", "medicines", "family_history", "losses", "asks", *DETAILS)
ANSWERS_ONLY = frozenset(
    {
        *("consent", "for_whom", "locale", "lang", "sex", "preferred_term", "contact", "support_wanted"),
        *("conditions_other", "medicines_other", "family_history_other", "asks_other", "confirm_summary"),
    }
)
# The code that FHIR's own profile of a body temperature demands: hl7.org/fhir/R4/bodytemp.html.
TEMPERATURE, BODY_TEMPERATURE = "temp_c", "8310-5"


def observations(handover: Handover) -> Iterator[tuple[str, Resource]]:
    """One observation for each thing told that is neither a condition, a medicine, a relative's nor a loss."""
    for path, fact in handover.history.latest.items():
        if _is_observed(handover, fact):
            yield path, _observation(handover, fact)


def _is_observed(handover: Handover, fact: Fact) -> bool:
    family, _, member = fact.path.partition(".")
    if fact.path in ANSWERS_ONLY or family.partition("[")[0] in ELSEWHERE or fact.status is Status.FAMILY:
        return False
    return bool(member) or family not in LIST_FAMILIES


def _observation(handover: Handover, fact: Fact) -> Resource:
    temperature = fact.path == TEMPERATURE
    return handover.resource(
        "Observation",
        fact.path,
        extension=[told(fact)],
        status="final",
        category=[hl7("observation-category", "vital-signs" if temperature else "survey")],
        code=_code(handover, fact),
        subject=handover.subject,
        effectiveDateTime=handover.moment,
        performer=[handover.reference("Device") if fact.provenance.is_derived else handover.teller],
        note=notes("Worked out from the answers." if fact.provenance.is_derived else ""),
        **_value(handover, fact),
    )


def _code(handover: Handover, fact: Fact) -> dict[str, Any]:
    name = name_of(handover.protocol, fact.path)
    family, _, member = fact.path.partition(".")
    kind = SYSTEM_OF.get(family, "fact") if member else "fact"
    own = coding(kind, member if kind != "fact" else fact.path, name)
    if fact.path == TEMPERATURE:
        return concept(standard_coding(LOINC, BODY_TEMPERATURE, "Body temperature"), own, text=name)
    return concept(own, text=name)


def _value(handover: Handover, fact: Fact) -> dict[str, Any]:
    """The value; what is neither a plain yes nor a plain no is said as what it is."""
    if fact.status in REASONS:
        return {"dataAbsentReason": no_value(fact.status)}
    if fact.status is Status.DENIED:
        return {"valueBoolean": False}
    if fact.status is not Status.PRESENT:
        return {"valueCodeableConcept": concept(coding("status", fact.status.value), text=fact.status.value)}
    return _present(handover, fact)


def _present(handover: Handover, fact: Fact) -> dict[str, Any]:
    value = fact.value
    if value is None or isinstance(value, bool):
        return {"valueBoolean": value is not False}
    if isinstance(value, (int, float)):
        unit = unit_of(handover.protocol, fact.path)
        if unit is None and isinstance(value, int):
            return {"valueInteger": value}
        return {"valueQuantity": quantity(value, unit)}
    question = question_of(handover.protocol, fact.path)
    label = next((o.label for o in question.options if o.value == value), None) if question else None
    if label is not None:
        return {"valueCodeableConcept": concept(coding("answer", str(value), label), text=label)}
    return {"valueString": str(value)}
