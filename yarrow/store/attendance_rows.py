"""Rows of `attendances` into values, and the questions other stores ask of them in their own transactions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Exists, Row, Select, and_, exists, or_, select, update

from yarrow.store import case_rows
from yarrow.store.attendance_tables import attendances, presence
from yarrow.store.attendance_values import Attendance, Attendant, Present
from yarrow.store.tables import conversations, inbound, outbound


def attendance_of(connection: Connection, conversation: str) -> Attendance | None:
    """Who writes in this conversation instead of the program; None: nobody."""
    query = select(attendances).where(attendances.c.conversation == conversation, attendances.c.until.is_(None))
    row = connection.execute(query).one_or_none()
    return attendance_from(row) if row else None


def is_attended(conversation: Any) -> Exists:
    """Whether somebody writes in the conversation of this column."""
    return exists().where(attendances.c.conversation == conversation, attendances.c.until.is_(None))


def kept_waiting(since: datetime) -> Select[str]:
    """Conversations of somebody who has not written since then, and the patient has not been told so.

    There the newest entry is hers, or that somebody has joined; who types now is about to write.
    """
    last = and_(conversations.c.id == attendances.c.conversation, conversations.c.updated_at < since)
    hers = exists().where(
        inbound.c.conversation == conversations.c.id, inbound.c.seq == conversations.c.last_seq, inbound.c.at < since
    )
    joined = exists().where(
        *(outbound.c.conversation == conversations.c.id, outbound.c.seq == conversations.c.last_seq),
        *(outbound.c.sender == "staff", outbound.c.sent_as.is_(None), outbound.c.at < since),
    )
    is_typing = attendances.c.typing_at >= since
    return (
        select(attendances.c.conversation)
        .join(conversations, last)
        .where(attendances.c.until.is_(None), or_(attendances.c.typing_at.is_(None), ~is_typing), or_(hers, joined))
        .order_by(attendances.c.seen_at)
    )


def remember_told(connection: Connection, conversation: str, rules: tuple[str, ...]) -> None:
    """Staff have been told of these rules; the patient has not."""
    there = attendance_of(connection, conversation)
    if there is not None and rules:
        told = list(dict.fromkeys((*there.told, *rules)))
        connection.execute(update(attendances).where(attendances.c.conversation == conversation).values(told=told))


def end_attendance(connection: Connection, conversation: str, now: datetime) -> None:
    """Nobody writes here any more."""
    query = update(attendances).where(attendances.c.conversation == conversation, attendances.c.until.is_(None))
    connection.execute(query.values(until=now, typing_at=None))
    case_rows.changed(connection, conversation, attended=False)


def attendance_from(row: Row[Any]) -> Attendance:
    """A row of `attendances`."""
    who = Attendant(row.staff, row.name, row.title)
    return Attendance(row.conversation, who, row.since, row.seen_at, row.typing_at, tuple(row.told))


def others_of(connection: Connection, conversation: str) -> list[Present]:
    """Who has been seen at this conversation, the latest first."""
    query = select(presence).where(presence.c.conversation == conversation).order_by(presence.c.seen_at.desc())
    return [Present(row.staff, row.name, row.seen_at) for row in connection.execute(query)]
