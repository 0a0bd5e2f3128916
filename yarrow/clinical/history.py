"""The patient's history so far: an append-only sequence of facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from yarrow.clinical.fact import Fact, Status

# Families whose present members become a list of ids, and those that become a mapping, in the flat schema.
LIST_FAMILIES = ("conditions", "medicines", "symptoms", "family_history", "asks")
MAP_FAMILIES = ("tests", "ivf", "gut")
LOSS_PATH = re.compile(r"losses\[(\d+)\]")


@dataclass(frozen=True)
class History:
    """Facts in the order they were said; the latest word on a path is the one that holds."""

    facts: tuple[Fact, ...] = ()

    def adding(self, facts: Iterable[Fact]) -> History:
        """This history with more facts said after it; nothing is overwritten."""
        return History((*self.facts, *facts))

    @cached_property
    def latest(self) -> dict[str, Fact]:
        """The last fact said on each path."""
        return {fact.path: fact for fact in self.facts}

    def status(self, path: str) -> Status | None:
        """How the path stands; None if nothing was ever said of it (which is not a no)."""
        fact = self.latest.get(path)
        return fact.status if fact else None

    def value(self, path: str) -> Any:
        """The present value on the path; None if there is none."""
        fact = self.latest.get(path)
        return fact.value if fact and fact.status is Status.PRESENT else None

    def is_answered(self, path: str) -> bool:
        """Whether the patient has said anything of this path, a refusal or 'not sure' included."""
        return path in self.latest

    @cached_property
    def flat(self) -> dict[str, Any]:
        """Present values in the flat schema of clinical.md §6.3; a missing key means not known."""
        flat: dict[str, Any] = {}
        losses: dict[int, Any] = {}
        for path, fact in self.latest.items():
            if fact.status is not Status.PRESENT:
                continue
            family, _, member = path.partition(".")
            loss = LOSS_PATH.fullmatch(path)
            if loss:
                losses[int(loss.group(1))] = fact.value
            elif member and family in LIST_FAMILIES:
                flat.setdefault(family, []).append(member)
            elif member and family in MAP_FAMILIES:
                flat.setdefault(family, {})[member] = fact.value
            else:
                flat[path] = fact.value
        if losses:
            flat["losses"] = [losses[index] for index in sorted(losses)]
        return flat

    def compact(self) -> History:
        """Only what holds: the latest fact of each path, in the order of those latest words."""
        return History(tuple(sorted(self.latest.values(), key=self.facts.index)))

    def provenance(self) -> dict[str, list[dict[str, Any]]]:
        """For each path, all that was said of it, newest last (DESIGN §4.5, Record)."""
        told: dict[str, list[dict[str, Any]]] = {}
        for fact in self.facts:
            entry = fact.to_json()
            told.setdefault(entry.pop("path"), []).append(entry)
        return told

    def to_json(self) -> list[dict[str, Any]]:
        """As a list of plain values, oldest first."""
        return [fact.to_json() for fact in self.facts]

    @classmethod
    def from_json(cls, entries: Iterable[dict[str, Any]]) -> History:
        """The inverse of `to_json`."""
        return cls(tuple(Fact.from_json(entry) for entry in entries))
