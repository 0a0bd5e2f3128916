"""The record's first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

PLAIN = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
VALUE = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them, those first that others point to."""
    _conversations()
    _erasures()
    _events()
    _facts()
    _held_texts()
    _inbound()
    _outbound()
    _resume_codes()
    _triage_results()


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("token_expires_at", INSTANT, nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("standing", PLAIN, nullable=False),
        sa.Column("level", sa.String(length=2), nullable=True),
        sa.Column("needs_human", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("last_turn", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("last_activity_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_updated_at", "conversations", ["updated_at"], unique=False)


def _erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_by", sa.String(length=16), nullable=False),
        sa.Column("counts", PLAIN, nullable=False),
        sa.Column("erased_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("conversation", name="pk_erasures"),
        sa.UniqueConstraint("receipt", name="uq_erasures_receipt"),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("detail", PLAIN, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_events_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
    )
    op.create_index("ix_events_conversation", "events", ["conversation", "number"], unique=False)
    op.create_index("ix_events_name", "events", ["name", "number"], unique=False)


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("value", VALUE, nullable=True),
        sa.Column("message", sa.String(length=64), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("captured", sa.String(length=16), nullable=False),
        sa.Column("at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_facts_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_facts"),
    )
    op.create_index("ix_facts_conversation_path", "facts", ["conversation", "path", "number"], unique=False)


def _held_texts() -> None:
    op.create_table(
        "held_texts",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("inbound", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_held_texts_conversation", ondelete="CASCADE"
        ),
    )
    op.create_index("uq_held_texts_conversation_inbound", "held_texts", ["conversation", "inbound"], unique=True)


def _inbound() -> None:
    op.create_table(
        "inbound",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("choices", PLAIN, nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("lease_until", INSTANT, nullable=True),
        sa.Column("screening", PLAIN, nullable=True),
        sa.Column("understanding", PLAIN, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_inbound_conversation", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_inbound_state", "inbound", ["state", "conversation"], unique=False)
    op.create_index("uq_inbound_conversation_id", "inbound", ["conversation", "id"], unique=True)
    op.create_index("uq_inbound_conversation_turn", "inbound", ["conversation", "turn"], unique=True)


def _outbound() -> None:
    op.create_table(
        "outbound",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.String(length=64), nullable=True),
        sa.Column("sender", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("choices", PLAIN, nullable=False),
        sa.Column("question", PLAIN, nullable=True),
        sa.Column("question_id", sa.String(length=128), nullable=True),
        sa.Column("level", sa.String(length=2), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_outbound_conversation", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_outbound_answers", "outbound", ["conversation", "answers"], unique=False)
    op.create_index("ix_outbound_question", "outbound", ["conversation", "question_id", "seq"], unique=False)
    op.create_index("uq_outbound_conversation_seq", "outbound", ["conversation", "seq"], unique=True)
    op.create_index("uq_outbound_id", "outbound", ["id"], unique=True)


def _resume_codes() -> None:
    op.create_table(
        "resume_codes",
        sa.Column("locator", sa.String(length=8), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("secret_hash", sa.String(length=128), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_resume_codes_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("locator", name="pk_resume_codes"),
    )
    op.create_index("ix_resume_codes_conversation", "resume_codes", ["conversation"], unique=False)


def _triage_results() -> None:
    op.create_table(
        "triage_results",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=2), nullable=True),
        sa.Column("result", PLAIN, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_triage_results_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_triage_results"),
    )
    op.create_index("ix_triage_results_conversation", "triage_results", ["conversation", "number"], unique=False)


def downgrade() -> None:
    """Drop them, with all they hold."""
    op.drop_table("held_texts")
    op.drop_table("facts")
    op.drop_table("triage_results")
    op.drop_table("events")
    op.drop_table("outbound")
    op.drop_table("inbound")
    op.drop_table("resume_codes")
    op.drop_table("conversations")
    op.drop_table("erasures")
