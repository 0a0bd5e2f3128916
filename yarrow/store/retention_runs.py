"""When the rules were carried out, by whom, and what came of it. Each night has one run, whoever carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from yarrow.store.database import Database
from yarrow.store.notice_tables import retention_runs

# Whoever has not finished by then was killed; what is left is taken up by another.
LONGEST = timedelta(hours=2)


@dataclass(frozen=True)
class Run:
    """One time. `night`: the clinic's day, if it was the nightly run; `finished_at` None: it goes on, or was killed."""

    number: int
    night: str | None
    by: str
    started_at: datetime
    finished_at: datetime | None
    erased: int
    held_back: int


class RetentionRuns:
    """Every run there was."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, by: str, owner: str, now: datetime, night: str | None = None) -> int | None:
        """The number of a new run; None if this night's is done, or somebody is at it."""
        row = {"night": night, "by": by, "owner": owner, "started_at": now, "erased": 0, "held_back": 0}
        try:
            with self._database.write() as connection:
                begun = connection.execute(insert(retention_runs).values(row).returning(retention_runs.c.number))
                return int(begun.scalar_one())
        except IntegrityError:
            return self._take_over(owner, now, night)

    def finish(self, number: int, owner: str, erased: int, held_back: int, now: datetime) -> None:
        """It is over."""
        mine = update(retention_runs).where(retention_runs.c.number == number, retention_runs.c.owner == owner)
        with self._database.write() as connection:
            connection.execute(mine.values(finished_at=now, erased=erased, held_back=held_back))

    def is_done(self, night: str) -> bool:
        """Whether this night's run is over."""
        query = select(retention_runs.c.number).where(
            retention_runs.c.night == night, retention_runs.c.finished_at.is_not(None)
        )
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def last(self, limit: int = 10) -> tuple[Run, ...]:
        """The newest first."""
        query = select(retention_runs).order_by(retention_runs.c.number.desc()).limit(limit)
        with self._database.read() as connection:
            return tuple(_run(row) for row in connection.execute(query))

    def _take_over(self, owner: str, now: datetime, night: str | None) -> int | None:
        left = retention_runs.c.finished_at.is_(None) & (retention_runs.c.night == night)
        stale = or_(retention_runs.c.started_at < now - LONGEST, retention_runs.c.started_at > now + LONGEST)
        taken = update(retention_runs).where(left, stale).values(owner=owner, started_at=now)
        with self._database.write() as connection:
            number: int | None = connection.execute(taken.returning(retention_runs.c.number)).scalar_one_or_none()
            return number


def _run(row: Any) -> Run:
    return Run(row.number, row.night, row.by, row.started_at, row.finished_at, row.erased, row.held_back)
