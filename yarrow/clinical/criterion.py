"""What must hold of the facts: a closed vocabulary, in three values, that says why and what is missing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal, Protocol

Comparison = Literal["at_least", "above", "at_most", "below"]
# Lower and upper bound of what is known of a number, both inclusive; no upper bound is infinity.
Interval = tuple[float, float]


class Truth(IntEnum):
    """Kleene's three values: `all` is the lowest of its parts, `any` the highest. Unknown is never no."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


# Looked up thousands of times for one history; an enum's attribute costs several times as much as a name.
FALSE, UNKNOWN, TRUE = Truth


class FactsView(Protocol):
    """What a criterion may ask of the facts (yarrow.clinical.view.View)."""

    def value(self, path: str) -> Any:
        """The present value on the path; None if there is none."""

    def answered(self, path: str) -> bool:
        """Whether anything settles the path: a value, or a no."""

    def unanswered(self, path: str) -> bool:
        """Whether the patient was asked and was not sure or would not say."""

    def holds(self, family: str, *members: str) -> Truth:
        """Whether one of the members (ids) belongs to the family (`symptoms`, `conditions`, `losses` …)."""

    def number(self, path: str) -> Interval | None:
        """Bounds of a number, told or derived (`n_eshre`); None if nothing is known of it."""

    def truth(self, name: str) -> Truth:
        """The truth of a named criterion: a definition, a group, or `rule.D03`."""

    def named(self, name: str) -> Criterion:
        """The named criterion itself."""


class _Several:
    """Criteria put together: what decides them is what decides those of their parts that stand so."""

    parts: tuple[Criterion, ...]

    def leaves(self, facts: FactsView, wanted: Truth) -> Iterable[str]:
        for part in self.parts:
            if part.evaluate(facts) is wanted:
                yield from part.leaves(facts, wanted)


class _OnPath(ABC):
    """A criterion about one path: whatever it comes to, the path decides it."""

    path: str

    @abstractmethod
    def evaluate(self, facts: FactsView) -> Truth: ...

    def leaves(self, facts: FactsView, wanted: Truth) -> Iterable[str]:
        return (self.path,) if self.evaluate(facts) is wanted else ()


@dataclass(frozen=True)
class All(_Several):
    """Every part holds."""

    parts: tuple[Criterion, ...]

    def evaluate(self, facts: FactsView) -> Truth:
        truth = TRUE
        for part in self.parts:
            found = part.evaluate(facts)
            if found is FALSE:
                return found
            if found is UNKNOWN:
                truth = found
        return truth


@dataclass(frozen=True)
class AnyOf(_Several):
    """One part holds."""

    parts: tuple[Criterion, ...]

    def evaluate(self, facts: FactsView) -> Truth:
        truth = FALSE
        for part in self.parts:
            found = part.evaluate(facts)
            if found is TRUE:
                return found
            if found is UNKNOWN:
                truth = found
        return truth


@dataclass(frozen=True)
class Not:
    """Known not to hold: a known no is needed."""

    part: Criterion

    def evaluate(self, facts: FactsView) -> Truth:
        return _OPPOSITE[self.part.evaluate(facts)]

    def leaves(self, facts: FactsView, wanted: Truth) -> Iterable[str]:
        return self.part.leaves(facts, _OPPOSITE[wanted])


@dataclass(frozen=True)
class Unless:
    """Holds unless the part is known to hold; it is never unknown, and gives no reason."""

    part: Criterion

    def evaluate(self, facts: FactsView) -> Truth:
        return FALSE if self.part.evaluate(facts) is TRUE else TRUE

    def leaves(self, facts: FactsView, wanted: Truth) -> Iterable[str]:
        return ()


@dataclass(frozen=True)
class Member:
    """One of the ids belongs to the family: symptoms, conditions, medicines, family_history, asks, losses (types)."""

    family: str
    ids: tuple[str, ...]

    def evaluate(self, facts: FactsView) -> Truth:
        return facts.holds(self.family, *self.ids)

    def leaves(self, facts: FactsView, wanted: Truth) -> Iterable[str]:
        found = tuple(member for member in self.ids if facts.holds(self.family, member) is wanted)
        if wanted is UNKNOWN and len(found) > 1:
            return (self.family,)
        return (f"{self.family}.{member}" for member in found)


