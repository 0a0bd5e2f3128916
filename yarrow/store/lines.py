"""Lines to people in messaging apps: found, bound to their conversation, stopped, and what comes in over them kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, exists, func, select, update

from yarrow.store import case_rows
from yarrow.store.database import Database
from yarrow.store.dispatch_rows import drop_for_a_stranger, drop_for_another, drop_unwanted, let_go
from yarrow.store.line_rows import insert_for, line_of, new_line
from yarrow.store.line_tables import deliveries, dispatches, lines, seen_events
from yarrow.store.line_values import Kept, Line, NewDelivery
from yarrow.store.rows import add_events, locked
from yarrow.store.values import Conversation

# More than this waiting on one line is no conversation.
MOST_WAITING = 100


class Lines:
    """One line for each person in each app."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_in(self, new: Sequence[NewDelivery], now: datetime) -> list[Kept]:
        """Keep what came in, each thing once however often it is told; what became of each, in their order.

        What was too much is not remembered either: told again later, it may find room.
        """
        with self._database.write() as connection:
            known = _known(connection, new)
            # Whoever takes several lines takes them in the same order: nobody waits for one who waits for them.
            in_turn = sorted(range(len(new)), key=lambda n: (new[n].channel, new[n].who, n))
            kept = {n: _keep(connection, new[n], now, known) for n in in_turn}
        return [kept[n] for n in range(len(new))]

    def find(self, line: str) -> Line | None:
        """The line of this id."""
        return self._one(lines.c.id == line)

    def of_person(self, channel: str, who: str) -> Line | None:
        """The line of this person in this app."""
        return self._one((lines.c.channel == channel) & (lines.c.who == who))

    def of_conversation(self, conversation: str) -> list[Line]:
        """The lines of a conversation, the one heard last first."""
        query = select(lines).where(lines.c.conversation == conversation)
        with self._database.read() as connection:
            return [line_of(row) for row in connection.execute(query.order_by(lines.c.heard_at.desc(), lines.c.id))]

    def bind(self, line: str, conversation: str, place: int, now: datetime) -> bool:
        """Let it speak for this conversation, from the message after `place` on; False if there is no such line.

        What was put on it for another conversation is not wanted any more, and goes, unless it is urgent.
        Raises UnknownConversation.
        """
        with self._database.write() as connection:
            held = locked(connection, conversation)
            mine = select(lines.c.conversation, lines.c.channel).where(lines.c.id == line).with_for_update()
            row = connection.execute(mine).one_or_none()
            if row is None:
                return False
            changes: dict[str, Any] = {"conversation": conversation, "place": place}
            if row.conversation != conversation:
                changes["notes"] = {}
                drop_for_another(connection, line, conversation)
                _tell_joined(connection, held, row.channel, now)
            connection.execute(update(lines).where(lines.c.id == line).values(changes))
        return True

    def stop(self, line: str, now: datetime) -> None:
        """They want no messages: what waits to go out is dropped, unless it is urgent."""
        with self._database.write() as connection:
            stopped = update(lines).where(lines.c.id == line, lines.c.stopped_at.is_(None))
            connection.execute(stopped.values(stopped_at=now))
            drop_unwanted(connection, line)

    def go_on(self, line: str) -> None:
        """They want messages again."""
        with self._database.write() as connection:
            connection.execute(update(lines).where(lines.c.id == line).values(stopped_at=None))

    def remember(self, line: str, notes: Mapping[str, Any]) -> None:
        """Note this on the line beside what is noted already; None as a value: forget it."""
        with self._database.write() as connection:
            row = connection.execute(select(lines.c.notes).where(lines.c.id == line).with_for_update()).first()
            if row is None:
                return
            together = {key: value for key, value in {**row.notes, **notes}.items() if value is not None}
            connection.execute(update(lines).where(lines.c.id == line).values(notes=together))

    def forget_seen(self, before: datetime) -> int:
        """Forget what came in before then and is handled, and lines that never came to anything; how many events."""
        waits = exists().where(deliveries.c.line == lines.c.id, deliveries.c.state == "waiting")
        idle = (lines.c.heard_at < before) & lines.c.conversation.is_(None) & lines.c.stopped_at.is_(None) & ~waits
        with self._database.write() as connection:
            connection.execute(delete(deliveries).where(deliveries.c.handled_at < before))
            connection.execute(delete(lines).where(idle))
            return connection.execute(delete(seen_events).where(seen_events.c.at < before)).rowcount

    def _one(self, condition: Any) -> Line | None:
        with self._database.read() as connection:
            row = connection.execute(select(lines).where(condition)).one_or_none()
        return line_of(row) if row else None


