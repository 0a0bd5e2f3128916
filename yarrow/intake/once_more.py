"""The open question once more, as it stands, unless its answer is known by now."""

from __future__ import annotations

from yarrow.clinical.question import Question
from yarrow.intake.ask import is_still_open
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import CONSENT, SUMMARY, is_prompt, open_question
from yarrow.intake.show import reopened
from yarrow.intake.summing_up import summary
from yarrow.intake.turn import Message


def put_once_more(desk: Desk, case: Case) -> tuple[Message, ...]:
    """The open question; nothing where none is open, after "pause", or where its answer is known."""
    question = open_question(desk, case)
    if question is None or case.standing.status == "paused":
        return ()
    if question.id == SUMMARY:
        return summary(desk, case).messages
    return reopened(desk, case) if waits_for_answer(desk, case, question) else ()


def waits_for_answer(desk: Desk, case: Case, question: Question) -> bool:
    """Whether this question, which stands open, has no answer yet."""
    is_answered = question.id == CONSENT and case.standing.consent
    return not is_answered and (is_prompt(question.id) or is_still_open(desk, case, case, question))
