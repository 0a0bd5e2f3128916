"""Messages on their way out: sorted once, in order on each line, urgent ones first, sent by one at a time."""

from __future__ import annotations

import pytest

from tests.support.at_once import at_once
from tests.support.lines import BEA, LEASE, SECOND, bound, send, start, tell, write
from tests.support.record import DAY, NOW
from yarrow.intake.turn import Message
from yarrow.store.line_values import NewDispatch

MINUTE = 60 * SECOND


@pytest.fixture
def line(record):
    return bound(record)


def seqs(record, line):
    """The places of what goes out over the line, in its order."""
    found = []
    while record.dispatches.due(line, NOW):
        found.append(send(record, line).seq)
    return found


def test_a_line_is_behind_while_its_conversation_has_messages_after_its_place(record, line):
    bound(record, "c2", who=BEA)
    write(record, who="c" * 64)
    assert record.dispatches.lines_behind() == []
    (said,) = record.outbox.say("c1", [Message("How old are you?")], NOW + SECOND)
    assert record.dispatches.lines_behind() == [line]
    assert record.dispatches.lines_behind(since=NOW + SECOND) == [line]
    assert record.dispatches.lines_behind(since=NOW + 2 * SECOND) == []
    record.dispatches.sort(line, 1, said.seq, [], NOW)
    assert record.dispatches.lines_behind() == []


def test_those_behind_come_in_the_order_in_which_something_happened_last(record, line):
    other = bound(record, "c2", who=BEA)
    record.outbox.say("c1", [Message("One.")], NOW + SECOND)
    record.outbox.say("c2", [Message("Two.")], NOW + 2 * SECOND)
    assert record.dispatches.lines_behind() == [other, line]
    assert record.dispatches.lines_behind(1) == [other]


def test_what_is_sorted_once_is_not_sorted_again(record, line):
    record.outbox.say("c1", [Message("How old are you?")], NOW)
    new = [NewDispatch(2, False, {"as": "link"})]
    assert record.dispatches.sort(line, 1, 2, new, NOW) is True
    assert record.dispatches.sort(line, 1, 2, new, NOW) is False
    assert record.dispatches.sort(line, 2, 2, new, NOW) is True
    (dispatch,) = record.dispatches.standing_of("c1").values()
    assert (dispatch.channel, dispatch.line, dispatch.seq, dispatch.form) == ("telegram", line, 2, {"as": "link"})
    assert (dispatch.state, dispatch.sent, dispatch.tries, dispatch.message) == ("waiting", 0, 0, None)


def test_of_five_that_sort_at_once_one_does(record, line):
    record.outbox.say("c1", [Message("How old are you?")], NOW)
    done = at_once(lambda: record.dispatches.sort(line, 1, 2, [NewDispatch(2, False)], NOW))
    assert sorted(done) == [False] * 4 + [True]
    assert seqs(record, line) == [2]


def test_nothing_is_sorted_for_a_line_that_is_gone_or_speaks_for_nobody(record):
    assert record.dispatches.sort("nobody", 0, 1, [], NOW) is False
    assert record.dispatches.sort(write(record), 0, 1, [], NOW) is False


def test_what_goes_out_knows_where_and_what(record, line):
    tell(record, line, "How old are you?")
    dispatch = record.dispatches.due(line, NOW)
    assert dispatch.address == "address of a"
    assert record.dispatches.find(dispatch.id) == dispatch
    carried = record.dispatches.message(dispatch.id)
    assert (carried.message.text, carried.kind, carried.seq) == ("How old are you?", "aside", 2)
    assert (record.dispatches.find("none"), record.dispatches.message("none")) == (None, None)


def test_messages_go_out_in_the_conversations_order(record, line):
    tell(record, line, "One.", "Two.", "Three.")
    assert seqs(record, line) == [2, 3, 4]


def test_urgent_words_overtake_all_others_and_not_each_other(record, line):
    tell(record, line, "One.", "Two.")
    tell(record, line, "Call 999.", level="T0")
    tell(record, line, "Call now.", level="T1")
    assert seqs(record, line) == [4, 5, 2, 3]


def test_urgent_words_overtake_what_is_being_sent(record, line):
    tell(record, line, "One.", "Two.")
    assert start(record, line).seq == 2
    assert record.dispatches.due(line, NOW) is None
    tell(record, line, "Call 999.", level="T0")
    assert record.dispatches.lines_due(NOW) == [line]
    assert send(record, line).seq == 4


