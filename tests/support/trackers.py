"""Trackers as they look after a turn, built without a model."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from tests.support.quiet_rasa import quiet
from yarrow.intake.case import Case, Standing
from yarrow.intake.turn import Message, Result, Said, Turn
from yarrow.nlu.message import metadata_of

with quiet():
    DOMAIN = Domain.from_dict(
        {
            "version": "3.1",
            "intents": ["inform"],
            "actions": ["action_record_answer", "action_ask_gut"],
            "slots": {
                "section": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]},
                "turn_so_far": {"type": "any", "mappings": [{"type": "custom"}]},
            },
        }
    )
SECRET_WORDS = "marigold-marker"


def turn(number: int, conversation: str = "c1", text: str = SECRET_WORDS) -> Turn:
    """A turn with these words."""
    return Turn(conversation, number, Said(f"m{number}", text), Case(), "2026-11-22")


def result(words: str = "Thank you.", **changes: Any) -> dict[str, Any]:
    """The JSON of a result that says these words."""
    return Result(Standing(question="age"), (Message(words),) if words else (), **changes).to_json()


def play(tracker: DialogueStateTracker, played: Turn, *results: dict[str, Any] | None) -> None:
    """Put a whole turn on the tracker: the message, and one action for each result (None: it gave none)."""
    tracker.update(
        UserUttered(
            played.said.text, {"name": "inform", "confidence": 1.0}, metadata=metadata_of(played), message_id="x"
        ),
        DOMAIN,
    )
    for name, one in zip(("action_record_answer", "action_ask_gut"), results, strict=False):
        tracker.update(ActionExecuted(name), DOMAIN)
        if one is not None:
            tracker.update(BotUttered("", {"custom": {"yarrow": one}}), DOMAIN)
    tracker.update(SlotSet("section", "gut"), DOMAIN)
    tracker.update(SlotSet("turn_so_far", {"turn": played.number, "words": SECRET_WORDS}), DOMAIN)
    tracker.update(ActionExecuted("action_listen"), DOMAIN)
