"""The durable inbox: messages accepted once, worked on in order, one at a time in each conversation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, or_, select, update

from yarrow.clinical.history import History
from yarrow.intake.case import Standing
from yarrow.store import case_rows, search_rows
from yarrow.store.attendance_rows import attendance_of, is_attended, remember_told
from yarrow.store.conversations import latest_facts
from yarrow.store.database import Database
from yarrow.store.errors import BehindTheRecord
from yarrow.store.rows import (
    Envelope,
    add_events,
    add_facts,
    add_messages,
    add_triage,
    conversation_of,
    inbound_of,
    locked,
)
from yarrow.store.standing import overlaid
from yarrow.store.tables import conversations, held_texts, inbound
from yarrow.store.values import Accepted, Arrival, Claim, Conversation, Inbound

# A lease reaching further than this was written by a clock that has since been put back: it does not hold.
LONGEST_LEASE = timedelta(minutes=2)
OPEN_STATES = ("queued", "working")


class Inbox:
    """What patients have sent and what has become of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def accept(self, arrival: Arrival, now: datetime) -> Accepted:
        """Store a message, and what the lane said to it, in one commit; a known id changes nothing.

        Raises UnknownConversation, and BehindTheRecord if the lane read an older state of the conversation.
        """
        with self._database.write() as connection:
            held = locked(connection, arrival.conversation)
            known, head = _already_there(connection, arrival)
            if known is not None:
                same = known.body_hash in (None, arrival.body_hash)
                return Accepted("known" if same else "another", known.state, known.at)
            if held.version != arrival.version:
                raise BehindTheRecord(arrival.conversation)
            return _store(connection, held, arrival, now, is_first=head is None)

    def claim(self, conversation: str, owner: str, now: datetime, lease_until: datetime) -> Claim | None:
        """Take the oldest unfinished message of a conversation, unless somebody is working on it or a person writes."""
        with self._database.write() as connection:
            row = connection.execute(
                select(conversations).where(conversations.c.id == conversation).with_for_update()
            ).one_or_none()
            head = _head(connection, conversation) if row else None
            if row is None or head is None or (head.owner != owner and _is_leased(head, now)):
                return None
            if attendance_of(connection, conversation) is not None:
                return None
            connection.execute(
                update(inbound).where(_is(head)).values(state="working", owner=owner, lease_until=lease_until)
            )
            return _claim(connection, conversation_of(row), head, owner)

    def waiting(self, now: datetime, limit: int = 200) -> list[str]:
        """Conversations with a message that nobody is working on; on PostgreSQL those locked by others are skipped."""
        # A lease that has run out, or that reaches too far to be true, holds nothing.
        held = and_(inbound.c.state == "working", inbound.c.lease_until.between(now, now + LONGEST_LEASE))
        theirs = inbound.c.conversation == conversations.c.id
        has_work = exists().where(theirs, inbound.c.state.in_(OPEN_STATES))
        is_held = exists().where(theirs, held)
        free = ~is_held & ~is_attended(conversations.c.id)
        query = select(conversations.c.id).where(has_work, free).order_by(conversations.c.updated_at).limit(limit)
        with self._database.read() as connection:
            return list(connection.execute(query.with_for_update(skip_locked=True)).scalars())

    def renew(self, claim: Claim, lease_until: datetime) -> bool:
        """Keep working on a message; False if it was taken over."""
        with self._database.write() as connection:
            return bool(connection.execute(_owned(claim).values(lease_until=lease_until)).rowcount)

    def release(self, claim: Claim, *, counted: bool) -> None:
        """Put a message back in its place; `counted`: the attempt was a try of this message."""
        tries = inbound.c.tries + (1 if counted else 0)
        with self._database.write() as connection:
            back = connection.execute(_owned(claim).values(state="queued", owner=None, lease_until=None, tries=tries))
            if back.rowcount:  # whoever looks at the list must see that she has written, now that it takes longer
                message = claim.inbound
                case_rows.changed(connection, message.conversation, **case_rows.heard(message.seq, message.at))

    def has_more(self, conversation: str) -> bool:
        """Whether something waits in this conversation."""
        query = select(inbound.c.id).where(inbound.c.conversation == conversation, inbound.c.state == "queued")
        with self._database.read() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def newest(self, conversation: str) -> tuple[str, datetime] | None:
        """The patient's last message, of whatever door: its id, and when it came; None if she has written nothing."""
        query = select(inbound.c.id, inbound.c.at).where(inbound.c.conversation == conversation)
        with self._database.read() as connection:
            row = connection.execute(query.order_by(inbound.c.seq.desc()).limit(1)).one_or_none()
        return (row.id, row.at) if row else None

    def owners(self) -> list[str]:
        """Who is working on something."""
        query = select(inbound.c.owner).where(inbound.c.state == "working", inbound.c.owner.is_not(None)).distinct()
        with self._database.read() as connection:
            return [owner for owner in connection.execute(query).scalars() if owner]

    def give_back(self, owner: str) -> int:
        """Put back everything this owner was working on; how many messages that were."""
        query = update(inbound).where(inbound.c.state == "working", inbound.c.owner == owner)
        with self._database.write() as connection:
            return connection.execute(query.values(state="queued", owner=None, lease_until=None)).rowcount

    def depth(self) -> int:
        """How many messages are not answered yet."""
        with self._database.read() as connection:
            query = select(func.count()).select_from(inbound).where(inbound.c.state.in_(OPEN_STATES))
            return int(connection.execute(query).scalar_one())


