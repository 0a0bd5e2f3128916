"""Somebody speaks for the patient: does she know, and does she agree."""

from __future__ import annotations

from dataclasses import replace

from yarrow.clinical.fact import Fact
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import AGREES, is_prompt, open_question
from yarrow.intake.return_to import back_to_history
from yarrow.intake.show import aside, asking
from yarrow.intake.steering import is_agreed
from yarrow.intake.taking import listen, whole
from yarrow.intake.turn import Result, Turn
from yarrow.intake.words import message

OTHER = "other"
OTHER_AGREES = "other_agrees"


def acknowledge_third_party(desk: Desk, turn: Turn, case: Case) -> Result:
    """Note for whom it is, and ask whether she knows and agrees; before consent, that comes first."""
    if case.standing.question == AGREES:
        return agrees(desk, turn, case)
    if not case.standing.consent:
        return aside(desk, case, (message(desk, case, "third_party.before_consent"),))
    if case.history.value("for_whom") == OTHER_AGREES:
        return aside(desk, case, (message(desk, case, "third_party.known"),))
    fact = Fact("for_whom", value=OTHER, provenance=whole(turn.said))
    return replace(ask_agreement(desk, case), facts=(fact,))


def ask_agreement(desk: Desk, case: Case) -> Result:
    """The question whether the person knows and agrees; what was open waits."""
    resume = case.standing.resume if is_prompt(case.standing.question) else case.standing.question
    return asking(desk, case, AGREES, (message(desk, case, "third_party.thanks"),), resume=resume, pending=None)


def agrees(desk: Desk, turn: Turn, case: Case) -> Result:
    """Go on only with her agreement; without it, nothing of hers is written down, and help stays open."""
    heard = listen(desk, case, turn.said, turn.today, open_question(desk, case))
    if heard.stale:
        return aside(desk, case, (message(desk, case, "choice.stale"),))
    if heard.chosen[:1] == ("yes",) or heard.understanding.act == "yes" or is_agreed(turn.said.text or ""):
        fact = Fact("for_whom", value=OTHER_AGREES, provenance=whole(turn.said))
        return back_to_history(desk, turn, case, facts=(fact,), messages=(message(desk, case, "third_party.agreed"),))
    return aside(desk, case, (message(desk, case, "third_party.not_agreed"),))
