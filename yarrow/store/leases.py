"""Who works on what at this moment. A lease runs out by itself, so that whoever is killed holds nothing up for long."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select

from yarrow.store.database import Database
from yarrow.store.line_rows import insert_for
from yarrow.store.line_tables import leases

# A lease reaching further than this was written by a clock that has since been put back: it does not hold.
LONGEST_LEASE = timedelta(minutes=10)


class Leases:
    """Things by name, each held by one owner at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, name: str, owner: str, now: datetime, until: datetime) -> bool:
        """Whether it is this owner's until then; its own lease it renews."""
        with self._database.write() as connection:
            put = insert_for(connection, leases).values(name=name, owner=owner, until=until)
            free = or_(leases.c.owner == owner, ~leases.c.until.between(now, now + LONGEST_LEASE))
            taken = put.on_conflict_do_update(
                index_elements=[leases.c.name], set_={"owner": owner, "until": until}, where=free
            )
            return connection.execute(taken.returning(leases.c.name)).first() is not None

    def give_back(self, name: str, owner: str) -> None:
        """Hold it no longer; somebody else's lease stays."""
        with self._database.write() as connection:
            connection.execute(delete(leases).where(leases.c.name == name, leases.c.owner == owner))

    def owners(self) -> list[str]:
        """Who holds something."""
        with self._database.read() as connection:
            return list(connection.execute(select(leases.c.owner).distinct()).scalars())

    def give_back_all(self, owner: str) -> int:
        """Hold nothing any longer; how many things that were."""
        with self._database.write() as connection:
            return connection.execute(delete(leases).where(leases.c.owner == owner)).rowcount
