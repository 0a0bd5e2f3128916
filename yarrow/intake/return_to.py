"""Back to the history after something else: the question that was interrupted, or the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.clinical.fact import Fact
from yarrow.intake.ask import ask, ask_next, is_still_open
from yarrow.intake.case import Case
from yarrow.intake.picture import full_json
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import CONSENT, find_question, is_prompt
from yarrow.intake.show import reopened
from yarrow.intake.turn import Message, Result, Turn, applied
from yarrow.intake.words import message


def back_to_history(
    desk: Desk, turn: Turn, case: Case, *, facts: Sequence[Fact] = (), messages: Sequence[Message] = ()
) -> Result:
    """Words, facts, and then the interrupted question if it still has no answer, else the next one."""
    wanted = case.standing.resume
    standing = replace(
        case.standing, question=None, resume=None, pending=None, stumbles=0, status=_status(case.standing.status)
    )
    first = Result(standing, tuple(messages), tuple(facts))
    after = applied(case, first)
    if facts:
        first = replace(first, triage=full_json(desk, after.history))
    if standing.consent is None:
        return first.then(open_again(desk, after))
    if standing.advice:
        return first if messages else replace(first, messages=(message(desk, case, "pause.kept"),))
    if wanted is None or is_prompt(wanted):
        return first.then(ask_next(desk, after))
    question = find_question(desk, after, wanted)
    if question is not None and is_still_open(desk, case, after, question):
        return first.then(ask(desk, after, question))
    return first.then(ask_next(desk, after))


def open_again(desk: Desk, case: Case) -> Result:
    """The consent question again; nothing of the history is asked before it is answered."""
    standing = replace(case.standing, question=CONSENT)
    return Result(standing, reopened(desk, replace(case, standing=standing)))


def _status(status: str) -> str:
    return "in_progress" if status in ("escalated", "paused") else status
