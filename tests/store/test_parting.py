"""Erasing somebody who writes in an app: her line goes; the last words still go out, and then nothing is left."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.at_once import at_once
from tests.support.lines import AMIRA, BEA, LEASE, SECOND, bound, delivery, send, start, tell, work_off, write
from tests.support.record import DAY, LATER, NOW, begin
from yarrow.intake.turn import Message
from yarrow.store.audit import Act
from yarrow.store.line_tables import deliveries, dispatches, lines
from yarrow.store.line_values import NewDispatch

DELETED, RECEIPT = Message("It is all deleted."), Message("Your receipt is R-1.")


@pytest.fixture
def line(record):
    return bound(record)


def rows(record, table):
    with record.database.read() as connection:
        return connection.execute(select(table)).all()


def erase(record, *parting):
    return record.conversations.erase("c1", "patient", LATER, parting=parting)


def test_her_line_goes_with_what_was_on_it_and_the_receipt_counts_it(record, line):
    tell(record, line, "One.", "Two.")
    send(record, line)
    receipt = record.conversations.erase("c1", "staff", LATER)
    assert (receipt.counts["lines"], receipt.counts["dispatches"]) == (1, 2)
    assert [rows(record, table) for table in (lines, deliveries, dispatches)] == [[], [], []]
    assert record.lines.of_person("telegram", AMIRA) is None


def test_what_an_erasure_would_take_is_counted_before(record, line):
    tell(record, line, "One.")
    held = record.conversations.holds("c1")
    assert (held["lines"], held["dispatches"]) == (1, 1)


def test_nobody_elses_line_goes(record, line):
    other = bound(record, "c2", who=BEA)
    tell(record, other, "One.")
    erase(record, DELETED)
    assert record.lines.find(other).conversation == "c2"
    assert send(record, other).seq == 2


def test_the_last_words_go_out_over_the_line_she_was_heard_on_last(record, line):
    other = write(record, who=BEA, channel="sms", now=NOW + SECOND)
    work_off(record, other)
    record.lines.bind(other, "c1", 1, NOW)
    erase(record, DELETED, RECEIPT)
    ids = record.dispatches.partings_due(LATER)
    said = [record.dispatches.begin(one, "me", LATER, LATER + LEASE) for one in ids]
    assert [one.message for one in said] == [DELETED, RECEIPT]
    assert {(one.channel, one.address, one.line, one.conversation, one.seq) for one in said} == {
        ("sms", "address of b", None, None, None)
    }
    assert record.dispatches.message(ids[0]).message == DELETED
    assert record.dispatches.partings_due(LATER) == []
    assert record.dispatches.lines_due(LATER) == []


def test_once_they_are_out_nothing_of_them_or_of_where_they_went_is_left(record, line):
    erase(record, DELETED, RECEIPT)
    first, second = record.dispatches.partings_due(LATER)
    record.dispatches.begin(first, "me", LATER, LATER + LEASE)
    assert record.dispatches.done(first, "other", LATER) is False
    assert record.dispatches.done(first, "me", LATER) is True
    record.dispatches.receipt(second, "sent", None, LATER)
    assert rows(record, dispatches) == []


def test_last_words_that_do_not_go_out_are_tried_again_and_go_when_given_up(record, line):
    erase(record, DELETED)
    (one,) = record.dispatches.partings_due(LATER)
    record.dispatches.begin(one, "me", LATER, LATER + LEASE)
    assert record.dispatches.postpone(one, "me", "http 500", LATER + 60 * SECOND) is True
    assert record.dispatches.partings_due(LATER) == []
    assert record.dispatches.partings_due(LATER + 60 * SECOND) == [one]
    record.dispatches.begin(one, "me", LATER + 60 * SECOND, LATER + 2 * LEASE)
    assert record.dispatches.give_up(one, "me", "403", LATER) is True
    assert rows(record, dispatches) == []


def test_last_words_held_back_by_the_platform_go(record, line):
    erase(record, DELETED)
    (one,) = record.dispatches.partings_due(LATER)
    record.dispatches.begin(one, "me", LATER, LATER + LEASE)
    assert record.dispatches.hold(one, "me", "window", LATER) is True
    assert rows(record, dispatches) == []


def test_what_could_not_be_said_in_a_day_is_forgotten(record, line):
    other = bound(record, "c2", who=BEA)
    tell(record, other, "One.")
    erase(record, DELETED)
    assert record.dispatches.forget_parted(LATER) == 0
    assert record.dispatches.forget_parted(LATER + DAY) == 1
    assert record.dispatches.partings_due(LATER + DAY) == []
    assert send(record, other).seq == 2


def test_urgent_words_on_their_way_still_go_out_before_the_last_ones(record, line):
    tell(record, line, "One.")
    tell(record, line, "Call 999.", level="T0")
    sending = start(record, line)
    erase(record, DELETED)
    assert record.dispatches.done(sending.id, "me", LATER) is True
    (left,) = record.dispatches.partings_due(LATER)
    assert record.dispatches.message(left).message == DELETED


def test_urgent_words_whose_sender_died_are_said_although_all_is_erased(record, line):
    tell(record, line, "Call 999.", level="T0")
    dead = start(record, line, "dead")
    erase(record, DELETED)
    first, _ = record.dispatches.partings_due(LATER + LEASE + SECOND)
    assert first == dead.id
    assert record.dispatches.begin(first, "alive", LATER + LEASE, LATER + 2 * LEASE).message.text == "Call 999."


def test_an_erasure_without_last_words_says_none(record, line):
    tell(record, line, "Call 999.", level="T0")
    record.conversations.erase("c1", "staff", LATER)
    assert rows(record, dispatches) == []


def test_without_a_line_there_are_no_last_words(record):
    begin(record)
    erase(record, DELETED)
    assert rows(record, dispatches) == []


def test_what_she_wrote_meanwhile_is_not_lost_with_it(record, line):
    record.lines.remember(line, {"menu": [1]})
    write(record, "I am bleeding")
    receipt = erase(record, DELETED)
    assert receipt.counts["lines"] == 0
    left = record.lines.find(line)
    assert (left.conversation, left.place, left.notes) == (None, 0, {})
    assert record.deliveries.waiting(line)[0].content == {"text": "I am bleeding"}
    assert record.dispatches.partings_due(LATER) != []


def test_what_is_told_again_after_it_makes_no_new_line(record, line):
    record.lines.take_in([delivery("e-1")], NOW)
    work_off(record, line)
    erase(record, DELETED)
    (kept,) = record.lines.take_in([delivery("e-1")], LATER)
    assert (kept.line, kept.outcome) == (None, "known")
    assert rows(record, lines) == []


def test_a_sender_finds_nothing_of_what_was_erased_and_breaks_nothing(record, line):
    tell(record, line, "One.")
    mine = start(record, line).id
    record.conversations.erase("c1", "staff", LATER)
    assert record.dispatches.piece_sent(mine, "me", 1) is False
    assert record.dispatches.done(mine, "me", LATER) is False
    assert record.dispatches.postpone(mine, "me", "timeout", LATER) is False
    assert record.dispatches.hold(mine, "me", "window", LATER) is False
    assert record.dispatches.give_up(mine, "me", "403", LATER) is False
    assert record.dispatches.receipt(mine, "sent", None, LATER) is False
    assert record.dispatches.message(mine) is None


def test_what_is_handed_over_says_that_there_is_a_line_and_since_when_and_not_where_it_leads(record, line):
    tell(record, line, "One.")
    whole = record.whole.read("c1")
    (row,) = whole["lines"]
    assert (row["channel"], row["made_at"]) == ("telegram", NOW.isoformat())
    assert [one["state"] for one in whole["dispatches"]] == ["waiting"]
    assert AMIRA not in str(whole)
    assert "address of" not in str(whole)


def test_one_kept_only_so_long_takes_the_line_along_and_says_nothing(record, line):
    days, act = {"in_progress": 1}, Act("system", "erase.retention")
    (receipt,) = record.retention.erase_due(days, act, LATER + 2 * DAY)
    assert (receipt.conversation, receipt.counts["lines"]) == ("c1", 1)
    assert record.lines.find(line) is None
    assert record.dispatches.partings_due(LATER + 2 * DAY) == []


def test_erasing_while_she_writes_and_is_written_to_locks_nobody_out(record, line):
    tell(record, line, "One.")
    doings = iter(
        [
            lambda: erase(record, DELETED),
            lambda: record.lines.take_in([delivery("e-1")], NOW),
            lambda: record.dispatches.sort(line, 2, 3, [NewDispatch(2, False)], NOW),
            lambda: record.lines.stop(line, NOW),
            lambda: give_up(record, line),
        ]
    )
    at_once(lambda: next(doings)())
    left = record.lines.of_person("telegram", AMIRA)
    assert left.conversation is None
    assert len(record.deliveries.waiting(left.id)) == 1


def give_up(record, line):
    mine = start(record, line)
    return mine and record.dispatches.give_up(mine.id, "me", "403", NOW)
