"""Everything that is kept about one conversation, table by table, to be handed over."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from yarrow.store.conversations import BELONGINGS
from yarrow.store.database import Database
from yarrow.store.errors import UnknownConversation
from yarrow.store.staff_tables import audit
from yarrow.store.tables import conversations

Rows = list[dict[str, Any]]
# What is not handed over, and why. Everything else is.
LEFT_OUT: Mapping[str, str] = {
    "case_words": "the search index: the same words as in the messages",
    "presence": "which colleague has the page open at this minute",
}
# Secrets, which open something; names of staff, who stand there by their id; where she can be reached in an app.
COLUMNS_LEFT_OUT = frozenset(
    {
        *("token_hash", "body_hash", "key_hash", "code_hash", "secret_hash", "locator", "prev", "hash"),
        *("name", "recipient", "owner"),
        *("who", "address"),
    }
)
NAMED: Mapping[str, frozenset[str]] = {"events": frozenset({"name"})}  # there it is the event's


class Whole:
    """Reads all of it on one consistent state."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, conversation: str) -> dict[str, Rows]:
        """The rows of each table, in order, as plain JSON values. Raises UnknownConversation."""
        with self._database.read() as connection:
            held = _rows(connection, conversations, "id", conversation)
            if not held:
                raise UnknownConversation(conversation)
            found = {"conversations": held}
            for table in (*reversed(BELONGINGS), audit):
                if table.name not in LEFT_OUT:
                    found[table.name] = _rows(connection, table, "conversation", conversation)
        return found


def columns(table: Table) -> list[str]:
    """The columns of a table that are handed over."""
    kept = NAMED.get(table.name, frozenset())
    return [column.name for column in table.columns if column.name not in COLUMNS_LEFT_OUT - kept]


def _rows(connection: Connection, table: Table, key: str, conversation: str) -> Rows:
    query = select(*(table.c[name] for name in columns(table))).where(table.c[key] == conversation)
    order = [table.c[name] for name in ("number", "seq", "turn", "at") if name in table.c]
    return [
        {name: _plain(table.name, name, value) for name, value in row._mapping.items()}
        for row in connection.execute(query.order_by(*order))
    ]


def _plain(table: str, name: str, value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return json.loads(value) if (table, name) == ("audit", "detail") else value
