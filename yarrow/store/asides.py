"""Words beside the history: about what cannot be read, about messages stopped and wanted again, about joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from yarrow.intake.turn import Message
from yarrow.store import case_rows
from yarrow.store.rows import Envelope, add_events, add_messages, outbound_of
from yarrow.store.tables import conversations, outbound
from yarrow.store.values import Conversation, Event, Outbound


@dataclass(frozen=True)
class Aside:
    """What is said, the name it is said under (said twice under one name, it is said once), and what happened."""

    messages: Sequence[Message]
    sent_as: str | None = None
    events: Sequence[Event] = ()


def say(connection: Connection, held: Conversation, aside: Aside, now: datetime) -> tuple[Outbound, ...]:
    """Say it, in a conversation that this transaction holds, and move that on; what was said before as it stands."""
    names = _names(aside)
    known = _said(connection, held.id, names)
    if known:
        return known
    said: tuple[Outbound, ...] = ()
    for n, (message, name) in enumerate(zip(aside.messages, names, strict=True), 1):
        envelope = Envelope(held.id, "aside", now, sent_as=name)
        said += add_messages(connection, envelope, (message,), held.last_seq + n)
    add_events(connection, held.id, held.last_turn, aside.events, now)
    # Whoever has read the conversation before reads it again: its last place is another now.
    moved = {"last_seq": held.last_seq + len(said), "version": held.version + 1, "updated_at": now}
    connection.execute(update(conversations).where(conversations.c.id == held.id).values(moved))
    case_rows.changed(connection, held.id, **case_rows.happened(aside.events, now))
    return said


def _names(aside: Aside) -> list[str | None]:
    """The name of each message: the first has the one given, the others a number after it."""
    if aside.sent_as is None:
        return [None for _ in aside.messages]
    return [aside.sent_as if n == 1 else f"{aside.sent_as}-{n}" for n in range(1, len(aside.messages) + 1)]


def _said(connection: Connection, conversation: str, names: Sequence[str | None]) -> tuple[Outbound, ...]:
    given = [name for name in names if name is not None]
    if not given:
        return ()
    query = select(outbound).where(outbound.c.conversation == conversation, outbound.c.sent_as.in_(given))
    return tuple(outbound_of(row) for row in connection.execute(query.order_by(outbound.c.seq)))
