"""Ends the history: the summary to confirm, and then the advice."""

from __future__ import annotations

from dataclasses import replace

from yarrow.intake.advice import advise
from yarrow.intake.case import Case
from yarrow.intake.change import ask_what_to_change
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import SUMMARY, open_question
from yarrow.intake.show import aside
from yarrow.intake.summing_up import summary
from yarrow.intake.taking import Heard, listen
from yarrow.intake.turn import Result, Turn, applied
from yarrow.intake.words import message


def summarise(desk: Desk, turn: Turn, case: Case) -> Result:
    """Read back what was told, and ask whether it is right."""
    return summary(desk, case)


def confirm(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take the answer to the summary: right (then the advice follows), or something to change."""
    heard = listen(desk, case, turn.said, turn.today, open_question(desk, case))
    return confirmed(desk, case, heard)


def confirmed(desk: Desk, case: Case, heard: Heard) -> Result:
    """The summary's answer as heard; anything unclear brings the summary's question back."""
    if case.standing.question != SUMMARY:
        return aside(desk, case, (message(desk, case, "choice.stale"),))
    if heard.chosen[:1] == ("right",) or heard.understanding.act == "yes":
        return Result(replace(case.standing, question=None, stumbles=0, status="in_progress", advice=False))
    if heard.chosen[:1] == ("change",) or heard.understanding.act in ("no", "correct"):
        return ask_what_to_change(desk, case)
    return aside(desk, case, (message(desk, case, "choice.stale" if heard.stale else "closing.please_confirm"),))


def confirm_and_advise(desk: Desk, turn: Turn, case: Case) -> Result:
    """The answer to the summary and, where it is right, the advice in the same turn."""
    result = confirm(desk, turn, case)
    return result if result.is_over else result.then(advise(desk, turn, applied(case, result)))


__all__ = ["advise", "confirm", "confirm_and_advise", "summarise"]
