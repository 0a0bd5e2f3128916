"""The databases that what uses the record is tested on: each test once on SQLite, once on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgresql import POSTGRESQL
from tests.support.prepared import prepared_postgresql, prepared_sqlite

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a record with its tables, empty: a SQLite file, or a database of its own on PostgreSQL."""
    if request.param == "sqlite":
        yield prepared_sqlite(tmp_path)
        return
    with prepared_postgresql() as url:
        yield there(url)


def there(url: str | None) -> str:
    """The address; without a PostgreSQL the test is skipped."""
    if url is None:
        pytest.skip(f"No PostgreSQL at {POSTGRESQL}: start one there to run this test.")
    return url
