"""Conversations that a person judges too, without having seen what Yarrow made of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, exists, insert, or_, select
from sqlalchemy.exc import IntegrityError

from yarrow.store.audit import Act, note
from yarrow.store.case_rows import UNJUDGED
from yarrow.store.case_tables import cases
from yarrow.store.database import Database
from yarrow.store.errors import RecordError
from yarrow.store.rows import locked
from yarrow.store.staff_tables import audit
from yarrow.store.work_rows import second_look_of, with_name
from yarrow.store.work_tables import second_looks
from yarrow.store.work_values import SecondLook

# Nobody judges a conversation that is still going on; and none so old that nobody would act on what comes of it.
AT_REST = timedelta(hours=1)
NEWEST = 2000


class JudgedAlready(RecordError):
    """This person has judged this conversation before."""


@dataclass(frozen=True)
class Judgement:
    """What a person made of a conversation, and what Yarrow made of the same facts."""

    conversation: str
    staff: str
    level: str
    reason: str
    bot_level: str
    bot_rules: tuple[str, ...]
    protocol: str


class SecondLooks:
    """What people made of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, staff: str, is_sampled: Callable[[str], bool], now: datetime) -> tuple[str, ...]:
        """Conversations of the sample at rest that this person has neither judged nor opened, newest first."""
        here = cases.c.conversation
        judged = exists().where(second_looks.c.conversation == here, second_looks.c.staff == staff)
        at_rest = or_(cases.c.status != "in_progress", cases.c.last_activity_at < now - AT_REST)
        query = (
            select(here, judged.label("judged"))
            .where(cases.c.rank < UNJUDGED, at_rest)
            .order_by(cases.c.last_activity_at.desc())
            .limit(NEWEST)
        )
        with self._database.read() as connection:
            found = [row.conversation for row in connection.execute(query) if not row.judged]
            sampled = [conversation for conversation in found if is_sampled(conversation)]
            opened = _opened(connection, staff, sampled)
        return tuple(conversation for conversation in sampled if conversation not in opened)

    def find(self, conversation: str, staff: str) -> SecondLook | None:
        """How this person judged it; None if they have not."""
        query = with_name(second_looks).where(_of(conversation, staff))
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return second_look_of(row) if row else None

    def all(self, begun: datetime, ended: datetime) -> tuple[SecondLook, ...]:
        """Every judgement of that time, newest first."""
        query = with_name(second_looks).where(second_looks.c.at >= begun, second_looks.c.at < ended)
        with self._database.read() as connection:
            return tuple(second_look_of(row) for row in connection.execute(query.order_by(second_looks.c.at.desc())))

    def add(self, judgement: Judgement, now: datetime) -> SecondLook:
        """Store a judgement; it stays as it was given. Raises UnknownConversation, JudgedAlready."""
        j = judgement
        try:
            with self._database.write() as connection:
                locked(connection, j.conversation)
                values = {
                    "conversation": j.conversation,
                    "staff": j.staff,
                    "level": j.level,
                    "bot_level": j.bot_level,
                    "bot_rules": list(j.bot_rules),
                    "reason": j.reason,
                    "blind": not _opened(connection, j.staff, [j.conversation]),
                    "protocol": j.protocol,
                    "at": now,
                }
                connection.execute(insert(second_looks).values(values))
                made = second_look_of(
                    connection.execute(with_name(second_looks).where(_of(j.conversation, j.staff))).one()
                )
                note(connection, Act(j.staff, "second_look.add", j.conversation, {"blind": made.blind}), now)
        except IntegrityError:
            raise JudgedAlready(j.conversation) from None
        return made


def _of(conversation: str, staff: str) -> ColumnElement[bool]:
    return (second_looks.c.conversation == conversation) & (second_looks.c.staff == staff)


def _opened(connection: Connection, staff: str, found: list[str]) -> set[str]:
    """Those of them that this person has opened, where what Yarrow made of them can be seen."""
    query = select(audit.c.conversation).where(
        audit.c.conversation.in_(found), audit.c.actor == staff, audit.c.action == "conversation.read"
    )
    return set(connection.execute(query).scalars())
