"""When Rasa's snapshot of an erased conversation was deleted too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add it; what was erased before is asked for once more, which does no harm."""
    op.add_column("erasures", sa.Column("forgotten_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("erasures", "forgotten_at")
