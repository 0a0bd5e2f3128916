"""Who works on what at this moment. A lease runs out by itself, so that whoever is killed holds nothing up for long."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update

from yarrow.store.database import Database
from yarrow.store.dispatch_rows import LONGEST_LEASE, is_unsent
from yarrow.store.line_rows import insert_for
from yarrow.store.line_tables import dispatches, leases


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
        """Who holds something, or is sending something."""
        senders = select(dispatches.c.owner).where(_is_sending())
        with self._database.read() as connection:
            return sorted(connection.execute(select(leases.c.owner).union(senders)).scalars())

    def give_back_all(self, owner: str, *, unsure: Collection[str] = ()) -> int:
        """Hold nothing any longer; how many things that were. What this owner was sending may go out at once.

        `unsure`: channels that will tell us whether they have it already; there the lease still runs out.
        """
        sending = update(dispatches).where(
            _is_sending(), dispatches.c.owner == owner, ~dispatches.c.channel.in_(unsure)
        )
        with self._database.write() as connection:
            connection.execute(sending.values(state="waiting", owner=None, lease_until=None))
            return connection.execute(delete(leases).where(leases.c.owner == owner)).rowcount


def _is_sending() -> ColumnElement[bool]:
    return is_unsent(dispatches) & (dispatches.c.state == "sending")
