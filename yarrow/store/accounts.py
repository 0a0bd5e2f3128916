"""Accounts of staff: made, changed, disabled; their passwords, codes and links."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from yarrow.store.audit import Act, note
from yarrow.store.database import Database
from yarrow.store.errors import RecordError
from yarrow.store.staff import Account, account_of
from yarrow.store.staff_sessions import end_all, hashed
from yarrow.store.staff_tables import recovery_codes, staff, staff_devices

LINK_LASTS = timedelta(hours=72)


class AlreadyThere(RecordError):
    """Somebody has an account with this address already."""


class LastAdmin(RecordError):
    """Nobody would be left who looks after accounts."""


class UnknownAccount(RecordError):
    """No account has this id."""


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to have an account."""

    name: str
    email: str
    title: str
    roles: tuple[str, ...]


class Accounts:
    """Everybody who may sign in, or once could."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, newcomer: Newcomer, by: str, now: datetime) -> tuple[Account, str]:
        """A new account and the code of the link with which the person sets a password. Raises AlreadyThere."""
        code, account = secrets.token_urlsafe(32), f"s-{secrets.token_hex(8)}"
        try:
            with self._database.write() as connection:
                connection.execute(
                    insert(staff).values(
                        id=account,
                        name=newcomer.name,
                        email=newcomer.email.lower(),
                        title=newcomer.title,
                        roles=list(newcomer.roles),
                        enrol_hash=hashed(code),
                        enrol_expires_at=now + LINK_LASTS,
                        created_at=now,
                    )
                )
                note(connection, Act(by, "account.add", detail={"staff": account, "roles": list(newcomer.roles)}), now)
                return _held(connection, account), code
        except IntegrityError:
            raise AlreadyThere(newcomer.email) from None

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._database.read() as connection:
            return [account_of(row) for row in connection.execute(select(staff).order_by(staff.c.name, staff.c.id))]

    def enabled(self) -> list[Account]:
        """Every account that may sign in, by name."""
        return [account for account in self.all() if account.is_enabled]

    def find(self, account: str) -> Account | None:
        """The account of this id."""
        with self._database.read() as connection:
            row = connection.execute(select(staff).where(staff.c.id == account)).one_or_none()
        return account_of(row) if row else None

    def by_email(self, email: str) -> Account | None:
        """The account of this address, however it is capitalised."""
        with self._database.read() as connection:
            row = connection.execute(select(staff).where(staff.c.email == email.lower())).one_or_none()
        return account_of(row) if row else None

    def by_subject(self, subject: str) -> Account | None:
        """The account of this person at the sign-in provider."""
        with self._database.read() as connection:
            row = connection.execute(select(staff).where(staff.c.oidc_subject == subject)).one_or_none()
        return account_of(row) if row else None

    def names(self) -> dict[str, str]:
        """The name of everybody, by id."""
        with self._database.read() as connection:
            return {row.id: row.name for row in connection.execute(select(staff.c.id, staff.c.name))}

    def invited(self, code: str, now: datetime) -> Account | None:
        """Whose link this is; None if it is good for nothing (any more)."""
        query = select(staff).where(
            staff.c.enrol_hash == hashed(code), staff.c.enrol_expires_at > now, staff.c.disabled_at.is_(None)
        )
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return account_of(row) if row else None

    def enrol(self, code: str, password_hash: str, now: datetime) -> Account | None:
        """Use the link up and set the password; None if it was good for nothing. Every session ends."""
        query = select(staff).where(
            staff.c.enrol_hash == hashed(code), staff.c.enrol_expires_at > now, staff.c.disabled_at.is_(None)
        )
        with self._database.write() as connection:
            row = connection.execute(query.with_for_update()).one_or_none()
            if row is None:
                return None
            _change(
                connection,
                row.id,
                enrol_hash=None,
                enrol_expires_at=None,
                password_hash=password_hash,
                password_changed_at=now,
            )
            end_all(connection, row.id)
            note(connection, Act(row.id, "password.set", detail={"by": "link"}), now)
            return _held(connection, row.id)

    def set_password(self, account: str, password_hash: str, now: datetime) -> None:
        """A new password, chosen by the person; every session ends and every device is a stranger again."""
        with self._database.write() as connection:
            _change(connection, account, password_hash=password_hash, password_changed_at=now)
            end_all(connection, account)
            connection.execute(delete(staff_devices).where(staff_devices.c.staff == account))
            note(connection, Act(account, "password.set", detail={"by": "person"}), now)

    def rehash(self, account: str, password_hash: str) -> None:
        """The same password, hashed by today's parameters."""
        with self._database.write() as connection:
            _change(connection, account, password_hash=password_hash)

    def reset(self, account: str, by: str, now: datetime) -> str:
        """The code of a new link; password, second factor, sessions and known devices go. Raises UnknownAccount."""
        code = secrets.token_urlsafe(32)
        with self._database.write() as connection:
            _held(connection, account)
            _change(
                connection,
                account,
                password_hash=None,
                totp_secret=None,
                totp_confirmed_at=None,
                totp_last_step=None,
                enrol_hash=hashed(code),
                enrol_expires_at=now + LINK_LASTS,
            )
            end_all(connection, account)
            connection.execute(delete(recovery_codes).where(recovery_codes.c.staff == account))
            connection.execute(delete(staff_devices).where(staff_devices.c.staff == account))
            note(connection, Act(by, "account.reset", detail={"staff": account}), now)
        return code

    def set_roles(self, account: str, roles: Sequence[str], by: str, now: datetime) -> None:
        """What this person may do from now on; they sign in anew. Raises UnknownAccount, LastAdmin."""
        with self._database.write() as connection:
            before = _held(connection, account)
            if before.is_enabled and "admin" not in roles:
                _keep_an_admin(connection, account)
            _change(connection, account, roles=list(roles))
            end_all(connection, account)
            detail = {"staff": account, "before": list(before.roles), "after": list(roles)}
            note(connection, Act(by, "role.set", detail=detail), now)

    def set_person(self, account: str, name: str, title: str, by: str, now: datetime) -> None:
        """Name and title. Raises UnknownAccount."""
        with self._database.write() as connection:
            _held(connection, account)
            _change(connection, account, name=name, title=title)
            note(connection, Act(by, "account.change", detail={"staff": account}), now)

    def disable(self, account: str, by: str, now: datetime) -> None:
        """Nobody signs in with it any more; every session ends. Raises UnknownAccount, LastAdmin."""
        with self._database.write() as connection:
            if not _held(connection, account).is_enabled:
                return
            _keep_an_admin(connection, account)
            _change(connection, account, disabled_at=now, enrol_hash=None, enrol_expires_at=None)
            end_all(connection, account)
            note(connection, Act(by, "account.disable", detail={"staff": account}), now)

    def enable(self, account: str, by: str, now: datetime) -> None:
        """The account works again, with the password it had. Raises UnknownAccount."""
        with self._database.write() as connection:
            if _held(connection, account).is_enabled:
                return
            _change(connection, account, disabled_at=None)
            note(connection, Act(by, "account.enable", detail={"staff": account}), now)

    def bind(self, account: str, subject: str, now: datetime) -> bool:
        """This account belongs to that person at the sign-in provider; False if to another already."""
        with self._database.write() as connection:
            row = connection.execute(select(staff).where(staff.c.id == account).with_for_update()).one()
            if row.disabled_at is not None:
                return False
            if row.oidc_subject is None:
                _change(connection, account, oidc_subject=subject)
                note(connection, Act(account, "account.bind"), now)
        return row.oidc_subject in (None, subject)


def _held(connection: Connection, account: str) -> Account:
    row = connection.execute(select(staff).where(staff.c.id == account).with_for_update()).one_or_none()
    if row is None:
        raise UnknownAccount(account)
    return account_of(row)


def _change(connection: Connection, account: str, **values: Any) -> None:
    connection.execute(update(staff).where(staff.c.id == account).values(**values))


def _keep_an_admin(connection: Connection, without: str) -> None:
    """Every admin is held until the transaction ends: two who take each other's role away do not both succeed."""
    rows = connection.execute(select(staff).where(staff.c.disabled_at.is_(None)).order_by(staff.c.id).with_for_update())
    people = [account_of(row) for row in rows]
    admins = {person.id for person in people if "admin" in person.roles}
    if admins == {without}:
        raise LastAdmin(without)
