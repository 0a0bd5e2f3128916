"""The patient wants a person."""

from __future__ import annotations

from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.show import aside
from yarrow.intake.turn import Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message


def ask_for_person(desk: Desk, turn: Turn, case: Case) -> Result:
    """Tell the staff, say what happens now and whom to call if it cannot wait; the question stays open."""
    words = (message(desk, case, "person.asked"),)
    return aside(desk, case, words, facts=volunteered(desk, turn, case), events=({"event": "person_wanted"},))
