"""Asks what is not clear, or what contradicts an earlier word: neutrally, and once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from yarrow.clinical.fact import Fact, Status
from yarrow.intake.agreement import Settled
from yarrow.intake.case import Case
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import find_question
from yarrow.intake.show import reopened
from yarrow.intake.taking import new_to, whole
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.words import first_of, message
from yarrow.language.understanding import Ask


@dataclass(frozen=True)
class _Asking:
    """The words before the question, what it is about, and what can be written down meanwhile."""

    words: Message
    pending: dict[str, Any]
    facts: tuple[Fact, ...]


def ask_which(desk: Desk, case: Case, settled: Settled) -> Result:
    """Two words on the same thing: ask once, neutrally, which holds."""
    before, now = settled.values or (None, None)
    path = str(settled.about)
    key = first_of(desk, f"clarify.{path}.conflict", "clarify.conflict")
    pending = {"about": path, "values": [before, now]}
    words = message(desk, case, key, before=before, now=now)
    result = _put_first(desk, case, path, _Asking(words, pending, settled.facts))
    return replace(result, events=({"event": "conflict", "path": path},))


def ask_more(desk: Desk, case: Case, ask: Ask, facts: tuple[Fact, ...]) -> Result:
    """The answer leaves something open: say so kindly, and ask just that."""
    words = message(desk, case, first_of(desk, f"clarify.{ask.about}", "clarify.again"))
    return _put_first(desk, case, ask.question, _Asking(words, {"about": ask.about, "asked": ask.question}, facts))


def _put_first(desk: Desk, case: Case, question_id: str, asking: _Asking) -> Result:
    standing = replace(case.standing, question=question_id, pending=asking.pending, stumbles=0)
    after = Case(case.history.adding(asking.facts), standing)
    triage = full_json(desk, after.history) if asking.facts else None
    return Result(standing, (asking.words, *reopened(desk, after)), new_to(case.history, asking.facts), triage)


def not_settled(desk: Desk, turn: Turn, case: Case, ask: Ask) -> Fact:
    """Asked twice and still open: the patient is not sure, and that is an answer."""
    question = find_question(desk, case, ask.question)
    path = question.fact if question and question.fact else ask.question
    return Fact(path, Status.UNKNOWN, None, whole(turn.said))
