"""What the record holds of a person in the fake app, for tests of messaging."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from tests.support.channel_double import Texter
from tests.support.gateway import until
from yarrow.gateway.channels.identity import Identity
from yarrow.intake.turn import Message
from yarrow.settings import channels_key
from yarrow.store.line_values import Line


def line_of(gateway: Any, texter: Texter) -> Line | None:
    """Her line."""
    identity = Identity(channels_key(gateway.services.settings))
    channel = texter.channel.name
    return gateway.record.lines.of_person(channel, identity.who(channel, texter.who))


def settled(gateway: Any, texter: Texter) -> Line:
    """Wait until all that came in over her line is worked off, answered and sent; her line then."""

    def is_settled() -> Line | None:
        line = line_of(gateway, texter)
        if line is None or gateway.record.deliveries.waiting(line.id):
            return None
        if line.conversation is None:
            return line
        entries = gateway.record.outbox.transcript(line.conversation)
        if (
            any(not entry.is_settled for entry in entries)
            or gateway.record.conversations.last_seqs([line.conversation]).get(line.conversation, 0) > line.place
        ):
            return None
        return None if gateway.record.dispatches.due(line.id, datetime.now(timezone.utc)) else line

    return until(is_settled)


def transcript(gateway: Any, texter: Texter) -> list[Any]:
    """Both sides of her conversation."""
    line = line_of(gateway, texter)
    return list(gateway.record.outbox.transcript(line.conversation))


def heard(gateway: Any, texter: Texter) -> list[Any]:
    """Her messages, in the order of the record."""
    return [entry for entry in transcript(gateway, texter) if entry.sender == "patient"]


def events_of(gateway: Any, texter: Texter) -> list[str]:
    """What happened in her conversation, by name."""
    line = line_of(gateway, texter)
    return [event.name for event in gateway.record.casefiles.read(line.conversation).events]


def said_beside(gateway: Any, texter: Texter, text: str) -> None:
    """Say something to her beside the history."""
    line = line_of(gateway, texter)
    gateway.record.outbox.say(line.conversation, (Message(text),), datetime.now(timezone.utc))