def _tell_joined(connection: Connection, held: Conversation, channel: str, now: datetime) -> None:
    """Say in the record that somebody who began elsewhere goes on here."""
    if held.last_turn == 0 and held.channel == channel:  # here it has begun
        return
    add_events(connection, held.id, held.last_turn, ({"event": "joined_by_app", "channel": channel},), now)
    case_rows.changed(connection, held.id)


def _known(connection: Connection, new: Sequence[NewDelivery]) -> set[tuple[str, str]]:
    """What was told before: looked up first, so that a thing told again after an erasure makes no new line."""
    told = seen_events.c.event.in_({one.event for one in new})
    found = connection.execute(select(seen_events.c.channel, seen_events.c.event).where(told))
    return {(row.channel, row.event) for row in found}


def _keep(connection: Connection, one: NewDelivery, now: datetime, known: set[tuple[str, str]]) -> Kept:
    if (one.channel, one.event) in known:
        return Kept(_line_of(connection, one), "known")
    line = _line(connection, one, now)
    waiting = select(func.count()).where(deliveries.c.line == line, deliveries.c.state == "waiting")
    if connection.execute(waiting).scalar_one() >= MOST_WAITING:
        return Kept(line, "too_many")
    seen = insert_for(connection, seen_events).values(channel=one.channel, event=one.event, at=now)
    if not connection.execute(seen.on_conflict_do_nothing().returning(seen_events.c.event)).first():
        return Kept(line, "known")  # somebody else was told at the same moment, or it stands here twice
    _heard(connection, line, one, now)
    return Kept(line, "new")


def _line_of(connection: Connection, one: NewDelivery) -> str | None:
    query = select(lines.c.id).where(lines.c.channel == one.channel, lines.c.who == one.who)
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def _line(connection: Connection, one: NewDelivery, now: datetime) -> str:
    """Their line, made if they have none, with the newest address; held by this transaction until its end."""
    put = insert_for(connection, lines).values(new_line(one.channel, one.who, one.address, now))
    upsert = put.on_conflict_do_update(
        index_elements=[lines.c.channel, lines.c.who], set_={"address": put.excluded.address}
    )
    found: str = connection.execute(upsert.returning(lines.c.id)).scalar_one()
    return found


def _part_from_a_stranger(connection: Connection, line: str, silent_since: datetime) -> None:
    """Silent for so long, a number may be somebody else's by now: nothing of the conversation before is theirs."""
    mine = (lines.c.id == line) & (lines.c.heard_at < silent_since) & lines.c.conversation.is_not(None)
    if connection.execute(update(lines).where(mine).values(conversation=None, place=0, notes={})).rowcount:
        drop_for_a_stranger(connection, line)


def _heard(connection: Connection, line: str, one: NewDelivery, now: datetime) -> None:
    if one.stranger_after is not None:
        _part_from_a_stranger(connection, line, now - one.stranger_after)
    row = {
        "line": line,
        "event": one.event,
        "kind": one.kind,
        "content": dict(one.content),
        "order": one.order,
        "state": "waiting",
        "tries": 0,
        "at": now,
    }
    connection.execute(deliveries.insert().values(row))
    connection.execute(update(lines).where(lines.c.id == line).values(heard_at=now))
    let_go(connection, dispatches.c.line == line, now)
