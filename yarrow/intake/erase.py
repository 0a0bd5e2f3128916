"""Deletes everything the patient told, once she has confirmed it."""

from __future__ import annotations

from dataclasses import replace

from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import CONFIRM_DELETE, open_question
from yarrow.intake.show import aside, asking
from yarrow.intake.taking import listen
from yarrow.intake.turn import Result, Turn
from yarrow.intake.words import message


def ask_to_delete(desk: Desk, turn: Turn, case: Case) -> Result:
    """Ask once whether everything shall be deleted; an answer to that very question is taken here too."""
    if case.standing.question == CONFIRM_DELETE:
        return confirm_delete(desk, turn, case)
    return asking(
        desk,
        case,
        CONFIRM_DELETE,
        (),
        pending={"about": "delete", "back": case.standing.question, "pending": case.standing.pending},
    )


def confirm_delete(desk: Desk, turn: Turn, case: Case) -> Result:
    """A clear yes deletes; anything else keeps everything and goes back to where the conversation was."""
    heard = listen(desk, case, turn.said, turn.today, open_question(desk, case))
    if heard.stale:
        return aside(desk, case, (message(desk, case, "choice.stale"),))
    if heard.chosen[:1] == ("yes",) or heard.understanding.act in ("yes", "delete"):
        standing = replace(case.standing, question=None, pending=None, resume=None, status="erased")
        return Result(standing, (message(desk, case, "delete.done"),), events=({"event": "erase"},))
    pending = case.standing.pending or {}
    standing = replace(case.standing, question=pending.get("back"), pending=pending.get("pending"))
    return aside(desk, replace(case, standing=standing), (message(desk, case, "delete.kept"),))
