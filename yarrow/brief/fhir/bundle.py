"""The bundle: every resource made, put in order, and checked by a FHIR library before anybody gets it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from yarrow.brief.fhir.composition import composition
from yarrow.brief.fhir.conditions import conditions
from yarrow.brief.fhir.family import family
from yarrow.brief.fhir.handover import NAMESPACE, Audience, Handover, Resource, full_url
from yarrow.brief.fhir.losses import counts, losses
from yarrow.brief.fhir.medicines import medicines
from yarrow.brief.fhir.observations import observations
from yarrow.brief.fhir.people import device, patient, provenance, related_person
from yarrow.brief.fhir.questionnaire_response import questionnaire_response
from yarrow.brief.fhir.risk_assessment import risk_assessment
from yarrow.brief.fhir.service_requests import service_requests
from yarrow.brief.fhir.terms import OURS
from yarrow.clinical.brief.private import discreet
from yarrow.clinical.history import History
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.triage import Triage, assess
from yarrow.clinical.unsettled import unsettled
from yarrow.clinical.wording import say


def bundle(  # noqa: PLR0913 - of what, for whom and when are as many different things
    protocol: Protocol,
    history: History,
    triage: Triage,
    *,
    conversation: str,
    at: datetime,
    audience: Audience = "clinician",
    guidance: str = "full",
) -> dict[str, Any]:
    """A FHIR R4 document Bundle as JSON-ready values, valid, the same for the same arguments. `at` is aware.

    `guidance`: with anything but `full`, the patient's copy states no level (DESIGN §10). Abuse is in no copy, and if
    it was told the triage is made anew without it (DESIGN §4.5). Raises ValueError if `at` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("The moment of a bundle needs a time zone.")
    spoken = protocol.speaking_to(history)
    told = discreet(history, say(spoken, "brief.in_own_words"))
    handover = Handover(
        protocol=spoken,
        history=told,
        triage=_judged(spoken, told, triage if told == history else assess(spoken, told)),
        conversation=conversation,
        at=at,
        audience=audience,
        shows_level=audience == "clinician" or guidance == "full",
    )
    return _checked(_document(handover))


def _judged(protocol: Protocol, told: History, triage: Triage) -> Triage:
    """At least a same-day matter while a red flag is open that nobody could settle (clinical.md §6.2 rule 7)."""
    return replace(triage, level=min(triage.level, Level.T2)) if unsettled(protocol, told) else triage


def _document(handover: Handover) -> dict[str, Any]:
    written = _written(handover)
    people = [patient(handover), *([related_person(handover)] if handover.is_told_by_another else []), device(handover)]
    first = composition(handover, written)
    held = [first, *people, *written, provenance(handover, [first, *written])]
    return {
        "resourceType": "Bundle",
        "id": str(uuid.uuid5(NAMESPACE, f"{handover.conversation}/Bundle/{handover.moment}")),
        "identifier": {"system": f"{OURS}:brief", "value": f"{handover.conversation}/{handover.moment}"},
        "type": "document",
        "timestamp": handover.moment,
        "entry": [{"fullUrl": full_url(resource), "resource": resource} for resource in held],
    }


def _written(handover: Handover) -> list[Resource]:
    """All that was told and made of it, the answers first."""
    told: Iterable[tuple[str, Resource]] = (
        *observations(handover),
        *losses(handover),
        *counts(handover),
        *conditions(handover),
        *family(handover),
        *medicines(handover),
    )
    made = dict(told)
    return [
        questionnaire_response(handover),
        *made.values(),
        risk_assessment(handover, made),
        *service_requests(handover, made),
    ]


def _checked(document: dict[str, Any]) -> dict[str, Any]:
    """The document, once the library has found nothing wrong. Raises pydantic.ValidationError: a mistake of ours."""
    # Imported here: it takes a good half second, which no message of a conversation should wait for.
    from fhir.resources.R4B.bundle import Bundle

    Bundle.model_validate(document)
    return document
