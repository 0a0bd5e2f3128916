"""Conversations: begun, opened, kept alive, erased."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from yarrow.store.database import Database
from yarrow.store.rows import Envelope, add_facts, add_messages, conversation_of, fact_of, locked
from yarrow.store.tables import (
    conversations,
    erasures,
    events,
    facts,
    held_texts,
    inbound,
    links,
    outbound,
    page_keys,
    resume_codes,
    triage_results,
)
from yarrow.store.values import Change, Conversation, Opened, Outbound, Receipt, Start

# What belongs to one conversation, children first.
BELONGINGS: tuple[Table, ...] = (
    held_texts,
    facts,
    triage_results,
    events,
    outbound,
    inbound,
    resume_codes,
    links,
    page_keys,
)


@dataclass(frozen=True)
class Tombstone:
    """What is left of an erased conversation."""

    receipt: Receipt
    token_hash: str


class Conversations:
    """The conversations of the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, start: Start, now: datetime) -> tuple[Outbound, ...]:
        """Store a new conversation with its first words; returns them as stored."""
        with self._database.write() as connection:
            connection.execute(insert(conversations).values(_first_row(start, now)))
            add_facts(connection, start.id, 0, start.facts, now)
            return add_messages(connection, Envelope(start.id, "opening", now), start.messages, 1)

    def open(self, conversation: str) -> Opened | None:
        """The conversation with what holds in it; None if there is none of this id."""
        with self._database.read() as connection:
            row = connection.execute(select(conversations).where(conversations.c.id == conversation)).one_or_none()
            if row is None:
                return None
            return Opened(
                conversation_of(row), latest_facts(connection, conversation), _pending(connection, conversation)
            )

    def find(self, conversation: str) -> Conversation | None:
        """The conversation alone; None if there is none of this id."""
        with self._database.read() as connection:
            row = connection.execute(select(conversations).where(conversations.c.id == conversation)).one_or_none()
            return conversation_of(row) if row else None

    def keep_alive(self, conversation: str, token_expires_at: datetime) -> None:
        """Let the token live on, since it was used."""
        with self._database.write() as connection:
            connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation)
                .values(token_expires_at=token_expires_at)
            )

    def last_seqs(self, ids: list[str]) -> dict[str, int]:
        """The place of the last message of each; one that is gone is missing from the answer."""
        with self._database.read() as connection:
            query = select(conversations.c.id, conversations.c.last_seq).where(conversations.c.id.in_(ids))
            return {row.id: row.last_seq for row in connection.execute(query)}

    def tombstone(self, conversation: str) -> Tombstone | None:
        """What is left of an erased conversation; None if nothing was erased under this id."""
        with self._database.read() as connection:
            row = connection.execute(select(erasures).where(erasures.c.conversation == conversation)).one_or_none()
        return Tombstone(_receipt(row), row.token_hash) if row else None

    def unforgotten(self, limit: int = 50) -> list[str]:
        """Erased conversations of which Rasa may still have a snapshot."""
        query = select(erasures.c.conversation).where(erasures.c.forgotten_at.is_(None)).limit(limit)
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def forgotten(self, conversation: str, now: datetime) -> None:
        """Rasa has deleted its snapshot."""
        with self._database.write() as connection:
            connection.execute(update(erasures).where(erasures.c.conversation == conversation).values(forgotten_at=now))

    def erase(self, conversation: str, asked_by: str, now: datetime) -> Receipt:
        """Delete everything of a conversation and leave a tombstone without content. Raises UnknownConversation."""
        with self._database.write() as connection:
            held = locked(connection, conversation)
            counts = {table.name: _delete(connection, table, conversation) for table in BELONGINGS}
            connection.execute(delete(conversations).where(conversations.c.id == conversation))
            receipt = Receipt(f"R-{secrets.token_hex(8)}", conversation, now, counts)
            connection.execute(
                insert(erasures).values(
                    conversation=conversation,
                    receipt=receipt.id,
                    token_hash=held.token_hash,
                    asked_by=asked_by,
                    counts=counts,
                    erased_at=now,
                )
            )
        self._database.forget_journal()
        return receipt


def latest_facts(connection: Connection, conversation: str, up_to_turn: int | None = None) -> tuple[Any, ...]:
    """The latest fact of each path, in the order they were said; with `up_to_turn`, as it was then."""
    newest = select(func.max(facts.c.number)).where(facts.c.conversation == conversation)
    if up_to_turn is not None:
        newest = newest.where(facts.c.turn <= up_to_turn)
    query = select(facts).where(facts.c.number.in_(newest.group_by(facts.c.path))).order_by(facts.c.number)
    return tuple(fact_of(row) for row in connection.execute(query))


def _pending(connection: Connection, conversation: str) -> tuple[Change, ...]:
    query = (
        select(inbound.c.screening)
        .where(inbound.c.conversation == conversation, inbound.c.state.in_(("queued", "working")))
        .order_by(inbound.c.turn)
    )
    return tuple(Change.from_json(row.screening) for row in connection.execute(query) if row.screening)


def _first_row(start: Start, now: datetime) -> dict[str, Any]:
    return {
        "id": start.id,
        "token_hash": start.token_hash,
        "token_expires_at": start.token_expires_at,
        "channel": start.channel,
        "locale": start.locale,
        "status": start.standing.status,
        "standing": start.standing.to_json(),
        "level": None,
        "needs_human": False,
        "version": 1,
        "last_seq": len(start.messages),
        "last_turn": 0,
        "created_at": now,
        "updated_at": now,
        "last_activity_at": now,
    }


def _delete(connection: Connection, table: Table, conversation: str) -> int:
    return connection.execute(delete(table).where(table.c.conversation == conversation)).rowcount


def _receipt(row: Any) -> Receipt:
    return Receipt(row.receipt, row.conversation, row.erased_at, dict(row.counts))
