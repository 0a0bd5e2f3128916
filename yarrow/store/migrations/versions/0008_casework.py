"""What staff did with a conversation: steps, notes, flags, corrections, second looks, lessons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
PLAIN = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("work_steps", "notes", "flags", "corrections", "second_looks", "lessons")


def upgrade() -> None:
    """Add them."""
    _work_steps()
    _notes()
    _flags()
    _corrections()
    _second_looks()
    _lessons()


def _work_steps() -> None:
    op.create_table(
        "work_steps",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("did", sa.String(length=32), nullable=False),
        sa.Column("detail", PLAIN, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_work_steps_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_work_steps"),
    )
    op.create_index("ix_work_steps_conversation", "work_steps", ["conversation", "number"], unique=False)


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_notes_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_notes"),
    )
    op.create_index("ix_notes_conversation", "notes", ["conversation", "number"], unique=False)


def _flags() -> None:
    op.create_table(
        "flags",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("cause", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_flags_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_flags"),
    )
    op.create_index("ix_flags_conversation", "flags", ["conversation", "number"], unique=False)


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("fact", sa.BigInteger(), nullable=False),
        sa.Column("replaces", sa.BigInteger(), nullable=True),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("level_before", sa.String(length=2), nullable=True),
        sa.Column("level_after", sa.String(length=2), nullable=False),
        sa.Column("rules_came", PLAIN, nullable=False),
        sa.Column("rules_went", PLAIN, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_corrections_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_corrections"),
    )
    op.create_index("ix_corrections_conversation", "corrections", ["conversation", "number"], unique=False)


def _second_looks() -> None:
    op.create_table(
        "second_looks",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("level", sa.String(length=2), nullable=False),
        sa.Column("bot_level", sa.String(length=2), nullable=False),
        sa.Column("bot_rules", PLAIN, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("protocol", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_second_looks_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_second_looks"),
    )
    op.create_index("ix_second_looks_at", "second_looks", ["at"], unique=False)
    op.create_index("uq_second_looks_conversation_staff", "second_looks", ["conversation", "staff"], unique=True)


def _lessons() -> None:
    op.create_table(
        "lessons",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("wanted", PLAIN, nullable=False),
        sa.Column("start", PLAIN, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_by", sa.String(length=64), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation"], ["conversations.id"], name="fk_lessons_conversation", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_lessons"),
    )
    op.create_index("ix_lessons_conversation", "lessons", ["conversation"], unique=False)
    op.create_index("ix_lessons_state", "lessons", ["state", "number"], unique=False)


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)
