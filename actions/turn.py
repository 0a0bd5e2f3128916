"""The turn an action works on: what the gateway sent, and what an earlier action of the same turn came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rasa_sdk import Tracker

from yarrow.intake.case import Case
from yarrow.intake.turn import Result, Turn, applied

# The key of the message's metadata, the slot that carries the turn's result to its second action, and that slot's keys.
METADATA = "turn"
SLOT = "turn_so_far"


@dataclass(frozen=True)
class Opened:
    """The turn and its kind, the case as it stands now, and what the turn has come to so far (None: nothing yet)."""

    turn: Turn
    case: Case
    kind: str
    so_far: Result | None = None

    def after(self, result: Result) -> Result:
        """The whole turn, with this action's result."""
        return self.so_far.then(result) if self.so_far else result


def opened(tracker: Tracker) -> Opened:
    """The turn the tracker's last message carries. Raises KeyError if it carries none."""
    turn = Turn.from_json(_metadata(tracker)[METADATA])
    kind = (tracker.latest_message.get("intent") or {}).get("name") or ""
    entry = tracker.get_slot(SLOT) or {}
    if (entry.get("turn"), entry.get("message")) != (turn.number, turn.said.id):
        return Opened(turn, turn.case, kind)
    so_far = Result.from_json(entry["result"])
    return Opened(turn, applied(turn.case, so_far), kind, so_far)


def carried(turn: Turn, result: Result) -> dict[str, Any]:
    """What the slot holds for the next action of the same turn; of no use in any other."""
    return {"turn": turn.number, "message": turn.said.id, "result": result.to_json()}


def _metadata(tracker: Tracker) -> dict[str, Any]:
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return event.get("metadata") or {}
    return {}
