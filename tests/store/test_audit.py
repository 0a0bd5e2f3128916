"""The audit log: only added to, in one chain, and every way of tampering with it found."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.store.conftest import AUDIT_KEY
from tests.support.record import NOW
from yarrow.store import heads
from yarrow.store.audit import Act, Head, NoAuditKey, Sought, note
from yarrow.store.record import Record


def fill(record, count=6):
    for number in range(1, count + 1):
        actor = f"s-{number % 2}"
        record.audit.add(
            Act(actor, "conversation.read", f"c{number}", {"place": number}), NOW + timedelta(hours=number)
        )


def tamper(record, *statements):
    """Somebody at the database's own prompt, who has taken the triggers away first."""
    with record.database.write() as connection:
        if record.database.is_postgresql:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        else:
            for what in ("UPDATE", "DELETE"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS audit_no_{what}"))
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_a_log_that_nobody_touched_is_whole(record):
    fill(record)
    assert record.audit.verify() == []
    assert record.audit.head().number == 6


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'somebody'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE number = 6",
        "TRUNCATE audit",
    ],
)
def test_no_line_is_changed_or_taken_away(record, statement):
    if "TRUNCATE" in statement and not record.database.is_postgresql:
        pytest.skip("SQLite has no TRUNCATE.")
    fill(record)
    with pytest.raises(DBAPIError, match="only added to"), record.database.write() as connection:
        connection.execute(text(statement))
    assert record.audit.head().number == 6


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (["DELETE FROM audit WHERE number = 3"], "After line 2 comes line 4: lines are missing."),
        (["DELETE FROM audit WHERE number = 1"], "After line 0 comes line 2: lines are missing."),
        (["UPDATE audit SET actor = 's-9' WHERE number = 4"], "Line 4 is not as it was written."),
        (["UPDATE audit SET conversation = NULL WHERE number = 4"], "Line 4 is not as it was written."),
        (["UPDATE audit SET detail = '{\"place\":5}' WHERE number = 4"], "Line 4 is not as it was written."),
        (["UPDATE audit SET at = '2026-11-22 13:00:00+00' WHERE number = 4"], "Line 4 is not as it was written."),
        (
            [
                "UPDATE audit SET number = 99 WHERE number = 3",
                "UPDATE audit SET number = 3 WHERE number = 4",
                "UPDATE audit SET number = 4 WHERE number = 99",
            ],
            "Line 3 does not follow from line 2.",
        ),
        (
            ["DELETE FROM audit WHERE number = 3", "UPDATE audit SET number = number - 1 WHERE number > 3"],
            "Line 3 does not follow from line 2.",
        ),
    ],
)
def test_a_line_that_was_taken_changed_or_swapped_is_found(record, statements, found):
    fill(record)
    tamper(record, *statements)
    assert found in record.audit.verify()


def test_lines_missing_at_the_end_are_found_by_a_head_that_was_kept(record):
    fill(record)
    kept = record.audit.head()
    tamper(record, "DELETE FROM audit WHERE number > 4")
    assert record.audit.verify() == []
    assert record.audit.verify((kept,)) == ["The log ends at line 4; a kept head is at line 6: lines are missing."]


def test_an_older_state_that_was_put_back_and_written_on_is_found_by_a_head_that_was_kept(record):
    fill(record)
    kept = record.audit.head()
    tamper(record, "DELETE FROM audit WHERE number > 4")
    for _ in range(4):
        record.audit.add(Act("s-9", "conversation.read", "c9"), NOW)
    assert record.audit.verify() == []
    assert record.audit.verify((kept,)) == ["Line 6 is not the one the kept head speaks of: the log was rewritten."]


def test_a_newer_head_of_the_same_number_does_not_hide_that_the_log_was_rewritten(record):
    """The console goes on keeping heads after somebody has put an older state back."""
    fill(record)
    kept = record.audit.head()
    tamper(record, "DELETE FROM audit WHERE number > 4")
    for _ in range(2):
        record.audit.add(Act("s-9", "conversation.read", "c9"), NOW)
    newer = record.audit.head()
    assert newer.number == kept.number
    assert record.audit.verify((kept, newer)) == [
        "Line 6 is not the one the kept head speaks of: the log was rewritten."
    ]


def test_a_log_rewritten_without_the_key_is_found(record, database_url):
    fill(record)
    tamper(record, "DELETE FROM audit")
    other = Record(database_url, b"another key")
    fill(other)
    other.close()
    assert len(record.audit.verify()) == 6


def test_without_a_key_nothing_is_written(record, database_url):
    keyless = Record(database_url)
    with pytest.raises(NoAuditKey):
        keyless.audit.add(Act("s-1", "sign_in.ok"), NOW)
    keyless.close()
    assert record.audit.head() == Head(0, "0" * 64)


def test_a_line_stands_only_if_the_change_it_is_about_stands(record):
    def fails():
        with record.database.write() as connection:
            note(connection, Act("s-1", "role.set"), NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    record.audit.add(Act("s-1", "sign_in.ok"), NOW)
    assert [line.act.action for line in record.audit.lines(Sought())] == ["sign_in.ok"]
    assert record.audit.head().number == 1


def test_lines_written_at_once_are_numbered_without_a_gap(record, database_url):
    def write():
        own = Record(database_url, AUDIT_KEY)
        for _ in range(5):
            own.audit.add(Act("s-1", "conversation.read", "c1"), NOW)
        own.close()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert record.audit.head().number == 20
    assert record.audit.verify() == []


def test_lines_are_found_by_who_what_where_and_when(record):
    fill(record)
    record.audit.add(Act("s-1", "conversation.search", None, {"found": 3}), NOW)
    record.audit.add(Act("s-1", "conversationless", None), NOW)

    def numbers(**sought):
        return [line.number for line in record.audit.lines(Sought(**sought))]

    assert numbers(actor="s-0") == [6, 4, 2]
    assert numbers(action="conversation.search") == [7]
    assert numbers(action="conversation") == [7, 6, 5, 4, 3, 2, 1]
    assert numbers(conversation="c3") == [3]
    assert numbers(begun=NOW + timedelta(hours=2), ended=NOW + timedelta(hours=4)) == [3, 2]
    assert [line.number for line in record.audit.lines(Sought(), before=4, limit=2)] == [3, 2]


def test_a_line_is_read_as_it_was_written(record):
    act = Act("command:ines", "export.person", "c1", {"files": 3, "what": ["facts", "notes"], "ä": None, "whole": True})
    record.audit.add(act, NOW)
    line = record.audit.lines(Sought())[0]
    assert (line.act, line.at) == (act, NOW)


def test_heads_are_kept_in_a_file_that_is_only_added_to_and_only_its_owner_reads(record, tmp_path):
    for _ in range(2):
        fill(record, 2)
        for _ in range(2):
            heads.keep(tmp_path, record.audit.head(), NOW)
    path = tmp_path / heads.FILE
    assert [head.number for head in heads.read(path)] == [2, 4]
    assert path.stat().st_mode & 0o777 == 0o600
    assert record.audit.verify(heads.read(path)) == []


def test_a_file_that_holds_no_heads_is_refused(tmp_path):
    (tmp_path / "head").write_text("1 abc\n")
    with pytest.raises(heads.UnreadableHead, match="line 1"):
        heads.read(tmp_path / "head")
