"""Expressions for figures that SQLite and PostgreSQL both know: moments as numbers, lists inside JSON, percentiles."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Subquery, case, cast, extract, func, select

from yarrow.store.database import Database
from yarrow.store.tables import conversations

# Wide enough to count by, narrow enough to put together into the days of every time zone we have numbers for.
BUCKET_SECONDS = 1800


def epoch(moment: ColumnElement[Any]) -> ColumnElement[int]:
    """Whole seconds since 1970."""
    return cast(extract("epoch", moment), BigInteger)


def seconds(earlier: ColumnElement[Any], later: ColumnElement[Any]) -> ColumnElement[int]:
    """How long from one moment to the other; not negative, whatever a clock did."""
    gap = epoch(later) - epoch(earlier)
    return case((gap > 0, gap), else_=0)


def bucket(moment: ColumnElement[Any]) -> ColumnElement[int]:
    """The half hour it lies in, counted from 1970."""
    return epoch(moment) // BUCKET_SECONDS


def listed(database: Database, name: str) -> ColumnElement[Any]:
    """Each entry of a list that a conversation's standing holds under this name, joined to the conversation."""
    if database.is_postgresql:
        entries = func.jsonb_array_elements_text(conversations.c.standing[name])
    else:
        entries = func.json_each(conversations.c.standing, f"$.{name}")
    return entries.table_valued("value", joins_implicitly=True).c.value


def spread(durations: Subquery) -> Select[Any]:
    """Of a subquery with `kind` and `seconds`: for each kind how many, the median, the 90th percentile, the longest.

    A percentile is the nearest rank: the smallest that so many are not above. It is always one that was measured.
    """
    kind, lasted = durations.c.kind, durations.c.seconds
    ranked = select(
        kind,
        lasted,
        func.row_number().over(partition_by=kind, order_by=lasted).label("place"),
        func.count().over(partition_by=kind).label("size"),
    ).subquery()
    place, size = ranked.c.place, ranked.c.size
    return select(
        ranked.c.kind,
        func.max(size).label("many"),
        func.max(case((place == (size + 1) // 2, ranked.c.seconds))).label("median"),
        func.max(case((place == (size * 9 + 9) // 10, ranked.c.seconds))).label("ninth"),
        func.max(ranked.c.seconds).label("longest"),
    ).group_by(ranked.c.kind)
