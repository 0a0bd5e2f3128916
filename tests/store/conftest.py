"""What the store's tests are given."""

from __future__ import annotations

import os
import uuid

import pytest

from tests.support.databases import KINDS, database_url, there
from tests.support.postgresql import own_schema
from yarrow.settings import sqlite_url
from yarrow.store.record import Record

__all__ = ["database_url"]  # a fixture of all that uses the record

AUDIT_KEY = b"the key of the tests' audit log"


@pytest.fixture(params=KINDS)
def empty_url(request, tmp_path):
    """The address of a database without tables: a SQLite file, or a schema of its own on PostgreSQL."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "yarrow.db")
        return
    with own_schema(f"yarrow_store_{os.getpid()}_{uuid.uuid4().hex[:8]}") as url:
        yield there(url)


@pytest.fixture
def record(database_url):
    one = Record(database_url, AUDIT_KEY)
    yield one
    one.close()
