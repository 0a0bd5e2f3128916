"""Says why the open question is asked."""

from __future__ import annotations

from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.show import aside
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message


def explain_why(desk: Desk, turn: Turn, case: Case) -> Result:
    """The reason for the open question, then the question again."""
    question = open_question(desk, case)
    words = Message(question.why) if question and question.why else message(desk, case, "why.nothing_open")
    return aside(desk, case, (words,), facts=volunteered(desk, turn, case))