def test_one_that_backs_off_holds_up_those_after_it_and_never_an_urgent_one(record, line):
    tell(record, line, "One.", "Two.")
    first = start(record, line)
    record.dispatches.postpone(first.id, "me", "http 500", NOW + MINUTE)
    assert (record.dispatches.due(line, NOW), record.dispatches.lines_due(NOW)) == (None, [])
    tell(record, line, "Call 999.", level="T0")
    urgent = start(record, line)
    assert urgent.seq == 4
    record.dispatches.postpone(urgent.id, "me", "http 500", NOW + 2 * MINUTE)
    tell(record, line, "Call now.", level="T1")
    assert record.dispatches.lines_due(NOW) == [line]
    assert send(record, line).seq == 5
    # What is urgent has still not gone out: small talk waits for it.
    assert record.dispatches.due(line, NOW + MINUTE) is None
    later = NOW + 2 * MINUTE
    assert [send(record, line, now=later).seq for _ in range(3)] == [4, 2, 3]


def test_one_persons_trouble_holds_nobody_else_up(record, line):
    other = bound(record, "c2", who=BEA)
    tell(record, line, "One.")
    tell(record, other, "One.")
    record.dispatches.postpone(start(record, line).id, "me", "http 500", NOW + MINUTE)
    assert record.dispatches.lines_due(NOW) == [other]


def test_lines_with_something_urgent_come_first(record, line):
    other = bound(record, "c2", who=BEA)
    tell(record, line, "One.")
    tell(record, other, "Call 999.", level="T0", now=NOW + SECOND)
    assert record.dispatches.lines_due(NOW + SECOND) == [other, line]
    assert record.dispatches.lines_due(NOW + SECOND, 1) == [other]
    assert record.dispatches.lines_due(NOW) == [line]


def test_two_senders_never_hold_the_same(record, line):
    tell(record, line, "One.", "Two.")
    first = record.dispatches.due(line, NOW).id
    owners = iter("abcde")
    taken = at_once(lambda: record.dispatches.begin(first, next(owners), NOW, NOW + LEASE))
    assert [one.id for one in taken if one] == [first]
    assert record.dispatches.due(line, NOW + LEASE) is None


def test_whoever_dies_between_sending_and_marking_leaves_a_lease_that_runs_out(record, line):
    tell(record, line, "One.")
    dead = start(record, line, "dead")
    assert record.dispatches.piece_sent(dead.id, "dead", 1) is True
    assert record.dispatches.lines_due(NOW + LEASE) == []
    later = NOW + LEASE + SECOND
    assert record.dispatches.lines_due(later) == [line]
    again = start(record, line, "alive", later)
    assert (again.id, again.sent, again.tries) == (dead.id, 1, 0)
    assert record.dispatches.piece_sent(dead.id, "dead", 2) is False
    assert record.dispatches.done(dead.id, "dead", later) is False
    assert record.dispatches.postpone(dead.id, "dead", "timeout", later) is False
    assert record.dispatches.done(again.id, "alive", later) is True
    sent = record.dispatches.find(again.id)
    assert (sent.state, sent.sent_at) == ("sent", later)


def test_a_lease_from_a_clock_that_was_put_back_holds_nothing(record, line):
    tell(record, line, "One.")
    start(record, line, "one", NOW + DAY)
    assert start(record, line, "two", NOW) is not None


def test_a_sender_may_take_its_own_again_and_so_keep_it(record, line):
    tell(record, line, "One.")
    mine = start(record, line)
    assert record.dispatches.begin(mine.id, "me", NOW + LEASE, NOW + 2 * LEASE) is not None
    assert record.dispatches.begin(mine.id, "other", NOW + LEASE + SECOND, NOW + 2 * LEASE) is None


def test_nobody_begins_before_its_time(record, line):
    tell(record, line, "One.")
    mine = start(record, line)
    record.dispatches.postpone(mine.id, "me", "http 429", NOW + MINUTE)
    assert record.dispatches.begin(mine.id, "me", NOW, NOW + LEASE) is None
    again = record.dispatches.begin(mine.id, "me", NOW + MINUTE, NOW + 2 * MINUTE)
    assert (again.tries, again.error) == (1, "http 429")
    record.dispatches.postpone(mine.id, "me", "overtaken", NOW, counted=False)
    assert record.dispatches.find(mine.id).tries == 1


def test_how_each_message_fared_is_known_by_its_place(record, line):
    tell(record, line, "One.", "Two.")
    send(record, line)
    assert {seq: one.state for seq, one in record.dispatches.standing_of("c1").items()} == {2: "sent", 3: "waiting"}
    assert record.dispatches.standing_of("c2") == {}


def test_of_a_message_that_went_two_ways_the_newer_counts(record, line):
    tell(record, line, "One.")
    other = write(record, who=BEA)
    record.lines.bind(other, "c1", 1, NOW)
    record.dispatches.sort(other, 1, 2, [NewDispatch(2, False)], NOW + MINUTE)
    assert record.dispatches.standing_of("c1")[2].line == other


def test_what_is_held_does_not_hold_up_the_next(record, line):
    tell(record, line, "One.", "Two.")
    assert record.dispatches.hold(start(record, line).id, "me", "window", NOW) is True
    assert start(record, line).seq == 3
