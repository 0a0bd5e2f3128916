"""The record, as commands open it: what is wrong with it becomes the command's one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from yarrow.commands.errors import CommandError
from yarrow.commands.settings import settings
from yarrow.settings import WebSettings, audit_key

if TYPE_CHECKING:
    from yarrow.store.database import Database


@contextmanager
def open_database(web: WebSettings) -> Iterator[Database]:
    """The record's database, whatever version its tables are. Raises CommandError."""
    from yarrow.store.database import Database
    from yarrow.store.errors import RecordError, RecordUnavailable

    try:
        database = Database(web.database_url, audit_key(web))
        try:
            yield database
        finally:
            database.close()
    except RecordUnavailable:
        raise CommandError("the record cannot be reached or written; see YARROW_DATABASE_URL.") from None
    except RecordError as error:
        raise CommandError(str(error)) from None


@contextmanager
def open_record() -> Iterator[Database]:
    """The record's database, its tables being those this version needs. Raises CommandError."""
    from yarrow.store.upgrade import current, newest

    with open_database(settings()) as database:
        there = current(database)
        if there != newest():
            advice = "run `yarrow db upgrade`" if there is None or there < newest() else "install the newer code"
            raise CommandError(f"the record is at version {there or 'none'}, this code needs {newest()}: {advice}.")
        yield database
