"""People in messaging apps: their lines, what came in over them, what goes out, and who is at work on which."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from yarrow.store.database import Instant
from yarrow.store.tables import Plain, Serial, metadata

# One person in one app. Not yet bound to a conversation, or not any more: only what came in is kept.
lines = Table(
    "lines",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("who", String(64), nullable=False),  # keyed hash of the platform's id of the person
    Column("address", Text, nullable=False),  # encrypted: what sending needs
    Column("conversation", String(64), ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("heard_at", Instant, nullable=False),
    Column("stopped_at", Instant),  # since when no messages are wanted
    Column("place", Integer, nullable=False),  # the last message of the conversation that was sorted for this line
    Column("notes", Plain, nullable=False),
    Column("made_at", Instant, nullable=False),
    Index("uq_lines_channel_who", "channel", "who", unique=True),
    Index("ix_lines_conversation", "conversation"),
    Index("ix_lines_heard_at", "heard_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    Column("line", String(16), ForeignKey("lines.id", ondelete="CASCADE"), nullable=False),
    Column("event", String(64), nullable=False),  # keyed hash of the platform's id of it
    Column("kind", String(16), nullable=False),
    Column("content", Plain),  # gone once it is handled
    Column("order", Float),  # the platform's own place of it, if it has one
    Column("state", String(8), nullable=False),  # waiting, handled
    Column("tries", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("handled_at", Instant),
    Index("ix_deliveries_line", "line", "state", "order"),
    Index("ix_deliveries_state", "state", "number"),
    Index("ix_deliveries_handled_at", "handled_at"),
)

# What platforms have told already; they tell it again for days.
seen_events = Table(
    "seen_events",
    metadata,
    Column("channel", String(32), nullable=False),
    Column("event", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("channel", "event", name="pk_seen_events"),
    Index("ix_seen_events_at", "at"),
)

UNSENT = text("state != 'sent'")
# A message of the record on its way out. Without a conversation: last words of one that is gone, with their address.
dispatches = Table(
    "dispatches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("line", String(16), ForeignKey("lines.id", ondelete="CASCADE")),
    Column("conversation", String(64), ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("address", Text),  # of last words only; else the line's
    Column("message", Plain),  # of last words only; else the conversation's
    Column("seq", Integer, nullable=False),
    Column("is_urgent", Boolean, nullable=False),
    Column("form", Plain, nullable=False),
    Column("state", String(8), nullable=False),  # waiting, sending, held, sent, failed
    Column("sent", Integer, nullable=False),  # how many of its pieces are out
    Column("tries", Integer, nullable=False),
    Column("owner", String(64)),
    Column("lease_until", Instant),
    Column("made_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("delivered_at", Instant),
    Column("error", String(40)),  # a code, never what a server said
    Index("uq_dispatches_line_conversation_seq", "line", "conversation", "seq", unique=True),
    Index("ix_dispatches_conversation", "conversation", "seq"),
    # Of all that was ever sent, the few that are still to go out or never did.
    Index("ix_dispatches_unsent", "line", "seq", sqlite_where=UNSENT, postgresql_where=UNSENT),
)

# Who works on what at this moment: a line, coming in or going out.
leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("until", Instant, nullable=False),
    Index("ix_leases_owner", "owner"),
)
