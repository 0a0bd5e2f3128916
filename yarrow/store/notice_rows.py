"""Staff are told of danger, and of people who ask for a person, in the transaction that stores what happened.

A cause that nobody has seen yet is not told again. Danger is told again when it becomes more urgent, and when it is
heard anew after somebody has seen the last notice.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, get_args

from sqlalchemy import Connection, Row, insert, select, update

from yarrow.store.notice_tables import notices
from yarrow.store.notice_values import Audience, Cause, Notice
from yarrow.store.values import Event

URGENT = ("T0", "T1", "T2")
# Of these staff are told by whoever knows how urgent it is, not for every event of the name.
TOLD_APART = frozenset({"level", "not_delivered"})
CAUSES: frozenset[str] = frozenset(get_args(Cause)) - TOLD_APART
AUDIENCES: dict[Cause, Audience] = {"glass_break": "admins"}
# Each of them is somebody else's doing: none stands for another.
ALWAYS: frozenset[Cause] = frozenset({"glass_break"})
# Whoever has just seen the danger need not be told of every further sentence about it.
ANEW_AFTER = timedelta(minutes=15)


def tell_events(connection: Connection, conversation: str, happened: Iterable[Event], now: datetime) -> None:
    """Tell staff of those events that a person must look at. The transaction holds the conversation."""
    for event in happened:
        name = event["event"]
        if name == "safety":
            tell_level(connection, conversation, event.get("level"), now, heard=True)
        elif name in CAUSES:
            tell(connection, conversation, name, now)


def tell_level(connection: Connection, conversation: str, level: str | None, now: datetime, *, heard: bool) -> None:
    """Tell staff of a level T0–T2. `heard`: danger was heard just now, not only found again in what was known."""
    if level not in URGENT:
        return
    earlier = [row for row in _earlier(connection, conversation) if row.cause == "level"]
    if not earlier or level < min(row.level for row in earlier) or (heard and _is_over(earlier, now)):
        _add(connection, conversation, ("level", len(earlier)), level, now)


def tell(connection: Connection, conversation: str, cause: Cause, now: datetime) -> None:
    """Tell staff of something that is no level, unless the last notice of it still stands."""
    earlier = [row for row in _earlier(connection, conversation) if row.cause == cause]
    if cause in ALWAYS or all(row.seen_at is not None for row in earlier):
        _add(connection, conversation, (cause, len(earlier)), None, now)


def see(connection: Connection, conversation: str, by: str, now: datetime) -> None:
    """Somebody who works there has read the conversation, or done something with it: its notices are seen."""
    standing = update(notices).where(
        notices.c.conversation == conversation, notices.c.audience == "clinic", notices.c.seen_at.is_(None)
    )
    connection.execute(standing.values(seen_at=now, seen_by=by))


def notice_of(row: Row[Any]) -> Notice:
    """A row of `notices`."""
    return Notice(
        row.id,
        row.number,
        row.conversation,
        row.cause,
        row.level,
        row.audience,
        row.at,
        row.addressed_at,
        row.seen_at,
        row.seen_by,
    )


def _earlier(connection: Connection, conversation: str) -> list[Row[Any]]:
    columns = (notices.c.cause, notices.c.level, notices.c.at, notices.c.seen_at)
    return list(connection.execute(select(*columns).where(notices.c.conversation == conversation)))


def _is_over(earlier: list[Row[Any]], now: datetime) -> bool:
    return all(row.seen_at is not None and now - row.at >= ANEW_AFTER for row in earlier)


def _add(connection: Connection, conversation: str, nth: tuple[Cause, int], level: str | None, now: datetime) -> None:
    """`nth`: the cause, and how many there are of it already."""
    cause, earlier = nth
    row = {
        "id": str(uuid.uuid4()),
        "conversation": conversation,
        "key": f"{cause}:{earlier + 1}",
        "cause": cause,
        "level": level,
        "audience": AUDIENCES.get(cause, "clinic"),
        "at": now,
    }
    connection.execute(insert(notices).values(row))
