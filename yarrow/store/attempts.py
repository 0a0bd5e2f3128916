"""Attempts to sign in, and browsers that did so before.

Who fails is slowed down, but never anybody else: failures count for a known browser of the account by itself, and for
strangers by account and address together. A try is counted before it is looked at: many at once gain nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, text, update

from yarrow.store.database import Database, Instant
from yarrow.store.staff_sessions import hashed
from yarrow.store.staff_tables import sign_in_attempts, staff, staff_devices

FIRST_WAIT = timedelta(seconds=30)
FORGOTTEN = timedelta(hours=1)
DEVICE_LASTS = timedelta(days=180)
NEW = text(
    "INSERT INTO sign_in_attempts (key_hash, failures, failed_at) VALUES (:key, 0, :now) ON CONFLICT DO NOTHING"
).bindparams(bindparam("now", type_=Instant))


@dataclass(frozen=True)
class Counter:
    """What failures are counted by. `free`: tries without waiting; `longest`: nobody waits longer."""

    name: str
    free: int = 5
    longest: timedelta = timedelta(minutes=15)

    @property
    def key(self) -> str:
        """As it is kept: neither address can be read from it."""
        return hashlib.sha256(self.name.encode("utf-8")).hexdigest()


class Attempts:
    """The tries of the last hour."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, counters: Sequence[Counter], now: datetime) -> timedelta | None:
        """Count one more try, as failed until it is `right`; how long to wait instead, if it comes too soon."""
        with self._database.write() as connection:
            connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.failed_at <= now - FORGOTTEN))
            # In one order, whoever asks: two who hold a counter each would wait for one another.
            held = {counter: _held(connection, counter, now) for counter in sorted(counters, key=lambda one: one.key)}
            waits = [_wait(counter, row, now) for counter, row in held.items()]
            longest = max((wait for wait in waits if wait is not None), default=None)
            if longest is None:
                for row in held.values():
                    _count(connection, row, now)
        return longest

    def right(self, counters: Sequence[Counter]) -> None:
        """The last try was right: what was counted by these is forgotten."""
        with self._database.write() as connection:
            keys = [counter.key for counter in counters]
            connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.key_hash.in_(keys)))


class Devices:
    """Browsers that people signed in from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_known(self, key: str, email: str, now: datetime) -> bool:
        """Whether whoever has this address signed in from the browser with this key."""
        query = (
            select(staff_devices.c.key_hash)
            .join(staff, staff.c.id == staff_devices.c.staff)
            .where(
                staff_devices.c.key_hash == hashed(key),
                staff.c.email == email.lower(),
                staff_devices.c.seen_at > now - DEVICE_LASTS,
            )
        )
        with self._database.read() as connection:
            return connection.execute(query).one_or_none() is not None

    def remember(self, account: str, key: str, now: datetime) -> str:
        """The key this browser is known by from now on: the one it has, if it is this person's, or a new one."""
        with self._database.write() as connection:
            mine = (staff_devices.c.key_hash == hashed(key)) & (staff_devices.c.staff == account)
            if key and connection.execute(update(staff_devices).where(mine).values(seen_at=now)).rowcount:
                return key
            new = secrets.token_urlsafe(32)
            connection.execute(delete(staff_devices).where(staff_devices.c.seen_at <= now - DEVICE_LASTS))
            connection.execute(insert(staff_devices).values(key_hash=hashed(new), staff=account, seen_at=now))
        return new


def _held(connection: Connection, counter: Counter, now: datetime) -> Row[Any]:
    """The counter's row, held until the transaction ends; made if there is none."""
    connection.execute(NEW, {"key": counter.key, "now": now})
    query = select(sign_in_attempts).where(sign_in_attempts.c.key_hash == counter.key).with_for_update()
    return connection.execute(query).one()


def _wait(counter: Counter, row: Row[Any], now: datetime) -> timedelta | None:
    """How long until the next try; None if it may be made now."""
    over = row.failures - counter.free
    if over < 0:
        return None
    left: timedelta = row.failed_at + min(FIRST_WAIT * 2 ** min(over, 10), counter.longest) - now
    return left if left > timedelta(0) else None


def _count(connection: Connection, row: Row[Any], now: datetime) -> None:
    more = update(sign_in_attempts).where(sign_in_attempts.c.key_hash == row.key_hash)
    connection.execute(more.values(failures=row.failures + 1, failed_at=now))
