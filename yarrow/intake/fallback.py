"""Not understood: said plainly, each time with a little more help."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical.question import Question
from yarrow.intake.ask import ask_next
from yarrow.intake.case import Case
from yarrow.intake.emergency import can_you_get_help
from yarrow.intake.leaving import left_unsettled
from yarrow.intake.opening import open_case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import AGREES, open_question
from yarrow.intake.show import aside
from yarrow.intake.steering import is_agreed
from yarrow.intake.third_party import agrees
from yarrow.intake.turn import Result, Turn, applied
from yarrow.intake.words import first_of, message

THIRD = 3
# After so many misses in a row the question is left as not settled; nobody is asked for ever.
LAST = 5


def not_understood(desk: Desk, turn: Turn, case: Case) -> Result:
    """The first time a plain sorry, the second a hint at the kind of answer, the third a way past or a person."""
    if case.standing.question is None and case.standing.status == "escalated":
        return can_you_get_help(desk, turn, case)
    if case.standing.question == AGREES and is_agreed(turn.said.text or ""):
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
    elif times >= LAST and question.skippable:
        return _moved_on(desk, turn, case, times)
    else:
        words = message(desk, case, _third(question, times))
    result = aside(desk, case, (words,), events=({"event": "not_understood", "times": times},))
    return replace(result, standing=replace(result.standing, stumbles=times))


def _third(question: Question, times: int) -> str:
    if question.skippable and not question.red_flag and times > THIRD:
        return "fallback.fourth"  # not the very same words once more
    if question.skippable:
        return "fallback.third_danger" if question.red_flag else "fallback.third"
    return "fallback.third_needed"


def _moved_on(desk: Desk, turn: Turn, case: Case, times: int) -> Result:
    """The question stays unsettled, with same-day words if it is about danger, and the next one is asked."""
    left = left_unsettled(desk, turn, case)
    result = replace(left, events=(*left.events, {"event": "not_understood", "times": times}))
    return result if result.is_over else result.then(ask_next(desk, applied(case, result)))
