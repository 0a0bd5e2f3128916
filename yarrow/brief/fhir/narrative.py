"""A line in words for each resource, for readers of the document that show its sections' text and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from yarrow.brief.fhir.handover import Resource

XHTML = "http://www.w3.org/1999/xhtml"
ABSENT = {"asked-unknown": "not sure", "asked-declined": "would rather not say"}


def narrative(lines: Iterable[str]) -> dict[str, str] | None:
    """The lines as a list in XHTML; None if there are none."""
    items = "".join(f"<li>{escape(line, quote=False)}</li>" for line in lines if line)
    return {"status": "generated", "div": f'<div xmlns="{XHTML}"><ul>{items}</ul></div>'} if items else None


def line(resource: Resource) -> str:
    """The resource in words; empty for one that is read as a whole."""
    write = _LINES.get(resource["resourceType"])
    return write(resource) if write else ""


def _condition(resource: Resource) -> str:
    stands = [_code(resource.get(name)) for name in ("clinicalStatus", "verificationStatus")]
    return f"{resource['code']['text']}: {', '.join(one for one in stands if one)}"


def _relative(resource: Resource) -> str:
    return f"{resource['condition'][0]['code']['text']}: a relative"


def _medicine(resource: Resource) -> str:
    return f"{resource['medicationCodeableConcept']['text']}: {resource['status'].replace('-', ' ')}"


def _observation(resource: Resource) -> str:
    parts = [f"{part['code']['text']} {value}" for part in resource.get("component", ()) if (value := _value(part))]
    return f"{resource['code']['text']}: {', '.join(parts) or _value(resource)}"


def _risk(resource: Resource) -> str:
    risks = [found["qualitativeRisk"] for found in resource.get("prediction", ())]
    return "; ".join(f"{_code(risk)}, {risk['text']}" for risk in risks)


def _request(resource: Resource) -> str:
    return f"{resource['code']['text']} {resource['reasonCode'][0]['text']} {resource['note'][0]['text']}"


def _value(holder: dict[str, Any]) -> str:
    """A value in words; why there is none, if she was asked."""
    if "valueBoolean" in holder:
        return "yes" if holder["valueBoolean"] else "no"
    if "valueQuantity" in holder:
        return f"{holder['valueQuantity']['value']:g} {holder['valueQuantity'].get('unit', '')}".strip()
    if "valueRange" in holder:
        low, high = (holder["valueRange"].get(end, {}).get("value") for end in ("low", "high"))
        return f"{low} or more" if high is None else f"{low} to {high}"
    if "valueCodeableConcept" in holder:
        return str(holder["valueCodeableConcept"]["text"])
    plain = next((str(value) for name, value in holder.items() if name.startswith("value")), "")
    return plain or ABSENT.get(_code(holder.get("dataAbsentReason")), "")


def _code(concept: dict[str, Any] | None) -> str:
    return str(concept["coding"][0]["code"]) if concept else ""


_LINES: dict[str, Callable[[Resource], str]] = {
    "Condition": _condition,
    "FamilyMemberHistory": _relative,
    "MedicationStatement": _medicine,
    "Observation": _observation,
    "RiskAssessment": _risk,
    "ServiceRequest": _request,
}
