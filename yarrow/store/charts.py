"""What the page of one conversation is made from: both sides of it, every fact, everything that happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, null, select

from yarrow.clinical.fact import Fact
from yarrow.intake.review.review import Told
from yarrow.intake.review.talk import Happened, Spoken
from yarrow.intake.turn import Message
from yarrow.store.database import Database
from yarrow.store.errors import UnknownConversation
from yarrow.store.rows import conversation_of, fact_of, inbound_of, outbound_of
from yarrow.store.tables import conversations, events, facts, held_texts, inbound, outbound, triage_results
from yarrow.store.values import Conversation, Opened


@dataclass(frozen=True)
class Judged:
    """A level at which the conversation came to stand, and when."""

    level: str
    at: datetime


@dataclass(frozen=True)
class ChartFile:
    """One conversation. `levels`: each change of the level, oldest first. `mark`: changes with anything in it."""

    conversation: Conversation
    told: Told
    levels: tuple[Judged, ...]
    mark: str

    @property
    def opened(self) -> Opened:
        """As the other parts of the console take it: with what holds of each path."""
        latest = {fact.path: fact for _, fact in self.told.facts}
        return Opened(self.conversation, tuple(latest.values()))


class Charts:
    """Reads conversations for staff."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, conversation: str) -> ChartFile:
        """All of it, as of one moment. Raises UnknownConversation."""
        with self._database.read() as connection:
            row = connection.execute(select(conversations).where(conversations.c.id == conversation)).one_or_none()
            if row is None:
                raise UnknownConversation(conversation)
            told = Told(
                _facts(connection, conversation), _spoken(connection, conversation), _events(connection, row.id)
            )
            number = max((number for number, _ in told.facts), default=0)
            return ChartFile(conversation_of(row), told, _levels(connection, row.id), f"{row.version}.{number}")

    def mark(self, conversation: str) -> str:
        """The mark alone. Raises UnknownConversation."""
        number = select(func.max(facts.c.number)).where(facts.c.conversation == conversation).scalar_subquery()
        query = select(conversations.c.version, number.label("number")).where(conversations.c.id == conversation)
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise UnknownConversation(conversation)
        return f"{row.version}.{row.number or 0}"


def _facts(connection: Connection, conversation: str) -> tuple[tuple[int, Fact], ...]:
    query = select(facts).where(facts.c.conversation == conversation).order_by(facts.c.number)
    return tuple((row.number, fact_of(row)) for row in connection.execute(query))


def _events(connection: Connection, conversation: str) -> tuple[Happened, ...]:
    query = select(events).where(events.c.conversation == conversation).order_by(events.c.number)
    return tuple(Happened(row.turn, row.name, row.detail, row.at) for row in connection.execute(query))


def _levels(connection: Connection, conversation: str) -> tuple[Judged, ...]:
    t = triage_results
    query = select(t.c.level, t.c.at).where(t.c.conversation == conversation, t.c.level.is_not(None))
    found: list[Judged] = []
    for row in connection.execute(query.order_by(t.c.number)):
        if not found or found[-1].level != row.level:
            found.append(Judged(row.level, row.at))
    return tuple(found)


def _spoken(connection: Connection, conversation: str) -> tuple[Spoken, ...]:
    """Both sides in order. What is held apart until she agrees is not read at all."""
    is_held = (held_texts.c.conversation == inbound.c.conversation) & (held_texts.c.inbound == inbound.c.id)
    theirs = (
        select(inbound, held_texts.c.inbound.label("kept_apart"), null().label("held"))
        .outerjoin(held_texts, is_held)
        .where(inbound.c.conversation == conversation)
    )
    ours = select(outbound).where(outbound.c.conversation == conversation)
    said = [_hers(row) for row in connection.execute(theirs)]
    said += [_ours(row) for row in connection.execute(ours)]
    return tuple(sorted(said, key=lambda one: one.seq))


def _hers(row: Row[Any]) -> Spoken:
    m = inbound_of(row)
    return Spoken(
        seq=m.seq,
        id=m.id,
        sender="patient",
        message=Message(m.text or ""),
        at=m.at,
        turn=m.turn,
        choices=m.choices,
        answered=m.answered,
        changes=m.changes,
        act=(row.understanding or {}).get("act"),
        state=m.state,
        held=row.kept_apart is not None,
        title=m.written_to,
    )


def _ours(row: Row[Any]) -> Spoken:
    m = outbound_of(row)
    return Spoken(m.seq, m.id, m.sender, m.message, m.at, answers=m.answers, kind=m.kind, title=m.title)
