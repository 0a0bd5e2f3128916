"""The triage as a RiskAssessment: how soon to be seen, by which rules, from which facts, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yarrow.brief.fhir.handover import Handover, Resource, refers_to
from yarrow.brief.fhir.naming import name_of
from yarrow.brief.fhir.terms import coding, concept, notes, parts
from yarrow.clinical.level import Level
from yarrow.clinical.losses import COUNTS
from yarrow.clinical.rule import Fired
from yarrow.clinical.unsettled import unsettled

# How soon, in a clinician's words. Source: clinical.md §6.1.
LEVELS = {
    Level.T0: "call an ambulance now",
    Level.T1: "emergency care within the hour",
    Level.T2: "to be seen or spoken to the same day",
    Level.T3: "to be seen within two weeks",
    Level.T4: "planned evaluation, contact within about four weeks",
    Level.T5: "routine, no deadline",
}
NO_DIAGNOSIS = "Made by rules from what the patient told. It is no diagnosis and no prescription."


def risk_assessment(handover: Handover, made: Mapping[str, Resource]) -> Resource:
    """The assessment; without a level where the deployment shows none to the patient. `made`: the facts' resources."""
    fired = handover.triage.rules
    return handover.resource(
        "RiskAssessment",
        extension=[_rule(handover, rule) for rule in fired] if handover.shows_level else None,
        status=handover.stage,
        method=concept(coding("protocol", handover.triage.protocol or "unknown"), text="Yarrow's protocol"),
        code=concept(coding("assessment", "triage"), text="How soon to be seen"),
        subject=handover.subject,
        occurrenceDateTime=handover.moment,
        performer=handover.reference("Device"),
        basis=basis((path for rule in fired for path in rule.facts), made),
        prediction=[_prediction(handover)] if handover.shows_level else None,
        mitigation="\n".join(item.text for item in handover.triage.recommendations),
        note=notes(NO_DIAGNOSIS, *_caveats(handover)),
    )


def basis(paths: Iterable[str], made: Mapping[str, Resource]) -> list[dict[str, str]]:
    """References to the resources made of these facts, each once."""
    found = (made.get(path) or made.get(_counted(path)) for path in paths)
    return [{"reference": url} for url in dict.fromkeys(refers_to(one)["reference"] for one in found if one)]


def _counted(path: str) -> str:
    """Where a number worked out from the losses stands; the path itself for all others."""
    return "losses" if path in COUNTS or path.startswith("losses.") else path


def _prediction(handover: Handover) -> dict[str, Any]:
    level = handover.triage.level
    because = [rule.rule.because for rule in handover.triage.rules if rule.rule.because]
    found: dict[str, Any] = {
        "outcome": concept(text="needs care this soon"),
        "qualitativeRisk": concept(coding("triage-level", level.name, LEVELS[level]), text=LEVELS[level]),
    }
    return {**found, "rationale": "; ".join(dict.fromkeys(because))} if because else found


def _rule(handover: Handover, fired: Fired) -> dict[str, Any]:
    """A rule that fired, with the facts that made it and the guidelines behind it."""
    names = dict.fromkeys(f"{name_of(handover.protocol, path)} ({path})" for path in fired.facts)
    return parts(
        "rule",
        ("id", "Code", fired.id),
        ("level", "Code", fired.level.name),
        ("title", "String", fired.rule.title if handover.audience == "clinician" else None),
        *(("fact", "String", name) for name in names),
        *(("source", "String", source) for source in fired.rule.sources),
    )


def _caveats(handover: Handover) -> list[str]:
    """What a clinician must know of it: answers that do not agree, dangers not ruled out, advice put off."""
    triage = handover.triage
    said = [f"Told in two ways that do not agree: {', '.join(triage.conflicts)}."] if triage.conflicts else []
    open_questions = unsettled(handover.protocol, handover.history)
    if open_questions:
        said.append(f"Asked about danger in vain: {', '.join(open_questions)}.")
    for rule in triage.undetermined:
        missing = ", ".join(name_of(handover.protocol, path) for path in rule.missing)
        if handover.audience == "clinician" and missing:
            said.append(f"Not ruled out: {handover.protocol.rule[rule.rule].title} (not known: {missing}).")
    if triage.deferred:
        ids = ", ".join(item.id for item in triage.deferred)
        said.append(f"Put off until the patient has help: {ids}.")
    if triage.overlays:
        said.append(f"Also: {', '.join(triage.overlays)}.")
    return said
