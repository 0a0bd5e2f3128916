"""A schema of its own on the PostgreSQL of the machine, dropped afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

POSTGRESQL = "postgresql+psycopg://root@127.0.0.1/test"


@contextmanager
def own_schema(name: str) -> Iterator[str | None]:
    """The SQLAlchemy URL of a new, empty schema; None if no PostgreSQL answers."""
    try:
        connection = psycopg.connect(POSTGRESQL.replace("+psycopg", ""), autocommit=True, connect_timeout=2)
    except psycopg.OperationalError:
        yield None
        return
    with connection:
        connection.execute(f"CREATE SCHEMA {name}")
        try:
            yield f"{POSTGRESQL}?options=-csearch_path%3D{name}"
        finally:
            connection.execute(f"DROP SCHEMA {name} CASCADE")
