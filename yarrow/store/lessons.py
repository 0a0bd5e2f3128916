"""Messages that were misunderstood, kept to become tests or training examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import insert, select, update

from yarrow.store.audit import Act, note
from yarrow.store.database import Database
from yarrow.store.errors import RecordError
from yarrow.store.rows import locked
from yarrow.store.work_rows import lesson_of, with_name
from yarrow.store.work_tables import lessons
from yarrow.store.work_values import Lesson

State = Literal["draft", "approved", "dropped"]


class SettledAlready(RecordError):
    """Somebody has approved or dropped it already, or there is none of this number."""


@dataclass(frozen=True)
class Mishearing:
    """A message that was misunderstood. `text`: without personal details; `wanted`: what it should have been."""

    conversation: str
    message: str
    kind: Literal["intent", "facts"]
    wanted: Mapping[str, Any]
    start: Mapping[str, Any]
    text: str


class Lessons:
    """What can be learnt from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, mishearing: Mishearing, staff: str, now: datetime) -> int:
        """Keep one as a draft; returns its number. Raises UnknownConversation."""
        m = mishearing
        values = {
            "conversation": m.conversation,
            "message": m.message,
            "staff": staff,
            "kind": m.kind,
            "wanted": dict(m.wanted),
            "start": dict(m.start),
            "text": m.text,
            "state": "draft",
            "at": now,
        }
        with self._database.write() as connection:
            locked(connection, m.conversation)
            number: int = connection.execute(insert(lessons).values(values).returning(lessons.c.number)).scalar_one()
            note(connection, Act(staff, "lesson.add", m.conversation, {"lesson": number, "kind": m.kind}), now)
        return number

    def settle(self, number: int, staff: str, state: State, text: str, now: datetime) -> None:
        """Approve a draft with the text as it is to leave the house, or drop it. Raises SettledAlready."""
        draft = (lessons.c.number == number) & (lessons.c.state == "draft")
        values = {"state": state, "text": text, "settled_by": staff, "settled_at": now}
        with self._database.write() as connection:
            conversation = connection.execute(
                update(lessons).where(draft).values(values).returning(lessons.c.conversation)
            ).scalar_one_or_none()
            if conversation is None:
                raise SettledAlready(str(number))
            note(connection, Act(staff, f"lesson.{state}", conversation, {"lesson": number}), now)

    def find(self, number: int) -> Lesson | None:
        """The lesson of this number; None if there is none."""
        with self._database.read() as connection:
            row = connection.execute(with_name(lessons).where(lessons.c.number == number)).one_or_none()
        return lesson_of(row) if row else None

    def all(self, state: State) -> tuple[Lesson, ...]:
        """The lessons in this state, oldest first."""
        query = with_name(lessons).where(lessons.c.state == state).order_by(lessons.c.number)
        with self._database.read() as connection:
            return tuple(lesson_of(row) for row in connection.execute(query))

    def taken(self, found: tuple[Lesson, ...], staff: str, now: datetime) -> None:
        """Note that these leave the house."""
        detail = {"lessons": [lesson.number for lesson in found]}
        with self._database.write() as connection:
            note(connection, Act(staff, "lesson.export", None, detail), now)

    def numbers(self, conversation: str) -> tuple[tuple[int, str, str], ...]:
        """(number, message, state) of the lessons of a conversation."""
        query = select(lessons.c.number, lessons.c.message, lessons.c.state).order_by(lessons.c.number)
        with self._database.read() as connection:
            rows = connection.execute(query.where(lessons.c.conversation == conversation))
            return tuple((row.number, row.message, row.state) for row in rows)
