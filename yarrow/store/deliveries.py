"""What came in over the lines and is still to be worked off."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from yarrow.store.database import Database
from yarrow.store.line_rows import delivery_of
from yarrow.store.line_tables import deliveries
from yarrow.store.line_values import Delivery


class Deliveries:
    """Things that came in, line by line."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def waiting(self, line: str) -> list[Delivery]:
        """What waits on this line, in the order to work it off: the platform's where it names one for all of them."""
        query = select(deliveries).where(deliveries.c.line == line, deliveries.c.state == "waiting")
        with self._database.read() as connection:
            found = [delivery_of(row) for row in connection.execute(query.order_by(deliveries.c.number))]
        placed = [(one.order, one) for one in found if one.order is not None]
        if len(placed) < len(found):
            return found
        return [one for _, one in sorted(placed, key=lambda pair: (pair[0], pair[1].number))]

    def handled(self, number: int, now: datetime) -> None:
        """It has been worked off; what it said goes."""
        with self._database.write() as connection:
            done = update(deliveries).where(deliveries.c.number == number)
            connection.execute(done.values(state="handled", content=None, handled_at=now))

    def try_again(self, number: int) -> None:
        """It came to nothing and waits on; the attempt is counted."""
        with self._database.write() as connection:
            again = update(deliveries).where(deliveries.c.number == number, deliveries.c.state == "waiting")
            connection.execute(again.values(tries=deliveries.c.tries + 1))

    def lines_waiting(self, limit: int = 200) -> list[str]:
        """Lines on which something waits, those first where it has waited longest."""
        first = func.min(deliveries.c.number)
        query = select(deliveries.c.line).where(deliveries.c.state == "waiting").group_by(deliveries.c.line)
        with self._database.read() as connection:
            return list(connection.execute(query.order_by(first).limit(limit)).scalars())

    def last_order(self, line: str) -> float | None:
        """The platform's place of what was furthest on of all that was worked off; None if it names none."""
        query = select(func.max(deliveries.c.order)).where(deliveries.c.line == line, deliveries.c.state == "handled")
        with self._database.read() as connection:
            found: float | None = connection.execute(query).scalar_one_or_none()
        return found

    def newest_at(self, line: str) -> datetime | None:
        """When the newest that waits came in; None if nothing waits."""
        waits = (deliveries.c.line == line) & (deliveries.c.state == "waiting")
        query = select(deliveries.c.at).where(waits).order_by(deliveries.c.number.desc()).limit(1)
        with self._database.read() as connection:
            found: datetime | None = connection.execute(query).scalar_one_or_none()
        return found
