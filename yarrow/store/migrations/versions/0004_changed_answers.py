"""Which answer a message changes, which question it answered, and whom a message says to call."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
ADDED = (
    ("inbound", "changes", sa.String(length=128)),
    ("inbound", "answered", sa.String(length=128)),
    ("outbound", "calls", sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")),
)


def upgrade() -> None:
    """Add them; nothing is known of what was said before."""
    for table, name, kind in ADDED:
        op.add_column(table, sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Drop them."""
    for table, name, _ in reversed(ADDED):
        op.drop_column(table, name)
