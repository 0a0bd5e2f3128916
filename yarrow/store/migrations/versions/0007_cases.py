"""The worklist: a row per case, its marks, what can be searched, saved views; filled from the conversations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from yarrow.store.search_words import as_line, as_vector

revision = "0007"
down_revision = "0006"

INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")
OWNER = ["conversations.id"]
PAGE = 500
# As on the day of this migration: paths that only clinicians may read, and the most urgent levels.
PRIVATE = ("symptoms.abuse", "symptoms.danger_now")
URGENT = ("T0", "T1", "T2")
KNOWN = ("present", "suspected")


def upgrade() -> None:
    """Add them."""
    _cases()
    _case_marks()
    _case_words()
    _saved_views()
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    _search_of_postgresql() if is_postgresql else _search_of_sqlite()
    _fill(op.get_bind(), is_postgresql)


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("level", sa.String(length=2), nullable=True),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("section", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=128), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("last_activity_at", INSTANT, nullable=False),
        sa.Column("urgent_since", INSTANT, nullable=True),
        sa.Column("red_flags", sa.Integer(), nullable=False),
        sa.Column("wants_person_at", INSTANT, nullable=True),
        sa.Column("not_understood", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("last_heard_seq", sa.Integer(), nullable=False),
        sa.Column("read_seq", sa.Integer(), nullable=False),
        sa.Column("first_look_at", INSTANT, nullable=True),
        sa.Column("first_look_by", sa.String(length=64), nullable=True),
        sa.Column("work", sa.String(length=16), nullable=False),
        sa.Column("follow_up_on", sa.Date(), nullable=True),
        sa.Column("assignee", sa.String(length=64), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], OWNER, name="fk_cases_conversation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation", name="pk_cases"),
    )
    op.create_index("ix_cases_last_activity_at", "cases", ["last_activity_at"], unique=False)
    op.create_index("ix_cases_change", "cases", ["change"], unique=False)
    op.create_index("ix_cases_assignee", "cases", ["assignee"], unique=False)


def _case_marks() -> None:
    op.create_table(
        "case_marks",
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], OWNER, name="fk_case_marks_conversation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation", "kind", "value", name="pk_case_marks"),
    )
    op.create_index("ix_case_marks_value", "case_marks", ["kind", "value", "conversation"], unique=False)


def _case_words() -> None:
    op.create_table(
        "case_words",
        sa.Column("number", SERIAL, autoincrement=True, nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("words", WORDS, nullable=True),
        sa.Column("private_words", WORDS, nullable=True),
        sa.ForeignKeyConstraint(["conversation"], OWNER, name="fk_case_words_conversation", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("number", name="pk_case_words"),
    )
    op.create_index("uq_case_words_conversation_seq", "case_words", ["conversation", "seq"], unique=True)


def _saved_views() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("staff", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("query", sa.String(length=1000), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
    )
    op.create_index("uq_saved_views_staff_name", "saved_views", ["staff", "name"], unique=True)


def _search_of_postgresql() -> None:
    op.execute("CREATE SEQUENCE case_changes")
    op.execute(
        "CREATE INDEX by_urgency ON cases"
        " ((CASE WHEN work = 'done' THEN 1 ELSE 0 END), rank, created_at, conversation)"
    )
    op.execute("CREATE INDEX gin_case_words_words ON case_words USING gin (words)")
    op.execute("CREATE INDEX gin_case_words_private_words ON case_words USING gin (private_words)")


def _search_of_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE case_search USING fts5"
        "(words, private_words, content='case_words', content_rowid='number', tokenize='unicode61')"
    )
    gone = (
        "INSERT INTO case_search(case_search, rowid, words, private_words)"
        " VALUES('delete', old.number, old.words, old.private_words);"
    )
    come = "INSERT INTO case_search(rowid, words, private_words) VALUES(new.number, new.words, new.private_words);"
    op.execute(f"CREATE TRIGGER case_words_come AFTER INSERT ON case_words BEGIN {come} END")
    op.execute(f"CREATE TRIGGER case_words_gone AFTER DELETE ON case_words BEGIN {gone} END")
    op.execute(f"CREATE TRIGGER case_words_change AFTER UPDATE ON case_words BEGIN {gone} {come} END")


def _fill(connection: sa.Connection, is_postgresql: bool) -> None:
    meta = sa.MetaData()
    old = {name: sa.Table(name, meta, autoload_with=connection) for name in _READ}
    new = {name: sa.Table(name, sa.MetaData(), autoload_with=connection) for name in ("cases", "case_marks")}
    change = 0
    for page in _pages(connection, old["conversations"]):
        ids = [row.id for row in page]
        happened = _events(connection, old["events"], ids)
        heard = _last_heard(connection, old["inbound"], ids)
        urgent = _urgent_since(connection, old["triage_results"], ids)
        rows = []
        for row in page:
            change += 1
            found = happened.get(row.id, {})
            rows.append(_case(row, found, heard.get(row.id, 0), urgent.get(row.id), change))
        connection.execute(sa.insert(new["cases"]), rows)
        marks = _conditions(connection, old["facts"], ids)
        if marks:
            connection.execute(sa.insert(new["case_marks"]), marks)
        _fill_words(connection, old, ids, is_postgresql)
    if is_postgresql and change:
        connection.execute(sa.text("SELECT setval('case_changes', :change)"), {"change": change})


_READ = ("conversations", "inbound", "events", "facts", "triage_results")


def _pages(connection: sa.Connection, conversations: sa.Table) -> Iterator[Sequence[Any]]:
    after = ""
    while True:
        query = sa.select(conversations).where(conversations.c.id > after).order_by(conversations.c.id).limit(PAGE)
        page = connection.execute(query).all()
        if not page:
            return
        yield page
        after = page[-1].id


def _case(row: Any, happened: dict[str, tuple[int, Any]], heard: int, urgent_since: Any, change: int) -> dict[str, Any]:
    is_urgent = row.level in URGENT
    wanted = happened.get("person_wanted")
    return {
        "conversation": row.id,
        "channel": row.channel,
        "locale": row.locale,
        "status": row.status,
        "level": row.level,
        "rank": int(row.level[1]) if row.level else 9,
        "section": row.standing.get("section", "opening"),
        "question": row.standing.get("question"),
        "created_at": row.created_at,
        "last_activity_at": row.last_activity_at,
        "urgent_since": (urgent_since or row.updated_at) if is_urgent else None,
        "red_flags": happened.get("safety", (0, None))[0],
        "wants_person_at": wanted[1] if wanted else None,
        "not_understood": happened.get("not_understood", (0, None))[0],
        "failed": happened.get("action_failed", (0, None))[0],
        "last_heard_seq": heard,
        "read_seq": 0,
        "work": "new",
        "attended": False,
        "change": change,
    }


def _events(connection: sa.Connection, events: sa.Table, ids: list[str]) -> dict[str, dict[str, tuple[int, Any]]]:
    query = (
        sa.select(events.c.conversation, events.c.name, sa.func.count().label("times"), sa.func.max(events.c.at))
        .where(events.c.conversation.in_(ids))
        .group_by(events.c.conversation, events.c.name)
    )
    found: dict[str, dict[str, tuple[int, Any]]] = {}
    for conversation, name, times, last in connection.execute(query):
        found.setdefault(conversation, {})[name] = (times, last)
    return found


def _last_heard(connection: sa.Connection, inbound: sa.Table, ids: list[str]) -> dict[str, int]:
    query = sa.select(inbound.c.conversation, sa.func.max(inbound.c.seq)).where(inbound.c.conversation.in_(ids))
    return {conversation: seq for conversation, seq in connection.execute(query.group_by(inbound.c.conversation))}


def _urgent_since(connection: sa.Connection, results: sa.Table, ids: list[str]) -> dict[str, Any]:
    query = sa.select(results.c.conversation, sa.func.min(results.c.at)).where(
        results.c.conversation.in_(ids), results.c.level.in_(URGENT)
    )
    return {conversation: at for conversation, at in connection.execute(query.group_by(results.c.conversation))}


def _conditions(connection: sa.Connection, facts: sa.Table, ids: list[str]) -> list[dict[str, str]]:
    newest = sa.select(sa.func.max(facts.c.number)).where(
        facts.c.conversation.in_(ids), facts.c.path.like("conditions.%")
    )
    query = sa.select(facts.c.conversation, facts.c.path, facts.c.status).where(
        facts.c.number.in_(newest.group_by(facts.c.conversation, facts.c.path))
    )
    return [
        {"conversation": conversation, "kind": "condition", "value": path.removeprefix("conditions.")[:80]}
        for conversation, path, status in connection.execute(query)
        if status in KNOWN
    ]


def _fill_words(connection: sa.Connection, old: dict[str, sa.Table], ids: list[str], is_postgresql: bool) -> None:
    private = _private_messages(connection, old["facts"], ids)
    said = _texts(connection, old["inbound"], ids)
    if is_postgresql:
        rows = [_document(conversation, texts, private) for conversation, texts in said.items()]
        query = (
            "INSERT INTO case_words (conversation, seq, words, private_words)"
            " VALUES (:conversation, :seq, CAST(:words AS tsvector), CAST(:private_words AS tsvector))"
        )
    else:
        rows = [_line(conversation, one, private) for conversation, texts in said.items() for one in texts]
        query = (
            "INSERT INTO case_words (conversation, seq, words, private_words)"
            " VALUES (:conversation, :seq, :words, :private_words)"
        )
    if rows:
        connection.execute(sa.text(query), rows)


def _private_messages(connection: sa.Connection, facts: sa.Table, ids: list[str]) -> set[tuple[str, str]]:
    query = sa.select(facts.c.conversation, facts.c.message).where(
        facts.c.conversation.in_(ids), facts.c.path.in_(PRIVATE), facts.c.message.is_not(None)
    )
    return {(conversation, message) for conversation, message in connection.execute(query)}


def _texts(connection: sa.Connection, inbound: sa.Table, ids: list[str]) -> dict[str, list[Any]]:
    """What patients wrote, in order; staff could not write yet."""
    query = sa.select(inbound.c.conversation, inbound.c.seq, inbound.c.id, inbound.c.text).where(
        inbound.c.conversation.in_(ids), inbound.c.text.is_not(None)
    )
    found: dict[str, list[Any]] = {}
    for row in connection.execute(query.order_by(inbound.c.seq)):
        found.setdefault(row.conversation, []).append(row)
    return found


def _line(conversation: str, one: Any, private: set[tuple[str, str]]) -> dict[str, Any]:
    line, is_private = as_line(one.text), (conversation, one.id) in private
    return {
        "conversation": conversation,
        "seq": one.seq,
        "words": None if is_private else line,
        "private_words": line if is_private else None,
    }


def _document(conversation: str, texts: list[Any], private: set[tuple[str, str]]) -> dict[str, Any]:
    """One tsvector of all that anybody may find, and one of everything if there is something private."""
    open_texts = [one.text for one in texts if (conversation, one.id) not in private]
    return {
        "conversation": conversation,
        "seq": texts[-1].seq,
        "words": as_vector(open_texts),
        "private_words": as_vector(one.text for one in texts) if len(open_texts) < len(texts) else None,
    }


def downgrade() -> None:
    """Drop them."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE case_search")
    for name in ("saved_views", "case_words", "case_marks", "cases"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SEQUENCE case_changes")
