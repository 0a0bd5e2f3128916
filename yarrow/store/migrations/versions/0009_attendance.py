"""People who write instead of the bot."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"

Plain = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "attendances",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=64), nullable=False),
        sa.Column("told", Plain, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("typing_at", sa.DateTime(timezone=True)),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_attendances_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", name="pk_attendances"),
    )
    op.create_index("ix_attendances_until_seen_at", "attendances", ["until", "seen_at"], unique=False)
    op.create_table(
        "presence",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_presence_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation", "staff", name="pk_presence"),
    )
    op.add_column("inbound", sa.Column("written_to", sa.String(length=64)))
    op.add_column("outbound", sa.Column("author", sa.String(length=64)))
    op.add_column("outbound", sa.Column("title", sa.String(length=64)))
    op.add_column("outbound", sa.Column("sent_as", sa.String(length=64)))
    op.create_index("uq_outbound_conversation_sent_as", "outbound", ["conversation", "sent_as"], unique=True)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("uq_outbound_conversation_sent_as", table_name="outbound")
    for name in ("sent_as", "title", "author"):
        op.drop_column("outbound", name)
    op.drop_column("inbound", "written_to")
    op.drop_table("presence")
    op.drop_table("attendances")
