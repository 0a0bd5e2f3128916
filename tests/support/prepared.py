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

import psycopg

from tests.support.postgresql import POSTGRESQL
from yarrow.settings import sqlite_url
from yarrow.store import upgrade
from yarrow.store.database import Database

SERVER = POSTGRESQL.replace("+psycopg", "")


def prepared_sqlite(folder: Path) -> str:
    """The address of a new SQLite record in that folder."""
    shutil.copy(_sqlite(), folder / "yarrow.db")
    return sqlite_url(folder / "yarrow.db")


@contextmanager
def prepared_postgresql() -> Iterator[str | None]:
    """The address of a new record on PostgreSQL, dropped afterwards; None if no PostgreSQL answers."""
    template = _postgresql()
    if template is None:
        yield None
        return
    name = f"yarrow_{os.getpid()}_{uuid.uuid4().hex[:8]}"
    _ask(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _address(name)
    finally:
        _ask(f"DROP DATABASE {name} WITH (FORCE)")


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
