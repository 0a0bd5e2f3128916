"""What staff do with a conversation: whose it is, how far it is, tags, notes and flagged messages.

Every change is one transaction: the change, a step that names who made it, and a line of the audit log.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from yarrow.store.audit import Act, note
from yarrow.store.case_rows import changed
from yarrow.store.case_tables import case_marks, cases
from yarrow.store.database import Database
from yarrow.store.errors import Overtaken, RecordError
from yarrow.store.notice_rows import see
from yarrow.store.rows import locked
from yarrow.store.tables import inbound
from yarrow.store.work_rows import STEPS, flag_of, note_of, step_of, with_name
from yarrow.store.work_tables import flags, notes, work_steps
from yarrow.store.work_values import Casework, Deed, Flag, Hand, Note, Step, Work

TAG = "tag"
# The steps by which the audit log calls them.
ACTIONS = {
    "assign": "assign.set",
    "status": "status.set",
    "tag": "tag.add",
    "untag": "tag.remove",
    "note": "note.add",
    "strike": "note.strike",
    "flag": "flag.add",
    "unflag": "flag.clear",
}


class NotYours(RecordError):
    """It is not there, or it is somebody else's."""


class Caseworks:
    """The work of staff on conversations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, conversation: str) -> Casework:
        """Where the work on a conversation stands."""
        with self._database.read() as connection:
            row = connection.execute(select(cases).where(cases.c.conversation == conversation)).one_or_none()
            return Casework(
                work=row.work if row else "new",
                follow_up_on=row.follow_up_on if row else None,
                assignee=row.assignee if row else None,
                tags=_tags(connection, conversation),
                notes=_notes(connection, conversation),
                flags=_flags(connection, conversation),
                steps=_steps(connection, conversation),
            )

    def head(self, conversation: str) -> int:
        """The number of the last step; 0 if there is none."""
        query = select(func.max(work_steps.c.number)).where(work_steps.c.conversation == conversation)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one() or 0

    def tags(self) -> tuple[str, ...]:
        """Every tag in use, in order."""
        query = select(case_marks.c.value).where(case_marks.c.kind == TAG).distinct().order_by(case_marks.c.value)
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())

    def assign(self, conversation: str, hand: Hand, assignee: str | None, now: datetime) -> None:
        """Say whose it is; None: nobody's. Raises UnknownConversation, Overtaken."""
        with self._held(conversation, hand) as connection:
            changed(connection, conversation, assignee=assignee)
            _done(connection, Deed(conversation, hand.staff, "assign", {"to": assignee}), now)

    def set_status(self, conversation: str, hand: Hand, work: Work, follow_up_on: date | None, now: datetime) -> None:
        """Say how far it is; a day is kept only for a follow-up. Raises UnknownConversation, Overtaken."""
        day = follow_up_on if work == "follow_up" else None
        detail = {"work": work, "on": day.isoformat() if day else None}
        with self._held(conversation, hand) as connection:
            changed(connection, conversation, work=work, follow_up_on=day)
            _done(connection, Deed(conversation, hand.staff, "status", detail), now)

    def tag(self, conversation: str, hand: Hand, tag: str, now: datetime) -> None:
        """Put a tag on; one that is there already stays. Raises UnknownConversation."""
        with self._held(conversation, Hand(hand.staff)) as connection:
            if tag in _tags(connection, conversation):
                return
            connection.execute(insert(case_marks).values(conversation=conversation, kind=TAG, value=tag))
            changed(connection, conversation)
            _done(connection, Deed(conversation, hand.staff, "tag", {"tag": tag}), now)

    def untag(self, conversation: str, hand: Hand, tag: str, now: datetime) -> None:
        """Take a tag off. Raises UnknownConversation."""
        mark = (case_marks.c.conversation == conversation) & (case_marks.c.kind == TAG) & (case_marks.c.value == tag)
        with self._held(conversation, Hand(hand.staff)) as connection:
            if connection.execute(delete(case_marks).where(mark)).rowcount:
                changed(connection, conversation)
                _done(connection, Deed(conversation, hand.staff, "untag", {"tag": tag}), now)

    def note(self, conversation: str, hand: Hand, text: str, now: datetime, *, private: bool = False) -> int:
        """Write a note for colleagues; returns its number. Raises UnknownConversation."""
        values = {"conversation": conversation, "staff": hand.staff, "text": text, "private": private, "at": now}
        with self._held(conversation, Hand(hand.staff)) as connection:
            number: int = connection.execute(insert(notes).values(values).returning(notes.c.number)).scalar_one()
            changed(connection, conversation)
            _done(connection, Deed(conversation, hand.staff, "note", {"note": number, "private": private}), now)
        return number

    def strike(self, conversation: str, hand: Hand, number: int, now: datetime) -> None:
        """Strike out a note of one's own: it can still be read. Raises UnknownConversation, NotYours."""
        own = (notes.c.number == number) & (notes.c.conversation == conversation) & (notes.c.staff == hand.staff)
        strike = update(notes).where(own, notes.c.struck_at.is_(None)).values(struck_at=now)
        with self._held(conversation, Hand(hand.staff)) as connection:
            _one(connection.execute(strike).rowcount, number)
            changed(connection, conversation)
            _done(connection, Deed(conversation, hand.staff, "strike", {"note": number}), now)

    def flag(self, conversation: str, hand: Hand, flagged: Mapping[str, str], now: datetime) -> int:
        """Flag a message of the patient ({"message", "cause", "words"}). Raises UnknownConversation, NotYours."""
        values = {**flagged, "conversation": conversation, "staff": hand.staff, "at": now}
        with self._held(conversation, Hand(hand.staff)) as connection:
            _one(_messages(connection, conversation, flagged["message"]), 0)
            number: int = connection.execute(insert(flags).values(values).returning(flags.c.number)).scalar_one()
            changed(connection, conversation)
            detail = {"flag": number, "cause": flagged["cause"]}
            _done(connection, Deed(conversation, hand.staff, "flag", detail), now)
        return number

    def clear_flag(self, conversation: str, hand: Hand, number: int, now: datetime) -> None:
        """Say that a flagged message has been looked at. Raises UnknownConversation, NotYours."""
        this = (flags.c.number == number) & (flags.c.conversation == conversation) & flags.c.cleared_at.is_(None)
        clear = update(flags).where(this).values(cleared_at=now, cleared_by=hand.staff)
        with self._held(conversation, Hand(hand.staff)) as connection:
            _one(connection.execute(clear).rowcount, number)
            changed(connection, conversation)
            _done(connection, Deed(conversation, hand.staff, "unflag", {"flag": number}), now)

    @contextmanager
    def _held(self, conversation: str, hand: Hand) -> Iterator[Connection]:
        """A transaction on a conversation that nobody else has changed since this person looked."""
        with self._database.write() as connection:
            locked(connection, conversation)
            not_overtaken(connection, conversation, hand)
            yield connection


