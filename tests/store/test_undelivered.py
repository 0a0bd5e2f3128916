"""What did not reach her: tried again, held, given up, told to staff; and what platforms say of it afterwards."""

from __future__ import annotations

import pytest

from tests.support.lines import BEA, LEASE, SECOND, bound, send, start, tell, write
from tests.support.record import DAY, NOW
from yarrow.store.audit import Sought

MINUTE = 60 * SECOND


@pytest.fixture
def line(record):
    return bound(record)


def happened(record, conversation="c1"):
    return [(one.name, one.detail) for one in record.casefiles.read(conversation).events if one.name != "joined_by_app"]


def causes(record):
    return [one.cause for one in record.letters.unaddressed()]


def given_up(record, line, error="131026", now=NOW):
    """One begun and given up; its id."""
    dispatch = start(record, line, now=now)
    assert record.dispatches.give_up(dispatch.id, "me", error, now) is True
    return dispatch.id


def held(record, line, now=NOW):
    dispatch = start(record, line, now=now)
    assert record.dispatches.hold(dispatch.id, "me", "window", now) is True
    return dispatch.id


def state(record, dispatch):
    found = record.dispatches.find(dispatch)
    return found.state, found.sent


def test_what_is_given_up_stands_in_the_record_and_lets_the_next_go(record, line):
    tell(record, line, "One.", "Two.")
    given_up(record, line)
    assert happened(record) == [("not_delivered", {"channel": "telegram", "code": "131026"})]
    assert causes(record) == []
    assert start(record, line).seq == 3


def test_of_urgent_words_given_up_staff_are_told(record, line):
    tell(record, line, "Call 999.", level="T0")
    given_up(record, line)
    assert causes(record) == ["not_delivered"]


def test_only_who_sends_it_can_give_it_up_or_hold_it(record, line):
    tell(record, line, "Call 999.", level="T0")
    dispatch = start(record, line, "one")
    assert record.dispatches.give_up(dispatch.id, "two", "131026", NOW) is False
    assert record.dispatches.hold(dispatch.id, "two", "window", NOW) is False
    assert (happened(record), causes(record)) == ([], [])
    assert record.dispatches.give_up("nobody's", "one", "131026", NOW) is False


def test_what_waits_for_her_is_said_once_in_the_record_however_much_waits(record, line):
    tell(record, line, "One.", "Two.")
    held(record, line)
    held(record, line)
    assert happened(record) == [("waits_for_her", {"channel": "telegram"})]
    assert causes(record) == []
    write(record, now=NOW + DAY)
    held(record, line, NOW + DAY)
    assert len(happened(record)) == 2


def test_of_urgent_words_that_have_to_wait_for_her_staff_are_told(record, line):
    tell(record, line, "Call 999.", level="T0")
    held(record, line)
    assert causes(record) == ["not_delivered"]


def test_of_urgent_words_still_being_tried_staff_are_told_once(record, line):
    tell(record, line, "One.")
    tell(record, line, "Call 999.", level="T0")
    small, urgent = (record.dispatches.standing_of("c1")[seq].id for seq in (2, 3))
    assert record.dispatches.tell_of_trouble(small, NOW) is False
    assert record.dispatches.tell_of_trouble(urgent, NOW + MINUTE) is True
    record.cases.looked("c1", "s-1", 9, NOW + MINUTE)
    assert record.dispatches.tell_of_trouble(urgent, NOW + 2 * MINUTE) is False
    given_up(record, line, now=NOW + DAY)  # that is news
    assert causes(record) == ["not_delivered"] * 2


def test_of_urgent_words_that_are_out_there_is_nothing_to_tell(record, line):
    tell(record, line, "Call 999.", level="T0")
    assert record.dispatches.tell_of_trouble(send(record, line).id, NOW) is False


@pytest.mark.parametrize("standing", ["sent", "delivered", "read"])
def test_a_receipt_marks_it_sent_even_if_its_sender_died(record, line, standing):
    tell(record, line, "One.", "Two.")
    dead = start(record, line, "dead")
    assert record.dispatches.receipt(dead.id, standing, None, NOW + SECOND) is True
    found = record.dispatches.find(dead.id)
    assert (found.state, found.sent_at) == ("sent", NOW + SECOND)
    assert found.delivered_at == (None if standing == "sent" else NOW + SECOND)
    assert start(record, line, now=NOW + SECOND).seq == 3


