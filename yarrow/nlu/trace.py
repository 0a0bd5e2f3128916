"""What a turn leaves behind in the tracker: its number, its answer, and what of its events is worth keeping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from yarrow.intake.turn import Result
from yarrow.nlu.message import RESULT, turn_in

# Turns whose intent and actions are kept: a rule looks no further back (rasa/core/policies/rule_policy.py:352).
KEPT_TURNS = 1
# Slots of one turn only.
PASSING_SLOTS = ("turn_so_far", "session_started_metadata")
ALREADY_SAID = "already_said"


class IncompleteTurn(Exception):
    """An action did not answer, or nothing was said: the turn is not saved, so that it can be run again."""


@dataclass(frozen=True)
class Trace:
    """The turn's number and its answer, the JSON of the merged result."""

    turn: int
    answer: dict[str, Any]


def has_message(tracker: DialogueStateTracker) -> bool:
    """Whether the tracker has heard the patient at all."""
    return any(isinstance(event, UserUttered) for event in tracker.events)


def trace_of(tracker: DialogueStateTracker) -> Trace:
    """The turn the tracker's last message began. Raises IncompleteTurn if it did not come to an answer."""
    events = _last_turn(tracker.events)
    turn = turn_in(events[0].metadata) if events else None
    if turn is None:
        raise IncompleteTurn("The message carries no turn; only the gateway's channel may send one.")
    results = [result for event in events if (result := _result(event))]
    actions = sum(1 for event in events if _is_ours(event))
    if len(results) != actions:
        raise IncompleteTurn(f"{actions - len(results)} of {actions} actions gave no result.")
    return Trace(turn.number, merged(results))


def merged(results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The results of a turn's actions as one. Raises IncompleteTurn if there is nothing the patient would hear."""
    if not results:
        raise IncompleteTurn("No action was run.")
    whole = reduce(Result.then, (Result.from_json(result) for result in results))
    if not whole.messages and not any(event.get("event") == ALREADY_SAID for event in whole.events):
        raise IncompleteTurn("Nothing was said.")
    return whole.to_json()


def remembered_slots(tracker: DialogueStateTracker) -> dict[str, Any]:
    """The slots that outlive the turn."""
    return {
        name: slot.value for name, slot in tracker.slots.items() if slot.value is not None and name not in PASSING_SLOTS
    }


def bounded_events(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """Intents and actions of the last turns, as JSON, without words, entities, or what the turn carried."""
    kept: list[dict[str, Any]] = []
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            kept.append(_bare(event).as_dict())
            turns += 1
            if turns == KEPT_TURNS:
                break
        elif isinstance(event, ActionExecuted):
            kept.append(ActionExecuted(event.action_name).as_dict())
    kept.reverse()
    return kept


def _bare(event: UserUttered) -> UserUttered:
    return UserUttered(text="", intent={"name": event.intent_name, "confidence": 1.0})


def _last_turn(events: Iterable[Event]) -> list[Event]:
    turn: list[Event] = []
    for event in reversed(list(events)):
        turn.append(event)
        if isinstance(event, UserUttered):
            return turn[::-1]
    return []


def _result(event: Event) -> dict[str, Any] | None:
    if not isinstance(event, BotUttered):
        return None
    found = ((event.data or {}).get("custom") or {}).get(RESULT)
    return found if isinstance(found, dict) else None


def _is_ours(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name not in (None, "action_listen")
