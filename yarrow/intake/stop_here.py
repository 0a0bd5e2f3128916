"""The patient stops, as she may at any time: the level so far and the safety net."""

from __future__ import annotations

from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.intake.advice import given
from yarrow.intake.case import Case
from yarrow.intake.emergency import can_you_get_help
from yarrow.intake.opening import refuse
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import HELP, open_question
from yarrow.intake.show import aside
from yarrow.intake.turn import Result, Turn, applied
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message


def stop_here(desk: Desk, turn: Turn, case: Case) -> Result:
    """End here, kindly: before consent nothing was kept, later the advice covers what was told."""
    if case.standing.question == HELP:
        return can_you_get_help(desk, turn, case)
    if not case.standing.consent:
        return refuse(desk, turn, case)
    if case.standing.advice:
        return aside(desk, case, (message(desk, case, "pause.kept"),))
    first = Result(case.standing, facts=(*volunteered(desk, turn, case), *_left_open(desk, turn, case)))
    return first.then(given(desk, applied(case, first), before="advice.stopped", partial=True))


def _left_open(desk: Desk, turn: Turn, case: Case) -> tuple[Fact, ...]:
    """Asked how bad a danger sign is, she stops: that is no answer, and so no "no" (clinical.md §6.2 rule 7)."""
    question = open_question(desk, case)
    if question is None or not question.red_flag or question.when is None:
        return ()
    return (Fact(question.fact or question.id, Status.DECLINED, provenance=Provenance(turn.said.id, at=turn.said.at)),)
