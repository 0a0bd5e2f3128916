"""Lets invented conversations lie in the past: only for a demonstration's record, never for a patient's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, select, update

from yarrow.store.database import Database, Instant
from yarrow.store.schema import metadata
from yarrow.store.tables import conversations


@dataclass(frozen=True)
class Shift:
    """Moves a conversation so that its last moment is `end`; what took a second takes `pace` seconds."""

    last: datetime
    end: datetime
    pace: float

    def __call__(self, at: datetime) -> datetime:
        """Where a moment comes to lie; what lies after the last (a key's end) keeps its distance."""
        gap = at - self.last
        return self.end + (gap * self.pace if at < self.last else gap)


class Backdating:
    """The moments of conversations, moved."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def move(self, conversation: str, end: datetime, pace: float) -> None:
        """Let a conversation end then; nothing happens if there is none of this id."""
        with self._database.write() as connection:
            query = select(conversations.c.last_activity_at).where(conversations.c.id == conversation)
            last = connection.execute(query).scalar_one_or_none()
            if last is None:
                return
            shift = Shift(last, end, pace)
            for key, column in _moments():
                _move(connection, key == conversation, column, shift)


def _move(connection: Connection, theirs: ColumnElement[bool], column: Column[datetime], shift: Shift) -> None:
    there = connection.execute(select(column).where(theirs, column.is_not(None)).distinct()).scalars()
    # All move back, so the earliest goes first: none comes to lie where one still waits to be moved.
    for at in sorted(there):
        connection.execute(update(column.table).where(theirs, column == at).values({column.name: shift(at)}))


def _moments() -> Iterator[tuple[Column[str], Column[datetime]]]:
    """Every moment of every table that belongs to a conversation, after the column that says to which."""
    for table in metadata.sorted_tables:
        key = table.c.id if table is conversations else table.c.get("conversation")
        if key is None or table.name in ("audit", "erasures"):
            continue
        for column in table.columns:
            if isinstance(column.type, Instant):
                yield key, column
