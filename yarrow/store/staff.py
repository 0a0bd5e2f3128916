"""Rows of staff into values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row


@dataclass(frozen=True)
class Account:
    """One member of staff. `title`: how patients are told who writes."""

    id: str
    name: str
    email: str
    title: str
    roles: tuple[str, ...]
    password_hash: str | None
    totp_secret: str | None
    totp_confirmed_at: datetime | None
    totp_last_step: int | None
    oidc_subject: str | None
    enrol_expires_at: datetime | None
    disabled_at: datetime | None
    created_at: datetime
    signed_in_at: datetime | None

    @property
    def has_totp(self) -> bool:
        """Whether a second factor is set up."""
        return self.totp_confirmed_at is not None

    @property
    def is_enabled(self) -> bool:
        """Whether this person may sign in."""
        return self.disabled_at is None


@dataclass(frozen=True)
class Session:
    """Somebody signed in, or half-way there (`stage` "code")."""

    id: str
    staff: str
    stage: str
    csrf: str
    device: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    confirmed_at: datetime | None


def account_of(row: Row[Any]) -> Account:
    """A row of `staff`."""
    return Account(
        id=row.id,
        name=row.name,
        email=row.email,
        title=row.title,
        roles=tuple(row.roles),
        password_hash=row.password_hash,
        totp_secret=row.totp_secret,
        totp_confirmed_at=row.totp_confirmed_at,
        totp_last_step=row.totp_last_step,
        oidc_subject=row.oidc_subject,
        enrol_expires_at=row.enrol_expires_at,
        disabled_at=row.disabled_at,
        created_at=row.created_at,
        signed_in_at=row.signed_in_at,
    )


def session_of(row: Row[Any]) -> Session:
    """A row of `staff_sessions`."""
    return Session(
        id=row.id,
        staff=row.staff,
        stage=row.stage,
        csrf=row.csrf,
        device=row.device,
        created_at=row.created_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
        confirmed_at=row.confirmed_at,
    )
