"""Asks the next question of a section; the section's introduction is said once."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical import interview
from yarrow.clinical.criterion import Truth
from yarrow.clinical.fact import Status
from yarrow.clinical.question import Question
from yarrow.clinical.repeated import member, members, template_id
from yarrow.intake.case import Case
from yarrow.intake.clarify import ask_about
from yarrow.intake.doubt import added_up_before
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import SUMMARY
from yarrow.intake.show import put
from yarrow.intake.summing_up import summary
from yarrow.intake.turn import Message, Result
from yarrow.intake.words import message
from yarrow.intake.young import is_child

# A pause is offered after so many sensitive questions (clinical.md §9 rule 4).
PAUSE_EVERY = 5
# The section at whose beginning a sum of losses that was told before is said back.
LOSSES = "losses"


def ask_next(desk: Desk, case: Case, section: str | None = None) -> Result:
    """The next question of the section, else of the whole history; when nothing is left, the summary."""
    question = next_open(desk, case, section) or next_open(desk, case)
    if question is None or question.id == SUMMARY:
        return summary(desk, case)
    return ask(desk, case, question)


def next_open(desk: Desk, case: Case, section: str | None = None) -> Question | None:
    """The question that comes next; none for a child, and none after the advice."""
    if is_child(case.history) or case.standing.advice:
        return None
    return interview.next_question(desk.protocol, case.history, passed=case.standing.passed, section=section)


def is_still_open(desk: Desk, before: Case, after: Case, question: Question) -> bool:
    """Whether a question that was put still waits: it has no answer, and what was told since has not made it idle."""
    if is_child(after.history) or question.id in after.standing.passed or interview.is_known(question, after.history):
        return False
    return not is_idle(desk, after, question) or is_idle(desk, before, question)


def is_idle(desk: Desk, case: Case, question: Question) -> bool:
    """Whether the question does not apply by now: its condition is known to be false, or what it is about is gone."""
    if question.repeat is not None and _is_gone(desk, case, question):
        return True
    return question.when is not None and question.when.evaluate(desk.protocol.view(case.history)) is Truth.FALSE


def _is_gone(desk: Desk, case: Case, question: Question) -> bool:
    """Whether the loss or the condition asked about is none of hers any more."""
    about = member(question.id) or ""
    if question.repeat == "conditions":
        return case.history.status(f"conditions.{about}") is not Status.PRESENT
    template = next(one for one in desk.protocol.questions if one.id == template_id(question.id))
    return about not in members(template, case.history)


def ask(desk: Desk, case: Case, question: Question) -> Result:
    """Put this question, introducing its section if that is new."""
    standing = replace(case.standing, question=question.id, section=question.section)
    before: tuple[Message, ...] = ()
    intro = _introduction(desk, question.section) if question.section not in standing.introduced else None
    if intro:
        standing = replace(standing, introduced=(*standing.introduced, question.section))
        before = (Message(intro),)
    if before and question.section == LOSSES and (doubt := added_up_before(case)):
        return ask_about(desk, replace(case, standing=standing), doubt, before)
    if question.sensitive:
        count = standing.sensitive + 1
        standing = replace(standing, sensitive=0 if count >= PAUSE_EVERY else count)
        if count >= PAUSE_EVERY:
            before = (*before, message(desk, case, "pause.offer"))
    later = replace(case, standing=standing)
    return Result(standing, (*before, put(desk, later, question)))


def open_sections(desk: Desk, case: Case) -> dict[str, bool]:
    """Which sections still have something to ask."""
    if is_child(case.history) or case.standing.advice:
        return {section.id: False for section in desk.protocol.sections}
    return interview.open_sections(desk.protocol, case.history, case.standing.passed)


def next_section(desk: Desk, case: Case) -> str:
    """The section that comes next; the closing one when nothing is left to ask."""
    question = next_open(desk, case)
    return question.section if question else "closing"


def _introduction(desk: Desk, section: str) -> str | None:
    return next((part.intro for part in desk.protocol.sections if part.id == section and part.intro), None)
