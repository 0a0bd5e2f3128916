"""A fact that staff put right: what it may be, what follows from it, and what it does to the triage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.derived import derived
from yarrow.clinical.fact import Fact, Provenance, Status, Value
from yarrow.clinical.history import LOSS_PATH, History
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.schema import check
from yarrow.intake.moves import difference
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk

# Hers to give, and nobody's to change for her.
HERS = ("consent",)
CATALOGUES = ("symptoms", "conditions", "medicines")


class NotCorrect(ValueError):
    """What staff entered cannot be right; the message says why."""


@dataclass(frozen=True)
class Recount:
    """What a correction comes to. `facts`: the new word, then what follows from it. `was`, `now`: the triage by
    today's protocol without it and with it. `on_record`: the level as it stands until now."""

    facts: tuple[Fact, ...]
    was: Mapping[str, Any]
    now: Mapping[str, Any]
    on_record: str | None

    @property
    def level(self) -> str:
        """The level with the correction."""
        return str(self.now["level"])

    @property
    def level_before(self) -> str:
        """The more urgent of what is on record and what today's protocol makes of the facts as they were."""
        return min(self.on_record or "T5", str(self.was["level"]))

    @property
    def lowers(self) -> bool:
        """Whether it makes the case less urgent: never without saying so."""
        return Level[self.level] > Level[self.level_before]

    @property
    def raises(self) -> bool:
        """Whether it makes the case more urgent."""
        return Level[self.level] < Level[self.level_before]

    @property
    def moved(self) -> dict[str, Any]:
        """Which rules and recommendations came and went."""
        return difference(self.was, self.now)


def staff_fact(protocol: Protocol, path: str, status: Status, value: Value) -> Fact:
    """The fact as staff say it. Raises NotCorrect."""
    if path in HERS:
        raise NotCorrect("This is hers to say. It cannot be changed for her.")
    fact = Fact(path, status, value if status is Status.PRESENT else None, Provenance(captured="staff"))
    if not _is_known(protocol, path):
        raise NotCorrect("Yarrow knows no such fact.")
    if status is not Status.PRESENT:
        return fact
    if value is None:
        raise NotCorrect("Say what it is.")
    held = {"losses": [value]} if LOSS_PATH.fullmatch(path) else History((fact,)).flat
    if problems := check(held, {name: getattr(protocol, name) for name in CATALOGUES}):
        raise NotCorrect(" ".join(problems))
    return fact


def recount(desk: Desk, history: History, fact: Fact, on_record: str | None) -> Recount:
    """Judge the history with the correction. Raises NotCorrect if other answers say otherwise."""
    current = history.latest.get(fact.path)
    if current is not None and (current.status, current.value) == (fact.status, fact.value):
        raise NotCorrect("That is how it stands already. Nothing would change.")
    gone = _no_longer_follows(history, fact)
    after = history.adding((fact, *gone))
    new = derived(after)
    if any(one.path == fact.path for one in new):
        raise NotCorrect("This follows from other answers. Correct those instead.")
    facts = (fact, *gone, *new)
    return Recount(facts, full_json(desk, history), full_json(desk, history.adding(facts)), on_record)


def _no_longer_follows(history: History, fact: Fact) -> tuple[Fact, ...]:
    """What had been worked out from the old word and does not follow from the new one: it is not known any more."""
    told = History(tuple(one for one in history.facts if not one.provenance.is_derived))
    before = {one.path for one in derived(told)}
    after = {one.path for one in derived(told.adding((fact,)))}
    return tuple(
        Fact(path, Status.UNKNOWN, None, Provenance(captured="edited"))
        for path in sorted(before - after - {fact.path})
        if (known := history.latest.get(path)) is not None and known.provenance.is_derived
    )


def _is_known(protocol: Protocol, path: str) -> bool:
    """Whether there is such a path, whatever its value may be."""
    family, _, member = path.partition(".")
    if member and family in CATALOGUES:
        return member in getattr(protocol, family)
    asked = any(path in (question.id, question.fact) for question in protocol.questions)
    problems = check(History((Fact(path, value=True),)).flat)
    return asked or LOSS_PATH.fullmatch(path) is not None or not any("is not a fact" in one for one in problems)
