"""Records whose tables are there already: made once by the migrations, then copied, which takes a tenth of the time."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from tests.support.postgresql import POSTGRESQL
from yarrow.settings import sqlite_url
from yarrow.store import upgrade
from yarrow.store.database import Database

SERVER = POSTGRESQL.replace("+psycopg", "")
# Databases that a test has given back, empty.
FREE: list[str] = []
ALONE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""
# Schemas, tables, columns and triggers that work: a test may have changed them.
FORM = """SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
    SELECT nspname::text part FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
    UNION ALL SELECT format('%s.%s.%s', relname, attname, attnum)
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT format('%s.%s', tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal) parts"""
EMPTY = """DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tablename name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', one.name);
    END LOOP;
    FOR one IN SELECT sequencename name FROM pg_sequences WHERE schemaname = 'public' LOOP
        PERFORM setval(format('public.%I', one.name)::regclass, 1, false);
    END LOOP;
END $$"""


def prepared_sqlite(folder: Path) -> str:
    """The address of a new SQLite record in that folder."""
    shutil.copy(_sqlite(), folder / "yarrow.db")
    return sqlite_url(folder / "yarrow.db")


@contextmanager
def prepared_postgresql() -> Iterator[str | None]:
    """The address of an empty record on PostgreSQL, for nobody else meanwhile; None if no PostgreSQL answers."""
    template = _postgresql()
    if template is None:
        yield None
        return
    name = FREE.pop() if FREE else _copied(template)
    try:
        yield _address(name)
    finally:
        if _is_emptied(name):
            FREE.append(name)
        else:
            _ask(f"DROP DATABASE {name} WITH (FORCE)")


def _copied(template: str) -> str:
    name = f"yarrow_{os.getpid()}_{uuid.uuid4().hex[:8]}"
    _ask(f"CREATE DATABASE {name} TEMPLATE {template}")
    _ask(f"ALTER DATABASE {name} SET synchronous_commit = off")  # processes are killed in tests, not the machine
    atexit.register(_ask, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    return name


def _is_emptied(name: str) -> bool:
    """Whether the database is as new again, which takes a tenth of the time of another copy."""
    try:
        with _within(name) as connection:
            connection.execute(ALONE)
            if connection.execute(FORM).fetchone() != _form():
                return False
            connection.execute("SET lock_timeout = '2s'")
            connection.execute("SET session_replication_role = replica")  # the audit log refuses to be emptied
            connection.execute(EMPTY)
    except psycopg.Error:
        return False
    return True


@cache
def _form() -> object:
    """The form of a record that no test has changed."""
    with _within(str(_postgresql())) as connection:
        return connection.execute(FORM).fetchone()


def _within(name: str) -> psycopg.Connection[Any]:
    return psycopg.connect(f"{SERVER.rpartition('/')[0]}/{name}", autocommit=True, connect_timeout=2)


@cache
def _sqlite() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="yarrow-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _upgraded(sqlite_url(folder / "yarrow.db"))
    return folder / "yarrow.db"


@cache
def _postgresql() -> str | None:
    name = f"yarrow_tables_{os.getpid()}"
    try:
        _ask(f"CREATE DATABASE {name}")
    except psycopg.OperationalError:
        return None
    atexit.register(_ask, f"DROP DATABASE {name} WITH (FORCE)")
    _upgraded(_address(name))
    return name


def _upgraded(url: str) -> None:
    database = Database(url)
    upgrade.upgrade(database)
    database.close()


def _address(name: str) -> str:
    return POSTGRESQL.rpartition("/")[0] + f"/{name}"


def _ask(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True, connect_timeout=2) as connection:
        connection.execute(statement)
