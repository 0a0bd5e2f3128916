"""The triage as a RiskAssessment: how soon to be seen, by which rules, from which facts, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yarrow.brief.fhir.naming import name_of
from yarrow.brief.fhir.telling import Resource, Telling, refers_to
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


def risk_assessment(telling: Telling, made: Mapping[str, Resource]) -> Resource:
    """The assessment; without a level where the deployment shows none to the patient. `made`: the facts' resources."""
    fired = telling.triage.rules
    return telling.resource(
        "RiskAssessment",
        extension=[_rule(telling, rule) for rule in fired] if telling.shows_level else None,
        status="final",
        method=concept(coding("protocol", telling.triage.protocol or "unknown"), text="Yarrow's protocol"),
        code=concept(coding("assessment", "triage"), text="How soon to be seen"),
        subject=telling.subject,
        occurrenceDateTime=telling.moment,
        performer=telling.reference("Device"),
        basis=basis((path for rule in fired for path in rule.facts), made),
        prediction=[_prediction(telling)] if telling.shows_level else None,
        mitigation="\n".join(item.text for item in telling.triage.recommendations),
        note=notes(NO_DIAGNOSIS, *_caveats(telling)),
    )


def basis(paths: Iterable[str], made: Mapping[str, Resource]) -> list[dict[str, str]]:
    """References to the resources made of these facts, each once."""
    found = (made.get(path) or made.get(_counted(path)) for path in paths)
    return [{"reference": url} for url in dict.fromkeys(refers_to(one)["reference"] for one in found if one)]


def _counted(path: str) -> str:
    """Where a number worked out from the losses stands; the path itself for all others."""
    return "losses" if path in COUNTS or path.startswith("losses.") else path


def _prediction(telling: Telling) -> dict[str, Any]:
    level = telling.triage.level
    because = [rule.rule.because for rule in telling.triage.rules if rule.rule.because]
    found: dict[str, Any] = {
        "outcome": concept(text="needs care this soon"),
        "qualitativeRisk": concept(coding("triage-level", level.name, LEVELS[level]), text=LEVELS[level]),
    }
    return {**found, "rationale": "; ".join(dict.fromkeys(because))} if because else found


def _rule(telling: Telling, fired: Fired) -> dict[str, Any]:
    """A rule that fired, with the facts that made it and the guidelines behind it."""
    names = dict.fromkeys(f"{name_of(telling.protocol, path)} ({path})" for path in fired.facts)
    return parts(
        "rule",
        ("id", "Code", fired.id),
        ("level", "Code", fired.level.name),
        ("title", "String", fired.rule.title if telling.audience == "clinician" else None),
        *(("fact", "String", name) for name in names),
        *(("source", "String", source) for source in fired.rule.sources),
    )


def _caveats(telling: Telling) -> list[str]:
    """What a clinician must know of it: answers that do not agree, dangers not ruled out, advice put off."""
    triage = telling.triage
    said = [f"Told in two ways that do not agree: {', '.join(triage.conflicts)}."] if triage.conflicts else []
    open_questions = unsettled(telling.protocol, telling.history)
    if open_questions:
        said.append(f"Asked about danger in vain: {', '.join(open_questions)}.")
    for rule in triage.undetermined:
        missing = ", ".join(name_of(telling.protocol, path) for path in rule.missing)
        if telling.audience == "clinician" and missing:
            said.append(f"Not ruled out: {telling.protocol.rule[rule.rule].title} (not known: {missing}).")
    if triage.deferred:
        ids = ", ".join(item.id for item in triage.deferred)
        said.append(f"Put off until the patient has help: {ids}.")
    if triage.overlays:
        said.append(f"Also: {', '.join(triage.overlays)}.")
    return said
