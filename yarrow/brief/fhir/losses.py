"""Each pregnancy that ended, and how many losses each definition counts. Source: clinical.md §1.2, §1.3."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from yarrow.brief.fhir.handover import Handover, Resource
from yarrow.brief.fhir.naming import DEFINITIONS
from yarrow.brief.fhir.terms import coding, concept, hl7, notes, quantity
from yarrow.brief.fhir.words import REASONS, no_value, told
from yarrow.clinical.criterion import Interval
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.told_loss import detail, indexes

PARTS = ("type", "weeks", "confirmed")
# Kinds of loss that the summary names in her own word, and so not at all.
UNNAMED = {"miscarriage_clinical": "miscarriage", "unknown_loss": "a loss, its kind not known"}
UNCONFIRMED = "As told by the patient; how each loss was confirmed is told where she knew it."


def losses(handover: Handover) -> Iterator[tuple[str, Resource]]:
    """One observation for each loss or other outcome of which anything was told, in the order of handover."""
    for place in indexes(handover.history):
        yield f"losses[{place}]", _loss(handover, place)


def counts(handover: Handover) -> Iterator[tuple[str, Resource]]:
    """How many losses each definition counts; bounds where details are missing. Nothing if none was told of."""
    found = handover.protocol.view(handover.history).losses
    if found is None:
        return
    components = [
        {"code": concept(coding("loss-count", name, text), text=text), **_bounds(getattr(found, name))}
        for name, text in DEFINITIONS.items()
    ]
    conflict = "The number told and the losses described do not agree." if found.conflict else ""
    yield (
        "losses",
        handover.resource(
            "Observation",
            "losses",
            status="final",
            category=[hl7("observation-category", "survey")],
            code=concept(coding("fact", "losses"), text="Losses, by definition"),
            subject=handover.subject,
            effectiveDateTime=handover.moment,
            performer=[handover.reference("Device")],
            component=components,
            note=notes("Worked out from the answers.", conflict),
        ),
    )


def _loss(handover: Handover, place: int) -> Resource:
    latest = handover.history.latest
    whole = latest.get(f"losses[{place}]")
    facts = [fact for fact in (whole, *(latest.get(f"losses[{place}].{part}") for part in PARTS)) if fact]
    asked_in_vain = whole is not None and whole.status in REASONS
    return handover.resource(
        "Observation",
        f"losses[{place}]",
        extension=[told(fact) for fact in facts],
        status="final",
        category=[hl7("observation-category", "survey")],
        code=concept(coding("fact", "loss"), text="A pregnancy that ended, or its outcome"),
        subject=handover.subject,
        effectiveDateTime=handover.moment,
        performer=[handover.teller],
        dataAbsentReason=no_value(whole.status) if whole and asked_in_vain else None,
        component=[] if asked_in_vain else [_component(handover, place, part) for part in PARTS],
        note=notes(UNCONFIRMED),
    )


def _component(handover: Handover, place: int, part: str) -> dict[str, Any]:
    value = detail(handover.history, place).get(part)
    code = concept(coding("loss", part), text=part)
    if value is None:
        return {"code": code, "dataAbsentReason": _reason(handover.history.latest.get(f"losses[{place}].{part}"))}
    if part == "weeks":
        return {"code": code, "valueQuantity": quantity(value, "weeks")}
    label = loss_label(handover, part, str(value))
    return {"code": code, "valueCodeableConcept": concept(coding(f"loss-{part}", str(value), label), text=label)}


def loss_label(handover: Handover, part: str, value: str) -> str:
    """The type of a loss, or how it was confirmed, in words."""
    if value in UNNAMED:
        return UNNAMED[value]
    key = f"summary.losses.{value}" if part == "type" else f"summary.confirmed.{value}"
    return handover.protocol.wording.get(key) or value.replace("_", " ")


def _reason(fact: Fact | None) -> dict[str, Any]:
    """Why a detail is not there: refused, not sure, or never asked."""
    if fact is not None and fact.status in REASONS:
        return no_value(fact.status)
    return hl7("data-absent-reason", "unknown" if fact and fact.status is not Status.PRESENT else "not-asked")


def _bounds(counted: Interval) -> dict[str, Any]:
    low, high = counted
    if low == high:
        return {"valueInteger": int(low)}
    upper = {} if math.isinf(high) else {"high": {"value": int(high)}}
    return {"valueRange": {"low": {"value": int(low)}, **upper}}
