"""What is handed over about one person is complete: no table and no row is missing, and no secret is in it."""

from __future__ import annotations

import json
import uuid

import pytest
from sqlalchemy import select

from tests.support.record import DAY, NOW, begin
from tests.support.record import outcome as came_to
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.store.audit import Act
from yarrow.store.conversations import BELONGINGS
from yarrow.store.errors import UnknownConversation
from yarrow.store.schema import metadata
from yarrow.store.values import Arrival
from yarrow.store.whole import COLUMNS_LEFT_OUT, LEFT_OUT, NAMED, columns
from yarrow.store.work_values import Hand

WITH_CONVERSATION = {table.name: table for table in metadata.sorted_tables if "conversation" in table.c}
TOMBSTONE = "erasures"  # of conversations that are no longer there to be handed over


@pytest.fixture
def c1(record):
    name = begin(record, consent=True)
    for number in (1, 2):
        version = record.conversations.find(name).version
        record.inbox.accept(Arrival(name, f"m{number}", "I am 34", (), "hash", version, NOW), NOW)
        claim = record.inbox.claim(name, "me", NOW, NOW)
        fact = Fact("age", Status.PRESENT, 33 + number, Provenance(f"m{number}", 5, 7, "34", "text", NOW.isoformat()))
        record.outbox.finish(claim, came_to(fact, triage={"level": "T1"}, events=({"event": "person_wanted"},)), NOW)
    record.casework.note(name, Hand("s-1"), "Called her back.", NOW)
    record.casework.tag(name, Hand("s-1"), "call", NOW)
    record.audit.add(Act("s-1", "conversation.read", name, {"from": "worklist"}), NOW)
    record.page_keys.add(name, "k" * 64, NOW + DAY, NOW)
    record.letters.address(record.letters.unaddressed()[0], [("email", "nurse@clinic.example")], NOW)
    begin(record, "somebody else")
    return name


def test_every_table_that_knows_of_conversations_is_handed_over_or_it_is_said_why_not(record, c1):
    handed = set(record.whole.read(c1)) - {"conversations"}
    assert handed == set(WITH_CONVERSATION) - set(LEFT_OUT) - {TOMBSTONE}
    assert all(LEFT_OUT.values())


def test_every_table_that_knows_of_conversations_is_emptied_by_an_erasure_but_the_log_and_the_tombstone():
    assert {table.name for table in BELONGINGS} == set(WITH_CONVERSATION) - {"audit", TOMBSTONE}


def test_every_row_and_value_is_there(record, c1):
    found = record.whole.read(c1)
    with record.database.read() as connection:
        for name, rows in found.items():
            table = metadata.tables[name]
            key = table.c["id" if name == "conversations" else "conversation"]
            stored = connection.execute(select(table).where(key == c1)).all()
            assert len(rows) == len(stored), name
            for column in columns(table):
                ours = sorted(json.dumps(row[column]) for row in rows)
                theirs = sorted(json.dumps(plain(name, column, row._mapping[column])) for row in stored)
                assert ours == theirs, (name, column)
    assert [row["value"] for row in found["facts"]] == [34, 35]
    for name in ("inbound", "outbound", "notes", "notices", "letters", "audit", "case_marks", "page_keys"):
        assert found[name], name


def plain(table, column, value):
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return json.loads(value) if (table, column) == ("audit", "detail") else value


def test_it_can_be_written_as_json_and_holds_nobody_elses(record, c1):
    whole = json.dumps(record.whole.read(c1))
    assert "somebody else" not in whole
    assert "Called her back." in whole


def test_nothing_that_opens_a_conversation_is_in_it(record, c1):
    whole = json.dumps(record.whole.read(c1))
    assert "h" * 64 not in whole
    assert "k" * 64 not in whole
    left = {column.name for table in WITH_CONVERSATION.values() for column in table.c if column.name.endswith("hash")}
    assert left <= COLUMNS_LEFT_OUT
    assert "name" in columns(metadata.tables["events"])
    assert set(NAMED) == {"events"}


def test_of_nobody_there_is_nothing(record):
    with pytest.raises(UnknownConversation):
        record.whole.read(uuid.uuid4().hex)
