"""What the gateway sent, as Rasa's components and trackers carry it: in the message's metadata, under one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.nlu.training_data.message import Message

from yarrow.intake.turn import Turn

# The one key of a message's metadata, and of a result's custom JSON (actions/base.py).
TURN = "turn"
RESULT = "yarrow"


def metadata_of(turn: Turn) -> dict[str, Any]:
    """The metadata of the message that carries this turn."""
    return {TURN: turn.to_json()}


def turn_of(message: Message) -> Turn | None:
    """The turn this message is part of; None for training examples and for text typed into `rasa shell`."""
    return turn_in(message.get("metadata"))


def turn_in(metadata: Mapping[str, Any] | None) -> Turn | None:
    """The turn in a message's metadata; None if it holds none."""
    entry = (metadata or {}).get(TURN)
    return Turn.from_json(entry) if isinstance(entry, dict) else None
