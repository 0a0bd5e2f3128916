"""What the store's tests are given."""

from __future__ import annotations

import os
import uuid

import pytest

from tests.support.postgresql import POSTGRESQL, own_schema
from yarrow.settings import sqlite_url
from yarrow.store import upgrade
from yarrow.store.record import Record


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The record's address: a SQLite file, or a schema of its own on PostgreSQL."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "yarrow.db")
        return
    with own_schema(f"yarrow_store_{os.getpid()}_{uuid.uuid4().hex[:8]}") as url:
        if url is None:
            pytest.skip(f"No PostgreSQL at {POSTGRESQL}: start one there to run this test.")
        yield url


@pytest.fixture
def record(database_url):
    one = Record(database_url)
    upgrade.upgrade(one.database)
    yield one
    one.close()
