"""Messages on their way out over lines: sorted once, leased to one sender at a time, tried again, held, given up.

A piece is sent before it is marked as sent. Whoever is killed in between leaves a lease that runs out; then it goes out
again, unless the platform has told us meanwhile that it has it (`receipt`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Integer, Select, cast, delete, func, insert, select, update

from yarrow.store import settling, undelivered
from yarrow.store.database import Database
from yarrow.store.dispatch_rows import dispatch_of, due, new_rows, ready, selected
from yarrow.store.errors import UnknownConversation
from yarrow.store.line_rows import line_of
from yarrow.store.line_tables import dispatches, lines
from yarrow.store.line_values import Dispatch, NewDispatch, Undelivered
from yarrow.store.rows import locked, outbound_of
from yarrow.store.tables import conversations, outbound
from yarrow.store.values import Outbound

# So long a platform's own code may be.
CODE_LENGTH = 40
# What platforms tell of a message, as adapters read it.
Standing = Literal["sent", "delivered", "read", "failed"]


class Dispatches:
    """What is to go out over lines, and what became of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def lines_behind(self, limit: int = 200, since: datetime | None = None) -> list[str]:
        """Lines whose conversation has messages after their place, those first where something happened last.

        `since`: only conversations changed since then, which is cheap to find; None: all there are.
        """
        behind = (conversations.c.id == lines.c.conversation) & (conversations.c.last_seq > lines.c.place)
        query = select(lines.c.id).join(conversations, behind)
        if since is not None:
            query = query.where(conversations.c.updated_at >= since)
        with self._database.read() as connection:
            return list(connection.execute(query.order_by(conversations.c.updated_at.desc()).limit(limit)).scalars())

    def sort(self, line: str, place_from: int, place_to: int, new: Sequence[NewDispatch], now: datetime) -> bool:
        """Move a line's place on, and put what is to go out of the messages passed; False if its place was another.

        What stands on the line already is not put again.
        """
        with self._database.write() as connection:
            bound = connection.execute(select(lines.c.conversation).where(lines.c.id == line)).scalar_one_or_none()
            if bound is None:
                return False
            try:
                locked(connection, bound)  # before the line, as everywhere: nobody waits for one who waits for them
            except UnknownConversation:
                return False
            ours = (lines.c.id == line) & (lines.c.conversation == bound) & (lines.c.place == place_from)
            row = connection.execute(update(lines).where(ours).values(place=place_to).returning(lines)).one_or_none()
            if row is None:
                return False
            stands = select(dispatches.c.seq).where(dispatches.c.line == line, dispatches.c.conversation == bound)
            there = set(connection.execute(stands.where(dispatches.c.seq.in_([one.seq for one in new]))).scalars())
            rows = new_rows(line_of(row), [one for one in new if one.seq not in there], now)
            if rows:
                connection.execute(insert(dispatches), rows)
        return True

    def lines_due(self, now: datetime, limit: int = 200) -> list[str]:
        """Lines over which something may go out now, those first where something is urgent or has waited longest."""
        of_line = select(dispatches.c.line).where(dispatches.c.line.is_not(None), due(now)).group_by(dispatches.c.line)
        by_need = of_line.order_by(
            func.max(cast(dispatches.c.is_urgent, Integer)).desc(), func.min(dispatches.c.next_at)
        )
        with self._database.read() as connection:
            return [line for line in connection.execute(by_need.limit(limit)).scalars() if line]

    def partings_due(self, now: datetime, limit: int = 50) -> list[str]:
        """Last words, of conversations that are gone, that may go out now: the dispatches' ids, in their order."""
        query = select(dispatches.c.id).where(dispatches.c.line.is_(None), ready(dispatches, now))
        with self._database.read() as connection:
            in_order = query.order_by(dispatches.c.made_at, dispatches.c.seq).limit(limit)
            return list(connection.execute(in_order).scalars())

    def due(self, line: str, now: datetime) -> Dispatch | None:
        """What goes out over a line next; None: nothing at this moment."""
        query = selected().where(dispatches.c.line == line, due(now))
        first = query.order_by(dispatches.c.is_urgent.desc(), dispatches.c.seq, dispatches.c.made_at).limit(1)
        return self._one(first)

    def find(self, dispatch: str) -> Dispatch | None:
        """The dispatch of this id."""
        return self._one(selected().where(dispatches.c.id == dispatch))

    def message(self, dispatch: str) -> Outbound | None:
        """The message it carries, as it stands in the record; None if it is gone."""
        found = self.find(dispatch)
        if found is None:
            return None
        if found.message is not None:
            return Outbound("", 0, found.id, "assistant", "aside", found.message, None, found.made_at)
        query = select(outbound).where(outbound.c.conversation == found.conversation, outbound.c.seq == found.seq)
        with self._database.read() as connection:
            row: Any = connection.execute(query).one_or_none()
        return outbound_of(row) if row else None

    def begin(self, dispatch: str, owner: str, now: datetime, lease_until: datetime) -> Dispatch | None:
        """Take it to send; None if it is somebody else's, or not to go out now. Its own an owner may begin again."""
        mine = (dispatches.c.state == "sending") & (dispatches.c.owner == owner)
        free = update(dispatches).where(dispatches.c.id == dispatch, ready(dispatches, now) | mine)
        with self._database.write() as connection:
            if not connection.execute(free.values(state="sending", owner=owner, lease_until=lease_until)).rowcount:
                return None
            return dispatch_of(connection.execute(selected().where(dispatches.c.id == dispatch)).one())

    def piece_sent(self, dispatch: str, owner: str, sent: int) -> bool:
        """So many of its pieces are out; False if it is not this owner's any more."""
        with self._database.write() as connection:
            return settling.settle(connection, dispatch, owner, sent=sent)

    def done(self, dispatch: str, owner: str, now: datetime) -> bool:
        """All of it is out; False if it is not this owner's any more. Last words and their address go with that."""
        with self._database.write() as connection:
            return settling.done(connection, dispatch, owner, now)

    def postpone(self, dispatch: str, owner: str, error: str, next_at: datetime, *, counted: bool = True) -> bool:
        """It did not go out, and will be tried again; `counted`: the attempt was a try of this message."""
        tries = dispatches.c.tries + (1 if counted else 0)
        later = {"state": "waiting", "error": error, "next_at": next_at, "tries": tries, **settling.FREE}
        with self._database.write() as connection:
            return settling.settle(connection, dispatch, owner, **later)

    def hold(self, dispatch: str, owner: str, error: str, now: datetime) -> bool:
        """It waits until she writes."""
        with self._database.write() as connection:
            return settling.hold(connection, dispatch, owner, error, now)

    def give_up(self, dispatch: str, owner: str, error: str, now: datetime) -> bool:
        """It did not go out, and only a person can send it again; of an urgent one staff are told."""
        with self._database.write() as connection:
            return settling.give_up(connection, dispatch, owner, error, now)

    def receipt(self, name: str, standing: Standing, code: str | None, now: datetime) -> bool:
        """What the platform says became of it, even if its sender has died; False if it changes nothing.

        `name`: of the dispatch, or, with `.3` after it, of its third piece.
        """
        dispatch, piece = _parted(name)
        with self._database.write() as connection:
            if standing == "failed":
                return settling.failed(connection, dispatch, piece, (code or "failed")[:CODE_LENGTH], now)
            return settling.out(connection, dispatch, piece, standing, now)

    def take_back(self, name: str, code: str, now: datetime, *, next_at: datetime | None) -> bool:
        """The platform says afterwards that it has not gone out; then again, or, with None, when she writes.

        `name`: as in `receipt`. False if it changes nothing: it is given up, or it has arrived all the same.
        """
        dispatch, piece = _parted(name)
        with self._database.write() as connection:
            return settling.take_back(connection, dispatch, piece, code[:CODE_LENGTH], (now, next_at))

    def tell_of_trouble(self, dispatch: str, now: datetime) -> bool:
        """Tell staff, once, that an urgent one has not got through yet; False if they were told."""
        with self._database.write() as connection:
            return settling.tell_of_trouble(connection, dispatch, now)

    def again(self, dispatch: str, by: str, now: datetime) -> bool:
        """A person has it sent again, as if it were new; False if it is on its way or out, or she wants no messages."""
        with self._database.write() as connection:
            return undelivered.again(connection, dispatch, by, now)

    def undelivered(self, limit: int = 50, offset: int = 0) -> list[Undelivered]:
        """What was given up, or waits until she writes: the urgent first, then the newest."""
        with self._database.read() as connection:
            return undelivered.undelivered(connection, limit, offset)

    def undelivered_count(self) -> int:
        """How many of them there are."""
        with self._database.read() as connection:
            return undelivered.undelivered_count(connection)

    def standing_of(self, conversation: str) -> dict[int, Dispatch]:
        """How each message of a conversation fared on its way, by its place; of several ways the newest."""
        query = selected().where(dispatches.c.conversation == conversation)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(dispatches.c.seq, dispatches.c.made_at))
            return {row.seq: dispatch_of(row) for row in rows}

    def forget_parted(self, before: datetime) -> int:
        """Let last words go that could not be said since then; how many."""
        old = (dispatches.c.line.is_(None)) & (dispatches.c.made_at < before)
        with self._database.write() as connection:
            return connection.execute(delete(dispatches).where(old)).rowcount

    def _one(self, query: Select[Any]) -> Dispatch | None:
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return dispatch_of(row) if row else None


def _parted(name: str) -> tuple[str, int | None]:
    """The dispatch of a name told to a platform, and which piece of it, where it is not the last."""
    dispatch, _, nth = name.partition(".")
    return dispatch, int(nth) if nth.isdecimal() else None
