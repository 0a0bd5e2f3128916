"""A criterion as it stands in one case: each part with its truth, and the facts that decided the leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.criterion import (
    FALSE,
    TRUE,
    UNKNOWN,
    All,
    Always,
    AnyOf,
    Compare,
    Criterion,
    Equals,
    Known,
    Member,
    Named,
    Not,
    Truth,
    Unanswered,
    Unless,
    parts_of,
)
from yarrow.clinical.view import View

# A rule that another rule speaks of has its own tree; here it is one leaf.
OTHER_RULES = ("rule.", "rule_level.")
# Holds of half of all patients, and speaks for nothing by itself.
BACKGROUND = ("age", "locale")


@dataclass(frozen=True)
class Deciding:
    """A fact that decided a leaf, or that it lacks: its path, its status, its value, and how it came to the record.

    `status`: "present", "denied", "declined" …; None if nothing was ever said of it.
    """

    path: str
    status: str | None
    value: Any = None
    told: str | None = None
    captured: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "path": self.path,
            "status": self.status,
            "value": self.value,
            "told": self.told,
            "captured": self.captured,
        }


@dataclass(frozen=True)
class Node:
    """One criterion in one case. `says`: the criterion in the words of protocol/README.md."""

    says: str
    truth: Truth
    facts: tuple[Deciding, ...] = ()
    parts: tuple[Node, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As plain values; what is empty is left out."""
        entry: dict[str, Any] = {"says": self.says, "truth": self.truth.name.lower()}
        if self.facts:
            entry["facts"] = [fact.to_json() for fact in self.facts]
        if self.parts:
            entry["parts"] = [part.to_json() for part in self.parts]
        return entry


def tree(criterion: Criterion, view: View) -> Node:
    """The criterion and everything inside it, definitions followed, other rules not."""
    truth = criterion.evaluate(view)
    if isinstance(criterion, Named):
        if criterion.name.startswith(OTHER_RULES):
            return Node(criterion.name, truth)
        inner = view.named(criterion.name)
        if isinstance(inner, Member):
            return Node(criterion.name, truth, _deciding(inner, truth, view))
        return Node(criterion.name, truth, parts=(tree(inner, view),))
    parts = tuple(tree(part, view) for part in parts_of(criterion))
    return Node(_says(criterion), truth, () if parts else _deciding(criterion, truth, view), parts)


def _says(criterion: Criterion) -> str:
    if isinstance(criterion, Member):
        return f"{criterion.family}: {' or '.join(criterion.ids)}"
    if isinstance(criterion, Equals):
        return f"{criterion.path} is {' or '.join(dict.fromkeys(_word(value) for value in criterion.values))}"
    if isinstance(criterion, Compare):
        return f"{criterion.path} {criterion.comparison.replace('_', ' ')} {criterion.bound:g}"
    if isinstance(criterion, Known):
        return f"{criterion.path} is known"
    if isinstance(criterion, Unanswered):
        return f"{criterion.path} was asked in vain"
    return _JOINING[type(criterion)]


_JOINING: dict[type, str] = {All: "all", AnyOf: "any", Not: "known not", Unless: "unless", Always: "always"}


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _deciding(leaf: Criterion, truth: Truth, view: View) -> tuple[Deciding, ...]:
    paths = dict.fromkeys(found for path in _paths(leaf, truth, view) for found in view.recorded(path))
    return tuple(_open(path, view) if truth is UNKNOWN else _fact(path, view) for path in paths)


def _paths(leaf: Criterion, truth: Truth, view: View) -> Iterator[str]:
    """What decided the leaf; of many ids that are not known, the list they belong to."""
    if isinstance(leaf, Member) and truth is FALSE:
        yield from (f"{leaf.family}.{one}" for one in leaf.ids if view.answered(f"{leaf.family}.{one}"))
    elif isinstance(leaf, (Member, Equals, Compare, Known, Unanswered)):
        yield from leaf.leaves(view, truth)


def _open(path: str, view: View) -> Deciding:
    fact = view.facts.get(path)
    return Deciding(path, fact.status.value if fact else None)


def _fact(path: str, view: View) -> Deciding:
    fact = view.facts.get(path)
    if fact is not None:
        origin = fact.provenance
        return Deciding(path, fact.status.value, fact.value, origin.text, origin.captured)
    value = view.value(path) if not path.startswith("losses[") else dict(view.loss(path)) or None
    return Deciding(path, "present" if value is not None else None, value)


def speaks_for(criterion: Criterion, view: View) -> bool:
    """Whether something told makes a part of it hold, so that it is not merely unknown altogether."""
    if isinstance(criterion, Named):
        if criterion.name.startswith(OTHER_RULES):
            return False
        return speaks_for(view.named(criterion.name), view)
    if isinstance(criterion, (Equals, Compare)) and criterion.path in BACKGROUND:
        return False
    if isinstance(criterion, (Member, Equals, Compare)):
        return criterion.evaluate(view) is TRUE
    return not isinstance(criterion, Unless) and any(speaks_for(part, view) for part in parts_of(criterion))


def is_open(criterion: Criterion, view: View) -> bool:
    """Whether more answers would settle it, and something told speaks for it already."""
    return criterion.evaluate(view) is UNKNOWN and speaks_for(criterion, view)
