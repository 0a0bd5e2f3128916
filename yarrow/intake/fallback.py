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
from yarrow.intake.show import reopened
from yarrow.intake.steering import is_agreed
from yarrow.intake.third_party import agrees
from yarrow.intake.turn import Result, Turn, applied
from yarrow.intake.ways import SECOND, THIRD
from yarrow.intake.words import first_of, message

# After so many misses in a row the question is left as not settled; nobody is asked for ever.
LAST = 5


def not_understood(desk: Desk, turn: Turn, case: Case) -> Result:
    """First a plain sorry, then answers to tap and a hint at their kind, then a person; at last the next question."""
    if case.standing.question is None and case.standing.status == "escalated":
        return can_you_get_help(desk, turn, case)
    if case.standing.question == AGREES and is_agreed(turn.said.text or ""):
        return agrees(desk, turn, case)
    if case.standing.question is None and not case.standing.consent:
        return open_case(desk, replace(case.standing, status="in_progress", consent=None), case)
    times = case.standing.stumbles + 1
    question = open_question(desk, case)
    if question is not None and times >= LAST and question.skippable:
        return _moved_on(desk, turn, case, times)
    standing = replace(case.standing, stumbles=times)
    words = message(desk, case, _key(desk, question, times))
    events = ({"event": "not_understood", "times": times},)
    return Result(standing, (words, *reopened(desk, replace(case, standing=standing))), events=events)


def _key(desk: Desk, question: Question | None, times: int) -> str:
    if question is None:
        return "fallback.nothing_open"
    if times < SECOND:
        return "fallback.first"
    if times >= THIRD:
        return _third(question, times)
    tapped = f"fallback.hint.{question.kind}_tapped" if question.offers else ""
    return first_of(desk, tapped, f"fallback.hint.{question.kind}", "fallback.first")


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
