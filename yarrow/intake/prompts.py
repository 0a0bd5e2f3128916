"""Which question stands open, be it of the history or of the conversation's own."""

from __future__ import annotations

from yarrow.clinical import interview
from yarrow.clinical.question import Question
from yarrow.intake.answered import question_of_changes
from yarrow.intake.case import Case
from yarrow.intake.doubt import question_of_doubt
from yarrow.intake.own_questions import (
    AGREES,
    CHANGE,
    CONFIRM_DELETE,
    CONSENT,
    GO_ON,
    HAPPENING_NOW,
    HEARD,
    HELP,
    OWN,
    SUMMARY,
    WHICH,
    is_prompt,
)  # fmt: skip
from yarrow.intake.ports import Desk
from yarrow.intake.which_advised import question_of_list

__all__ = [
    "AGREES", "CHANGE", "CONFIRM_DELETE", "CONSENT", "GO_ON", "HAPPENING_NOW", "HEARD", "HELP", "OWN", "SUMMARY",
    "WHICH", "find_question", "is_prompt", "open_question",
]  # fmt: skip


def find_question(desk: Desk, case: Case, question_id: str | None) -> Question | None:
    """The question with this id, made concrete for this patient; None if there is none."""
    if question_id is None:
        return None
    if question_id == CHANGE:
        return question_of_changes(desk, case)
    if question_id == WHICH:
        return question_of_list(desk, case)
    if question_id == HEARD:
        return question_of_doubt(desk, case)
    return interview.find(desk.protocol, case.history, question_id)


def open_question(desk: Desk, case: Case) -> Question | None:
    """The question that stands open; None before the opening and after the end."""
    return find_question(desk, case, case.standing.question)
