"""Proposals to discuss: one for each test or referral that standard care would consider. None is an order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.brief.fhir.handover import Handover, Resource
from yarrow.brief.fhir.risk_assessment import basis
from yarrow.brief.fhir.terms import coding, concept, extension, notes
from yarrow.clinical.advice import Advice
from yarrow.clinical.level import Level

# Evaluations and referrals; what is only information (`I_…`) stands in the composition.
REQUESTED = ("E_", "R_")
PRIORITIES = {Level.T0: "stat", Level.T1: "asap", Level.T2: "urgent"}


def service_requests(handover: Handover, made: Mapping[str, Resource]) -> Iterator[Resource]:
    """One draft proposal for each, in the order of the advice. `made`: the facts' resources."""
    for advice in handover.triage.recommendations:
        if advice.id.startswith(REQUESTED):
            yield _request(handover, advice, made)


def _request(handover: Handover, advice: Advice, made: Mapping[str, Resource]) -> Resource:
    return handover.resource(
        "ServiceRequest",
        advice.id,
        extension=[
            extension("evidence", "Code", advice.evidence),
            *(extension("source", "String", source) for source in advice.sources),
            *(extension("rule", "Code", rule) for rule in advice.rules if handover.shows_level),
        ],
        status="draft",
        intent="proposal",
        priority=_priority(handover, advice),
        code=concept(coding("recommendation", advice.id), text=advice.text),
        subject=handover.subject,
        authoredOn=handover.moment,
        requester=handover.reference("Device"),
        reasonCode=[concept(text=advice.reason)],
        supportingInfo=[handover.reference("RiskAssessment"), *basis(advice.facts, made)],
        patientInstruction=advice.text,
        note=notes(f"To discuss with a clinician. Evidence: {advice.evidence.replace('_', ' ')}."),
    )


def _priority(handover: Handover, advice: Advice) -> Any:
    """How soon, as far as the level may be shown; what is for later is routine."""
    if not handover.shows_level:
        return None
    return "routine" if advice.when == "later" else PRIORITIES.get(handover.triage.level, "routine")
