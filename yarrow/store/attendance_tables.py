"""Who writes instead of the bot, and who is looking."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from yarrow.store.database import Instant
from yarrow.store.tables import Plain, metadata


def _conversation() -> Column[str]:
    return Column("conversation", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)


# One row for each conversation somebody has ever written in; it lasts while `until` is null. Staff ids have no foreign
# key: who wrote to a patient stays known after the account is gone.
attendances = Table(
    "attendances",
    metadata,
    _conversation(),
    Column("staff", String(64), nullable=False),
    Column("name", String(200), nullable=False),  # for colleagues
    Column("title", String(64), nullable=False),  # for the patient
    Column("told", Plain, nullable=False),  # urgent rules staff were told of, whose words the patient was spared
    Column("since", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("typing_at", Instant),
    Column("until", Instant),
    Index("ix_attendances_until_seen_at", "until", "seen_at"),
)

presence = Table(
    "presence",
    metadata,
    _conversation(),
    Column("staff", String(64), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("seen_at", Instant, nullable=False),
)
