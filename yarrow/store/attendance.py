"""A person writes instead of the program: begun, seen, handed back, each in one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from yarrow.intake.turn import Message
from yarrow.store import case_rows, search_rows
from yarrow.store.attendance_rows import attendance_from, attendance_of, end_attendance, kept_waiting, others_of
from yarrow.store.attendance_tables import attendances, presence
from yarrow.store.attendance_values import Attendance, Attendant, Begun, HandBack, Leaving, Present, Said
from yarrow.store.audit import Act, note
from yarrow.store.database import Database
from yarrow.store.errors import BehindTheRecord
from yarrow.store.rows import Envelope, add_events, add_facts, add_messages, add_triage, locked, outbound_of
from yarrow.store.search_rows import Text
from yarrow.store.tables import conversations, events, inbound, outbound
from yarrow.store.values import Conversation, Outbound, StoredEvent

# A page says every few seconds that it is there; the record is told only so often.
NOTED_EVERY = timedelta(seconds=10)
# Somebody not heard of for so long has left the page.
PRESENT_FOR = timedelta(seconds=40)
TYPING_FOR = timedelta(seconds=6)
FORGOTTEN_AFTER = timedelta(days=1)
OPEN_STATES = ("queued", "working")


class AttendanceStore:
    """Who writes in which conversation, and who is looking."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, conversation: str) -> Attendance | None:
        """Who writes in this conversation instead of the program; None: nobody."""
        with self._database.read() as connection:
            return attendance_of(connection, conversation)

    def begin(
        self, conversation: str, who: Attendant, words: Message, now: datetime, *, instead_of: str | None = None
    ) -> Begun:
        """Let this person write from now on. Somebody else gives way only if named (`instead_of`).

        Raises UnknownConversation.
        """
        with self._database.write() as connection:
            held = locked(connection, conversation)
            there = attendance_of(connection, conversation)
            if held.standing.consent is False or held.standing.status == "declined":
                return Begun("declined")
            if there is not None and there.who.staff == who.staff:
                return Begun("mine", there)
            if there is not None and there.who.staff != instead_of:
                return Begun("theirs", there)
            begun = Attendance(conversation, who, now, now, told=there.told if there else ())
            _put(connection, begun)
            _say(connection, held, _by(who, conversation, now), words)
            add_events(connection, conversation, held.last_turn, ({"event": "attendance_begun"},), now)
            case_rows.changed(connection, conversation, attended=True)
            detail = {"instead_of": there.who.staff} if there else {}
            note(connection, Act(who.staff, "attend.begin", conversation, detail), now)
        return Begun("begun", begun)

    def say(self, conversation: str, who: Attendant, sent_as: str, words: Message, now: datetime) -> Said:
        """Say this to the patient, once however often it is sent; not said if somebody else writes, or nobody does.

        Raises UnknownConversation.
        """
        with self._database.write() as connection:
            held = locked(connection, conversation)
            there = attendance_of(connection, conversation)
            known = _sent(connection, conversation, sent_as)
            if known is not None:
                return Said(known, there)
            if there is None or there.who.staff != who.staff:
                return Said(None, there)
            message = _say(connection, held, _by(there.who, conversation, now, sent_as), words)
            _seen(connection, conversation, now, typing_at=None)
            case_rows.changed(connection, conversation)
            search_rows.add(connection, conversation, Text(message.seq, words.text))
            note(connection, Act(who.staff, "attend.say", conversation, {"message": message.id}), now)
        return Said(message, there)

    def beat(self, conversation: str, staff: str, now: datetime, *, is_typing: bool = False) -> Attendance | None:
        """This person's page is there; who writes in the conversation now."""
        with self._database.read() as connection:
            there = attendance_of(connection, conversation)
        if there is None or there.who.staff != staff or (not is_typing and now - there.seen_at < NOTED_EVERY):
            return there
        with self._database.write() as connection:
            _seen(connection, conversation, now, typing_at=now if is_typing else there.typing_at, staff=staff)
        return replace(there, seen_at=now)

    def hand_back(self, back: HandBack, now: datetime) -> bool:
        """Let the program answer again; False if this person does not write here any more, or is seen again.

        Raises UnknownConversation, and BehindTheRecord if something came between.
        """
        with self._database.write() as connection:
            held = locked(connection, back.conversation)
            there = attendance_of(connection, back.conversation)
            if there is None or not _may_end(there, back.leaving):
                return False
            if held.version != back.version:
                raise BehindTheRecord(back.conversation)
            end_attendance(connection, back.conversation, now)
            _give_back(connection, held, there, back, now)
            if back.leaving.by is not None:
                note(connection, Act(back.leaving.by, "attend.end", back.conversation), now)
        return True

    def unseen(self, since: datetime, limit: int = 50) -> list[str]:
        """Conversations whose attendant has not been seen since then."""
        query = select(attendances.c.conversation).where(attendances.c.until.is_(None), attendances.c.seen_at < since)
        with self._database.read() as connection:
            return list(connection.execute(query.order_by(attendances.c.seen_at).limit(limit)).scalars())

    def kept_waiting(self, since: datetime, limit: int = 50) -> list[str]:
        """Conversations whose attendant has not written since then; the patient is still to be told so."""
        with self._database.read() as connection:
            return list(connection.execute(kept_waiting(since).limit(limit)).scalars())

    def tell_of_waiting(self, conversation: str, words: Message, since: datetime, now: datetime) -> bool:
        """Tell the patient that the person has not written since then; False if they have, or she was told.

        Raises UnknownConversation.
        """
        with self._database.write() as connection:
            held = locked(connection, conversation)
            of_it = kept_waiting(since).where(attendances.c.conversation == conversation)
            if connection.execute(of_it).first() is None:
                return False
            _say(connection, held, Envelope(conversation, "staff", now), words)
            add_events(connection, conversation, held.last_turn, ({"event": "attendant_silent"},), now)
            case_rows.changed(connection, conversation)
        return True

    def shown(self, ids: Collection[str], now: datetime) -> dict[str, tuple[str, bool]]:
        """For those of these conversations a person writes in: their title, and whether they are typing."""
        query = select(attendances).where(attendances.c.conversation.in_(ids), attendances.c.until.is_(None))
        with self._database.read() as connection:
            there = [attendance_from(row) for row in connection.execute(query)]
        return {one.conversation: (one.who.title, is_typing(one, now)) for one in there}

    def alerts(self, conversation: str, since: datetime) -> list[StoredEvent]:
        """What the lane has heard, or would have asked, since then."""
        named = events.c.name.in_(("safety", "unasked", "attendant_silent"))
        query = select(events).where(events.c.conversation == conversation, named, events.c.at >= since)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(events.c.number)).all()
        return [StoredEvent(row.turn, row.name, row.detail, row.at) for row in rows]

    def look(self, conversation: str, staff: str, name: str, now: datetime) -> list[Present]:
        """This person has the conversation open; who else has."""
        with self._database.read() as connection:
            there = others_of(connection, conversation)
        mine = next((one for one in there if one.staff == staff), None)
        if mine is None or now - mine.seen_at >= NOTED_EVERY:
            self._note_presence(conversation, Present(staff, name, now))
        return [one for one in there if one.staff != staff and now - one.seen_at < PRESENT_FOR]

    def _note_presence(self, conversation: str, here: Present) -> None:
        with self._database.write() as connection:
            locked(connection, conversation)
            of_it = presence.c.conversation == conversation
            stale = (presence.c.staff == here.staff) | (presence.c.seen_at < here.seen_at - FORGOTTEN_AFTER)
            connection.execute(delete(presence).where(of_it, stale))
            connection.execute(
                insert(presence).values(
                    conversation=conversation, staff=here.staff, name=here.name, seen_at=here.seen_at
                )
            )


