"""What becomes of danger. How urgent it is, the intake decides: in the lane, and in `action_record_answer`."""

from __future__ import annotations

from actions.base import SafeAction
from actions.turn import Opened
from yarrow.intake.emergency import can_you_get_help
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Result


class HelpStatus(SafeAction):
    """Whether help is on its way."""

    def name(self) -> str:
        return "action_help_status"

    def act(self, desk: Desk, now: Opened) -> Result:
        return can_you_get_help(desk, now.turn, now.case)
