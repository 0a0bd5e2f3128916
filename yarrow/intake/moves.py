"""Who would be judged otherwise by another version of the protocol, and by which rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yarrow.clinical.history import History
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.triage import assess
from yarrow.clinical.unsettled import unsettled

# How two results of one history can differ; the first that holds is told.
MOVES = {
    "up": "would be more urgent",
    "down": "would be less urgent",
    "advice": "would get other rules at the same level",
    "recommendations": "would get other recommendations by the same rules",
    "same": "the same",
    "new": "judged for the first time",
}


def judged(protocol: Protocol, facts: History | Mapping[str, Any]) -> dict[str, Any]:
    """Level, rules and recommendations: as much of a triage as a comparison needs, and no reasons."""
    found = assess(protocol, facts)
    level = found.level
    if isinstance(facts, History) and unsettled(protocol, facts):
        level = min(level, Level.T2)
    advised = [item.id for item in (*found.recommendations, *found.deferred)]
    return {"level": level.name, "rules": list(found.ids), "recommendations": advised}


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """How two triage results of one history differ; the lower T is the more urgent. `before` may be empty."""
    rules_gone, rules_new = _changed(before, now, "rules")
    gone, new = _changed(before, now, "recommendations")
    was, level = before.get("level"), now["level"]
    if was is None:
        moved = "new"
    elif was != level:
        moved = "up" if level < was else "down"
    elif rules_gone or rules_new:
        moved = "advice"
    else:
        moved = "recommendations" if gone or new else "same"
    return {
        "was": was,
        "now": level,
        "moved": moved,
        "rules_gone": rules_gone,
        "rules_new": rules_new,
        "recommendations_gone": gone,
        "recommendations_new": new,
    }


def _changed(before: Mapping[str, Any], now: Mapping[str, Any], key: str) -> tuple[list[str], list[str]]:
    then, today = _ids(before, key), _ids(now, key)
    return sorted(then - today), sorted(today - then)


def _ids(triage: Mapping[str, Any], key: str) -> set[str]:
    """The ids of rules or recommendations, whether listed as ids or with their reasons; what waits is counted too."""
    listed: Iterable[Any] = triage.get(key) or ()
    if key == "recommendations":
        listed = (*listed, *(triage.get("deferred") or ()))
    return {item if isinstance(item, str) else item.get("id") or item["rule"] for item in listed}


@dataclass
class Tally:
    """How many moved in which way, and how often each rule or recommendation came or went."""

    moves: Counter[str] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)
    went: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Mapping[str, Any]) -> None:
        """Count one difference; what is judged for the first time came and went nowhere."""
        self.moves[outcome["moved"]] += 1
        if outcome["moved"] == "new":
            return
        for key in ("rules", "recommendations"):
            self.came.update(outcome[f"{key}_new"])
            self.went.update(outcome[f"{key}_gone"])

    @property
    def sentence(self) -> str:
        """All histories by how they moved, in one sentence."""
        told = ", ".join(f"{self.moves[moved]} {words}" for moved, words in MOVES.items())
        return f"{sum(self.moves.values())} histories: {told}."

    @property
    def lines(self) -> list[str]:
        """What came or went, one line each, by id: "P04: in 3 more, in 1 fewer"."""
        names = sorted({*self.came, *self.went})
        return [f"{name}: in {self.came[name]} more, in {self.went[name]} fewer" for name in names]
