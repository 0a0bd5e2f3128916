"""What becomes of a dispatch under its sender's hands, and what platforms tell of it afterwards; in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, select, update

from yarrow.store import case_rows
from yarrow.store.dispatch_rows import OPEN_STATES
from yarrow.store.errors import UnknownConversation
from yarrow.store.line_tables import dispatches
from yarrow.store.notice_rows import tell
from yarrow.store.notice_tables import notices
from yarrow.store.rows import add_events, locked
from yarrow.store.values import Conversation, Event

FREE: dict[str, Any] = {"owner": None, "lease_until": None}
ARRIVED = ("delivered", "read")


def settle(connection: Connection, dispatch: str, owner: str | None, /, **values: Any) -> bool:
    """Change a dispatch that this owner is sending; whoever lost the lease changes nothing.

    `owner` None: on the platform's word, whoever was sending it.
    """
    mine = _is(dispatch) & (dispatches.c.state == "sending") & (dispatches.c.owner == owner)
    which = mine if owner is not None else _is(dispatch) & dispatches.c.state.in_((*OPEN_STATES, "sent"))
    return connection.execute(update(dispatches).where(which).values(values)).rowcount > 0


def done(connection: Connection, dispatch: str, owner: str, now: datetime) -> bool:
    """All of it is out; last words go with that. A receipt may have told so before the sender does."""
    row = _row(connection, dispatch)
    if row is None:
        return False
    if row.conversation is None:
        return _remove(connection, dispatch, owner)
    return row.state == "sent" or settle(connection, dispatch, owner, state="sent", sent_at=now, error=None, **FREE)


def give_up(connection: Connection, dispatch: str, owner: str | None, error: str, now: datetime) -> bool:
    """It will not go out by itself any more: the record says so, and staff are told if it was urgent."""
    row, held = _with_conversation(connection, dispatch)
    if row is None:
        return False
    if held is None:
        return _remove(connection, dispatch, owner)
    if not settle(connection, dispatch, owner, state="failed", error=error, **FREE):
        return False
    _happened(connection, held, {"event": "not_delivered", "channel": row.channel, "code": error}, now)
    if row.is_urgent:
        tell(connection, held.id, "not_delivered", now)
    return True


def hold(connection: Connection, dispatch: str, owner: str | None, error: str, now: datetime) -> bool:
    """It waits until she writes again; the record says so once, and staff are told at once if it is urgent."""
    row, held = _with_conversation(connection, dispatch)
    if row is None:
        return False
    if held is None:  # who has had all her words deleted will hardly write to hear the last of ours
        return _remove(connection, dispatch, owner)
    others = (dispatches.c.line == row.line) & (dispatches.c.state == "held")
    is_first = connection.execute(select(dispatches.c.id).where(others).limit(1)).first() is None
    if not settle(connection, dispatch, owner, state="held", error=error, sent_at=None, **FREE):
        return False
    if is_first:
        _happened(connection, held, {"event": "waits_for_her", "channel": row.channel}, now)
    if row.is_urgent:
        tell(connection, held.id, "not_delivered", now)
    return True


def out(connection: Connection, dispatch: str, piece: int | None, standing: str, now: datetime) -> bool:
    """A platform says that it has a message, or a piece of it: so much is not sent again.

    Word of one and the same message may overtake each other: "sent" that comes after "failed" is older than that.
    """
    row = _row(connection, dispatch)
    if row is None or (row.state in ("failed", "held") and standing not in ARRIVED):
        return False
    if row.conversation is None and piece is None:
        return _remove(connection, dispatch, None)
    changes: dict[str, Any] = {}
    if piece is not None and row.state != "sent":  # its sender, or whoever comes after, goes on from there
        changes["sent"] = max(row.sent, piece)
    elif row.state != "sent":
        changes |= {"state": "sent", "sent_at": now, "error": None, **FREE}
    if standing in ARRIVED:
        changes["delivered_at"] = func.coalesce(dispatches.c.delivered_at, now)
    if changes:
        connection.execute(update(dispatches).where(_is(dispatch)).values(changes))
    return True


def failed(connection: Connection, dispatch: str, piece: int | None, code: str, now: datetime) -> bool:
    """A platform says afterwards that a message, or a piece of it, will not reach her."""
    if _is_there(connection, dispatch):
        return False
    changed = give_up(connection, dispatch, None, code, now)
    _lose(connection, dispatch, piece)
    return changed


def take_back(
    connection: Connection, dispatch: str, piece: int | None, code: str, times: tuple[datetime, datetime | None]
) -> bool:
    """A platform says afterwards that a message, or a piece of it, has not gone out yet.

    `times`: now, and when to try again; None: when she writes.
    """
    now, next_at = times
    if _is_there(connection, dispatch):
        return False
    if next_at is None:
        changed = hold(connection, dispatch, None, code, now)
    else:
        tries = dispatches.c.tries + 1
        later = {"state": "waiting", "error": code, "next_at": next_at, "tries": tries, "sent_at": None, **FREE}
        changed = settle(connection, dispatch, None, **later)
    _lose(connection, dispatch, piece)
    return changed


def tell_of_trouble(connection: Connection, dispatch: str, now: datetime) -> bool:
    """Tell staff, once, that urgent words have not got through yet; whether they are told now."""
    row, held = _with_conversation(connection, dispatch)
    if row is None or held is None or not row.is_urgent or row.state == "sent":
        return False
    of_it = (notices.c.conversation == held.id) & (notices.c.cause == "not_delivered") & (notices.c.at >= row.made_at)
    if connection.execute(select(notices.c.id).where(of_it).limit(1)).first() is not None:
        return False
    tell(connection, held.id, "not_delivered", now)
    return True


def _is(dispatch: str) -> ColumnElement[bool]:
    return dispatches.c.id == dispatch


def _is_there(connection: Connection, dispatch: str) -> bool:
    """Whether it has arrived on one of her devices, or is gone."""
    row = _row(connection, dispatch)
    return row is None or row.delivered_at is not None


def _lose(connection: Connection, dispatch: str, piece: int | None) -> None:
    """What did not go out of it is to be sent again, if it ever is; the last piece is never counted in `sent`."""
    if piece is None:
        return
    lost = update(dispatches).where(_is(dispatch), dispatches.c.state != "sending", dispatches.c.sent >= piece)
    connection.execute(lost.values(sent=piece - 1))


def _row(connection: Connection, dispatch: str) -> Row[Any] | None:
    return connection.execute(select(dispatches).where(_is(dispatch))).one_or_none()


def _with_conversation(connection: Connection, dispatch: str) -> tuple[Row[Any] | None, Conversation | None]:
    """The dispatch, and its conversation held by this transaction: before the dispatch, as everywhere."""
    row = _row(connection, dispatch)
    if row is None or row.conversation is None:
        return row, None
    try:
        return row, locked(connection, row.conversation)
    except UnknownConversation:
        return None, None


def _remove(connection: Connection, dispatch: str, owner: str | None) -> bool:
    """Nothing stays of last words: not where they went, either."""
    mine = _is(dispatch) & ((dispatches.c.owner == owner) if owner is not None else True)
    return connection.execute(delete(dispatches).where(mine)).rowcount > 0


def _happened(connection: Connection, held: Conversation, event: Event, now: datetime) -> None:
    add_events(connection, held.id, held.last_turn, (event,), now)
    case_rows.changed(connection, held.id)
