"""What staff did with a conversation: steps, notes, flags, corrections, second looks, lessons. Only ever added to."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, Text

from yarrow.store.database import Instant
from yarrow.store.tables import Plain, Serial, metadata


def _number() -> Column[int]:
    return Column("number", Serial, primary_key=True, autoincrement=True)


def _conversation() -> Column[str]:
    return Column("conversation", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False)


def _staff() -> Column[str]:
    return Column("staff", String(64), nullable=False)


# Who set, assigned or marked what: the newest of them tells whether somebody else was there in the meantime.
work_steps = Table(
    "work_steps",
    metadata,
    _number(),
    _conversation(),
    _staff(),
    Column("did", String(32), nullable=False),  # assign, status, tag, untag, note, strike, flag, unflag, correct
    Column("detail", Plain, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_work_steps_conversation", "conversation", "number"),
)

notes = Table(
    "notes",
    metadata,
    _number(),
    _conversation(),
    _staff(),
    Column("text", Text, nullable=False),
    Column("private", Boolean, nullable=False),  # for clinicians only
    Column("at", Instant, nullable=False),
    Column("struck_at", Instant),  # by who wrote it: it stays, and is no longer meant
    Index("ix_notes_conversation", "conversation", "number"),
)

flags = Table(
    "flags",
    metadata,
    _number(),
    _conversation(),
    Column("message", String(64), nullable=False),
    _staff(),
    Column("cause", String(32), nullable=False),
    Column("words", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("cleared_at", Instant),
    Column("cleared_by", String(64)),
    Index("ix_flags_conversation", "conversation", "number"),
)

corrections = Table(
    "corrections",
    metadata,
    _number(),
    _conversation(),
    Column("fact", BigInteger, nullable=False),  # the number of the new fact
    Column("replaces", BigInteger),  # the number of the fact it stands for; none if nothing was said of it
    Column("path", String(200), nullable=False),
    _staff(),
    Column("reason", Text, nullable=False),
    Column("level_before", String(2)),
    Column("level_after", String(2), nullable=False),
    Column("rules_came", Plain, nullable=False),
    Column("rules_went", Plain, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_corrections_conversation", "conversation", "number"),
)

second_looks = Table(
    "second_looks",
    metadata,
    _number(),
    _conversation(),
    _staff(),
    Column("level", String(2), nullable=False),  # of the person who judged
    Column("bot_level", String(2), nullable=False),  # what Yarrow made of the same facts
    Column("bot_rules", Plain, nullable=False),
    Column("reason", Text, nullable=False),
    Column("blind", Boolean, nullable=False),  # had not opened the conversation before
    Column("protocol", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Index("uq_second_looks_conversation_staff", "conversation", "staff", unique=True),
    Index("ix_second_looks_at", "at"),
)

lessons = Table(
    "lessons",
    metadata,
    _number(),
    _conversation(),
    Column("message", String(64), nullable=False),
    _staff(),
    Column("kind", String(16), nullable=False),  # intent, facts
    Column("wanted", Plain, nullable=False),  # {"intent"}, or {"facts", "status"}
    Column("start", Plain, nullable=False),  # where the conversation stood: {"locale", "at", "known"}
    Column("text", Text, nullable=False),  # what the patient wrote, with personal details replaced
    Column("state", String(16), nullable=False),  # draft, approved, dropped
    Column("settled_by", String(64)),
    Column("settled_at", Instant),
    Column("at", Instant, nullable=False),
    Index("ix_lessons_conversation", "conversation"),
    Index("ix_lessons_state", "state", "number"),
)

WORK_TABLES: tuple[Table, ...] = (work_steps, notes, flags, corrections, second_looks, lessons)
