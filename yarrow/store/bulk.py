"""A large record in minutes: conversations written straight into the tables, not talked through.

For measuring only: invented, and the same every time for the same numbers. Places, turns, cases, marks and words fit
together as if the conversations had been held.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import JSON, Connection, Table, insert, text

from yarrow.store.bulk_case import Made, made
from yarrow.store.case_tables import case_marks, case_words, cases
from yarrow.store.database import Database
from yarrow.store.search_rows import Text, rows_of
from yarrow.store.tables import conversations, events, facts, inbound, outbound, triage_results

PAGE = 1000
# Those first that others point to.
TABLES = (conversations, inbound, outbound, facts, triage_results, events, cases, case_marks, case_words)
Rows = dict[Table, list[dict[str, Any]]]


def fill(
    database: Database,
    conversations: int,
    messages: int,
    *,
    now: datetime,
    said: Callable[[str], None] = lambda _: None,
) -> None:
    """Add so many conversations, with so many messages of both sides in all, the last of them just before `now`.

    `said` is told how far it is. Raises RecordUnavailable.
    """
    with database.write() as connection:
        first = connection.execute(text("SELECT coalesce(max(change), 0) FROM cases")).scalar_one()
    everything = made(conversations, messages, now, change=first)
    done = 0
    while page := list(islice(everything, PAGE)):
        with database.write() as connection:
            _write(connection, _gathered(page, is_postgresql=database.is_postgresql))
        done += len(page)
        if done % 10_000 == 0 or done == conversations:
            said(f"{done} of {conversations} conversations")
    _settle(database, first + conversations)


def _gathered(page: Sequence[Made], *, is_postgresql: bool) -> Rows:
    rows: Rows = {table: [] for table in TABLES}
    for one in page:
        for table, more in one.rows.items():
            rows[table] += more
        said = [Text(row["seq"], row["text"]) for row in one.rows[inbound] if row["text"]]
        rows[case_words] += rows_of(one.id, said, is_postgresql)
    return rows


def _write(connection: Connection, rows: Rows) -> None:
    for table, some in rows.items():
        if not some:
            continue
        if connection.dialect.name == "postgresql":
            _copy(connection, table, some)
        else:
            connection.execute(insert(table), some)


def _copy(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    names = list(rows[0])
    plain = {name for name in names if isinstance(table.c[name].type, JSON)}
    columns = ", ".join(f'"{name}"' for name in names)
    raw: Any = connection.connection.dbapi_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
        for values in _values(rows, plain):
            copy.write_row(values)


def _values(rows: Sequence[dict[str, Any]], plain: set[str]) -> Iterator[list[Any]]:
    for row in rows:
        yield [json.dumps(value) if name in plain and value is not None else value for name, value in row.items()]


def _settle(database: Database, last_change: int) -> None:
    """Let changes count on from here, and the planner know what there is now."""
    if not database.is_postgresql:
        with database.write() as connection:
            connection.execute(text("ANALYZE"))
        return
    with database.write() as connection:
        connection.execute(text("SELECT setval('case_changes', :last)"), {"last": last_change})
    with database.engine.connect() as plain:
        outside = plain.execution_options(isolation_level="AUTOCOMMIT")
        outside.execute(text("SET statement_timeout = 0"))
        for table in TABLES:
            outside.execute(text(f"VACUUM ANALYZE {table.name}"))
        outside.execute(text("SET statement_timeout = 30000"))
