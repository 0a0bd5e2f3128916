"""Rows of lines and deliveries into values, and what other stores do with lines in their own transactions."""

from __future__ import annotations

import secrets
import string
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite

from yarrow.store.line_tables import deliveries, lines
from yarrow.store.line_values import Delivery, Line

SIGNS = string.ascii_letters + string.digits
ID_LENGTH = 16
Insert = postgresql.Insert | sqlite.Insert


def insert_for(connection: Connection, table: Table) -> Insert:
    """An insert that can say what happens if the row is there already; both databases say it alike."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def line_of(row: Row[Any]) -> Line:
    """A row of `lines`."""
    return Line(
        id=row.id,
        channel=row.channel,
        who=row.who,
        address=row.address,
        conversation=row.conversation,
        heard_at=row.heard_at,
        stopped_at=row.stopped_at,
        place=row.place,
        notes=row.notes,
        made_at=row.made_at,
    )


def delivery_of(row: Row[Any]) -> Delivery:
    """A row of `deliveries` that waits."""
    return Delivery(
        number=row.number,
        line=row.line,
        event=row.event,
        kind=row.kind,
        content=row.content or {},
        order=row.order,
        at=row.at,
        tries=row.tries,
    )


def new_line(channel: str, who: str, address: str, now: datetime) -> dict[str, Any]:
    """The row of somebody who has not written before."""
    return {
        "id": "".join(secrets.choice(SIGNS) for _ in range(ID_LENGTH)),
        "channel": channel,
        "who": who,
        "address": address,
        "heard_at": now,
        "place": 0,
        "notes": {},
        "made_at": now,
    }


def held_lines(connection: Connection, conversation: str) -> list[Line]:
    """The lines of a conversation, the one heard last first, held by this transaction until its end."""
    query = select(lines).where(lines.c.conversation == conversation).with_for_update()
    return [line_of(row) for row in connection.execute(query.order_by(lines.c.heard_at.desc(), lines.c.id))]


def leave_what_waits(connection: Connection, conversation: str) -> None:
    """The conversation goes. A line over which something has come in since is not deleted with it, but unbound.

    What she has written and nobody has read yet is not lost: it begins a conversation of its own. The transaction
    holds the lines (`held_lines`), so that nothing comes in between.
    """
    waits = exists().where(deliveries.c.line == lines.c.id, deliveries.c.state == "waiting")
    unbound = update(lines).where(lines.c.conversation == conversation, waits)
    connection.execute(unbound.values(conversation=None, place=0, notes={}))
