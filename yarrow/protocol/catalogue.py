"""Reads conditions.yml, medicines.yml, symptoms.yml and locales.yml: what there is to tell, and whom to call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from yarrow.clinical.code import Code
from yarrow.clinical.condition import Condition
from yarrow.clinical.locale import Locale
from yarrow.clinical.medicine import Medicine
from yarrow.clinical.spelling import WRITTEN
from yarrow.clinical.symptom import Symptom
from yarrow.protocol.calls import line, lines
from yarrow.protocol.entries import adds, read_entries, sources, unique, words
from yarrow.protocol.files import mapping, text
from yarrow.protocol.where import Where

CONDITION_KEYS = frozenset(
    {"id", "name", "groups", "codes", "treatments", "ask", "note", "planning", "pregnant", "source"}
)
# `seen`: the code was met with the right name in public lists only, not in a release (clinical.md §3.2).
CODE_SYSTEMS = {
    "snomed": ("SNOMED CT", False),
    "snomed_seen": ("SNOMED CT", True),
    "icd10": ("ICD-10", False),
    "icd10_cm": ("ICD-10-CM", False),
}
CODE_KEYS = frozenset({*CODE_SYSTEMS, "certain", "name"})
MEDICINE_KEYS = frozenset({"id", "name", "flags", "note", "source"})
SYMPTOM_KEYS = frozenset({"id", "label", "groups", "source"})
LOCALE_KEYS = frozenset(
    {
        *("id", "name", "emergency", "urgent_advice", "crisis", "abuse", "under18", "support", "silent_call"),
        *("wording", "lang", "source"),
    }
)
Item = TypeVar("Item", Condition, Medicine, Symptom, Locale)
Reader = Callable[[Mapping[str, Any], Where, "tuple[str, ...]"], Item]


def load_conditions(root: Path) -> Mapping[str, Condition]:
    """The conditions by id. Raises ProtocolError."""
    return _load(root, "conditions", CONDITION_KEYS, _condition)


def load_medicines(root: Path) -> Mapping[str, Medicine]:
    """The medicines by id. Raises ProtocolError."""
    return _load(root, "medicines", MEDICINE_KEYS, _medicine)


def load_symptoms(root: Path) -> Mapping[str, Symptom]:
    """The symptoms by id. Raises ProtocolError."""
    return _load(root, "symptoms", SYMPTOM_KEYS, _symptom)


def load_locales(root: Path) -> Mapping[str, Locale]:
    """The locales by id, `unknown` among them. Raises ProtocolError."""
    found = _load(root, "locales", LOCALE_KEYS, _locale)
    if "unknown" not in found:
        raise Where("locales.yml", origin=root / "locales.yml").error(
            "no locale 'unknown'", "one, for those who do not tell where they are"
        )
    return found


def _load(root: Path, name: str, allowed: frozenset[str], read: Reader[Item]) -> Mapping[str, Item]:
    items = read_entries(root, f"{name}.yml", name, allowed)
    found = [(read(entry, where, sources(entry, header, where)), where) for entry, where, header in items]
    unique((item.id, where) for item, where in found)
    return {item.id: item for item, _ in found}


def _condition(entry: Mapping[str, Any], where: Where, source: tuple[str, ...]) -> Condition:
    planning = adds(entry, "planning", where)
    return Condition(
        id=text(entry, "id", where),
        name=text(entry, "name", where),
        groups=words(entry, "groups", where),
        codes=_codes(entry.get("codes", []), where.at("codes")),
        planning=planning,
        pregnant=adds(entry, "pregnant", where) if "pregnant" in entry else planning,
        sources=source,
        treatments=words(entry, "treatments", where),
        ask=text(entry, "ask", where, ""),
        note=text(entry, "note", where, ""),
    )


def _codes(value: Any, where: Where) -> tuple[Code, ...]:
    if not isinstance(value, list):
        raise where.error(value, "a list of codes, such as {icd10: M32.9}")
    return tuple(_code(entry, where.at(index)) for index, entry in enumerate(value))


def _code(value: Any, where: Where) -> Code:
    entry = mapping(value, where, CODE_KEYS)
    keys = [key for key in entry if key in CODE_SYSTEMS]
    if len(keys) != 1:
        raise where.error(dict(entry), f"one code, under one of {', '.join(CODE_SYSTEMS)}")
    certain = entry.get("certain", True)
    if not isinstance(certain, bool):
        raise where.at("certain").error(certain, "true or false")
    system, seen = CODE_SYSTEMS[keys[0]]
    return Code(system, text(entry, keys[0], where), seen, certain, text(entry, "name", where, ""))


def _medicine(entry: Mapping[str, Any], where: Where, source: tuple[str, ...]) -> Medicine:
    return Medicine(
        id=text(entry, "id", where),
        name=text(entry, "name", where),
        flags=words(entry, "flags", where),
        note=text(entry, "note", where, ""),
        sources=source,
    )


def _symptom(entry: Mapping[str, Any], where: Where, source: tuple[str, ...]) -> Symptom:
    return Symptom(text(entry, "id", where), text(entry, "label", where), words(entry, "groups", where), source)


def _locale(entry: Mapping[str, Any], where: Where, source: tuple[str, ...]) -> Locale:
    wording = mapping(entry.get("wording", {}), where.at("wording"), frozenset({"two_losses", "two_losses_early"}))
    emergency, to_emergency = line(entry.get("emergency"), where.at("emergency"))
    urgent, to_urgent = line(entry.get("urgent_advice"), where.at("urgent_advice"))
    crisis, to_crisis = lines(entry.get("crisis", []), where.at("crisis"))
    abuse, to_abuse = lines(entry.get("abuse", []), where.at("abuse"))
    under18, to_under18 = lines(entry.get("under18", []), where.at("under18"))
    return Locale(
        id=text(entry, "id", where),
        name=text(entry, "name", where),
        emergency=emergency,
        urgent_advice=urgent,
        crisis=crisis,
        abuse=abuse,
        under18=under18,
        support=words(entry, "support", where),
        silent_call=text(entry, "silent_call", where, ""),
        wording={key: text(wording, key, where.at("wording")) for key in wording},
        lang=text(entry, "lang", where, WRITTEN),
        calls={
            "emergency": to_emergency,
            "urgent_advice": to_urgent,
            "crisis": to_crisis,
            "abuse": to_abuse,
            "under18": to_under18,
        },
        sources=source,
    )
