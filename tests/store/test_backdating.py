"""Invented conversations can be laid into the past; nothing of them stays behind."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.support.record import DAY, LATER, NOW, arrival, begin, claim, outcome, take
from yarrow.clinical.fact import Fact
from yarrow.store.backdating import Backdating
from yarrow.store.tables import events, facts, inbound, outbound

PAST = NOW - timedelta(days=9)


def moments(record, table, column):
    with record.database.read() as connection:
        return sorted(connection.execute(select(table.c[column])).scalars())


def test_every_moment_of_a_conversation_is_moved_and_keeps_its_order(record):
    begin(record)
    take(record, "m1")
    record.outbox.finish(claim(record), outcome(Fact("age", value=34), events=({"event": "completed"},)), LATER)
    Backdating(record.database).move("c1", PAST, pace=2)
    held = record.conversations.find("c1")
    assert held.last_activity_at == PAST
    assert held.updated_at == PAST + (LATER - NOW)
    assert held.token_expires_at == PAST + DAY
    for table, column in ((inbound, "at"), (outbound, "at"), (facts, "at"), (events, "at")):
        assert all(at <= held.updated_at for at in moments(record, table, column)), table.name


def test_pauses_are_stretched(record):
    begin(record)
    record.inbox.accept(arrival(record, "m1"), NOW)
    take_later = NOW + timedelta(seconds=30)
    record.inbox.accept(arrival(record, "m2"), take_later)
    Backdating(record.database).move("c1", PAST, pace=4)
    first, second = moments(record, inbound, "at")
    assert (first, second) == (PAST - timedelta(seconds=120), PAST)


def test_other_conversations_stay_where_they_are(record):
    begin(record)
    begin(record, "c2")
    Backdating(record.database).move("c2", PAST, pace=1)
    Backdating(record.database).move("nobody", PAST, pace=1)
    assert record.conversations.find("c1").last_activity_at == NOW
