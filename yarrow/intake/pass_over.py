"""The patient passes over the open question, whatever else the message says."""

from __future__ import annotations

from yarrow.intake.answer import record_answer
from yarrow.intake.case import Case
from yarrow.intake.leaving import leave
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import is_prompt, open_question
from yarrow.intake.screen import screened
from yarrow.intake.taking import listen
from yarrow.intake.turn import Result, Turn


def pass_over(desk: Desk, turn: Turn, case: Case) -> Result:
    """Leave the open question; a message that tells something, or answers the conversation's own, is taken as that."""
    turn, case, words = screened(desk, turn, case)
    question = open_question(desk, case)
    if turn.screened or question is None or is_prompt(question.id) or not case.standing.consent:
        result = record_answer(desk, turn, case)
    else:
        heard = listen(desk, case, turn.said, turn.today, question)
        result = record_answer(desk, turn, case) if heard.facts or heard.stale else leave(desk, turn, case)
    return words.then(result) if words else result
