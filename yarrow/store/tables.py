"""The tables of the record. Facts, messages, triage results and events are only ever added; erasure deletes."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from yarrow.store.database import Instant

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
Plain = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
Serial = BigInteger().with_variant(Integer, "sqlite")


def _conversation() -> Column[str]:
    return Column("conversation", String(64), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False)


conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("token_expires_at", Instant, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("locale", String(8)),
    Column("status", String(16), nullable=False),
    Column("standing", Plain, nullable=False),
    Column("level", String(2)),
    Column("needs_human", Boolean, nullable=False),
    Column("version", Integer, nullable=False),  # goes up with every change
    Column("last_seq", Integer, nullable=False),  # place of the last message, either direction
    Column("last_turn", Integer, nullable=False),  # number of the last inbound message
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("last_activity_at", Instant, nullable=False),  # of the patient
    Index("ix_conversations_updated_at", "updated_at"),
)

inbound = Table(
    "inbound",
    metadata,
    _conversation(),
    Column("id", String(64), nullable=False),  # the client's, unique within the conversation
    Column("turn", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("text", Text),
    Column("choices", Plain, nullable=False),
    Column("changes", String(128)),  # the question whose earlier answer this message changes
    Column("answered", String(128)),  # the question it gave an answer to
    Column("body_hash", String(64)),
    Column("state", String(8), nullable=False),  # queued, working, done, failed
    Column("tries", Integer, nullable=False),
    Column("owner", String(64)),
    Column("lease_until", Instant),
    Column("screening", Plain),  # {"before", "after"}: what the red-flag lane did to the standing
    Column("understanding", Plain),
    Column("written_to", String(64)),  # the title of the person it was written to; null: to the program
    Column("at", Instant, nullable=False),
    Column("done_at", Instant),
    Index("uq_inbound_conversation_id", "conversation", "id", unique=True),
    Index("uq_inbound_conversation_turn", "conversation", "turn", unique=True),
    Index("ix_inbound_state", "state", "conversation"),
)

# What was said before consent is kept apart: it joins the message when consent is given and goes when it is refused.
held_texts = Table(
    "held_texts",
    metadata,
    _conversation(),
    Column("inbound", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Index("uq_held_texts_conversation_inbound", "conversation", "inbound", unique=True),
)

outbound = Table(
    "outbound",
    metadata,
    _conversation(),
    Column("seq", Integer, nullable=False),
    Column("id", String(64), nullable=False),
    Column("answers", String(64)),  # the inbound message it answers
    Column("sender", String(16), nullable=False),  # assistant or staff
    Column("kind", String(16), nullable=False),  # opening, safety, reply, holding, failure, staff, aside
    Column("text", Text, nullable=False),
    Column("choices", Plain, nullable=False),
    Column("question", Plain),
    Column("question_id", String(128)),
    Column("level", String(2)),
    Column("calls", Plain),  # the numbers it names, to tap
    Column("author", String(64)),  # the account of who wrote it, if a person did
    Column("title", String(64)),  # … and how the patient is told who that is
    Column("sent_as", String(64)),  # the id it was sent under: sent twice, it is said once
    Column("at", Instant, nullable=False),
    Index("uq_outbound_conversation_seq", "conversation", "seq", unique=True),
    Index("uq_outbound_id", "id", unique=True),
    Index("uq_outbound_conversation_sent_as", "conversation", "sent_as", unique=True),
    Index("ix_outbound_answers", "conversation", "answers"),
    Index("ix_outbound_question", "conversation", "question_id", "seq"),
)

facts = Table(
    "facts",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    _conversation(),
    Column("turn", Integer, nullable=False),
    Column("path", String(200), nullable=False),
    Column("status", String(16), nullable=False),
    Column("value", JSON().with_variant(JSONB(), "postgresql")),
    Column("message", String(64)),
    Column("start", Integer),
    Column("end", Integer),
    Column("words", Text),
    Column("captured", String(16), nullable=False),
    Column("at", Instant),
    Index("ix_facts_conversation_path", "conversation", "path", "number"),
)

triage_results = Table(
    "triage_results",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    _conversation(),
    Column("turn", Integer, nullable=False),
    Column("level", String(2)),
    Column("result", Plain, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_triage_results_conversation", "conversation", "number"),
)

events = Table(
    "events",
    metadata,
    Column("number", Serial, primary_key=True, autoincrement=True),
    _conversation(),
    Column("turn", Integer, nullable=False),
    Column("name", String(32), nullable=False),
    Column("detail", Plain, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_events_conversation", "conversation", "number"),
    Index("ix_events_name", "name", "number"),
)

resume_codes = Table(
    "resume_codes",
    metadata,
    Column("locator", String(8), primary_key=True),  # finds the row; the rest of the code is the secret
    _conversation(),
    Column("secret_hash", String(128), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Index("ix_resume_codes_conversation", "conversation"),
)

links = Table(
    "links",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    _conversation(),
    Column("what", String(32), nullable=False),  # summary.pdf
    Column("audience", String(16), nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index("ix_links_conversation", "conversation"),
    Index("ix_links_expires_at", "expires_at"),
)

page_keys = Table(
    "page_keys",
    metadata,
    Column("key_hash", String(64), primary_key=True),
    _conversation(),
    Column("expires_at", Instant, nullable=False),
    Index("ix_page_keys_conversation", "conversation"),
    Index("ix_page_keys_expires_at", "expires_at"),
)

# A tombstone: that something was erased and when; the hash of the token lets its owner see the receipt again.
erasures = Table(
    "erasures",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("receipt", String(64), nullable=False, unique=True),
    Column("token_hash", String(64), nullable=False),
    Column("asked_by", String(16), nullable=False),
    Column("counts", Plain, nullable=False),
    Column("erased_at", Instant, nullable=False),
    Column("forgotten_at", Instant),  # when Rasa's snapshot was deleted too
)
