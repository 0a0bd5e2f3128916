"""The end of the history: the summary, its confirmation, and the advice."""

from __future__ import annotations

from actions.base import SafeAction
from actions.turn import Opened
from yarrow.intake.closing import advise, confirm, summarise
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Result


class Summarise(SafeAction):
    """Read back what was told."""

    def name(self) -> str:
        return "action_summarise"

    def act(self, desk: Desk, now: Opened) -> Result:
        return summarise(desk, now.turn, now.case)


class ConfirmSummary(SafeAction):
    """The answer to the summary; if it is right, the advice comes next (data/rules/closing.yml)."""

    decides_way = True

    def name(self) -> str:
        return "action_confirm_summary"

    def act(self, desk: Desk, now: Opened) -> Result:
        return confirm(desk, now.turn, now.case)


class Advise(SafeAction):
    """The advice."""

    def name(self) -> str:
        return "action_advise"

    def act(self, desk: Desk, now: Opened) -> Result:
        return advise(desk, now.turn, now.case)