def test_its_sender_may_hear_of_it_later_than_the_platform_tells_us(record, line):
    tell(record, line, "One.")
    mine = start(record, line)
    record.dispatches.receipt(mine.id, "sent", None, NOW)
    assert record.dispatches.done(mine.id, "me", NOW + SECOND) is True
    assert record.dispatches.find(mine.id).sent_at == NOW


def test_a_receipt_of_what_we_were_unsure_of_spares_her_the_second_time(record, line):
    tell(record, line, "One.")
    mine = start(record, line)
    record.dispatches.postpone(mine.id, "me", "timeout", NOW + 20 * SECOND)
    record.dispatches.receipt(mine.id, "sent", None, NOW + SECOND)
    assert record.dispatches.lines_due(NOW + MINUTE) == []
    assert record.dispatches.find(mine.id).error is None


def test_a_receipt_of_an_early_piece_does_not_close_the_whole(record, line):
    tell(record, line, "A long one.")
    dead = start(record, line, "dead")
    assert record.dispatches.receipt(f"{dead.id}.1", "delivered", None, NOW) is True
    assert state(record, dead.id) == ("sending", 1)
    assert start(record, line, "alive", NOW + LEASE + SECOND).sent == 1
    record.dispatches.receipt(f"{dead.id}.2", "sent", None, NOW)
    record.dispatches.receipt(f"{dead.id}.1", "read", None, NOW)
    assert state(record, dead.id) == ("sending", 2)


def test_a_receipt_of_failure_gives_it_up_and_the_piece_can_be_sent_again(record, line):
    tell(record, line, "Call 999.", level="T0")
    mine = start(record, line)
    record.dispatches.piece_sent(mine.id, "me", 2)
    record.dispatches.done(mine.id, "me", NOW)
    assert record.dispatches.receipt(mine.id, "failed", "131026", NOW) is True
    assert state(record, mine.id) == ("failed", 2)
    assert (happened(record)[0][1]["code"], causes(record)) == ("131026", ["not_delivered"])
    assert record.dispatches.receipt(f"{mine.id}.2", "failed", "131026", NOW) is False
    assert state(record, mine.id) == ("failed", 1)
    assert len(happened(record)) == 1


def test_a_code_of_any_length_is_kept_as_far_as_it_goes(record, line):
    tell(record, line, "One.")
    sent = send(record, line).id
    record.dispatches.take_back(sent, "x" * 80, NOW, next_at=NOW)
    assert record.dispatches.find(sent).error == "x" * 40
    record.dispatches.receipt(sent, "failed", "y" * 80, NOW)
    assert record.dispatches.find(sent).error == "y" * 40


def test_what_has_arrived_does_not_fail_afterwards(record, line):
    tell(record, line, "One.")
    sent = send(record, line).id
    record.dispatches.receipt(sent, "delivered", None, NOW)
    assert record.dispatches.receipt(sent, "failed", "131026", NOW) is False
    assert record.dispatches.take_back(sent, "131047", NOW, next_at=None) is False
    assert (state(record, sent), happened(record)) == (("sent", 0), [])


@pytest.mark.parametrize(("reason", "after"), [("given up", "failed"), ("until she writes", "held")])
def test_word_that_it_was_sent_which_comes_after_word_that_it_failed_hides_nothing(record, line, reason, after):
    """Twilio and Meta bring their words in no order; only that it has arrived is better news than that it failed."""
    tell(record, line, "Call 999.", level="T0")
    mine = start(record, line)
    record.dispatches.piece_sent(mine.id, "me", 1)
    record.dispatches.done(mine.id, "me", NOW)
    if reason == "given up":
        record.dispatches.receipt(f"{mine.id}.1", "failed", "131026", NOW)
    else:
        record.dispatches.take_back(f"{mine.id}.1", "131047", NOW, next_at=None)
    for name in (mine.id, f"{mine.id}.1"):
        assert record.dispatches.receipt(name, "sent", None, NOW + SECOND) is False
    assert state(record, mine.id) == (after, 0)
    assert [one.id for one in record.dispatches.undelivered()] == [mine.id]
    assert record.dispatches.receipt(mine.id, "delivered", None, NOW + SECOND) is True
    assert record.dispatches.undelivered() == []


