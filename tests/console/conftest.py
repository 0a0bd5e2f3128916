"""What the console's tests are given."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from tests.support.console import RunningConsole
from tests.support.postgresql import POSTGRESQL
from tests.support.prepared import prepared_postgresql, prepared_sqlite
from yarrow.console.entry import passwords


@pytest.fixture(autouse=True, scope="session")
def hasty_hashes():
    """Passwords of tests are hashed at a tenth of the work; tests/console/test_sign_in.py holds to the real one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1))
        patch.setattr(passwords, "NOBODY", passwords.HASHER.hash("nobody's"))
        yield


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def database_url(request, tmp_path_factory):
    """The address of a record with its tables, empty: a SQLite file, or a database of its own on PostgreSQL."""
    if request.param == "sqlite":
        yield prepared_sqlite(tmp_path_factory.mktemp("record"))
        return
    with prepared_postgresql() as url:
        if url is None:
            pytest.skip(f"No PostgreSQL at {POSTGRESQL}: start one there to run this test.")
        yield url


@pytest.fixture(scope="module")
def console(database_url, tmp_path_factory):
    """A running console; one for all tests of a file, so each test makes the conversations and people it needs."""
    with RunningConsole(tmp_path_factory.mktemp("console"), database_url) as running:
        yield running


@pytest.fixture
def record(console):
    """What the console writes to."""
    return console.record


@pytest.fixture
def clinician(console):
    """A clinician, signed in."""
    return console.sign_in("clinician")


@pytest.fixture
def reviewer(console):
    """A reviewer, signed in."""
    return console.sign_in("reviewer")


@pytest.fixture
def admin(console):
    """An administrator, signed in."""
    return console.sign_in("admin")


@pytest.fixture
def auditor(console):
    """An auditor, signed in."""
    return console.sign_in("auditor")
