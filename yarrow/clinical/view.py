"""The facts as criteria see them: present, known not to be, asked in vain, or not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from yarrow.clinical.criterion import FALSE, TRUE, UNKNOWN, Criterion, Interval, Truth
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES, LOSS_PATH, MAP_FAMILIES, History
from yarrow.clinical.losses import COUNTS, LossCounts, count_losses, counted_places
from yarrow.clinical.predicates import ITEMS, NUMBERS

IN_VAIN = (Status.UNKNOWN, Status.DECLINED)
# A no to "is it so now": denied, or long gone.
SETTLED = (Status.DENIED, Status.PAST)
# Counts that the number told is part of; the others go by the losses told alone.
TOLD_AS_COUNT = ("n_eshre", "n_early")


class View:
    """One reading of the facts against a set of named criteria; remembers what it worked out.

    `flat`: present values (clinical.md §6.3). `denied`: paths known not to be. `vain`: paths asked without an answer.
    `facts`: the latest fact of each path, where the facts came with their provenance.
    """

    def __init__(
        self,
        flat: Mapping[str, Any],
        named: Mapping[str, Criterion] | None = None,
        *,
        denied: frozenset[str] = frozenset(),
        vain: frozenset[str] = frozenset(),
        facts: Mapping[str, Fact] | None = None,
    ) -> None:
        self.flat = flat
        self.facts = facts or {}
        self._named = named or {}
        self._denied = denied
        self._vain = vain
        self._truths: dict[str, Truth] = {}
        losses = self._losses = [loss for loss in flat.get("losses") or () if isinstance(loss, Mapping)]
        self._told_losses = flat.get("losses") is not None
        self.losses: LossCounts | None = count_losses(losses if self._told_losses else None, flat.get("losses_count"))
        self._families: dict[str, frozenset[str]] = {f: frozenset(flat.get(f) or ()) for f in LIST_FAMILIES}
        self._families["losses"] = frozenset(loss.get("type") or "unknown_loss" for loss in losses)

    @classmethod
    def of(cls, history: History, named: Mapping[str, Criterion] | None = None) -> View:
        """The view of a history: what was denied counts as a known no, what was declined or unsure does not."""
        stands = {path: fact.status for path, fact in history.latest.items()}
        denied = frozenset(path for path, status in stands.items() if status in SETTLED)
        vain = frozenset(path for path, status in stands.items() if status in IN_VAIN)
        return cls(history.flat, named, denied=denied, vain=vain, facts=history.latest)

    def value(self, path: str) -> Any:
        """The present value on the path; None if there is none."""
        value = self.flat.get(path)
        if value is not None:
            return value
        family, _, member = path.partition(".")
        if member and family in MAP_FAMILIES:
            return (self.flat.get(family) or {}).get(member)
        if member and family in self._families:
            return True if member in self._families[family] else None
        return None

    def answered(self, path: str) -> bool:
        """Whether anything settles the path: a value, or a no."""
        return self.value(path) is not None or path in self._denied

    def unanswered(self, path: str) -> bool:
        """Whether the patient was asked and was not sure or would not say; a later answer settles it."""
        return path in self._vain

    def holds(self, family: str, *members: str) -> Truth:
        """Whether one of the members belongs to the family; not being told of them is unknown, not no."""
        if not self._families[family].isdisjoint(members):
            return TRUE
        if family == "losses" and self._told_losses:
            return FALSE
        if self._denied and all(f"{family}.{member}" in self._denied for member in members):
            return FALSE
        return UNKNOWN

    def number(self, path: str) -> Interval | None:
        """Bounds of a number, told or derived (`n_eshre`, `phq2`); None if nothing is known of it."""
        derived = NUMBERS.get(path)
        if derived is not None:
            return derived(self)
        value = self.value(path)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return (value, value)

    def truth(self, name: str) -> Truth:
        """The truth of a named criterion, worked out once."""
        found = self._truths.get(name)
        if found is None:
            found = self._truths[name] = self._named[name].evaluate(self)
        return found

    def named(self, name: str) -> Criterion:
        """The named criterion itself."""
        return self._named[name]

    def recorded(self, path: str) -> tuple[str, ...]:
        """The paths of the record behind one that a criterion names.

        Of a count (`n_eshre`) or a type of loss (`losses.ectopic`) those losses, of a score (`phq2`) its items.
        """
        family, _, member = path.partition(".")
        if path in COUNTS:
            told = ("losses_count",) if path in TOLD_AS_COUNT and self.answered("losses_count") else ()
            return (*told, *self._loss_paths(counted_places(path, self._losses))) or ("losses_count",)
        if family == "losses" and member:
            of_type = (place for place, loss in enumerate(self._losses) if loss.get("type") == member)
            return self._loss_paths(of_type) or (path,)
        if path in ITEMS and self.value(path) is None:
            return tuple(item for item in ITEMS[path] if self.answered(item)) or (path,)
        return (path,)

    def loss(self, path: str) -> Mapping[str, Any]:
        """What is told of the loss at this path of the record (`losses[0]`); empty if nothing is."""
        found = LOSS_PATH.fullmatch(path)
        fact = self.facts.get(path)
        if found is None or (fact is None and self.facts):
            return {}
        if fact is not None:
            return fact.value if isinstance(fact.value, Mapping) else {}
        place = int(found.group(1))
        return self._losses[place] if place < len(self._losses) else {}

    def _loss_paths(self, places: Iterable[int]) -> tuple[str, ...]:
        """The record's paths of these losses; a place of the record may be empty, a place of the list never is."""
        recorded = sorted(
            int(found.group(1))
            for path, fact in self.facts.items()
            if fact.status is Status.PRESENT and (found := LOSS_PATH.fullmatch(path))
        )
        return tuple(f"losses[{recorded[place] if recorded else place}]" for place in places)
