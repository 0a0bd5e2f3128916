"""People in messaging apps: their lines, what came in over them, what goes out, and who is at work on which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
PLAIN = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Add them, those first that others point to. Nobody who is here already has come by an app."""
    _lines()
    _deliveries()
    _dispatches()
    _leases()


def _lines() -> None:
    op.create_table(
        "lines",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=True),
        sa.Column("heard_at", INSTANT, nullable=False),
        sa.Column("stopped_at", INSTANT, nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("notes", PLAIN, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_lines_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_lines"),
    )
    op.create_index("uq_lines_channel_who", "lines", ["channel", "who"], unique=True)
    op.create_index("ix_lines_conversation", "lines", ["conversation"], unique=False)
    op.create_index("ix_lines_heard_at", "lines", ["heard_at"], unique=False)


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("line", sa.String(length=16), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content", PLAIN, nullable=True),
        sa.Column("order", sa.Float(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("handled_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["line"], ["lines.id"], name="fk_deliveries_line", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_deliveries"),
    )
    op.create_index("ix_deliveries_line", "deliveries", ["line", "state", "order"], unique=False)
    op.create_index("ix_deliveries_state", "deliveries", ["state", "number"], unique=False)
    op.create_index("ix_deliveries_handled_at", "deliveries", ["handled_at"], unique=False)
    op.create_table(
        "seen_events",
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("channel", "event", name="pk_seen_events"),
    )
    op.create_index("ix_seen_events_at", "seen_events", ["at"], unique=False)


def _dispatches() -> None:
    op.create_table(
        "dispatches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("line", sa.String(length=16), nullable=True),
        sa.Column("conversation", sa.String(length=64), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("message", PLAIN, nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("is_urgent", sa.Boolean(), nullable=False),
        sa.Column("form", PLAIN, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("delivered_at", INSTANT, nullable=True),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["line"], ["lines.id"], name="fk_dispatches_line", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_dispatches_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dispatches"),
    )
    op.create_index("uq_dispatches_line_conversation_seq", "dispatches", ["line", "conversation", "seq"], unique=True)
    op.create_index("ix_dispatches_conversation", "dispatches", ["conversation", "seq"], unique=False)
    unsent = sa.text("state != 'sent'")
    op.create_index("ix_dispatches_unsent", "dispatches", ["line", "seq"], sqlite_where=unsent, postgresql_where=unsent)


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )
    op.create_index("ix_leases_owner", "leases", ["owner"], unique=False)


def downgrade() -> None:
    """Drop them."""
    for table in ("leases", "dispatches", "seen_events", "deliveries", "lines"):
        op.drop_table(table)
