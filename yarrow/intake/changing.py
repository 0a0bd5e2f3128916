"""Which question a message answers: the open one, or an earlier one whose answer it changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.clinical.question import Option, Question
from yarrow.intake.answered import has_answer
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import find_question, is_prompt, open_question
from yarrow.intake.turn import Said


def question_of(desk: Desk, case: Case, said: Said) -> Question | None:
    """The question this message is an answer to; None if none is open, or the earlier one cannot be changed."""
    return earlier_question(desk, case, said) if said.changes else open_question(desk, case)


def earlier_question(desk: Desk, case: Case, said: Said) -> Question | None:
    """The question whose answer the message changes, with all that it was put with; None if there is nothing to."""
    question = changeable(desk, case, said.changes)
    if question is None:
        return None
    return replace(question, options=tuple(o for o in question.options if _was_there(question, o, said)))


def changeable(desk: Desk, case: Case, question_id: str | None) -> Question | None:
    """The question of this id, with all its answers, if it was answered or passed; no question of our own is."""
    if not case.standing.consent or is_prompt(question_id):
        return None
    question = find_question(desk, case, question_id)
    if question is None or question.id != question_id:
        return None
    whole, history = whole_question(desk, question), case.history
    answered = interview.is_known(question, history) or has_answer(whole, history)
    return whole if answered or question.id in case.standing.passed else None


def whole_question(desk: Desk, question: Question) -> Question:
    """The question with every answer it can have, those that do not apply at the moment included."""
    template = next((one for one in desk.protocol.questions if one.id == question.id), question)
    return replace(question, options=template.options)


def as_if_open(case: Case, said: Said) -> Case:
    """The case as if the question being changed stood open; the case itself where nothing is changed."""
    if not said.changes:
        return case
    passed = tuple(one for one in case.standing.passed if one != said.changes)
    pending = {"about": "change"}
    return replace(case, standing=replace(case.standing, question=said.changes, pending=pending, passed=passed))


def edited(said: Said, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts of this message, marked as edited where it changes an answer."""
    if not said.changes:
        return tuple(facts)
    return tuple(replace(fact, provenance=replace(fact.provenance, captured="edited")) for fact in facts)


def _was_there(question: Question, option: Option, said: Said) -> bool:
    value = f"{question.id}:{option.value}"
    return not said.offered or value in said.offered or value in said.choices