def _store(connection: Connection, held: Conversation, arrival: Arrival, now: datetime, *, is_first: bool) -> Accepted:
    turn = held.last_turn + 1
    row = _row(arrival, turn, held.last_seq + 1, now)
    at_once = is_first and arrival.owner is not None and arrival.written_to is None
    if arrival.written_to is not None:  # a person reads it, and the program has no turn
        row |= {"state": "done", "written_to": arrival.written_to, "done_at": now}
    if at_once:
        row |= {"state": "working", "owner": arrival.owner, "lease_until": arrival.lease_until}
    connection.execute(insert(inbound).values(row))
    if arrival.held and arrival.text is not None:
        connection.execute(insert(held_texts).values(conversation=held.id, inbound=arrival.id, text=arrival.text))
    after = _screened(connection, held, arrival, turn, now) if arrival.screened else held
    if arrival.written_to is not None:
        after = replace(after, standing=_overheard(connection, held, arrival))
    elif not is_first:
        after = replace(after, standing=held.standing)  # its turn will come; then the lane's change counts
    _write_back(connection, replace(after, last_turn=turn), arrival, now)
    if arrival.screened or not at_once:  # what is worked on at once is in the list a moment later, when it is done
        _list(connection, after, arrival, row["seq"], now)
    message = _as_stored(arrival, row)
    if arrival.written_to is not None and not arrival.held:  # what has no turn can be searched at once
        search_rows.heard(connection, message, (*arrival.facts, *(arrival.screened.facts if arrival.screened else ())))
    claim = _claim_at_once(arrival, message, after) if at_once else None
    return Accepted("new", row["state"], now, claim)


def _list(connection: Connection, after: Conversation, arrival: Arrival, seq: int, now: datetime) -> None:
    events = arrival.screened.events if arrival.screened else ()
    case_rows.changed(
        connection,
        after.id,
        **case_rows.stood(after.standing),
        **case_rows.heard(seq, now, after.level),
        **case_rows.judged(after.level, now),
        **case_rows.happened(events, now),
    )
    if arrival.screened:
        case_rows.mark_conditions(connection, after.id, arrival.screened.facts)


def _overheard(connection: Connection, held: Conversation, arrival: Arrival) -> Standing:
    """The standing after words to a person: what the lane made of them counts now, as no turn will come."""
    spoken = arrival.screened
    remember_told(connection, held.id, spoken.told if spoken else ())
    return overlaid(held.standing, (spoken.change,) if spoken else ())


def _claim_at_once(arrival: Arrival, message: Inbound, after: Conversation) -> Claim:
    """The claim on a message that has just been stored, from what is known already."""
    spoken = arrival.screened
    facts = History(arrival.facts).adding(spoken.facts).compact().facts if spoken else arrival.facts
    return Claim(message, arrival.owner or "", after.standing, facts)


