"""Staff: their accounts, sessions, and the audit log."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from yarrow.store.database import Instant
from yarrow.store.tables import Plain, metadata


def _staff() -> Column[str]:
    return Column("staff", String(64), ForeignKey("staff.id", ondelete="CASCADE"), nullable=False)


staff = Table(
    "staff",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("email", String(320), nullable=False, unique=True),  # lower case
    Column("title", String(64), nullable=False),  # how patients are told who writes
    Column("roles", Plain, nullable=False),
    Column("password_hash", String(200)),
    Column("password_changed_at", Instant),
    Column("totp_secret", String(64)),
    Column("totp_confirmed_at", Instant),
    Column("totp_last_step", Integer),  # the last 30 seconds a code was taken for: none is good twice
    Column("oidc_subject", String(255), unique=True),
    Column("enrol_hash", String(64), unique=True),
    Column("enrol_expires_at", Instant),
    Column("disabled_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("signed_in_at", Instant),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    _staff(),
    Index("ix_recovery_codes_staff", "staff"),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    Column("id", String(32), nullable=False, unique=True),  # how the person names it when they end it
    _staff(),
    Column("stage", String(16), nullable=False),  # code: their second factor is awaited; whole: signed in
    Column("csrf", String(64), nullable=False),
    Column("device", String(80), nullable=False),  # "Firefox on Linux"
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("confirmed_at", Instant),  # when the person last proved who they are
    Index("ix_staff_sessions_staff", "staff"),
    Index("ix_staff_sessions_expires_at", "expires_at"),
)

# Browsers somebody signed in from before: nobody else's failures slow them down.
staff_devices = Table(
    "staff_devices",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    _staff(),
    Column("seen_at", Instant, nullable=False),
    Index("ix_staff_devices_staff", "staff"),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("key_hash", String(64), primary_key=True),  # of a device, of an account with an address, of an address
    Column("failures", Integer, nullable=False),
    Column("failed_at", Instant, nullable=False),
    Index("ix_sign_in_attempts_failed_at", "failed_at"),
)

# No foreign key: what was done stays known after what it was done to has gone.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(80), nullable=False),
    Column("action", String(64), nullable=False),
    Column("conversation", String(64)),
    Column("detail", Text, nullable=False),  # as it was signed, to the letter
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_conversation", "conversation", "number"),
    Index("ix_audit_actor", "actor", "number"),
    Index("ix_audit_action", "action", "number"),
)

glass = Table(
    "glass",
    metadata,
    Column("id", String(32), primary_key=True),
    _staff(),
    Column("conversation", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("reviewed_by", String(64)),
    Column("reviewed_at", Instant),
    Index("ix_glass_staff", "staff", "until"),
    Index("ix_glass_conversation", "conversation"),
)
