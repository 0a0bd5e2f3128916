"""One narrow row per conversation for the worklist, what can be searched, tags and saved views."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, SmallInteger, String, Table, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.types import BigInteger

from yarrow.store.database import Instant
from yarrow.store.tables import Serial, metadata


def _conversation(*, is_key: bool = False) -> Column[str]:
    return Column(
        "conversation",
        String(64),
        ForeignKey("conversations.id", ondelete="CASCADE"),
        primary_key=is_key,
        nullable=False,
    )


# All that the worklist shows, filters, sorts and counts by: nothing else is read for a page of it.
cases = Table(
    "cases",
    metadata,
    _conversation(is_key=True),
    Column("channel", String(32), nullable=False),
    Column("locale", String(8)),
    Column("status", String(16), nullable=False),  # the patient's side
    Column("level", String(2)),
    Column("rank", SmallInteger, nullable=False),  # 0 to 5 as the level; 9: not judged yet
    Column("section", String(32), nullable=False),
    Column("question", String(128)),  # the open one
    Column("created_at", Instant, nullable=False),
    Column("last_activity_at", Instant, nullable=False),  # of the patient
    Column("urgent_since", Instant),  # since when it is T0 to T2 and nobody had looked
    Column("red_flags", Integer, nullable=False),  # how often the red-flag lane spoke
    Column("wants_person_at", Instant),
    Column("not_understood", Integer, nullable=False),
    Column("failed", Integer, nullable=False),  # messages given up
    Column("last_heard_seq", Integer, nullable=False),  # place of the patient's last message
    Column("read_seq", Integer, nullable=False),  # up to which place staff have read
    Column("first_look_at", Instant),
    Column("first_look_by", String(64)),
    Column("work", String(16), nullable=False),  # new, in_review, follow_up, done
    Column("follow_up_on", Date),
    Column("assignee", String(64)),
    Column("attended", Boolean, nullable=False),  # somebody writes instead of the bot
    Column("change", BigInteger, nullable=False),  # grows with every change of the case, and of any case
    Index("ix_cases_last_activity_at", "last_activity_at"),
    Index("ix_cases_change", "change"),
    Index("ix_cases_assignee", "assignee"),
)

case_marks = Table(
    "case_marks",
    metadata,
    _conversation(is_key=True),
    Column("kind", String(16), primary_key=True),  # condition, tag
    Column("value", String(80), primary_key=True),
    Index("ix_case_marks_value", "kind", "value", "conversation"),
)

# What can be searched. PostgreSQL: one row per conversation (a common word would match messages by the hundred
# thousand), `seq` its last message in it. SQLite: one row per message, indexed by the FTS5 table `case_search`.
# `private_words`: where something only clinicians may read was told. PostgreSQL: everything, that included, with
# `words` lacking it. SQLite: that message's words, which then has no `words`.
case_words = Table(
    "case_words",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    _conversation(),
    Column("seq", Integer, nullable=False),
    Column("words", Text().with_variant(TSVECTOR(), "postgresql")),
    Column("private_words", Text().with_variant(TSVECTOR(), "postgresql")),
    Index("uq_case_words_conversation_seq", "conversation", "seq", unique=True),
)

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("staff", String(64), nullable=False),
    Column("name", String(80), nullable=False),
    Column("query", String(1000), nullable=False),  # as in the address, without page and words searched
    Column("created_at", Instant, nullable=False),
    Index("uq_saved_views_staff_name", "staff", "name", unique=True),
)