def _as_stored(arrival: Arrival, row: dict[str, Any]) -> Inbound:
    spoken = arrival.screened
    return Inbound(
        conversation=arrival.conversation,
        id=arrival.id,
        turn=row["turn"],
        seq=row["seq"],
        text=arrival.text,
        choices=arrival.choices,
        state=row["state"],
        tries=0,
        at=row["at"],
        change=spoken.change if spoken else None,
        changes=arrival.changes,
        answered=row["answered"],
        written_to=arrival.written_to,
    )


def _row(arrival: Arrival, turn: int, seq: int, now: datetime) -> dict[str, Any]:
    return {
        "conversation": arrival.conversation,
        "id": arrival.id,
        "turn": turn,
        "seq": seq,
        "text": None if arrival.held else arrival.text,
        "choices": list(arrival.choices),
        "changes": arrival.changes,
        "answered": arrival.screened.answered if arrival.screened and not arrival.held else None,
        "body_hash": arrival.body_hash,
        "state": "queued",
        "tries": 0,
        "screening": arrival.screened.change.to_json() if arrival.screened else None,
        "at": now,
    }


def _screened(connection: Connection, held: Conversation, arrival: Arrival, turn: int, now: datetime) -> Conversation:
    """Store the lane's words, facts and events; returns the conversation after them."""
    spoken = arrival.screened
    if spoken is None:
        return held
    envelope = Envelope(held.id, "safety", now, answers=arrival.id)
    add_messages(connection, envelope, spoken.messages, held.last_seq + 2)
    add_facts(connection, held.id, turn, spoken.facts, now)
    add_events(connection, held.id, turn, spoken.events, now)
    if spoken.triage is not None:
        add_triage(connection, held.id, turn, spoken.triage, now)
    return replace(
        held,
        standing=spoken.change.after,
        level=spoken.level or held.level,
        last_seq=held.last_seq + len(spoken.messages),
    )


def _write_back(connection: Connection, after: Conversation, arrival: Arrival, now: datetime) -> None:
    connection.execute(
        update(conversations)
        .where(conversations.c.id == after.id)
        .values(
            version=after.version + 1,
            last_turn=after.last_turn,
            last_seq=after.last_seq + 1,  # the message itself; the lane's words follow it
            standing=after.standing.to_json(),
            status=after.standing.status,
            level=after.level,
            token_expires_at=arrival.token_expires_at,
            updated_at=now,
            last_activity_at=now,
        )
    )


def _selected() -> Any:
    held = held_texts.c.text.label("held")
    joined = inbound.outerjoin(
        held_texts,
        and_(held_texts.c.conversation == inbound.c.conversation, held_texts.c.inbound == inbound.c.id),
    )
    return select(inbound, held).select_from(joined)


def _already_there(connection: Connection, arrival: Arrival) -> tuple[Any, Any]:
    """The message of this id, and the oldest unfinished one; None for what there is not."""
    of_it = inbound.c.conversation == arrival.conversation
    either = or_(inbound.c.id == arrival.id, inbound.c.state.in_(OPEN_STATES))
    columns = (inbound.c.id, inbound.c.state, inbound.c.body_hash, inbound.c.at)
    rows = connection.execute(select(*columns).where(of_it, either).order_by(inbound.c.turn)).all()
    known = next((row for row in rows if row.id == arrival.id), None)
    return known, next((row for row in rows if row.state in OPEN_STATES), None)


def _head(connection: Connection, conversation: str) -> Any:
    query = _selected().where(inbound.c.conversation == conversation, inbound.c.state.in_(OPEN_STATES))
    return connection.execute(query.order_by(inbound.c.turn).limit(1)).one_or_none()


def _is(row: Any) -> ColumnElement[bool]:
    return and_(inbound.c.conversation == row.conversation, inbound.c.id == row.id)


def _is_leased(row: Any, now: datetime) -> bool:
    return row.state == "working" and row.lease_until is not None and now <= row.lease_until <= now + LONGEST_LEASE


def _claim(connection: Connection, conversation: Conversation, row: Any, owner: str) -> Claim:
    message: Inbound = inbound_of(row)
    return Claim(message, owner, conversation.standing, latest_facts(connection, conversation.id, message.turn))


def _owned(claim: Claim) -> Any:
    """Fencing: whoever lost the lease changes nothing."""
    return update(inbound).where(
        inbound.c.conversation == claim.inbound.conversation,
        inbound.c.id == claim.inbound.id,
        inbound.c.state == "working",
        inbound.c.owner == claim.owner,
    )
