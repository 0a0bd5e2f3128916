"""What did not reach somebody: given up, or waiting until they write. Staff can have it sent again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select, update

from yarrow.store.audit import Act, note
from yarrow.store.dispatch_rows import STOPPED, is_unsent
from yarrow.store.line_tables import dispatches, lines
from yarrow.store.line_values import Undelivered


def undelivered(connection: Connection, limit: int, offset: int) -> list[Undelivered]:
    """Those of living conversations: the urgent first, then the newest."""
    query = select(dispatches).where(_is_undelivered())
    in_order = query.order_by(dispatches.c.is_urgent.desc(), dispatches.c.made_at.desc(), dispatches.c.id)
    return [_undelivered_of(row) for row in connection.execute(in_order.limit(limit).offset(offset))]


def undelivered_count(connection: Connection) -> int:
    """How many there are."""
    return int(connection.execute(select(func.count()).select_from(dispatches).where(_is_undelivered())).scalar_one())


def again(connection: Connection, dispatch: str, by: str, now: datetime) -> bool:
    """A person has it sent again, as if it were new; False if it is on its way or out, or she wants no messages."""
    wants_none = exists().where(lines.c.id == dispatches.c.line, lines.c.stopped_at.is_not(None))
    may = and_(dispatches.c.id == dispatch, _is_undelivered(), or_(dispatches.c.is_urgent, ~wants_none))
    anew = update(dispatches).where(may).values(state="waiting", tries=0, made_at=now, next_at=now, error=None)
    conversation = connection.execute(anew.returning(dispatches.c.conversation)).scalar_one_or_none()
    if conversation is None:
        return False
    note(connection, Act(by, "dispatch.again", conversation, {"dispatch": dispatch}), now)
    return True


def _is_undelivered() -> ColumnElement[bool]:
    is_told = or_(dispatches.c.state == "held", dispatches.c.error.is_distinct_from(STOPPED))
    not_out = and_(is_unsent(dispatches), dispatches.c.state.in_(("failed", "held")))
    return and_(not_out, dispatches.c.line.is_not(None), is_told)


def _undelivered_of(row: Row[Any]) -> Undelivered:
    return Undelivered(
        id=row.id,
        channel=row.channel,
        conversation=row.conversation,
        seq=row.seq,
        is_urgent=row.is_urgent,
        state=row.state,
        error=row.error,
        made_at=row.made_at,
        tries=row.tries,
    )
