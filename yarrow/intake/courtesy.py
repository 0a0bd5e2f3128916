"""Small courtesies: a greeting, thanks, and something that is not ours to answer."""

from __future__ import annotations

from dataclasses import replace

from yarrow.intake.case import Case
from yarrow.intake.evidence import still_urgent
from yarrow.intake.fallback import not_understood
from yarrow.intake.opening import open_case
from yarrow.intake.ports import Desk
from yarrow.intake.prompts import open_question
from yarrow.intake.show import aside
from yarrow.intake.turn import Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.ways import THIRD
from yarrow.intake.words import message


def greet(desk: Desk, turn: Turn, case: Case) -> Result:
    """Return a greeting; the conversation is opened if it has not been."""
    if case.standing.question is None and case.standing.consent is None:
        return open_case(desk, case.standing, case)
    return _say(desk, turn, case, "courtesy.hello")


def thanks(desk: Desk, turn: Turn, case: Case) -> Result:
    """Take thanks simply; after the advice, take leave, and say again what must not wait."""
    if not _is_over(case):
        return _say(desk, turn, case, "courtesy.thanks")
    words = (*still_urgent(desk, case), message(desk, case, "courtesy.goodbye"))
    return aside(desk, case, words, facts=volunteered(desk, turn, case))


def out_of_scope(desk: Desk, turn: Turn, case: Case) -> Result:
    """Say what Yarrow is for; in place of an answer it is a miss, and the second and third in a row bring more help.

    Then it begins anew: talk of other things alone never leaves a question behind.
    """
    result = _say(desk, turn, case, "courtesy.out_of_scope")
    if result.facts or open_question(desk, case) is None:
        return result
    if 0 < case.standing.stumbles < THIRD:
        return not_understood(desk, turn, case)
    return replace(result, standing=replace(result.standing, stumbles=1))


def _is_over(case: Case) -> bool:
    return case.standing.advice and case.standing.question is None


def _say(desk: Desk, turn: Turn, case: Case, key: str) -> Result:
    return aside(desk, case, (message(desk, case, key),), facts=volunteered(desk, turn, case))
