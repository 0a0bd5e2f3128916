"""Each of these tests has a record of its own, and no console runs beside it."""

import shutil

import pytest

from tests.store.conftest import AUDIT_KEY
from tests.store.conftest import database_url as either_database_url
from tests.store.conftest import record as either_record
from tests.support.mailbox import make_certificate
from yarrow.settings import sqlite_url
from yarrow.store import upgrade
from yarrow.store.database import Database
from yarrow.store.record import Record

__all__ = ["database_url", "either_database_url", "either_record"]

database_url = either_database_url  # what `either_record` is opened at


@pytest.fixture(scope="session")
def new_record(tmp_path_factory):
    """A SQLite file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("new") / "yarrow.db"
    database = Database(sqlite_url(path))
    upgrade.upgrade(database)
    database.close()
    return path


@pytest.fixture
def record(new_record, tmp_path):
    """A copy of it; how both databases keep letters is tested with the store."""
    one = Record(sqlite_url(shutil.copy(new_record, tmp_path / "yarrow.db")), AUDIT_KEY)
    yield one
    one.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """(certificate, key) of a mail server called localhost."""
    folder = tmp_path_factory.mktemp("certificate")
    return make_certificate(folder / "mail.pem", folder / "mail.key")
