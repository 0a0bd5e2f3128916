"""The patient steers: a person, a pause, going on, an end, their data."""

from __future__ import annotations

from actions.base import SafeAction
from actions.turn import Opened
from yarrow.intake.erase import ask_to_delete
from yarrow.intake.pause import pause, resume
from yarrow.intake.person import ask_for_person
from yarrow.intake.ports import Desk
from yarrow.intake.see_data import see_data
from yarrow.intake.stop_here import stop_here
from yarrow.intake.turn import Result


class AskForPerson(SafeAction):
    """A person is wanted."""

    def name(self) -> str:
        return "action_ask_for_person"

    def act(self, desk: Desk, now: Opened) -> Result:
        return ask_for_person(desk, now.turn, now.case)


class Pause(SafeAction):
    """Everything is kept; the question waits."""

    def name(self) -> str:
        return "action_pause"

    def act(self, desk: Desk, now: Opened) -> Result:
        return pause(desk, now.turn, now.case)


class Resume(SafeAction):
    """Going on where the conversation stood."""

    def name(self) -> str:
        return "action_resume"

    def act(self, desk: Desk, now: Opened) -> Result:
        return resume(desk, now.turn, now.case)


class StopHere(SafeAction):
    """Enough: what can be said so far, and the safety net."""

    def name(self) -> str:
        return "action_stop_here"

    def act(self, desk: Desk, now: Opened) -> Result:
        return stop_here(desk, now.turn, now.case)


class AskToDelete(SafeAction):
    """Whether everything told is to be deleted."""

    def name(self) -> str:
        return "action_ask_to_delete"

    def act(self, desk: Desk, now: Opened) -> Result:
        return ask_to_delete(desk, now.turn, now.case)


class ShowData(SafeAction):
    """What has been written down."""

    def name(self) -> str:
        return "action_show_data"

    def act(self, desk: Desk, now: Opened) -> Result:
        return see_data(desk, now.turn, now.case)
