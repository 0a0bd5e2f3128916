"""Asks what is not clear, or what contradicts an earlier word: neutrally, once, in one short question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import LIST_FAMILIES
from yarrow.intake.agreement import Settled
from yarrow.intake.case import Case
from yarrow.intake.condolence import condolence
from yarrow.intake.doubt import LOSSES, Doubt, is_number
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import HEARD, find_question
from yarrow.intake.show import asking, reopened
from yarrow.intake.taking import new_to, whole
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.words import first_of, message
from yarrow.language.understanding import Ask

# What is answered to "was it called that, or something else?" is a few words.
WORDS_OF_A_NAME = 6


@dataclass(frozen=True)
class _Asking:
    """The words before the question, what it is about, and what can be written down meanwhile."""

    words: Message
    pending: dict[str, Any]
    facts: tuple[Fact, ...]


def ask_which(desk: Desk, case: Case, settled: Settled) -> Result:
    """Two words on the same thing: ask once, neutrally, which holds; of two numbers, with both to choose from."""
    before, now = settled.values or (None, None)
    path = str(settled.about)
    event = {"event": "conflict", "path": path}
    if is_number(before) and is_number(now):
        return replace(
            _which_number(desk, case, Doubt("conflict", path, path, (before, now)), settled), events=(event,)
        )
    key = first_of(desk, f"clarify.{path}.conflict", "clarify.conflict")
    words = message(desk, case, key, before=before, now=now)
    asking_which = _Asking(words, {"about": path, "values": [before, now]}, settled.facts)
    return replace(_put_first(desk, case, path, asking_which), events=(event,))


def ask_more(desk: Desk, case: Case, ask: Ask, facts: tuple[Fact, ...]) -> Result:
    """The answer leaves something open: say so kindly, and ask just that; of a number, with some to choose from."""
    words = message(desk, case, first_of(desk, f"clarify.{ask.about}", "clarify.again"))
    pending = {"about": ask.about, "asked": ask.question, "offers": True}
    return _put_first(desk, case, ask.question, _Asking(words, pending, facts))


def ask_about(desk: Desk, case: Case, doubt: Doubt, words: Sequence[Message] = ()) -> Result:
    """What was heard, said back as one short question; of two numbers, its own question with both to choose from."""
    passed = case.standing.passed
    if doubt.path == LOSSES and HEARD not in passed:  # a sum is said back once in a conversation
        passed = (*passed, HEARD)
    after = replace(case, standing=replace(case.standing, pending=doubt.to_json(), passed=passed))
    return asking(desk, after, HEARD if doubt.kind == "right" else doubt.asked, words)


def _which_number(desk: Desk, case: Case, doubt: Doubt, settled: Settled) -> Result:
    facts = (*settled.facts, *interview.derived(case.history.adding(settled.facts)))
    sorry = condolence(desk, case, facts)
    standing = replace(case.standing, consoled=case.standing.consoled or bool(sorry))
    after = Case(case.history.adding(facts), standing)
    triage = full_json(desk, after.history) if facts else None
    return replace(ask_about(desk, after, doubt, sorry), facts=new_to(case.history, facts), triage=triage)


def _put_first(desk: Desk, case: Case, question_id: str, put: _Asking) -> Result:
    standing = replace(case.standing, question=question_id, pending=put.pending, stumbles=0)
    after = Case(case.history.adding(put.facts), standing)
    triage = full_json(desk, after.history) if put.facts else None
    return Result(standing, (put.words, *reopened(desk, after)), new_to(case.history, put.facts), triage)


def waits_for_name(case: Case, text: str) -> str | None:
    """The name that settles no condition and was asked about, while a few words answer it; None if none waits."""
    pending = case.standing.pending or {}
    about = pending.get("about")
    waits = pending.get("asked") == case.standing.question and about != pending.get("asked") and "heard" not in pending
    return str(about) if about and waits and 0 < len(text.split()) <= WORDS_OF_A_NAME else None


def named_as_told(turn: Turn, case: Case) -> tuple[Fact, ...]:
    """What it is, in her words, where they are no name that is known: "colitis, something else"."""
    text = (turn.said.text or "").strip()
    name = waits_for_name(case, text)
    if name is None or case.standing.question not in LIST_FAMILIES:
        return ()
    return (
        Fact(f"{case.standing.question}_other", value=f"{name.replace('_', ' ')}, {text}", provenance=whole(turn.said)),
    )


def not_settled(desk: Desk, turn: Turn, case: Case, ask: Ask) -> Fact:
    """Asked twice and still open: the patient is not sure, and that is an answer."""
    question = find_question(desk, case, ask.question)
    path = question.fact if question and question.fact else ask.question
    return Fact(path, Status.UNKNOWN, None, whole(turn.said))
