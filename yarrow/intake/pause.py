"""Pauses the conversation, and takes it up again where it stood."""

from __future__ import annotations

from dataclasses import replace

from yarrow.intake.case import Case
from yarrow.intake.emergency import can_you_get_help, go_on_later
from yarrow.intake.opening import open_case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import GO_ON, HELP, open_question
from yarrow.intake.return_to import back_to_history
from yarrow.intake.show import aside, reopened
from yarrow.intake.turn import Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message


def pause(desk: Desk, turn: Turn, case: Case) -> Result:
    """Everything is kept; the open question waits."""
    if case.standing.question == HELP:
        return can_you_get_help(desk, turn, case)
    if case.standing.question == GO_ON:
        return go_on_later(desk, case)
    if case.standing.status not in ("in_progress", "paused"):
        return aside(desk, case, (message(desk, case, "pause.kept"),))
    standing = replace(case.standing, status="paused")
    facts = volunteered(desk, turn, case)
    return Result(standing, (message(desk, case, "pause.paused"),), facts, events=({"event": "paused"},))


def resume(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take up the conversation at the question it stopped at; while an emergency is open, ask about help first."""
    standing = case.standing
    if standing.question == HELP:
        return can_you_get_help(desk, turn, case)
    event = {"event": "resumed"}
    words = (message(desk, case, "pause.resumed"),)
    if standing.question == GO_ON or standing.status == "escalated" or (standing.question is None and standing.resume):
        result = back_to_history(desk, turn, case, messages=words)
    elif standing.question is None and not standing.advice and standing.status == "in_progress":
        return open_case(desk, standing, case)
    elif standing.status == "paused":
        awake = replace(case, standing=replace(standing, status="in_progress"))
        if open_question(desk, awake) is None:
            result = back_to_history(desk, turn, awake, messages=words)
        else:
            result = Result(awake.standing, (*words, *reopened(desk, awake)))
    else:
        return aside(desk, case, (message(desk, case, "pause.not_paused"),))
    return replace(result, events=(*result.events, event))
