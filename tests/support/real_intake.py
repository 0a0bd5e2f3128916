"""Plays turns with the real use cases, as the bot side does, but by the kind of turn alone."""

from __future__ import annotations

from tests.intake.nurse import NEXT, USE_CASES
from tests.support.fake_rasa import Play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.intake.ask import ask_next, next_section
from yarrow.intake.closing import advise
from yarrow.intake.kind import kind_of
from yarrow.intake.turn import Result, Turn, applied


def real_play(front_desk: ClinicalFrontDesk) -> Play:
    """What to give to FakeRasa."""

    def play(turn: Turn) -> Result:
        desk, case = front_desk.desk, turn.case
        kind = kind_of(desk, turn).name
        result: Result = USE_CASES["inform" if turn.screened else kind](desk, turn, case)
        after = applied(case, result)
        if kind == "confirm" and not result.is_over:
            return result.then(advise(desk, turn, after))
        if kind in NEXT and not result.is_over:
            return result.then(ask_next(desk, after, next_section(desk, after)))
        return result

    return play
