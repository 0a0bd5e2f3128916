"""How a triage came about, step by step: for staff, and for `yarrow triage --explain`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yarrow.clinical.advice import Advice
from yarrow.clinical.cause import causes, recorded
from yarrow.clinical.criterion import TRUE, Criterion, missing
from yarrow.clinical.done import is_settled
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.rule import Add, Fired, Rule
from yarrow.clinical.telling import Telling
from yarrow.clinical.trace_tree import Node, is_open, tree
from yarrow.clinical.triage import Facts, Triage, assess
from yarrow.clinical.view import View


@dataclass(frozen=True)
class Trace:
    """A triage with its reasons. `rules`: those that fired, the most urgent first. Everything else by id.

    `left_out`: what was asked for and is not advised, with the facts that make it idle. `open`: rules that more answers
    would settle, and for which something speaks. `up`: those of them that would raise the level. `down`: the level if
    the most urgent rules had not fired.
    """

    triage: Triage
    rules: tuple[dict[str, Any], ...]
    left_out: tuple[dict[str, Any], ...]
    overlays: tuple[tuple[str, Node], ...]
    open: tuple[dict[str, Any], ...]
    down: Level

    @property
    def up(self) -> tuple[dict[str, Any], ...]:
        """The open rules that are more urgent than the level."""
        return tuple(rule for rule in self.open if Level[rule["level"]] < self.triage.level)

    def to_json(self) -> dict[str, Any]:
        """As the console and `yarrow triage --explain` show it."""
        return {
            "level": self.triage.level.name,
            "rules": list(self.rules),
            "advice": [_advised(item) for item in self.triage.recommendations],
            "deferred": [_advised(item) for item in self.triage.deferred],
            "left_out": list(self.left_out),
            "done": [item.to_json() for item in self.triage.done],
            "overlays": [{"id": name, "when": node.to_json()} for name, node in self.overlays],
            "conflicts": list(self.triage.conflicts),
            "undetermined": list(self.open),
            "would_change": {
                "up": [{"rule": rule["rule"], "level": rule["level"], "missing": rule["missing"]} for rule in self.up],
                "down": {"without": [rule.id for rule in self._deciding], "level": self.down.name},
            },
            "protocol": self.triage.protocol,
        }

    @property
    def _deciding(self) -> tuple[Fired, ...]:
        return tuple(rule for rule in self.triage.rules if rule.level is self.triage.level)


def trace(protocol: Protocol, facts: Facts) -> Trace:
    """Judge the facts and say how."""
    view = facts if isinstance(facts, View) else protocol.view(facts)
    triage = assess(protocol, view)
    others = (rule.level for rule in triage.rules if rule.level is not triage.level)
    return Trace(
        triage=triage,
        rules=tuple(_rule(fired, view) for fired in triage.rules),
        left_out=tuple(_left_out(protocol, triage, view)),
        overlays=tuple((item.id, tree(item.when, view)) for item in protocol.overlays if item.id in triage.overlays),
        open=tuple(_open(rule, view) for rule in protocol.rules if is_open(rule.when, view)),
        down=Level.worst(others),
    )


def _rule(fired: Fired, view: View) -> dict[str, Any]:
    rule = fired.rule
    adds = (*rule.adds, *(add for raised in fired.raised for add in raised.adds))
    return {
        "rule": rule.id,
        "level": fired.level.name,
        "title": rule.title,
        "sources": list(rule.sources),
        "facts": list(fired.facts),
        "when": tree(rule.when, view).to_json(),
        "raises": [
            {"level": item.level.name, "holds": item in fired.raised, "when": tree(item.when, view).to_json()}
            for item in rule.raises
        ],
        "adds": [_add(add, view) for add in adds],
        "conditions": rule.conditions,
    }


def _add(add: Add, view: View) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": add.id, "added": _holds(add.when, view)}
    if add.when is not None:
        entry["when"] = tree(add.when, view).to_json()
    if add.evidence is not None:
        entry["evidence"] = add.evidence
    return {**entry, "future": True} if add.future else entry


def _holds(criterion: Criterion | None, view: View) -> bool:
    return criterion is None or criterion.evaluate(view) is TRUE


def _advised(item: Advice) -> dict[str, Any]:
    """What was advised, and everyone who asked for it: a rule, a condition (with its rule), or a standard."""
    asked = [{"rule": cause.rule, "condition": cause.condition, "level": cause.level.name} for _, cause in item.asked]
    return {**item.to_json(), "asked_by": asked}


def _left_out(protocol: Protocol, triage: Triage, view: View) -> list[dict[str, Any]]:
    """What a rule asked for and the patient's own facts made idle: a test done, gluten no longer eaten."""
    advised = {item.id for item in (*triage.recommendations, *triage.deferred)}
    asked: dict[str, list[str | None]] = {}
    for add, cause in causes(triage.rules, Telling(protocol, view)):
        if _holds(add.when, view) and add.id not in advised:
            asked.setdefault(add.id, []).append(cause.rule)
    found = []
    for name, rules in asked.items():
        item = protocol.recommendations[name]
        if is_settled(item, view) and item.done_when is not None:
            node = tree(item.done_when, view)
            facts = list(recorded(item.done_when, view))
            found.append({"id": name, "asked_by": rules, "facts": facts, "because": node.to_json()})
    return found


def _open(rule: Rule, view: View) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "level": rule.level.name,
        "title": rule.title,
        "missing": list(missing(rule.when, view)),
        "when": tree(rule.when, view).to_json(),
    }
