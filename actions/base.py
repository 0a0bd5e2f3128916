"""The base of every action: it always answers, and never lets a patient's words into a log or an error."""

from __future__ import annotations

import abc
import logging
import traceback
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.slots import key_facts, way_on
from actions.turn import SLOT, Opened, carried, opened
from yarrow.bootstrap.bot import desk
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.show import aside
from yarrow.intake.turn import Result, applied
from yarrow.intake.words import message

logger = logging.getLogger("yarrow.actions")


class SafeAction(Action, abc.ABC):
    """Runs one use case. An exception in an action would leave the patient without a word (rasa/core/processor.py:993).

    `decides_way`: whether it takes an answer, so that Rasa must hear which section comes next.
    """

    decides_way = False

    @abc.abstractmethod
    def act(self, desk: Desk, now: Opened) -> Result:
        """What the use case makes of this turn."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Utter the result as JSON and set the slots it changes; on a failure, the failure's words."""
        now = opened(tracker)
        try:
            result = self.act(desk().speaking_to(now.case.history), now)
            slots = self._slots(now, result)
        except Exception as error:
            logger.error("%s failed: %s", self.name(), _place(error))
            result = _failed(self.name(), error, now.case)
            slots = {"floor": "patient"}
        dispatcher.utter_message(json_message={"yarrow": result.to_json()})
        slots[SLOT] = carried(now.turn, now.after(result))
        return [SlotSet(name, value) for name, value in slots.items() if tracker.get_slot(name) != value]

    def _slots(self, now: Opened, result: Result) -> dict[str, Any]:
        case = applied(now.case, result)
        slots = key_facts(desk(), case, result)
        return {**slots, **way_on(desk(), case, result)} if self.decides_way else slots


def _failed(action: str, error: Exception, case: Case) -> Result:
    """The failure's words, and the open question again if that can still be put."""
    event = {"event": "action_failed", "action": action, "error": type(error).__name__}
    words = (message(desk(), case, "failure.action"),)
    try:
        return aside(desk(), case, words, events=(event,))
    except Exception as again:
        logger.error("%s: no question after the failure: %s", action, _place(again))
        return Result(case.standing, words, events=(event,))


def _place(error: Exception) -> str:
    """The kind of error and where it arose; never its message, which may quote the patient."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {frame.filename.rpartition('/yarrow/')[2]}:{frame.lineno} in {frame.name}"
