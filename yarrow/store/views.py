"""The worklist's views that staff keep for themselves."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from yarrow.store.audit import Act, note
from yarrow.store.case_tables import saved_views
from yarrow.store.database import Database

MOST = 30


@dataclass(frozen=True)
class SavedView:
    """`query`: as in the address of the worklist, without a page and without what was searched for."""

    id: str
    name: str
    query: str


class Views:
    """Each person's own; nobody sees or changes another's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, staff: str) -> tuple[SavedView, ...]:
        """What this person has kept, by name."""
        query = select(saved_views).where(saved_views.c.staff == staff).order_by(saved_views.c.name)
        with self._database.read() as connection:
            return tuple(SavedView(row.id, row.name, row.query) for row in connection.execute(query))

    def save(self, staff: str, name: str, query: str, now: datetime) -> bool:
        """Keep a view; one of the same name is replaced. False, and nothing is kept, if this person has too many."""
        theirs = saved_views.c.staff == staff
        with self._database.write() as connection:
            connection.execute(delete(saved_views).where(theirs, saved_views.c.name == name))
            if connection.execute(select(func.count()).where(theirs)).scalar_one() >= MOST:
                return False
            one = {"id": secrets.token_hex(8), "staff": staff, "name": name, "query": query, "created_at": now}
            connection.execute(insert(saved_views).values(one))
            note(connection, Act(staff, "view.save", None, {"view": one["id"]}), now)
        return True

    def remove(self, staff: str, view: str, now: datetime) -> bool:
        """Forget a view; False if this person has none of this id."""
        with self._database.write() as connection:
            gone = connection.execute(
                delete(saved_views).where(saved_views.c.staff == staff, saved_views.c.id == view)
            ).rowcount
            if gone:
                note(connection, Act(staff, "view.remove", None, {"view": view}), now)
        return bool(gone)
