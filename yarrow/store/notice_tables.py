"""What staff are told of, how it went, and how long what is kept."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from yarrow.store.database import Instant
from yarrow.store.tables import Serial, metadata

# Written in the transaction of what it tells of. One that nobody has seen yet stands in the console's banner.
notices = Table(
    "notices",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("id", String(36), nullable=False),
    Column("conversation", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(40), nullable=False),  # the cause, and the how manieth of it in this conversation
    Column("cause", String(24), nullable=False),
    Column("level", String(2)),
    Column("audience", String(8), nullable=False),  # clinic or admins
    Column("at", Instant, nullable=False),
    Column("addressed_at", Instant),  # when its letters were made
    Column("seen_at", Instant),
    Column("seen_by", String(64)),
    Index("uq_notices_id", "id", unique=True),
    Index("uq_notices_conversation_key", "conversation", "key", unique=True),
    Index("ix_notices_addressed_at", "addressed_at", "number"),
    Index("ix_notices_seen_at", "seen_at", "number"),
)

# One notice on its way to one recipient by one channel.
letters = Table(
    "letters",
    metadata,
    Column("id", String(36), primary_key=True),  # stands in the Message-ID and the webhook-id: the same at every try
    Column("notice", String(36), ForeignKey("notices.id", ondelete="CASCADE"), nullable=False),
    Column("conversation", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("channel", String(8), nullable=False),  # email or webhook
    Column("recipient", String(320), nullable=False),  # an address, or "webhook"
    Column("state", String(8), nullable=False),  # waiting, sending, sent, failed
    Column("tries", Integer, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("owner", String(64)),
    Column("lease_until", Instant),
    Column("sent_at", Instant),
    Column("error", String(40)),  # a code, never what a server said
    Index("uq_letters_notice_channel_recipient", "notice", "channel", "recipient", unique=True),
    Index("ix_letters_conversation", "conversation"),
    Index("ix_letters_state", "channel", "state", "next_at"),
)

# A status without a rule is kept until somebody erases it.
retention_rules = Table(
    "retention_rules",
    metadata,
    Column("status", String(16), primary_key=True),
    Column("days", Integer, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("set_by", String(64), nullable=False),
)

retention_runs = Table(
    "retention_runs",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("night", String(10)),  # the day it is the nightly run of; None: by hand
    Column("by", String(64), nullable=False),
    Column("owner", String(64), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("erased", Integer, nullable=False),
    Column("held_back", Integer, nullable=False),
    Index("uq_retention_runs_night", "night", unique=True),
)
