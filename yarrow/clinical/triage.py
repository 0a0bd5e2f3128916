"""How urgent the case is, why, and what to discuss with a clinician. Source: clinical.md §6."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.advice import Advice, advise
from yarrow.clinical.criterion import TRUE, UNKNOWN, missing
from yarrow.clinical.done import Done
from yarrow.clinical.history import History
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.recommendation import NotNeeded
from yarrow.clinical.rule import Fired, Rule
from yarrow.clinical.schema import LISTS
from yarrow.clinical.view import View

Facts = Mapping[str, Any] | History | View


@dataclass(frozen=True)
class Undetermined:
    """A rule that may yet fire: `present` symptoms speak for it, the `missing` answers would settle it."""

    rule: str
    level: Level
    present: tuple[str, ...]
    missing: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "rule": self.rule,
            "level": self.level.name,
            "present": list(self.present),
            "missing": list(self.missing),
        }


@dataclass(frozen=True)
class Triage:
    """The result. `deferred`: what waits until there is help (T0, T1). `conflicts`: answers that do not agree.

    `done`: tests that would be advised had they not been done already.
    """

    level: Level
    rules: tuple[Fired, ...] = ()
    recommendations: tuple[Advice, ...] = ()
    deferred: tuple[Advice, ...] = ()
    overlays: tuple[str, ...] = ()
    not_needed: tuple[NotNeeded, ...] = ()
    undetermined: tuple[Undetermined, ...] = ()
    conflicts: tuple[str, ...] = ()
    done: tuple[Done, ...] = ()
    protocol: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules that fired, the most urgent first."""
        return tuple(rule.id for rule in self.rules)

    @property
    def ask(self) -> str | None:
        """The answer to ask for first because it could make the case more urgent; None if there is none.

        A number or a choice before one more of a list, which has its own question.
        """
        missing = [path for rule in self.undetermined if rule.level < self.level for path in rule.missing]
        return next((path for path in missing if path.partition(".")[0] not in LISTS), missing[0] if missing else None)

    def to_json(self) -> dict[str, Any]:
        """As in the record (DESIGN §4.3, §4.5)."""
        return {
            "level": self.level.name,
            "rules": list(self.ids),
            "recommendations": [item.to_json() for item in self.recommendations],
            "overlays": list(self.overlays),
            "deferred": [item.to_json() for item in self.deferred],
            "done": [item.to_json() for item in self.done],
            "not_needed": [_not_needed_json(item) for item in self.not_needed],
            "undetermined": [item.to_json() for item in self.undetermined],
            "conflict": bool(self.conflicts),
            "conflicts": list(self.conflicts),
            "protocol": self.protocol,
        }


def assess(protocol: Protocol, facts: Facts) -> Triage:
    """Judge all that is known. Never raises on missing facts: unknown fires nothing and rules nothing out."""
    return _judged(protocol, facts)


def urgent(protocol: Protocol, facts: Facts) -> Triage:
    """Judge by the E, D and S rules alone: the red-flag lane. T5 with no rules if none fires."""
    return _judged(protocol, facts, in_lane=True)


def _judged(protocol: Protocol, facts: Facts, *, in_lane: bool = False) -> Triage:
    protocol = protocol.speaking_to(facts)
    view = _view(protocol, facts)
    fired = _fired((rule for rule in protocol.rules if rule.is_urgent or not in_lane), view)
    level = Level.worst(rule.level for rule in fired)
    advised = advise(protocol, fired, view, level)
    return Triage(
        level=level,
        rules=fired,
        recommendations=advised.now,
        deferred=advised.deferred,
        overlays=tuple(item.id for item in protocol.overlays if item.when.evaluate(view) is TRUE),
        not_needed=() if level.stops_history or in_lane else _not_needed(protocol, view),
        undetermined=_undetermined(protocol, view),
        conflicts=_conflicts(view),
        done=advised.done,
        protocol=protocol.version,
    )


def _view(protocol: Protocol, facts: Facts) -> View:
    return facts if isinstance(facts, View) else protocol.view(facts)


def _fired(rules: Iterable[Rule], view: View) -> tuple[Fired, ...]:
    found = (_fire(rule, view) for rule in rules if view.truth(f"rule.{rule.id}") is TRUE)
    return tuple(sorted(found, key=lambda fired: fired.level))


def _fire(rule: Rule, view: View) -> Fired:
    raised = tuple(item for item in rule.raises if item.when.evaluate(view) is TRUE)
    return Fired(rule, Level.worst((rule.level, *(item.level for item in raised))), raised, view)


def _not_needed(protocol: Protocol, view: View) -> tuple[NotNeeded, ...]:
    return tuple(item for item in protocol.not_needed.values() if item.when.evaluate(view) is TRUE)


def _not_needed_json(item: NotNeeded) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name,
        "evidence": item.evidence,
        "reason": item.text,
        "sources": list(item.sources),
    }


def _undetermined(protocol: Protocol, view: View) -> tuple[Undetermined, ...]:
    """Urgent rules that a present symptom speaks for, and that an answer would settle; the most urgent first."""
    told = view.flat.get("symptoms") or ()
    return tuple(
        Undetermined(rule, protocol.rule[rule].level, present, missing(view.named(f"rule.{rule}"), view))
        for rule, symptoms in protocol.red_flags.items()
        if (present := tuple(f"symptoms.{symptom}" for symptom in told if symptom in symptoms))
        and view.truth(f"rule.{rule}") is UNKNOWN
    )


def _conflicts(view: View) -> tuple[str, ...]:
    """What was told in two ways that do not agree (clinical.md §6.2 rule 8)."""
    pregnancy = ("pregnancy",) if view.truth("pregnancy_conflict") is TRUE else ()
    return (*pregnancy, "losses") if view.losses is not None and view.losses.conflict else pregnancy
