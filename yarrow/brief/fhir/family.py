"""What runs in the family: her relatives' conditions, never hers."""

from __future__ import annotations

from collections.abc import Iterator

from yarrow.brief.fhir.conditions import condition_code
from yarrow.brief.fhir.telling import Resource, Telling
from yarrow.brief.fhir.terms import concept, standard_coding
from yarrow.brief.fhir.words import told
from yarrow.clinical.fact import Fact, Status

FAMILIES = ("family_history", "conditions")
OTHER = "family_history_other"
# "A family member", and no more: which one was not asked.
FAMILY_MEMBER = standard_coding("http://terminology.hl7.org/CodeSystem/v3-RoleCode", "FAMMEMB", "family member")


def family(telling: Telling) -> Iterator[tuple[str, Resource]]:
    """Each condition a relative has, with its path."""
    for path, fact in telling.history.latest.items():
        if _is_of_family(fact):
            yield path, _member(telling, fact)


def _is_of_family(fact: Fact) -> bool:
    group, _, name = fact.path.partition(".")
    if fact.path == OTHER:
        return fact.status is Status.PRESENT
    if group == "family_history" and name:
        return fact.status in (Status.PRESENT, Status.FAMILY)
    return bool(name) and group in FAMILIES and fact.status is Status.FAMILY


def _member(telling: Telling, fact: Fact) -> Resource:
    name = fact.path.partition(".")[2]
    code = condition_code(telling, name) if name else concept(text=str(fact.value))
    return telling.resource(
        "FamilyMemberHistory",
        fact.path,
        extension=[told(fact)],
        status="partial",
        patient=telling.subject,
        date=telling.moment,
        relationship=concept(FAMILY_MEMBER, text="a relative"),
        condition=[{"code": code}],
    )
