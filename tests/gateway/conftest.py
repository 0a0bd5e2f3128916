"""What the gateway's tests are given."""

from __future__ import annotations

import pytest

from tests.support.page_visitor import PageVisitor
from tests.support.postgresql import POSTGRESQL
from tests.support.prepared import prepared_postgresql, prepared_sqlite


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The address of a record with its tables, empty: a SQLite file, or a database of its own on PostgreSQL."""
    if request.param == "sqlite":
        yield prepared_sqlite(tmp_path)
        return
    with prepared_postgresql() as url:
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
