"""Leaves a question without an answer: skipped, not sure, or would rather not say."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.level import Level
from yarrow.clinical.question import Question
from yarrow.intake.agreement import undecided
from yarrow.intake.ask import next_section
from yarrow.intake.case import Case, awake
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import find_question
from yarrow.intake.screen import overheard
from yarrow.intake.show import aside
from yarrow.intake.taking import listen, whole
from yarrow.intake.turn import Message, Result, Turn, applied
from yarrow.intake.understood import described
from yarrow.intake.words import message


def leave(desk: Desk, turn: Turn, case: Case) -> Result:
    """Leave the open question; one about danger is asked once more, and then a same-day line is given."""
    question = find_question(desk, case, case.standing.question)
    if question is None:
        return aside(desk, case, (message(desk, case, "pass.nothing_open"),))
    if not question.skippable:
        return aside(desk, case, (message(desk, case, "pass.needed"),))
    if question.red_flag and question.id not in case.standing.reasked:
        standing = replace(case.standing, reasked=(*case.standing.reasked, question.id))
        return aside(desk, replace(case, standing=standing), (message(desk, case, "pass.again"),))
    return _left(desk, turn, case, question)


def left_unsettled(desk: Desk, turn: Turn, case: Case) -> Result:
    """Leave the open question as not known: its answers could not be understood."""
    question = find_question(desk, case, case.standing.question)
    if question is None:
        return aside(desk, case, (message(desk, case, "pass.nothing_open"),))
    return _left(desk, turn, case, question, Status.UNKNOWN)


def _left(desk: Desk, turn: Turn, case: Case, question: Question, status: Status | None = None) -> Result:
    understanding = listen(desk, case, turn.said, turn.today, question).understanding
    status = status or (Status.UNKNOWN if understanding.act == "unsure" else Status.DECLINED)
    facts = (Fact(question.fact or question.id, status, None, whole(turn.said)), *undecided(case, (), turn))
    standing = replace(
        case.standing, passed=(*case.standing.passed, question.id), pending=None, stumbles=0, question=None
    )
    after = Case(case.history.adding(facts), standing)
    standing = replace(standing, section=next_section(desk, after), status=awake(standing))
    triage = full_json(desk, after.history)
    told = Result(standing, (), facts, triage, described(understanding), answered=question.id)
    urgent = overheard(desk, applied(case, told))
    return told.then(urgent) if urgent else replace(told, messages=_words(desk, case, question, status))


def _words(desk: Desk, case: Case, question: Question, status: Status) -> tuple[Message, ...]:
    if question.red_flag:
        return (message(desk, case, "safety.unsettled", level=Level.T2),)
    return (message(desk, case, "pass.unsure" if status is Status.UNKNOWN else "pass.declined"),)
