"""Shows the patient what has been written down."""

from __future__ import annotations

from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.show import aside
from yarrow.intake.summing_up import summary_text
from yarrow.intake.turn import Message, Result, Turn
from yarrow.intake.words import message, phrase


def see_data(desk: Desk, turn: Turn, case: Case) -> Result:
    """The answers so far by section, and what can be done with them; then the open question."""
    told = summary_text(desk, case.history) if case.standing.consent else ""
    if not told:
        return aside(desk, case, (message(desk, case, "data.nothing"),))
    text = f"{phrase(desk, case, 'data.intro')}\n\n{told}\n\n{phrase(desk, case, 'data.outro')}"
    return aside(desk, case, (Message(text),))
