"""What staff are told of; retention."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them, those first that others point to. Nobody is told of what happened before."""
    _notices()
    _letters()
    _retention()


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("cause", sa.String(length=24), nullable=False),
        sa.Column("level", sa.String(length=2), nullable=True),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("addressed_at", INSTANT, nullable=True),
        sa.Column("seen_at", INSTANT, nullable=True),
        sa.Column("seen_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_notices_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_notices"),
    )
    op.create_index("uq_notices_id", "notices", ["id"], unique=True)
    op.create_index("uq_notices_conversation_key", "notices", ["conversation", "key"], unique=True)
    op.create_index("ix_notices_addressed_at", "notices", ["addressed_at", "number"], unique=False)
    op.create_index("ix_notices_seen_at", "notices", ["seen_at", "number"], unique=False)


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("notice", sa.String(length=36), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("recipient", sa.String(length=320), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("sent_at", INSTANT, nullable=True),
        sa.Column("error", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_letters_conversation", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["notice"], ["notices.id"], name="fk_letters_notice", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
    )
    op.create_index(
        "uq_letters_notice_channel_recipient", "letters", ["notice", "channel", "recipient"], unique=True
    )
    op.create_index("ix_letters_conversation", "letters", ["conversation"], unique=False)
    op.create_index("ix_letters_state", "letters", ["channel", "state", "next_at"], unique=False)


def _retention() -> None:
    op.create_table(
        "retention_rules",
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("set_by", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("status", name="pk_retention_rules"),
    )
    op.create_table(
        "retention_runs",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("night", sa.String(length=10), nullable=True),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("erased", sa.Integer(), nullable=False),
        sa.Column("held_back", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_retention_runs"),
    )
    op.create_index("uq_retention_runs_night", "retention_runs", ["night"], unique=True)


def downgrade() -> None:
    """Drop them."""
    for table in ("retention_runs", "retention_rules", "letters", "notices"):
        op.drop_table(table)
