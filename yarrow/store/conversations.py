"""Conversations: begun, opened, kept alive, erased."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from yarrow.intake.turn import Message
from yarrow.store import case_rows, search_rows
from yarrow.store.attendance_rows import attendance_of
from yarrow.store.attendance_tables import attendances, presence
from yarrow.store.audit import Act, note
from yarrow.store.case_tables import case_marks, case_words, cases
from yarrow.store.database import Database
from yarrow.store.dispatch_rows import part, part_with_urgent
from yarrow.store.errors import UnknownConversation
from yarrow.store.line_rows import held_lines, leave_what_waits
from yarrow.store.line_tables import dispatches, lines
from yarrow.store.notice_tables import letters, notices
from yarrow.store.rows import Envelope, add_facts, add_messages, conversation_of, fact_of, locked
from yarrow.store.staff_tables import glass
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
from yarrow.store.work_tables import WORK_TABLES

# What belongs to one conversation, children first.
BELONGINGS: tuple[Table, ...] = (
    *WORK_TABLES,
    held_texts,
    facts,
    triage_results,
    events,
    outbound,
    inbound,
    resume_codes,
    links,
    page_keys,
    attendances,
    presence,
    glass,
    dispatches,
    lines,
    letters,
    notices,
    case_words,
    case_marks,
    cases,
)


@dataclass(frozen=True)
class Tombstone:
    """What is left of an erased conversation. `forgotten_at`: when Rasa had deleted its working copy, too."""

    receipt: Receipt
    token_hash: str
    asked_by: str = "patient"
    forgotten_at: datetime | None = None


class Conversations:
    """The conversations of the record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, start: Start, now: datetime) -> tuple[Outbound, ...]:
        """Store a new conversation with its first words; returns them as stored."""
        with self._database.write() as connection:
            row = _first_row(start, now)
            connection.execute(insert(conversations).values(row))
            case_rows.opened(connection, row, start.standing)
            add_facts(connection, start.id, 0, start.facts, now)
            return add_messages(connection, Envelope(start.id, "opening", now), start.messages, 1)

    def open(self, conversation: str) -> Opened | None:
        """The conversation with what holds in it; None if there is none of this id."""
        with self._database.read() as connection:
            row = connection.execute(select(conversations).where(conversations.c.id == conversation)).one_or_none()
            if row is None:
                return None
            there = attendance_of(connection, conversation)
            return Opened(
                conversation_of(row),
                latest_facts(connection, conversation),
                _pending(connection, conversation),
                there.who.title if there else None,
                there.told if there else (),
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
        return _tombstone(row) if row else None

    def unforgotten(self, limit: int = 50) -> list[str]:
        """Erased conversations of which Rasa may still have a snapshot."""
        query = select(erasures.c.conversation).where(erasures.c.forgotten_at.is_(None)).limit(limit)
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def forgotten(self, conversation: str, now: datetime) -> None:
        """Rasa has deleted its snapshot."""
        with self._database.write() as connection:
            connection.execute(update(erasures).where(erasures.c.conversation == conversation).values(forgotten_at=now))

    def holds(self, conversation: str) -> dict[str, int]:
        """How many rows of each kind an erasure would delete. Raises UnknownConversation."""
        with self._database.read() as connection:
            if connection.execute(select(conversations.c.id).where(conversations.c.id == conversation)).first() is None:
                raise UnknownConversation(conversation)
            return {table.name: _count(connection, table, conversation) for table in BELONGINGS}

    def receipt(self, receipt: str) -> Tombstone | None:
        """What is left of the conversation erased with this receipt."""
        with self._database.read() as connection:
            row = connection.execute(select(erasures).where(erasures.c.receipt == receipt)).one_or_none()
        return _tombstone(row) if row else None

    def erase(
        self,
        conversation: str,
        asked_by: str,
        now: datetime,
        act: Act | None = None,
        *,
        parting: Sequence[Message] = (),
    ) -> Receipt:
        """Delete everything of a conversation and leave a tombstone without content. Raises UnknownConversation.

        `act`: what the audit log is to say of it; the receipt and the number of rows are added. `parting`: last words,
        which go out over the line she was heard on last; then they and her address go, too.
        """
        with self._database.write() as connection:
            held = locked(connection, conversation)
            for line in held_lines(connection, conversation)[: 1 if parting else 0]:
                part_with_urgent(connection, line)
                part(connection, line, parting, now)
            receipt = remove(connection, held, asked_by, now)
            search_rows.forget(connection)
            if act is not None:
                note_erasure(connection, act, receipt, now)
        self._database.forget_journal()
        return receipt


def remove(connection: Connection, held: Conversation, asked_by: str, now: datetime) -> Receipt:
    """Delete a conversation that this transaction holds; afterwards the search index is still to be cleaned up."""
    if held_lines(connection, held.id):
        leave_what_waits(connection, held.id)
    counts = {table.name: _delete(connection, table, held.id) for table in BELONGINGS}
    connection.execute(delete(conversations).where(conversations.c.id == held.id))
    receipt = Receipt(f"R-{secrets.token_hex(8)}", held.id, now, counts)
    connection.execute(
        insert(erasures).values(
            conversation=held.id,
            receipt=receipt.id,
            token_hash=held.token_hash,
            asked_by=asked_by,
            counts=counts,
            erased_at=now,
        )
    )
    return receipt


def note_erasure(connection: Connection, act: Act, receipt: Receipt, now: datetime) -> None:
    """Write an erasure into the audit log: that it was done, by whom, and how much went; nothing of what it was."""
    detail = {**act.detail, "receipt": receipt.id, "rows": sum(receipt.counts.values())}
    note(connection, replace(act, conversation=receipt.conversation, detail=detail), now)


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


def _count(connection: Connection, table: Table, conversation: str) -> int:
    query = select(func.count()).select_from(table).where(table.c.conversation == conversation)
    return int(connection.execute(query).scalar_one())


def _tombstone(row: Any) -> Tombstone:
    receipt = Receipt(row.receipt, row.conversation, row.erased_at, dict(row.counts))
    return Tombstone(receipt, row.token_hash, row.asked_by, row.forgotten_at)
