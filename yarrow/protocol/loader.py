"""Reads the whole protocol, checks it, and hands it over as values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from yarrow.clinical.criterion import AnyOf, Criterion, Member, Named
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.protocol.advice import load_not_needed, load_recommendations
from yarrow.protocol.catalogue import load_conditions, load_locales, load_medicines, load_symptoms
from yarrow.protocol.evidence import load_evidence
from yarrow.protocol.items import reviews
from yarrow.protocol.open_points import load_open_points
from yarrow.protocol.questions import load_questions
from yarrow.protocol.references import check_references
from yarrow.protocol.rules import load_definitions, load_overlays, load_rules, load_standards
from yarrow.protocol.spelling import load_spellings
from yarrow.protocol.wording import load_wording

ROOT = Path(__file__).resolve().parents[2] / "protocol"


def load(root: Path | None = None) -> Protocol:
    """The protocol under `root` (default: the repository's protocol/); raises ProtocolError that says what to mend."""
    folder = root or ROOT
    sections, questions = load_questions(folder)
    protocol = Protocol(
        sections=sections,
        questions=questions,
        rules=load_rules(folder),
        standards=load_standards(folder),
        overlays=load_overlays(folder),
        definitions=load_definitions(folder),
        recommendations=load_recommendations(folder),
        not_needed=load_not_needed(folder),
        conditions=load_conditions(folder),
        medicines=load_medicines(folder),
        symptoms=load_symptoms(folder),
        locales=load_locales(folder),
        wording=load_wording(folder),
        evidence=load_evidence(folder),
        spellings=load_spellings(folder),
        reviews=reviews(folder),
        open_points=load_open_points(folder),
        version=content_hash(folder),
    )
    protocol = replace(protocol, named=_named(protocol))
    check_references(protocol, folder)
    return protocol


def content_hash(root: Path) -> str:
    """Twelve characters that change whenever a file of the protocol does."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yml")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _named(protocol: Protocol) -> Mapping[str, Criterion]:
    """The definitions, the groups that the catalogue makes, and the rules."""
    medicines = ((item.id, item.flags) for item in protocol.medicines.values())
    conditions = ((item.id, item.groups) for item in protocol.conditions.values())
    symptoms = ((item.id, item.groups) for item in protocol.symptoms.values())
    return {
        **_groups("medicine_flag", "medicines", medicines),
        **_groups("condition_group", "conditions", conditions),
        **_groups("symptom_group", "symptoms", symptoms),
        **{f"rule_level.{level.name}": _fired(protocol, level) for level in Level},
        **{f"rule.{rule.id}": rule.when for rule in protocol.rules},
        **protocol.definitions,
    }


def _groups(prefix: str, family: str, items: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, Criterion]:
    groups: dict[str, list[str]] = {}
    for name, labels in items:
        for label in labels:
            groups.setdefault(f"{prefix}.{label}", []).append(name)
    return {name: Member(family, tuple(members)) for name, members in groups.items()}


def _fired(protocol: Protocol, level: Level) -> Criterion:
    return AnyOf(tuple(Named(f"rule.{rule.id}") for rule in protocol.rules if rule.level is level))
