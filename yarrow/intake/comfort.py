"""How the patient feels comes before everything else."""

from __future__ import annotations

from dataclasses import replace

from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.show import aside
from yarrow.intake.steering import is_blaming
from yarrow.intake.turn import Result, Turn
from yarrow.intake.volunteered import volunteered
from yarrow.intake.words import message


def comfort(desk: Desk, turn: Turn, case: Case) -> Result:
    """Meet the feeling, offer a pause and, the first time, someone to talk to; then the open question, unhurried."""
    if is_blaming(turn.said.text or ""):
        key = "comfort.blame"
    else:
        key = "comfort.again" if case.standing.comforted else "comfort.here"
    comforted = case.standing.comforted or key == "comfort.here"
    words = (message(desk, case, key),)
    later = replace(case, standing=replace(case.standing, comforted=comforted))
    return aside(desk, later, words, facts=volunteered(desk, turn, case))
