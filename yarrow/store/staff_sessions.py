"""Sessions of staff: begun at sign-in, ended by time, by the person, or with the account. Keys are kept hashed."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from yarrow.store.audit import Act, note
from yarrow.store.database import Database
from yarrow.store.staff import Account, Session, account_of, session_of
from yarrow.store.staff_tables import glass, staff, staff_sessions

IDLE = timedelta(minutes=15)
WHOLE = timedelta(hours=8)
HALF = timedelta(minutes=5)
# A session is written to at most this often, so that polling pages cost the database nothing.
GRAIN = timedelta(seconds=20)


@dataclass(frozen=True)
class Seated:
    """A session, whose it is, and the conversations they have broken the glass for."""

    session: Session
    account: Account
    opened: frozenset[str]

    def idle_left(self, now: datetime) -> int:
        """Seconds until the session ends if the person does nothing."""
        return max(0, int((min(self.session.seen_at + IDLE, self.session.expires_at) - now).total_seconds()))


class Sessions:
    """The sessions of the console."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, account: str, device: str, now: datetime, *, stage: str = "whole", is_proved: bool = True) -> str:
        """The key of a new session; those whose time is over go. A half session lasts five minutes.

        `is_proved`: whether the person showed just now who they are, so that they are not asked again at once.
        """
        key = secrets.token_urlsafe(32)
        with self._database.write() as connection:
            connection.execute(delete(staff_sessions).where(staff_sessions.c.expires_at <= now))
            if stage == "whole":
                connection.execute(update(staff).where(staff.c.id == account).values(signed_in_at=now))
            connection.execute(
                insert(staff_sessions).values(
                    key_hash=hashed(key),
                    id=secrets.token_hex(8),
                    staff=account,
                    stage=stage,
                    csrf=secrets.token_urlsafe(32),
                    device=device,
                    created_at=now,
                    seen_at=now,
                    expires_at=now + (WHOLE if stage == "whole" else HALF),
                    confirmed_at=now if stage == "whole" and is_proved else None,
                )
            )
        return key

    def seated(self, key: str, now: datetime, *, stage: str = "whole") -> Seated | None:
        """Who holds this key; None if it opens nothing (any more)."""
        query = select(staff_sessions).where(
            staff_sessions.c.key_hash == hashed(key),
            staff_sessions.c.stage == stage,
            staff_sessions.c.expires_at > now,
            staff_sessions.c.seen_at > now - IDLE,
        )
        with self._database.read() as connection:
            found = connection.execute(query).one_or_none()
            if found is None:
                return None
            who = connection.execute(select(staff).where(staff.c.id == found.staff)).one()
            if who.disabled_at is not None:
                return None
            broken = select(glass.c.conversation).where(glass.c.staff == found.staff, glass.c.until > now)
            opened = frozenset(connection.execute(broken).scalars())
        return Seated(session_of(found), account_of(who), opened)

    def seen(self, session: Session, now: datetime) -> None:
        """The person did something: fifteen minutes from here."""
        if now - session.seen_at >= GRAIN:
            with self._database.write() as connection:
                connection.execute(update(staff_sessions).where(staff_sessions.c.id == session.id).values(seen_at=now))

    def confirm(self, session: str, now: datetime) -> str:
        """The person proved again who they are: the session's new key. The old one is good for nothing."""
        key = secrets.token_urlsafe(32)
        with self._database.write() as connection:
            connection.execute(
                update(staff_sessions)
                .where(staff_sessions.c.id == session)
                .values(key_hash=hashed(key), confirmed_at=now, seen_at=now)
            )
        return key

    def of(self, account: str, now: datetime) -> list[Session]:
        """All that are alive of one person, newest first."""
        query = (
            select(staff_sessions)
            .where(
                staff_sessions.c.staff == account,
                staff_sessions.c.stage == "whole",
                staff_sessions.c.expires_at > now,
                staff_sessions.c.seen_at > now - IDLE,
            )
            .order_by(staff_sessions.c.created_at.desc())
        )
        with self._database.read() as connection:
            return [session_of(row) for row in connection.execute(query)]

    def drop(self, key: str) -> None:
        """End the session of this key, if there is one: another takes its place."""
        with self._database.write() as connection:
            connection.execute(delete(staff_sessions).where(staff_sessions.c.key_hash == hashed(key)))

    def end(self, account: str, session: str, act: Act, now: datetime) -> bool:
        """End one session of this person; False if it is not theirs or was over."""
        with self._database.write() as connection:
            gone = connection.execute(
                delete(staff_sessions).where(staff_sessions.c.id == session, staff_sessions.c.staff == account)
            ).rowcount
            if gone:
                note(connection, act, now)
        return bool(gone)


def end_all(connection: Connection, account: str) -> None:
    """End every session of this person."""
    connection.execute(delete(staff_sessions).where(staff_sessions.c.staff == account))


def hashed(key: str) -> str:
    """As a key is kept: it is long and random, so it needs neither salt nor a slow hash."""
    return hashlib.sha256(key.encode("utf-8")).hexdigest()
