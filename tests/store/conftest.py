"""What the store's tests are given."""

from __future__ import annotations

import os
import uuid

import pytest

from tests.support.postgresql import POSTGRESQL, own_schema
from tests.support.prepared import prepared_postgresql, prepared_sqlite
from yarrow.settings import sqlite_url
from yarrow.store.record import Record

AUDIT_KEY = b"the key of the tests' audit log"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request, tmp_path):
    """The address of a database without tables: a SQLite file, or a schema of its own on PostgreSQL."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "yarrow.db")
        return
    with own_schema(f"yarrow_store_{os.getpid()}_{uuid.uuid4().hex[:8]}") as url:
        yield _there(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The address of a record with its tables, empty."""
    if request.param == "sqlite":
        yield prepared_sqlite(tmp_path)
        return
    with prepared_postgresql() as url:
        yield _there(url)


@pytest.fixture
def record(database_url):
    one = Record(database_url, AUDIT_KEY)
    yield one
    one.close()


def _there(url):
    if url is None:
        pytest.skip(f"No PostgreSQL at {POSTGRESQL}: start one there to run this test.")
    return url
