"""What a message tells by the way, beside the question it asks: kept, so that nobody has to say it twice."""

from __future__ import annotations

from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.intake.agreement import settle
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.taking import listen, new_to
from yarrow.intake.turn import Turn


def volunteered(desk: Desk, turn: Turn, case: Case) -> tuple[Fact, ...]:
    """The facts of the words, none before consent; what contradicts an earlier word waits for a clear correction."""
    if not case.standing.consent:
        return ()
    question = open_question(desk, case)
    # Where she is asked what she would like to know, a medicine she names is not one she takes.
    asks = question if question is not None and question.fact == "asks" else None
    heard = listen(desk, case, turn.said, turn.today, asks)
    settled = settle(case, heard, None)
    derived = interview.derived(case.history.adding(settled.facts))
    return new_to(case.history, (*settled.facts, *derived))
