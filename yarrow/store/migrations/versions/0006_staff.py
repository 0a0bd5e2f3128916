"""Staff, their sessions, the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

PLAIN = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
REFUSED = "the audit log is only added to"
SQLITE = """CREATE TRIGGER audit_no_{what} BEFORE {what} ON audit BEGIN SELECT RAISE(ABORT, '{refused}'); END"""
POSTGRESQL = (
    f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def upgrade() -> None:
    """Add them."""
    _staff()
    _recovery_codes()
    _staff_sessions()
    _staff_devices()
    _sign_in_attempts()
    _audit()
    _glass()
    _append_only()


def downgrade() -> None:
    """Drop them."""
    for table in ("glass", "audit", "sign_in_attempts", "staff_devices", "staff_sessions", "recovery_codes", "staff"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_refuse()")


def _append_only() -> None:
    """No line of the log is changed or taken away, not by this program and not by a slip at the database's prompt."""
    if op.get_bind().dialect.name == "postgresql":
        for statement in POSTGRESQL:
            op.execute(statement)
    else:
        for what in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(what=what, refused=REFUSED))


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("title", sa.String(length=64), nullable=False),
        sa.Column("roles", PLAIN, nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_secret", sa.String(length=64), nullable=True),
        sa.Column("totp_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("oidc_subject", sa.String(length=255), nullable=True),
        sa.Column("enrol_hash", sa.String(length=64), nullable=True),
        sa.Column("enrol_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("email", name="uq_staff_email"),
        sa.UniqueConstraint("enrol_hash", name="uq_staff_enrol_hash"),
        sa.UniqueConstraint("oidc_subject", name="uq_staff_oidc_subject"),
    )


def _recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_recovery_codes_staff", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_codes"),
    )
    op.create_index("ix_recovery_codes_staff", "recovery_codes", ["staff"], unique=False)


def _staff_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=16), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_staff_sessions_staff", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key_hash", name="pk_staff_sessions"),
        sa.UniqueConstraint("id", name="uq_staff_sessions_id"),
    )
    op.create_index("ix_staff_sessions_expires_at", "staff_sessions", ["expires_at"], unique=False)
    op.create_index("ix_staff_sessions_staff", "staff_sessions", ["staff"], unique=False)


def _staff_devices() -> None:
    op.create_table(
        "staff_devices",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_staff_devices_staff", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key_hash", name="pk_staff_devices"),
    )
    op.create_index("ix_staff_devices_staff", "staff_devices", ["staff"], unique=False)


def _sign_in_attempts() -> None:
    op.create_table(
        "sign_in_attempts",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_sign_in_attempts"),
    )
    op.create_index("ix_sign_in_attempts_failed_at", "sign_in_attempts", ["failed_at"], unique=False)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_index("ix_audit_action", "audit", ["action", "number"], unique=False)
    op.create_index("ix_audit_actor", "audit", ["actor", "number"], unique=False)
    op.create_index("ix_audit_conversation", "audit", ["conversation", "number"], unique=False)


def _glass() -> None:
    op.create_table(
        "glass",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewed_by", sa.String(length=64), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_glass_conversation", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_glass_staff", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_glass"),
    )
    op.create_index("ix_glass_conversation", "glass", ["conversation"], unique=False)
    op.create_index("ix_glass_staff", "glass", ["staff", "until"], unique=False)
