"""Rows of dispatches into values, which of them are due, and what lines and erasures do to them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from yarrow.intake.turn import Message
from yarrow.store.line_tables import dispatches, lines
from yarrow.store.line_values import Dispatch, Line, NewDispatch
from yarrow.store.rows import outbound_of
from yarrow.store.tables import outbound

# A lease reaching further than this was written by a clock that has since been put back: it does not hold.
LONGEST_LEASE = timedelta(minutes=10)
OPEN_STATES = ("waiting", "sending")
# Dropped because she wants no messages: nobody has to look after these.
STOPPED = "stopped"


def selected() -> Select[Any]:
    """Dispatches, each with the address of its line, or its own if it has none."""
    where_to = func.coalesce(dispatches.c.address, lines.c.address).label("to")
    return select(dispatches, where_to).outerjoin(lines, lines.c.id == dispatches.c.line)


def dispatch_of(row: Row[Any]) -> Dispatch:
    """A row of what is `selected`."""
    return Dispatch(
        id=row.id,
        channel=row.channel,
        line=row.line,
        conversation=row.conversation,
        address=row.to,
        seq=row.seq if row.conversation is not None else None,
        is_urgent=row.is_urgent,
        state=row.state,
        sent=row.sent,
        tries=row.tries,
        made_at=row.made_at,
        next_at=row.next_at,
        error=row.error,
        sent_at=row.sent_at,
        delivered_at=row.delivered_at,
        message=Message.from_json(row.message) if row.message else None,
        form=row.form,
    )


def is_unsent(one: FromClause) -> ColumnElement[bool]:
    """Follows from any other state; said in so many words, it lets the databases use the small index of such rows."""
    unsent: ColumnElement[bool] = one.c.state != literal("sent", literal_execute=True)
    return unsent


def ready(one: FromClause, now: datetime) -> ColumnElement[bool]:
    """Whether it could go out now, were it the first: its time has come, or its sender has died."""
    leased = one.c.lease_until.between(now, now + LONGEST_LEASE)
    waits = and_(one.c.state == "waiting", one.c.next_at <= now)
    return and_(is_unsent(one), or_(waits, and_(one.c.state == "sending", ~leased)))


def due(now: datetime) -> ColumnElement[bool]:
    """Whether a dispatch of a line may go out now. An urgent one waits for nothing but its own time.

    Any other waits for what comes before it on its line, and for what is urgent.
    """
    before = dispatches.alias("before")
    earlier = or_(before.c.is_urgent, before.c.seq < dispatches.c.seq)
    is_open = and_(is_unsent(before), before.c.state.in_(OPEN_STATES))
    blocks = and_(before.c.line == dispatches.c.line, is_open, earlier, ~ready(before, now))
    return and_(ready(dispatches, now), or_(dispatches.c.is_urgent, ~exists().where(blocks)))


def new_rows(line: Line, new: Sequence[NewDispatch], now: datetime) -> list[dict[str, Any]]:
    """Messages of the conversation as they go out over its line."""
    return [
        _row(line.channel, one.seq, now)
        | {"line": line.id, "conversation": line.conversation, "is_urgent": one.is_urgent, "form": dict(one.form)}
        for one in new
    ]


def part(connection: Connection, line: Line, words: Sequence[Message], now: datetime) -> None:
    """Say these last words over a line whose conversation is about to go; they stand by themselves until sent."""
    rows = [
        _row(line.channel, n, now) | {"address": line.address, "message": one.to_json(), "is_urgent": False, "form": {}}
        for n, one in enumerate(words, 1)
    ]
    if rows:
        connection.execute(insert(dispatches), rows)


def part_with_urgent(connection: Connection, line: Line) -> None:
    """Urgent words still on their way over a line go out although their conversation is about to go."""
    theirs = and_(outbound.c.conversation == dispatches.c.conversation, outbound.c.seq == dispatches.c.seq)
    query = select(dispatches.c.id.label("dispatch"), outbound).join(outbound, theirs)
    on_their_way = query.where(
        dispatches.c.line == line.id, dispatches.c.is_urgent, dispatches.c.state.in_(OPEN_STATES)
    )
    for row in connection.execute(on_their_way).all():
        alone = {"line": None, "conversation": None, "address": line.address}
        words = outbound_of(row).message.to_json()
        connection.execute(update(dispatches).where(dispatches.c.id == row.dispatch).values(**alone, message=words))


def let_go(connection: Connection, which: ColumnElement[bool], now: datetime) -> None:
    """What was held until she wrote goes out now."""
    held = update(dispatches).where(which, dispatches.c.state == "held")
    connection.execute(held.values(state="waiting", next_at=now))


def drop_unwanted(connection: Connection, line: str) -> None:
    """She wants no messages: what waits on the line will not go out. Whoever is sending one loses it."""
    unwanted = (dispatches.c.line == line) & dispatches.c.state.in_((*OPEN_STATES, "held")) & ~dispatches.c.is_urgent
    gone: Mapping[str, Any] = {"state": "failed", "error": STOPPED, "owner": None, "lease_until": None}
    connection.execute(update(dispatches).where(unwanted).values(gone))


def drop_for_another(connection: Connection, line: str, conversation: str) -> None:
    """The line speaks for this conversation from now on: what waits of others goes, unless it is urgent."""
    others = (dispatches.c.line == line) & (dispatches.c.conversation != conversation)
    waits = dispatches.c.state.in_(("waiting", "held")) & ~dispatches.c.is_urgent
    connection.execute(delete(dispatches).where(others, waits))


def drop_for_a_stranger(connection: Connection, line: str) -> None:
    """Who writes over this line may be somebody else: whatever waits for who wrote before goes, urgent or not."""
    waits = dispatches.c.state.in_(("waiting", "held"))
    connection.execute(delete(dispatches).where(dispatches.c.line == line, waits))


def _row(channel: str, seq: int, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid.uuid4().hex,
        "channel": channel,
        "seq": seq,
        "state": "waiting",
        "sent": 0,
        "tries": 0,
        "made_at": now,
        "next_at": now,
    }
