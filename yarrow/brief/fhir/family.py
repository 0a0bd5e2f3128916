"""What runs in the family: her relatives' conditions, never hers."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.brief.fhir.conditions import condition_code
from yarrow.brief.fhir.handover import Handover, Resource
from yarrow.brief.fhir.terms import concept, standard_coding
from yarrow.brief.fhir.words import told
from yarrow.clinical.fact import Fact, Status

FAMILIES = ("family_history", "conditions")
OTHER = "family_history_other"
# "A family member", and no more: which one was not asked.
FAMILY_MEMBER = standard_coding("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "FAMMEMB", "family member")


def family(handover: Handover) -> Iterator[tuple[str, Resource]]:
    """Each condition a relative has, with its path."""
    for path, fact in handover.history.latest.items():
        if _is_of_family(fact):
            yield path, _member(handover, fact)


def _is_of_family(fact: Fact) -> bool:
    group, _, name = fact.path.partition(".")
    if fact.path == OTHER:
        return fact.status is Status.PRESENT
    if group == "family_history" and name:
        return fact.status in (Status.PRESENT, Status.FAMILY)
    return bool(name) and group in FAMILIES and fact.status is Status.FAMILY


def _member(handover: Handover, fact: Fact) -> Resource:
    name = fact.path.partition(".")[2]
    code = condition_code(handover, name) if name else concept(text=str(fact.value))
    return handover.resource(
        "FamilyMemberHistory",
        fact.path,
        extension=[told(fact)],
        status="partial",
        patient=handover.subject,
        date=handover.moment,
        relationship=concept(FAMILY_MEMBER, text="a relative"),
        condition=[{"code": code}],
    )
