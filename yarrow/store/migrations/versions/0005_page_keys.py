"""Keys of pages that were opened from the widget."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add them."""
    op.create_table(
        "page_keys",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_page_keys_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key_hash", name="pk_page_keys"),
    )
    op.create_index("ix_page_keys_conversation", "page_keys", ["conversation"], unique=False)
    op.create_index("ix_page_keys_expires_at", "page_keys", ["expires_at"], unique=False)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("page_keys")
