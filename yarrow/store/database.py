"""The connection to the record: SQLite by default, PostgreSQL when outgrown; same code, only the URL differs."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, DateTime, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.types import TypeDecorator

from yarrow.store.errors import RecordError, RecordUnavailable

# A locked database must not keep a red flag waiting: the words are due within 2 s (INV-3).
BUSY_MS = 1500
# Several processes may start at once, and one of them changes the tables: the others wait for it.
UPGRADE_MS = 60_000
# A file that is no database (any more), and tables that are not there yet while the record is being prepared.
NOT_THERE = ("DatabaseError", "UndefinedTable")
SQLITE_PRAGMAS = (
    f"busy_timeout = {BUSY_MS}",
    "journal_mode = WAL",
    "synchronous = FULL",  # what was acknowledged survives a power cut
    "foreign_keys = ON",
    "secure_delete = ON",  # erased words are overwritten, not only unlinked
)


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC and always aware, on databases with and without time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into UTC."""
        return value.astimezone(timezone.utc) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Out of the database, aware."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment.astimezone(timezone.utc)


class Database:
    """One database; `write` and `read` are its only two ways in."""

    def __init__(self, url: str, audit_key: bytes = b"") -> None:
        """`audit_key`: signs the audit log (yarrow/store/audit.py finds it on the connection)."""
        self.engine = _engine(url)
        self.engine.update_execution_options(yarrow_audit_key=audit_key)
        self.is_postgresql = self.engine.dialect.name == "postgresql"
        self._writing = threading.Lock()

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all or nothing. Raises RecordUnavailable."""
        with _translated(), self._turn(), self.engine.connect() as plain:
            connection = plain.execution_options(yarrow_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """SQLite takes one writer at a time, and lets the others ask again and again: here they wait without asking.

        Writers of other processes are still waited for in SQLite's own way.
        """
        if self.is_postgresql:
            yield
            return
        if not self._writing.acquire(timeout=BUSY_MS / 1000):
            raise RecordUnavailable("busy")
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads, on one consistent state. Raises RecordUnavailable."""
        with _translated(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A transaction that changes the tables; it waits its turn for up to a minute. Raises RecordUnavailable."""
        with _translated(), self.engine.connect() as plain, _patient(plain, self.is_postgresql):
            connection = plain.execution_options(yarrow_writes=True)
            with connection.begin():
                yield connection

    def forget_journal(self) -> None:
        """Empty SQLite's write-ahead log, where erased words would linger; a busy log is emptied later by itself."""
        if not self.is_postgresql:
            with _translated(), self.engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                if raw is not None:
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise RecordUnavailable(type(error).__name__) from None
    except DBAPIError as error:
        if error.connection_invalidated or type(error.orig).__name__ in NOT_THERE:
            raise RecordUnavailable(type(error.orig).__name__) from None
        raise


@contextmanager
def _patient(connection: Connection, is_postgresql: bool) -> Iterator[None]:
    """Wait long for a lock, and leave the pooled connection as it was found."""
    raw: Any = connection.connection.dbapi_connection
    setting = "SET lock_timeout = {}" if is_postgresql else "PRAGMA busy_timeout = {}"
    try:
        raw.cursor().execute(setting.format(UPGRADE_MS))
        if is_postgresql:
            raw.commit()
        yield
    finally:
        if not connection.invalidated:
            raw.cursor().execute(setting.format(BUSY_MS))
            if is_postgresql:
                raw.commit()


def _engine(url: str) -> Engine:
    with suppress(ArgumentError, NoSuchModuleError):  # no address at all is refused like one of the wrong kind
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(url)
        if parsed.get_backend_name() == "postgresql":
            return _postgresql(parsed.set(drivername="postgresql+psycopg"))
    raise RecordError(
        "YARROW_DATABASE_URL is not usable: write sqlite:///file or postgresql+psycopg://name@host/database."
    )


def _postgresql(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=10,
        pool_timeout=2,
        connect_args={"connect_timeout": 2},
    )
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_postgresql(raw: Any, _record: Any) -> None:
    with raw.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {BUSY_MS}")
        cursor.execute("SET statement_timeout = 30000")
    raw.commit()


def _sqlite(url: str) -> Engine:
    name = make_url(url).database
    if not name or name == ":memory:":
        raise RecordError("The record needs a file: write sqlite:///file, not a database in memory.")
    path = Path(name)
    engine = create_engine(url, hide_parameters=True, pool_size=10, pool_timeout=2)
    event.listen(engine, "do_connect", lambda *_: _own_file(path))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _own_file(path: Path) -> None:
    """Make the file first, readable by its owner only; the journal files inherit that.

    It is put in its place whole, already with a write-ahead log: two processes that both switch a new file to one
    would lock each other out.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, new = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # mkstemp gives mode 0600
    os.close(handle)
    with closing(sqlite3.connect(new)) as fresh:
        fresh.execute("PRAGMA journal_mode = WAL")
    with suppress(FileExistsError):  # another process was first: its file is the record
        os.link(new, path)
    os.unlink(new)


def _prepare_sqlite(raw: Any, _record: Any) -> None:
    raw.isolation_level = None  # transactions begin where _begin_sqlite says, not where the driver guesses
    cursor = raw.cursor()
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once: a lock taken half-way cannot wait and would fail."""
    writes = connection.get_execution_options().get("yarrow_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
