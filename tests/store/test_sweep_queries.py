"""What is asked every few seconds is found by an index among all that was ever sent or came in."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from tests.support.lines import bound, tell
from tests.support.record import NOW

ASKED = {
    "lines_due": (lambda record, line: record.dispatches.lines_due(NOW), "ix_dispatches_unsent"),
    "partings_due": (lambda record, line: record.dispatches.partings_due(NOW), "ix_dispatches_unsent"),
    "due": (lambda record, line: record.dispatches.due(line, NOW), "dispatches"),
    "undelivered": (lambda record, line: record.dispatches.undelivered_count(), "ix_dispatches_unsent"),
    "lines_waiting": (lambda record, line: record.deliveries.lines_waiting(), "ix_deliveries"),
    "lines_behind": (lambda record, line: record.dispatches.lines_behind(since=NOW), "ix_conversations_updated_at"),
}


@pytest.mark.parametrize("name", ASKED)
def test_it_is_found_by_an_index(record, name):
    ask, index = ASKED[name]
    line = bound(record)
    tell(record, line, "One.")
    assert index in plan(record, lambda: ask(record, line))


def plan(record, ask):
    """How the database goes about the one thing that is asked."""
    asked = []

    def heard(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    event.listen(record.database.engine, "before_cursor_execute", heard)
    ask()
    event.remove(record.database.engine, "before_cursor_execute", heard)
    ((statement, parameters),) = [one for one in asked if one[0].lstrip().startswith("SELECT")]
    explain = "EXPLAIN" if record.database.is_postgresql else "EXPLAIN QUERY PLAN"
    with record.database.read() as connection:
        if record.database.is_postgresql:  # a table with two rows it would read whole
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        return str(connection.exec_driver_sql(f"{explain} {statement}", parameters).all())