def test_a_receipt_of_something_unknown_changes_nothing(record):
    for standing in ("sent", "failed"):
        assert record.dispatches.receipt("nothing", standing, None, NOW) is False


def test_what_the_platform_takes_back_waits_until_she_writes(record, line):
    tell(record, line, "A long one.")
    mine = start(record, line)
    record.dispatches.piece_sent(mine.id, "me", 1)
    record.dispatches.done(mine.id, "me", NOW)
    assert record.dispatches.take_back(f"{mine.id}.1", "131047", NOW, next_at=None) is True
    assert record.dispatches.take_back(mine.id, "131047", NOW, next_at=None) is False
    found = record.dispatches.find(mine.id)
    assert (found.state, found.sent, found.sent_at, found.error) == ("held", 0, None, "131047")
    assert happened(record) == [("waits_for_her", {"channel": "telegram"})]
    write(record, now=NOW + DAY)
    assert start(record, line, now=NOW + DAY).id == mine.id


def test_what_the_platform_takes_back_for_a_while_is_tried_again(record, line):
    tell(record, line, "One.")
    sent = send(record, line).id
    assert record.dispatches.take_back(sent, "130429", NOW, next_at=NOW + MINUTE) is True
    assert record.dispatches.due(line, NOW) is None
    assert start(record, line, now=NOW + MINUTE).tries == 1
    assert happened(record) == []


def test_staff_see_what_was_given_up_or_waits_the_urgent_first(record, line):
    other = bound(record, "c2", who=BEA)
    tell(record, line, "One.", "Two.", "Three.")
    tell(record, other, "Call 999.", level="T0")
    first, second = given_up(record, line), held(record, line)
    urgent = given_up(record, other)
    send(record, line)
    listed = record.dispatches.undelivered()
    assert listed[0].id == urgent
    assert {one.id: one.state for one in listed} == {urgent: "failed", first: "failed", second: "held"}
    assert record.dispatches.undelivered_count() == 3
    one = next(one for one in listed if one.id == first)
    assert (one.channel, one.conversation, one.seq, one.error, one.is_urgent) == ("telegram", "c1", 2, "131026", False)
    assert [one.id for one in record.dispatches.undelivered(2, 1)] == [one.id for one in listed[1:]]


def test_a_person_may_have_it_sent_again_as_if_it_were_new(record, line):
    tell(record, line, "One.")
    dispatch = given_up(record, line)
    assert record.dispatches.again(dispatch, "s-1", NOW + DAY) is True
    again = start(record, line, now=NOW + DAY)
    assert (again.id, again.tries, again.made_at, again.error) == (dispatch, 0, NOW + DAY, None)
    (entry,) = record.audit.lines(Sought(action="dispatch.again"))
    assert (entry.act.actor, entry.act.conversation) == ("s-1", "c1")


def test_what_is_out_or_on_its_way_is_not_sent_again(record, line):
    tell(record, line, "One.", "Two.")
    assert record.dispatches.again(send(record, line).id, "s-1", NOW) is False
    assert record.dispatches.again(start(record, line).id, "s-1", NOW) is False
    assert record.dispatches.again("nothing", "s-1", NOW) is False


def test_who_wants_no_messages_is_sent_none_again_but_urgent_ones(record, line):
    tell(record, line, "Call 999.", level="T0")
    tell(record, line, "One.")
    urgent, small = given_up(record, line), given_up(record, line)
    record.lines.stop(line, NOW)
    assert record.dispatches.again(small, "s-1", NOW) is False
    assert record.dispatches.again(urgent, "s-1", NOW) is True
    record.lines.go_on(line)
    assert record.dispatches.again(small, "s-1", NOW) is True


def test_what_went_with_an_erased_conversation_is_nobodys_to_look_after(record, line):
    tell(record, line, "One.")
    given_up(record, line)
    record.conversations.erase("c1", "patient", NOW)
    assert (record.dispatches.undelivered(), record.dispatches.undelivered_count()) == ([], 0)
