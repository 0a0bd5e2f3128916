"""How long conversations are kept: so many days for each status; what staff still have to look at is held back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, delete, exists, false, func, insert, or_, select

from yarrow.store import search_rows
from yarrow.store.audit import Act, note
from yarrow.store.case_tables import cases
from yarrow.store.conversations import note_erasure, remove
from yarrow.store.database import Database
from yarrow.store.notice_tables import notices, retention_rules
from yarrow.store.rows import conversation_of
from yarrow.store.tables import conversations
from yarrow.store.values import Receipt

STATUSES = ("in_progress", "paused", "completed", "escalated", "declined")
URGENT_RANK = 2
PAGE = 200
Reason = Literal["follow_up", "attended", "not_looked_at", "notice_not_seen"]


@dataclass(frozen=True)
class Rule:
    """Conversations of this status go when their patient was last there before so many days."""

    status: str
    days: int
    set_at: datetime
    set_by: str


@dataclass(frozen=True)
class Fate:
    """What the rules would do now to the conversations of one status. `days` None: they are kept.

    `due`: would go; `held_back`: would, but for something open; `oldest`: when the patient last wrote in the oldest.
    """

    status: str
    days: int | None
    total: int
    due: int = 0
    held_back: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True)
class HeldBack:
    """A conversation whose time is over, and why it stays."""

    conversation: str
    status: str
    last_activity_at: datetime
    reasons: tuple[Reason, ...]


class Retention:
    """The rules, and what they come to. Days by status; a status without a number is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rules(self) -> tuple[Rule, ...]:
        """Those there are."""
        with self._database.read() as connection:
            rows = connection.execute(select(retention_rules).order_by(retention_rules.c.status))
            return tuple(Rule(row.status, row.days, row.set_at, row.set_by) for row in rows)

    def set(self, days: Mapping[str, int], by: str, now: datetime) -> None:
        """From now on these rules hold, and no others."""
        rows = [{"status": status, "days": many, "set_at": now, "set_by": by} for status, many in days.items()]
        with self._database.write() as connection:
            connection.execute(delete(retention_rules))
            if rows:
                connection.execute(insert(retention_rules), rows)
            note(connection, Act(by, "retention.set", detail=dict(days)), now)

    def preview(self, days: Mapping[str, int], now: datetime) -> tuple[Fate, ...]:
        """What these rules would do now."""
        over, open_ = _is_over(days, now), _is_open()
        columns = (
            func.count().label("total"),
            func.count().filter(and_(over, ~open_)).label("due"),
            func.count().filter(and_(over, open_)).label("held_back"),
            func.min(conversations.c.last_activity_at).label("oldest"),
        )
        query = select(conversations.c.status, *columns).group_by(conversations.c.status)
        with self._database.read() as connection:
            found = {row.status: row for row in connection.execute(query)}
        return tuple(_fate(status, days.get(status), found.get(status)) for status in STATUSES)

    def held_back(self, days: Mapping[str, int], now: datetime, limit: int = 100) -> tuple[HeldBack, ...]:
        """What stays although its time is over, the oldest first, with every reason."""
        columns = [reason.label(name) for name, reason in _reasons().items()]
        query = (
            select(conversations.c.id, conversations.c.status, conversations.c.last_activity_at, *columns)
            .where(_is_over(days, now), _is_open())
            .order_by(conversations.c.last_activity_at)
            .limit(limit)
        )
        with self._database.read() as connection:
            return tuple(_held_back(row) for row in connection.execute(query))

    def count(self, days: Mapping[str, int], now: datetime) -> int:
        """How many would go now."""
        return sum(fate.due for fate in self.preview(days, now))

    def erase_due(self, days: Mapping[str, int], act: Act, now: datetime) -> Iterator[Receipt]:
        """Erase what is due, one by one, as it is drawn; nobody who has come back meanwhile loses anything."""
        after = ""
        while page := self._page(days, now, after):
            for conversation in page:
                receipt = self._erase(days, conversation, act, now)
                if receipt is not None:
                    yield receipt
            after = page[-1]
        with self._database.write() as connection:
            search_rows.forget(connection)
        self._database.forget_journal()

    def _page(self, days: Mapping[str, int], now: datetime, after: str) -> list[str]:
        query = _due(days, now, select(conversations.c.id)).where(conversations.c.id > after)
        with self._database.read() as connection:
            return list(connection.execute(query.order_by(conversations.c.id).limit(PAGE)).scalars())

    def _erase(self, days: Mapping[str, int], conversation: str, act: Act, now: datetime) -> Receipt | None:
        query = _due(days, now, select(conversations)).where(conversations.c.id == conversation)
        with self._database.write() as connection:
            row = connection.execute(query.with_for_update(of=conversations)).one_or_none()
            if row is None:
                return None
            receipt = remove(connection, conversation_of(row), "retention", now)
            note_erasure(connection, act, receipt, now)
            return receipt


def _due(days: Mapping[str, int], now: datetime, query: Select[Any]) -> Select[Any]:
    return query.where(_is_over(days, now), ~_is_open())


def _is_over(days: Mapping[str, int], now: datetime) -> ColumnElement[bool]:
    """Its patient was last there before what its status allows."""
    each = [
        and_(conversations.c.status == status, conversations.c.last_activity_at < now - timedelta(days=many))
        for status, many in days.items()
    ]
    return or_(false(), *each)


def _is_open() -> ColumnElement[bool]:
    return or_(*_reasons().values())


def _reasons() -> dict[Reason, ColumnElement[bool]]:
    """Why something is held back: while staff still have to do something with it, nobody takes it from them."""
    its_case = cases.c.conversation == conversations.c.id
    unseen = and_(notices.c.seen_at.is_(None), notices.c.audience == "clinic")
    not_looked_at = and_(cases.c.rank <= URGENT_RANK, cases.c.first_look_at.is_(None), cases.c.work != "done")
    return {
        "follow_up": exists().where(its_case, cases.c.work == "follow_up"),
        "attended": exists().where(its_case, cases.c.attended.is_(True)),
        "not_looked_at": exists().where(its_case, not_looked_at),
        "notice_not_seen": exists().where(notices.c.conversation == conversations.c.id, unseen),
    }


def _fate(status: str, days: int | None, row: Any) -> Fate:
    return Fate(status, days, row.total, row.due, row.held_back, row.oldest) if row else Fate(status, days, 0)


def _held_back(row: Any) -> HeldBack:
    reasons = tuple(name for name in _reasons() if row._mapping[name])
    return HeldBack(row.id, row.status, row.last_activity_at, reasons)
