"""Sums up what was told, in the patient's own terms, without what her surroundings must not read."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical.history import History
from yarrow.clinical.summary import summarise as summarise_history
from yarrow.intake.case import Case
from yarrow.intake.picture import discreet
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import SUMMARY
from yarrow.intake.show import reopened
from yarrow.intake.turn import Message, Result
from yarrow.intake.words import phrase


def summary_text(desk: Desk, history: History) -> str:
    """The answers by section, one line each; empty if nothing was told."""
    return summarise_history(desk.protocol, discreet(history)).text


def summary(desk: Desk, case: Case) -> Result:
    """Read back what was told, and ask whether it is right."""
    told = summary_text(desk, case.history)
    words = f"{phrase(desk, case, 'closing.summary')}\n\n{told}" if told else phrase(desk, case, "closing.nothing_told")
    standing = replace(case.standing, question=SUMMARY, section="closing", stumbles=0, pending=None)
    return Result(standing, (Message(words), *reopened(desk, replace(case, standing=standing))))
