"""The worklist: who waits, who has looked, and whether anything has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    text,
    true,
    update,
)

from yarrow.clinical.fact import Fact
from yarrow.clinical.history import History
from yarrow.store.case_rows import next_change
from yarrow.store.case_tables import case_marks, cases
from yarrow.store.case_values import NOBODY, UNJUDGED, Asked, CasePage, CaseRow, Counts, Filters
from yarrow.store.case_views import DONE, VIEWS, Looker, is_open
from yarrow.store.database import Database, Instant
from yarrow.store.notice_rows import see
from yarrow.store.rows import fact_of
from yarrow.store.search_query import found
from yarrow.store.tables import erasures, facts, triage_results

# Changes in flight at once are fewer; a change that is committed late is among so many of the latest.
LATEST = 64
# Every other view has only cases that are open.
WHOLE = ("done", "all")
ANYBODY = Asked()


class Cases:
    """Every conversation as the worklist has it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, asked: Asked, looker: Looker) -> CasePage:
        """The rows of a page, the most urgent first unless sorted otherwise; a page beyond the last is the last."""
        where = self._where(asked, looker)
        with self._database.read() as connection:
            if asked.filters.search is not None and self._database.is_postgresql:
                connection.execute(text("SET LOCAL random_page_cost = 1.1"))  # the words' index is read from memory
            total = int(connection.execute(self._total(asked, where)).scalar_one())
            page = min(max(1, asked.page), max(1, -(-total // asked.size)))
            query = select(cases).where(where).order_by(*_order(asked)).limit(asked.size)
            rows = connection.execute(query.offset((page - 1) * asked.size)).all()
            marks = _marks(connection, [row.conversation for row in rows])
        return CasePage(tuple(_row(row, marks) for row in rows), total, page, asked.size)

    def told(self, ids: Sequence[str], paths: Sequence[str]) -> dict[str, History]:
        """What holds of these paths in each of these conversations; those of which nothing is known are missing."""
        asked = facts.c.conversation.in_(ids) & facts.c.path.in_(paths)
        newest = select(func.max(facts.c.number)).where(asked).group_by(facts.c.conversation, facts.c.path)
        said: dict[str, list[Fact]] = {}
        with self._database.read() as connection:
            for row in connection.execute(select(facts).where(facts.c.number.in_(newest))):
                said.setdefault(row.conversation, []).append(fact_of(row))
        return {conversation: History(tuple(some)) for conversation, some in said.items()}

    def rules(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The rules that hold in each of these conversations, as it was judged last."""
        t = triage_results
        newest = select(func.max(t.c.number)).where(t.c.conversation.in_(ids)).group_by(t.c.conversation)
        query = select(t.c.conversation, t.c.result["rules"].label("rules")).where(t.c.number.in_(newest))
        with self._database.read() as connection:
            return {row.conversation: tuple(row.rules or ()) for row in connection.execute(query)}

    def next(self, looker: Looker, after: str, asked: Asked = ANYBODY, *, was_open: bool = False) -> str | None:
        """The conversation that stands behind this one in a list; None if none does.

        In the list of those that need a look it is always the first other one: what is read leaves it, and what has
        just come may be more urgent. `was_open`: this one was marked as done only now; only open ones come next.
        """
        where = self._where(asked, looker) & (cases.c.conversation != after) & (is_open() if was_open else true())
        with self._database.read() as connection:
            at = connection.execute(select(cases).where(cases.c.conversation == after)).one_or_none()
            if at is not None and asked.view != "look":
                where &= _behind(asked, at, is_done=asked.view in WHOLE and at.work == "done" and not was_open)
            query = select(cases.c.conversation).where(where).order_by(*_order(asked)).limit(1)
            return connection.execute(query).scalar_one_or_none()

    def read_up_to(self, conversation: str) -> int:
        """The place of the last message that staff have read; 0 if they have read none."""
        query = select(cases.c.read_seq).where(cases.c.conversation == conversation)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one_or_none() or 0

    def counts(self, looker: Looker) -> Counts:
        """How many cases each view has now."""
        columns = [func.count().filter(view(looker)).label(name) for name, view in VIEWS.items() if name not in WHOLE]
        waiting = select(func.count().label("open"), *columns).select_from(cases).where(is_open())
        with self._database.read() as connection:
            row = connection.execute(waiting).one()._mapping
            total = int(connection.execute(select(func.count()).select_from(cases)).scalar_one())
        whole: Counts = {"done": total - int(row["open"]), "all": total}
        return {name: whole[name] if name in whole else int(row[name]) for name in VIEWS}

    def latest(self) -> str:
        """A short text that is another one after any change of any case."""
        changes = select(cases.c.change).order_by(cases.c.change.desc()).limit(LATEST)
        with self._database.read() as connection:
            seen = list(connection.execute(changes).scalars())
            gone = connection.execute(select(func.count()).select_from(erasures)).scalar_one()
        return hashlib.blake2s(repr((seen, gone)).encode(), digest_size=8).hexdigest()

    def change(self, conversation: str) -> int | None:
        """The number of the last change of one case; None if there is no such conversation."""
        with self._database.read() as connection:
            query = select(cases.c.change).where(cases.c.conversation == conversation)
            return connection.execute(query).scalar_one_or_none()

    def values(self, kind: str) -> tuple[str, ...]:
        """What can be filtered by: every condition or tag, section, channel, locale, status or assignee there is."""
        column: Any = case_marks.c.value if kind in ("condition", "tag") else cases.c[kind]
        query = select(column).where(column.is_not(None)).distinct().order_by(column)
        if kind in ("condition", "tag"):
            query = query.where(case_marks.c.kind == kind)
        with self._database.read() as connection:
            return tuple(connection.execute(query).scalars())

    def looked(self, conversation: str, staff: str, seq: int, now: datetime) -> None:
        """Somebody has read a conversation up to this place; the first one ends the wait of an urgent case."""
        with self._database.write() as connection:
            looked(connection, conversation, staff, seq, now)

    def _total(self, asked: Asked, where: ColumnElement[bool]) -> Select[int]:
        """How many there are in all; where only words are asked for, the cases themselves need not be read."""
        search = asked.filters.search
        if search is not None and asked.view == "all" and asked.filters == Filters(search=search):
            is_postgresql = self._database.is_postgresql
            there = found(search, is_postgresql=is_postgresql).subquery()
            each = func.count() if is_postgresql else func.count(there.c.conversation.distinct())
            return select(each).select_from(there)
        return select(func.count()).select_from(cases).where(where)

    def _where(self, asked: Asked, looker: Looker) -> ColumnElement[bool]:
        conditions = [VIEWS[asked.view](looker), *_conditions(asked.filters)]
        if asked.filters.search is not None:
            there = found(asked.filters.search, is_postgresql=self._database.is_postgresql)
            conditions.append(cases.c.conversation.in_(there))
        return and_(*conditions)


def looked(connection: Connection, conversation: str, staff: str, seq: int, now: datetime) -> None:
    """As `Cases.looked`, within a transaction; nothing changes if nothing is new to anybody."""
    see(connection, conversation, staff, now)
    is_new = (cases.c.read_seq < seq) | cases.c.first_look_at.is_(None)
    connection.execute(
        update(cases)
        .where(cases.c.conversation == conversation, is_new)
        .values(
            read_seq=case((cases.c.read_seq < seq, seq), else_=cases.c.read_seq),
            first_look_at=func.coalesce(cases.c.first_look_at, literal(now, Instant())),
            first_look_by=func.coalesce(cases.c.first_look_by, staff),
            change=next_change(),
        )
    )


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    c = cases.c
    chosen: list[ColumnElement[bool]] = [
        c[name].in_(values)
        for name in ("status", "work", "section", "channel", "locale")
        if (values := getattr(filters, name))
    ]
    if filters.level:
        unjudged = c.level.is_(None) if UNJUDGED in filters.level else false()
        chosen.append(or_(c.level.in_(filters.level), unjudged))
    if filters.assignee:
        free = c.assignee.is_(None) if NOBODY in filters.assignee else false()
        chosen.append(or_(c.assignee.in_(filters.assignee), free))
    chosen += [_marked(kind, values) for kind in ("condition", "tag") if (values := getattr(filters, kind))]
    chosen += [c.last_activity_at >= filters.since] if filters.since else []
    chosen += [c.last_activity_at < filters.until] if filters.until else []
    return chosen


def _marked(kind: str, values: Sequence[str]) -> ColumnElement[bool]:
    there = select(case_marks.c.conversation).where(case_marks.c.kind == kind, case_marks.c.value.in_(values))
    return cases.c.conversation.in_(there)


def _order(asked: Asked) -> tuple[Any, ...]:
    c = cases.c
    if asked.sort == "newest":
        return (c.last_activity_at.desc(), c.conversation)
    if asked.sort == "longest":
        return (c.last_activity_at, c.conversation)
    return (DONE, c.rank, c.created_at, c.conversation)


def _behind(asked: Asked, at: Row[Any], *, is_done: bool) -> ColumnElement[bool]:
    """What stands behind this case in `_order`."""
    c = cases.c
    if asked.sort == "newest":
        is_tied = (c.last_activity_at == at.last_activity_at) & (c.conversation > at.conversation)
        return or_(c.last_activity_at < at.last_activity_at, is_tied)
    if asked.sort == "longest":
        return _beyond((c.last_activity_at, c.conversation), at)
    behind = _beyond((c.rank, c.created_at, c.conversation), at)
    return ~is_open() & behind if is_done else ~is_open() | behind


def _beyond(columns: Sequence[Column[Any]], at: Row[Any]) -> ColumnElement[bool]:
    first, *others = columns
    value = at._mapping[first.name]
    is_beyond: ColumnElement[bool] = first > value
    if not others:
        return is_beyond
    return or_(is_beyond, and_(first == value, _beyond(others, at)))


def _marks(connection: Connection, ids: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    query = select(case_marks).where(case_marks.c.conversation.in_(ids)).order_by(case_marks.c.value)
    marks: dict[tuple[str, str], list[str]] = {}
    for row in connection.execute(query):
        marks.setdefault((row.conversation, row.kind), []).append(row.value)
    return marks


def _row(row: Any, marks: dict[tuple[str, str], list[str]]) -> CaseRow:
    conditions, tags = (tuple(marks.get((row.conversation, kind), ())) for kind in ("condition", "tag"))
    return CaseRow(**row._mapping, conditions=conditions, tags=tags)