@dataclass(frozen=True)
class Equals(_OnPath):
    """The value on the path is one of these."""

    path: str
    values: tuple[Any, ...]

    def evaluate(self, facts: FactsView) -> Truth:
        value = facts.value(self.path)
        if value is None:
            # A denied yes/no is a known no; a denied choice equals nothing else.
            if not facts.answered(self.path):
                return UNKNOWN
            return TRUE if False in self.values else FALSE
        return TRUE if value in self.values else FALSE


@dataclass(frozen=True)
class Compare(_OnPath):
    """The number on the path, told or derived, stands so to the bound."""

    path: str
    comparison: Comparison
    bound: float

    def parts(self, low: float, high: float) -> bool:
        """Whether one of these two numbers meets it and the other does not."""
        return self._meets(low) != self._meets(high)

    def evaluate(self, facts: FactsView) -> Truth:
        interval = facts.number(self.path)
        if interval is None:
            return UNKNOWN
        low, high = interval
        holds = self._meets(low)
        if high != low and self._meets(high) != holds:
            return UNKNOWN
        return TRUE if holds else FALSE

    def _meets(self, number: float) -> bool:
        if self.comparison == "at_least":
            return number >= self.bound
        if self.comparison == "below":
            return number < self.bound
        if self.comparison == "above":
            return number > self.bound
        return number <= self.bound


@dataclass(frozen=True)
class Known(_OnPath):
    """Something settles the path, a no included; never unknown itself."""

    path: str

    def evaluate(self, facts: FactsView) -> Truth:
        return TRUE if facts.answered(self.path) else FALSE


@dataclass(frozen=True)
class Unanswered(_OnPath):
    """The patient was asked and was not sure or would not say; never unknown itself."""

    path: str

    def evaluate(self, facts: FactsView) -> Truth:
        return TRUE if facts.unanswered(self.path) else FALSE


@dataclass(frozen=True)
class Named:
    """A criterion by name: a definition, a group (`medicine_flag.teratogen`), or a rule (`rule.D03`)."""

    name: str

    def evaluate(self, facts: FactsView) -> Truth:
        return facts.truth(self.name)

    def leaves(self, facts: FactsView, wanted: Truth) -> Iterable[str]:
        return facts.named(self.name).leaves(facts, wanted) if facts.truth(self.name) is wanted else ()


@dataclass(frozen=True)
class Always:
    """Holds of anybody."""

    def evaluate(self, facts: FactsView) -> Truth:
        return TRUE

    def leaves(self, facts: FactsView, wanted: Truth) -> Iterable[str]:
        return ()


Criterion = All | AnyOf | Not | Unless | Member | Equals | Compare | Known | Unanswered | Named | Always
ALWAYS = Always()
_OPPOSITE = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}


def reasons(criterion: Criterion, facts: FactsView) -> tuple[str, ...]:
    """Paths of the facts that make the criterion true, in the order of its parts; empty unless it is true."""
    return _told(criterion, facts, TRUE)


def missing(criterion: Criterion, facts: FactsView) -> tuple[str, ...]:
    """Paths whose answer would settle the criterion; empty unless it is unknown. A family stands for several ids."""
    return _told(criterion, facts, UNKNOWN)


def _told(criterion: Criterion, facts: FactsView, wanted: Truth) -> tuple[str, ...]:
    if criterion.evaluate(facts) is not wanted:
        return ()
    return tuple(dict.fromkeys(criterion.leaves(facts, wanted)))


def parts_of(criterion: Criterion) -> tuple[Criterion, ...]:
    """The criteria directly inside this one."""
    if isinstance(criterion, (All, AnyOf)):
        return criterion.parts
    if isinstance(criterion, (Not, Unless)):
        return (criterion.part,)
    return ()


def walk(criterion: Criterion) -> Iterable[Criterion]:
    """The criterion and everything inside it, names not followed."""
    yield criterion
    for part in parts_of(criterion):
        yield from walk(part)
