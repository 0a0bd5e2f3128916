"""Codes, units and small parts of resources. Systems of our own begin with `urn:yarrow:`; docs/fhir.md lists them."""

from __future__ import annotations

from typing import Any

OURS = "urn:yarrow"
HL7 = "http://terminology.hl7.org/CodeSystem"
UCUM = "http://unitsofmeasure.org"
LOINC = "http://loinc.org"
SYSTEMS = {
    "SNOMED CT": "http://snomed.info/sct",
    "ICD-10": "http://hl7.org/fhir/sid/icd-10",
    "ICD-10-CM": "http://hl7.org/fhir/sid/icd-10-cm",
}
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
# The units of the questions in UCUM; a unit that is not here is given in words only.
UNITS = {
    "years": "a",
    "months": "mo",
    "weeks": "wk",
    "days": "d",
    "hours": "h",
    "°C": "Cel",
    "a day": "/d",
    "pads an hour": "/h",
    "days a month": "d/mo",
}


def coding(kind: str, code: str, display: str | None = None) -> dict[str, Any]:
    """A code of one of our own systems, such as `urn:yarrow:triage-level`."""
    return standard_coding(f"{OURS}:{kind}", code, display)


def standard_coding(system: str, code: str, display: str | None = None) -> dict[str, Any]:
    """A code of any system."""
    return {"system": system, "code": code, **({"display": display} if display else {})}


def concept(*codings: dict[str, Any], text: str | None = None) -> dict[str, Any]:
    """A concept with its codes and its words."""
    return {**({"coding": list(codings)} if codings else {}), **({"text": text} if text else {})}


def hl7(system: str, code: str) -> dict[str, Any]:
    """A concept of one of HL7's own small systems, such as `condition-ver-status`."""
    return concept(standard_coding(f"{HL7}/{system}", code))


def quantity(value: float, unit: str | None) -> dict[str, Any]:
    """A number with its unit, in UCUM where UCUM has it."""
    found: dict[str, Any] = {"value": value, **({"unit": unit} if unit else {})}
    return {**found, "system": UCUM, "code": UNITS[unit]} if unit in UNITS else found


def extension(name: str, kind: str, value: Any) -> dict[str, Any]:
    """An extension of our own with one value: `extension("evidence", "Code", "standard")`."""
    return {"url": f"{OURS}:fhir:{name}", f"value{kind}": value}


def parts(name: str, *given: tuple[str, str, Any]) -> dict[str, Any]:
    """An extension of our own with parts `(name, kind, value)`; parts without a value are left out."""
    held = [{"url": part, f"value{kind}": value} for part, kind, value in given if value not in (None, "", [])]
    return {"url": f"{OURS}:fhir:{name}", "extension": held}


def absent(reason: str) -> dict[str, Any]:
    """HL7's extension that says why there is no answer: `asked-unknown`, `asked-declined`, `not-asked`."""
    return {"url": ABSENT, "valueCode": reason}


def notes(*texts: str) -> list[dict[str, str]]:
    """Annotations, those with words in them."""
    return [{"text": text} for text in texts if text]
