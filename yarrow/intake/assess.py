"""Triage of facts on their own: the JSON contract of `yarrow triage`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yarrow.clinical.protocol import Protocol
from yarrow.clinical.schema import check
from yarrow.clinical.triage import assess
from yarrow.intake.understand import EntryError


def triage_entry(protocol: Protocol, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Level, rules, recommendations and the rest for one entry `{"id", "facts"}`. Raises EntryError on bad facts."""
    facts = entry.get("facts")
    if not isinstance(facts, Mapping):
        raise EntryError('needs "facts", an object in the flat schema')
    known = {"symptoms": protocol.symptoms, "conditions": protocol.conditions, "medicines": protocol.medicines}
    problems = check(facts, known)  # an id nobody knows would fire no rule, and look like good news
    if problems:
        raise EntryError(f"has facts that cannot be right: {'; '.join(problems)}")
    return {"id": entry.get("id"), **assess(protocol, facts).to_json()}


def explain(protocol: Protocol, triage: Mapping[str, Any]) -> str:
    """The triage as lines to read: the level, each rule with what made it hold, and the advice with its reason."""
    lines = [f"Level {triage['level']}"]
    for name in triage["rules"]:
        rule = protocol.rule.get(name)
        lines.append(f"  {name}: {rule.title} ({', '.join(rule.sources)})" if rule else f"  {name}")
    for item in triage["recommendations"]:
        later = ", later" if item.get("when") == "later" else ""
        lines.append(f"  {item['id']} ({item['evidence']}{later}): {item.get('reason') or 'always'}")
    for name in triage.get("deferred") or ():
        lines.append(f"  {name if isinstance(name, str) else name['id']}: deferred until this is safe")
    lines += [f"  overlay {name}" for name in triage.get("overlays") or ()]
    return "\n".join(lines)