def is_typing(there: Attendance, now: datetime) -> bool:
    """Whether they typed a moment ago."""
    return there.typing_at is not None and now - there.typing_at < TYPING_FOR


def _put(connection: Connection, begun: Attendance) -> None:
    connection.execute(delete(attendances).where(attendances.c.conversation == begun.conversation))
    who = begun.who
    connection.execute(
        insert(attendances).values(
            conversation=begun.conversation,
            staff=who.staff,
            name=who.name,
            title=who.title,
            told=list(begun.told),
            since=begun.since,
            seen_at=begun.seen_at,
        )
    )


def _seen(
    connection: Connection, conversation: str, now: datetime, *, typing_at: datetime | None, staff: str | None = None
) -> None:
    query = update(attendances).where(attendances.c.conversation == conversation, attendances.c.until.is_(None))
    if staff is not None:
        query = query.where(attendances.c.staff == staff)
    connection.execute(query.values(seen_at=now, typing_at=typing_at))


def _may_end(there: Attendance, leaving: Leaving) -> bool:
    if leaving.by is not None:
        return there.who.staff == leaving.by
    return leaving.unseen_since is not None and there.seen_at < leaving.unseen_since


def _give_back(connection: Connection, held: Conversation, there: Attendance, back: HandBack, now: datetime) -> None:
    """That the program answers again, and what it has to say; a turn under way will say the rest itself."""
    envelope = _by(there.who, held.id, now) if back.leaving.by is not None else Envelope(held.id, "staff", now)
    said = _say(connection, held, envelope, back.words)
    name = "attendance_ended" if back.leaving.by is not None else "attendance_lapsed"
    add_events(connection, held.id, held.last_turn, ({"event": name},), now)
    if _waits(connection, held.id):
        return
    add_facts(connection, held.id, held.last_turn, back.facts, now)
    add_events(connection, held.id, held.last_turn, back.events, now)
    if back.triage is not None:
        add_triage(connection, held.id, held.last_turn, back.triage, now)
    add_messages(connection, Envelope(held.id, "reply", now), back.messages, said.seq + 1)
    level = (back.triage or {}).get("level") or held.level
    connection.execute(
        update(conversations)
        .where(conversations.c.id == held.id)
        .values(
            last_seq=said.seq + len(back.messages),
            standing=back.standing.to_json(),
            status=back.standing.status,
            level=level,
        )
    )
    came = {**case_rows.stood(back.standing), **case_rows.judged(level, now), **case_rows.happened(back.events, now)}
    case_rows.changed(connection, held.id, **came)


def _waits(connection: Connection, conversation: str) -> bool:
    query = select(inbound.c.id).where(inbound.c.conversation == conversation, inbound.c.state.in_(OPEN_STATES))
    return connection.execute(query.limit(1)).first() is not None


def _sent(connection: Connection, conversation: str, sent_as: str) -> Outbound | None:
    query = select(outbound).where(outbound.c.conversation == conversation, outbound.c.sent_as == sent_as)
    row: Any = connection.execute(query).one_or_none()
    return outbound_of(row) if row else None


def _by(who: Attendant, conversation: str, now: datetime, sent_as: str | None = None) -> Envelope:
    return Envelope(conversation, "staff", now, None, "staff", who.staff, who.title, sent_as)


def _say(connection: Connection, held: Conversation, envelope: Envelope, words: Message) -> Outbound:
    """Say it, and move the conversation on."""
    said = add_messages(connection, envelope, (words,), held.last_seq + 1)[0]
    connection.execute(
        update(conversations)
        .where(conversations.c.id == held.id)
        .values(last_seq=said.seq, version=held.version + 1, updated_at=envelope.at)
    )
    return said
