"""Whether what is told now agrees with what was told before; where it does not, one neutral question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Question
from yarrow.intake.case import Case
from yarrow.intake.losses import agreed, placed
from yarrow.intake.taking import Heard, whole
from yarrow.intake.turn import Turn

# Paths of which two different words are asked about, never guessed (clinical.md §6.2 rule 8).
GUARDED = ("age", "pregnant_now", "gestation_weeks")
LOSS_QUESTION = re.compile(r"losses\[(\d+)\](?:\.\w+)?")
# Of two words on a pregnancy, the one that takes more care.
CAREFUL_FIRST = ("yes", "unsure", "no")


@dataclass(frozen=True)
class Settled:
    """What can be written down, and the conflict that must be asked about: its path and its two values, if any.

    `held`: the words that contradict, kept back until the patient has said which holds.
    """

    facts: tuple[Fact, ...]
    about: str | None = None
    values: tuple[Any, Any] | None = None
    held: tuple[Fact, ...] = ()


def settle(case: Case, heard: Heard, question: Question | None) -> Settled:
    """Put losses in their places, and hold back what contradicts an earlier word without being a correction."""
    history = case.history
    correcting = heard.understanding.act == "correct"
    place = None if correcting else _asked_place(question)
    facts = placed(history, heard.facts, asked=place, correcting=correcting)
    asked = question.fact if question else None
    told = agreed(history, facts, correcting=correcting, asked=asked == "losses_count")
    conflict = None if correcting else _conflict(history, told.facts, asked)
    if conflict is not None:
        before = history.value(conflict.path)
        kept = tuple(fact for fact in told.facts if fact is not conflict or _takes_more_care(before, conflict))
        return Settled(kept, conflict.path, (before, conflict.value), (conflict,))
    if told.counts is not None:
        held = tuple(fact for fact in facts if fact.path == "losses_count")
        return Settled(told.facts, "losses_count", told.counts, held)
    return Settled(told.facts)


def undecided(case: Case, facts: Iterable[Fact], turn: Turn) -> tuple[Fact, ...]:
    """The value that stands when the patient did not say which of two holds, if these facts do not say it either."""
    pending = case.standing.pending or {}
    path, values = pending.get("about"), pending.get("values")
    if not path or not values or any(fact.path == path for fact in facts):
        return ()
    return (Fact(path, Status.PRESENT, more_careful(path, values), whole(turn.said)),)


def more_careful(path: str, values: Iterable[Any]) -> Any:
    """Of two values that contradict, the one with the lower T (clinical.md §6.2 rule 8); else the later one."""
    known = [value for value in values if value is not None]
    if path == "pregnant_now":
        return next(word for word in CAREFUL_FIRST if word in known)
    return max(known) if path == "losses_count" else known[-1]


def _asked_place(question: Question | None) -> int | None:
    found = LOSS_QUESTION.fullmatch(question.id) if question else None
    return int(found.group(1)) if found else None


def _conflict(history: History, facts: Iterable[Fact], asked: str | None) -> Fact | None:
    return next(
        (fact for fact in facts if fact.path in GUARDED and fact.path != asked and _differs(history, fact)), None
    )


def _differs(history: History, fact: Fact) -> bool:
    before = history.value(fact.path)
    return fact.status is Status.PRESENT and before is not None and before != fact.value


def _takes_more_care(before: Any, fact: Fact) -> bool:
    return fact.path == "pregnant_now" and CAREFUL_FIRST.index(fact.value) < CAREFUL_FIRST.index(before)
