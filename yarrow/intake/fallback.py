"""Not understood: said plainly, each time with a little more help."""

from __future__ import annotations

from dataclasses import replace

from yarrow.intake.case import Case
from yarrow.intake.emergency import can_you_get_help
from yarrow.intake.opening import open_case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import AGREES, open_question
from yarrow.intake.show import aside
from yarrow.intake.third_party import agreed_in, agrees
from yarrow.intake.turn import Result, Turn
from yarrow.intake.words import first_of, message

THIRD = 3


def not_understood(desk: Desk, turn: Turn, case: Case) -> Result:
    """The first time a plain sorry, the second a hint at the kind of answer, the third a way past or a person."""
    if case.standing.question is None and case.standing.status == "escalated":
        return can_you_get_help(desk, turn, case)
    if case.standing.question == AGREES and agreed_in(turn.said.text or ""):
        return agrees(desk, turn, case)
    if case.standing.question is None and not case.standing.consent:
        return open_case(desk, replace(case.standing, status="in_progress", consent=None), case)
    times = case.standing.stumbles + 1
    question = open_question(desk, case)
    if question is None:
        words = message(desk, case, "fallback.nothing_open")
    elif times == 1:
        words = message(desk, case, "fallback.first")
    elif times < THIRD:
        words = message(desk, case, first_of(desk, f"fallback.hint.{question.kind}", "fallback.first"))
    else:
        words = message(desk, case, "fallback.third" if question.skippable else "fallback.third_needed")
    result = aside(desk, case, (words,), events=({"event": "not_understood", "times": times},))
    return replace(result, standing=replace(result.standing, stumbles=times))
