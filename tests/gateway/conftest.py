"""What the gateway's tests are given."""

from __future__ import annotations

import os
import uuid

import pytest

from tests.support.page_visitor import PageVisitor
from tests.support.postgresql import POSTGRESQL, own_schema
from yarrow.settings import sqlite_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The record's address: a SQLite file, or a schema of its own on PostgreSQL."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "yarrow.db")
        return
    with own_schema(f"yarrow_gateway_{os.getpid()}_{uuid.uuid4().hex[:8]}") as url:
        if url is None:
            pytest.skip(f"No PostgreSQL at {POSTGRESQL}: start one there to run this test.")
        yield url


@pytest.fixture
def arrive(gateway):
    """Somebody new at the pages, with a browser of her own."""
    here = []

    def arriving(**headers):
        here.append(PageVisitor(gateway, **headers))
        return here[-1]

    yield arriving
    for visitor in here:
        visitor.http.close()
