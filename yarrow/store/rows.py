"""Rows into values and values into rows, by hand, in one place."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from yarrow.clinical.call import Call
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.intake.case import Standing
from yarrow.intake.turn import Choice, Message
from yarrow.store.errors import UnknownConversation
from yarrow.store.notice_rows import tell_events, tell_level
from yarrow.store.tables import conversations, events, facts, outbound, triage_results
from yarrow.store.values import Change, Conversation, Event, Inbound, Kind, Outbound, Sender


def conversation_of(row: Row[Any]) -> Conversation:
    """A row of `conversations`."""
    return Conversation(
        id=row.id,
        token_hash=row.token_hash,
        token_expires_at=row.token_expires_at,
        channel=row.channel,
        locale=row.locale,
        standing=Standing.from_json(row.standing),
        level=row.level,
        needs_human=row.needs_human,
        version=row.version,
        last_seq=row.last_seq,
        last_turn=row.last_turn,
        created_at=row.created_at,
        updated_at=row.updated_at,
        last_activity_at=row.last_activity_at,
    )


def locked(connection: Connection, conversation: str) -> Conversation:
    """The conversation, held by this transaction until its end. Raises UnknownConversation."""
    query = select(conversations).where(conversations.c.id == conversation).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownConversation(conversation)
    return conversation_of(row)


def inbound_of(row: Row[Any]) -> Inbound:
    """A row of `inbound`; `text` may come from `held_texts`, joined as `held`."""
    return Inbound(
        conversation=row.conversation,
        id=row.id,
        turn=row.turn,
        seq=row.seq,
        text=row.text if row.text is not None else row.held,
        choices=tuple(row.choices),
        state=row.state,
        tries=row.tries,
        at=row.at,
        change=Change.from_json(row.screening) if row.screening else None,
        changes=row.changes,
        answered=row.answered,
        written_to=row.written_to,
    )


def outbound_of(row: Row[Any]) -> Outbound:
    """A row of `outbound`."""
    choices = tuple(Choice(entry["label"], entry["value"]) for entry in row.choices)
    calls = tuple(Call(entry["label"], entry["to"]) for entry in row.calls or ())
    message = Message(row.text, choices, row.question, row.level, calls)
    who = (row.author, row.title)
    return Outbound(row.conversation, row.seq, row.id, row.sender, row.kind, message, row.answers, row.at, *who)


def fact_of(row: Row[Any]) -> Fact:
    """A row of `facts`."""
    at = row.at.isoformat() if row.at else None
    provenance = Provenance(row.message, row.start, row.end, row.words, row.captured, at)
    return Fact(row.path, Status(row.status), row.value, provenance)


def add_facts(connection: Connection, conversation: str, turn: int, said: Sequence[Fact], now: datetime) -> None:
    """Append facts; each keeps when it was said, or now."""
    rows = [
        {
            "conversation": conversation,
            "turn": turn,
            "path": fact.path,
            "status": fact.status.value,
            "value": fact.value,
            "message": fact.provenance.message,
            "start": fact.provenance.start,
            "end": fact.provenance.end,
            "words": fact.provenance.text,
            "captured": fact.provenance.captured,
            "at": now,
        }
        for fact in said
    ]
    if rows:
        connection.execute(insert(facts), rows)


def add_events(connection: Connection, conversation: str, turn: int, happened: Iterable[Event], now: datetime) -> None:
    """Append events, each `{"event": name, …}`, and tell staff of what a person must look at."""
    happened = tuple(happened)
    rows = [
        {
            "conversation": conversation,
            "turn": turn,
            "name": event["event"],
            "detail": {key: value for key, value in event.items() if key != "event"},
            "at": now,
        }
        for event in happened
    ]
    if rows:
        connection.execute(insert(events), rows)
    tell_events(connection, conversation, happened, now)


def add_triage(connection: Connection, conversation: str, turn: int, result: dict[str, Any], now: datetime) -> None:
    """Append a triage result, and tell staff if it is urgent."""
    row = {"conversation": conversation, "turn": turn, "level": result.get("level"), "result": result, "at": now}
    connection.execute(insert(triage_results).values(row))
    tell_level(connection, conversation, result.get("level"), now, heard=False)


@dataclass(frozen=True)
class Envelope:
    """What messages to the patient have in common: where they go, what they are, and what they answer.

    `author`, `title`, `sent_as`: of what a person wrote, who that is, and the id it was sent under.
    """

    conversation: str
    kind: Kind
    at: datetime
    answers: str | None = None
    sender: Sender = "assistant"
    author: str | None = None
    title: str | None = None
    sent_as: str | None = None


def add_messages(
    connection: Connection, envelope: Envelope, messages: Sequence[Message], first_seq: int
) -> tuple[Outbound, ...]:
    """Append messages to the patient, from place `first_seq` on."""
    e = envelope
    added = tuple(
        Outbound(
            *(e.conversation, first_seq + n, str(uuid.uuid4()), e.sender, e.kind, message, e.answers, e.at),
            e.author,
            e.title,
        )
        for n, message in enumerate(messages)
    )
    if added:
        connection.execute(insert(outbound), [{**_outbound_row(one), "sent_as": e.sent_as} for one in added])
    return added


def _outbound_row(one: Outbound) -> dict[str, Any]:
    plain = one.message.to_json()
    return {
        "conversation": one.conversation,
        "seq": one.seq,
        "id": one.id,
        "answers": one.answers,
        "sender": one.sender,
        "kind": one.kind,
        "text": plain["text"],
        "choices": plain["choices"],
        "question": plain["question"],
        "question_id": (plain["question"] or {}).get("id"),
        "level": plain["level"],
        "calls": plain["calls"],
        "author": one.author,
        "title": one.title,
        "at": one.at,
    }