def add_step(connection: Connection, deed: Deed, now: datetime) -> None:
    """Write down what somebody did, in this transaction."""
    values = {"conversation": deed.conversation, "staff": deed.staff, "did": deed.did, "detail": deed.detail}
    connection.execute(insert(work_steps).values(**values, at=now))


def _done(connection: Connection, deed: Deed, now: datetime) -> None:
    """The step, and the audit line as the last word of the transaction; whoever does something here has seen it."""
    add_step(connection, deed, now)
    see(connection, deed.conversation, deed.staff, now)
    detail = {key: value for key, value in deed.detail.items() if key != "tag"}
    note(connection, Act(deed.staff, ACTIONS[deed.did], deed.conversation, detail), now)


def _one(found: int, number: int) -> None:
    if not found:
        raise NotYours(str(number))


def not_overtaken(connection: Connection, conversation: str, hand: Hand) -> None:
    """Raise Overtaken if somebody else has set or assigned it since this person looked."""
    if hand.seen is None:
        return
    query = (
        STEPS.where(work_steps.c.conversation == conversation, work_steps.c.number > hand.seen)
        .where(work_steps.c.staff != hand.staff, work_steps.c.did.in_(("assign", "status", "correct")))
        .order_by(work_steps.c.number.desc())
    )
    row = connection.execute(query.limit(1)).one_or_none()
    if row is not None:
        raise Overtaken(step_of(row).name)


def _tags(connection: Connection, conversation: str) -> tuple[str, ...]:
    query = select(case_marks.c.value).where(case_marks.c.conversation == conversation, case_marks.c.kind == TAG)
    return tuple(connection.execute(query.order_by(case_marks.c.value)).scalars())


def _steps(connection: Connection, conversation: str) -> tuple[Step, ...]:
    query = STEPS.where(work_steps.c.conversation == conversation).order_by(work_steps.c.number)
    return tuple(step_of(row) for row in connection.execute(query))


def _notes(connection: Connection, conversation: str) -> tuple[Note, ...]:
    query = with_name(notes).where(notes.c.conversation == conversation).order_by(notes.c.number)
    return tuple(note_of(row) for row in connection.execute(query))


def _flags(connection: Connection, conversation: str) -> tuple[Flag, ...]:
    query = with_name(flags).where(flags.c.conversation == conversation, flags.c.cleared_at.is_(None))
    return tuple(flag_of(row) for row in connection.execute(query.order_by(flags.c.number)))


def _messages(connection: Connection, conversation: str, message: str) -> int:
    query = select(func.count()).where(inbound.c.conversation == conversation, inbound.c.id == message)
    number: int = connection.execute(query).scalar_one()
    return number
