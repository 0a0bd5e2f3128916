"""Keeping the row of a case true, in the very transaction that changes its conversation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, delete, func, insert, literal, null, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import BigInteger

from yarrow.clinical.fact import Fact, Status
from yarrow.intake.case import Standing
from yarrow.store.case_tables import case_marks, cases
from yarrow.store.database import Instant
from yarrow.store.tables import facts
from yarrow.store.values import Event

# The levels somebody must look at the same day, and the rank of a case that was not judged yet.
URGENT, UNJUDGED = 2, 9
CONDITIONS = "conditions."
KNOWN = (Status.PRESENT, Status.SUSPECTED)


class next_change(FunctionElement[int]):
    """A number greater than that of every change before."""

    type = BigInteger()
    inherit_cache = True


@compiles(next_change, "postgresql")
def _from_sequence(_element: Any, _compiler: Any, **_options: Any) -> str:
    return "nextval('case_changes')"


@compiles(next_change)
def _from_table(_element: Any, _compiler: Any, **_options: Any) -> str:
    return "(SELECT coalesce(max(change), 0) + 1 FROM cases)"


def rank_of(level: str | None) -> int:
    """T0 is 0, T5 is 5; 9 while nothing was judged."""
    return int(level[1]) if level else UNJUDGED


def opened(connection: Connection, row: Mapping[str, Any], standing: Standing) -> None:
    """A conversation has begun; `row`: as it stands in `conversations`."""
    values = {
        "conversation": row["id"],
        "channel": row["channel"],
        "locale": row["locale"],
        "rank": UNJUDGED,
        "created_at": row["created_at"],
        "last_activity_at": row["last_activity_at"],
        "red_flags": 0,
        "not_understood": 0,
        "failed": 0,
        "last_heard_seq": 0,
        "read_seq": 0,
        "work": "new",
        "attended": False,
        "change": next_change(),
        **_where(standing),
    }
    connection.execute(insert(cases).values(values))


def changed(connection: Connection, conversation: str, **values: Any) -> None:
    """Something of this case is different from now on; `values`: columns of `cases`, none if it lies elsewhere."""
    connection.execute(update(cases).where(cases.c.conversation == conversation).values(change=next_change(), **values))


def heard(seq: int, at: datetime, level: str | None = None) -> dict[str, Any]:
    """What changes in the row when the patient has written; a case that was done is new again.

    `level`: what it is judged to be now; more urgent than before opens the case again too.
    """
    is_news: ColumnElement[bool] = cases.c.last_heard_seq < seq
    rank = rank_of(level)
    reopens = is_news | (cases.c.rank > rank) if rank <= URGENT else is_news
    return {
        "last_heard_seq": case((is_news, seq), else_=cases.c.last_heard_seq),
        "last_activity_at": case((is_news, literal(at, Instant())), else_=cases.c.last_activity_at),
        "work": case(((cases.c.work == "done") & reopens, "new"), else_=cases.c.work),
    }


def stood(standing: Standing) -> dict[str, Any]:
    """What changes in the row with where the conversation stands."""
    return _where(standing)


def judged(level: str | None, at: datetime) -> dict[str, Any]:
    """What changes in the row with the level: if it is more urgent than before, somebody has to look again."""
    rank = rank_of(level)
    values: dict[str, Any] = {"level": level, "rank": rank}
    if rank > URGENT:
        return values
    rose: ColumnElement[bool] = cases.c.rank > rank
    begins = cases.c.urgent_since.is_(None) | (rose & cases.c.first_look_at.is_not(None))
    return values | {
        "urgent_since": case((begins, literal(at, Instant())), else_=cases.c.urgent_since),
        "first_look_at": case((rose, null()), else_=cases.c.first_look_at),
        "first_look_by": case((rose, null()), else_=cases.c.first_look_by),
    }


def happened(events: Iterable[Event], at: datetime) -> dict[str, Any]:
    """What changes in the row with events."""
    times = Counter(event["event"] for event in events)
    counted = {"safety": cases.c.red_flags, "not_understood": cases.c.not_understood, "action_failed": cases.c.failed}
    values: dict[str, Any] = {column.name: column + times[name] for name, column in counted.items() if times[name]}
    if times["person_wanted"] or times["cannot_get_help"]:
        values["wants_person_at"] = at
    return values


def mark_conditions(connection: Connection, conversation: str, said: Iterable[Fact]) -> None:
    """Keep the marks of the conditions these facts speak of: there while present or suspected."""
    latest = {fact.path.removeprefix(CONDITIONS)[:80]: fact for fact in said if fact.path.startswith(CONDITIONS)}
    if not latest:
        return
    of_them = (case_marks.c.conversation == conversation) & (case_marks.c.kind == "condition")
    connection.execute(delete(case_marks).where(of_them, case_marks.c.value.in_(latest)))
    marks = [
        {"conversation": conversation, "kind": "condition", "value": name}
        for name, fact in latest.items()
        if fact.status in KNOWN
    ]
    if marks:
        connection.execute(insert(case_marks), marks)


def mark_anew(connection: Connection, conversation: str) -> None:
    """Make the marks of conditions from what is in the record now."""
    newest = select(func.max(facts.c.number)).where(
        facts.c.conversation == conversation, facts.c.path.startswith(CONDITIONS, autoescape=True)
    )
    of_them = (case_marks.c.conversation == conversation) & (case_marks.c.kind == "condition")
    connection.execute(delete(case_marks).where(of_them))
    rows = connection.execute(select(facts).where(facts.c.number.in_(newest.group_by(facts.c.path))))
    mark_conditions(connection, conversation, [Fact(row.path, Status(row.status)) for row in rows])


def _where(standing: Standing) -> dict[str, Any]:
    return {"status": standing.status, "section": standing.section, "question": standing.question}
