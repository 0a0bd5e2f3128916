"""Bringing the tables up to date, and checking that they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from yarrow.store.database import Database
from yarrow.store.errors import RecordOutdated

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent / "migrations"
# Any number will do, as long as every gateway uses the same.
UPGRADE_LOCK = 7_092_026


def newest() -> str:
    """The version this code needs: its last migration (files are numbered)."""
    return max(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py"))


def current(database: Database) -> str | None:
    """The version the tables have; None if there are none yet. Raises RecordUnavailable."""
    with database.read() as connection:
        return _version(connection)


def check_version(database: Database) -> None:
    """Raise RecordOutdated if the tables are newer than this code."""
    there, wanted = current(database), newest()
    if there is not None and there > wanted:
        raise RecordOutdated(f"The database is at version {there}, this code knows {wanted}: install the newer code.")


def upgrade(database: Database) -> tuple[str | None, str]:
    """Bring the tables up to date; safe when several processes start at once. Returns the versions before and after.

    Raises RecordUnavailable, and RecordOutdated if the tables are newer than this code.
    """
    check_version(database)
    before, wanted = current(database), newest()
    if before == wanted:
        return before, wanted  # and Alembic is not even imported: the gateway must answer soon after its start
    config = _config()  # imports Alembic, which takes its time: before the lock, not under it
    with database.alone() as connection:
        if database.is_postgresql:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE_LOCK})"))
        now_there = _version(connection)
        if now_there != wanted:
            _run(connection, config)
    return before, wanted


def check(database: Database) -> list[str]:
    """What is wrong with the tables, one sentence each; empty if nothing is. Raises RecordUnavailable."""
    there, wanted = current(database), newest()
    if there != wanted:
        return [f"The tables are at version {there or 'none'}, this code needs {wanted}: run `yarrow db upgrade`."]
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from yarrow.store.schema import metadata

    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        found = compare_metadata(context, metadata)
        problems = [f"The tables differ from version {wanted}: {_named(difference)}." for difference in found]
        if not database.is_postgresql:
            verdict = connection.execute(text("PRAGMA quick_check")).scalar_one()
            problems += [] if verdict == "ok" else ["The SQLite file is damaged: restore the last backup."]
    return problems


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def _run(connection: Connection, config: Config) -> None:
    from alembic import command

    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except DBAPIError as error:
        raise RecordOutdated(f"The upgrade failed ({type(error.orig).__name__}); nothing was changed.") from None


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    return config


def _is_ours(_object: object, name: str | None, kind: str, reflected: bool, _compared: object) -> bool:
    """Other parts may keep tables in the same database (Rasa's snapshots): those are theirs.

    Indexes of words and of expressions are PostgreSQL's alone: the tables, the same on both databases, name neither.
    """
    from yarrow.store.schema import metadata

    if kind == "index" and reflected and (name or "").startswith(("gin_", "by_")):
        return False
    return not (kind == "table" and reflected and name not in metadata.tables)


def _named(difference: object) -> str:
    if isinstance(difference, tuple):
        return f"{difference[0]} {getattr(difference[1], 'name', '')}".strip()
    return "a column was changed"
