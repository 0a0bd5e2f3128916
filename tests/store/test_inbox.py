"""The inbox: every message once, in order, one at a time, whoever dies meanwhile."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.record import DAY, NOW, arrival, begin, claim, outcome, take
from yarrow.clinical.fact import Fact
from yarrow.intake.turn import Message
from yarrow.store.errors import BehindTheRecord, UnknownConversation


def test_messages_are_taken_once_each_under_their_id(record):
    begin(record)
    assert take(record, "m1").outcome == "new"
    assert take(record, "m1").outcome == "known"
    assert take(record, "m1", "43").outcome == "another"
    assert [entry.id for entry in record.outbox.transcript("c1")][1:] == ["m1"]


def test_one_id_from_many_threads_is_one_row(record):
    begin(record)
    one = arrival(record, "m1")
    outcomes = []

    def send():
        while True:
            with contextlib.suppress(BehindTheRecord):  # another sender was first: look again
                outcomes.append(record.inbox.accept(one, NOW).outcome)
                return

    senders = [threading.Thread(target=send) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(outcomes) == ["known"] * 7 + ["new"]


def test_a_message_heard_on_an_older_state_is_not_taken(record):
    begin(record)
    old = arrival(record, "m2")
    take(record, "m1")
    with pytest.raises(BehindTheRecord):
        record.inbox.accept(old, NOW)
    with pytest.raises(UnknownConversation):
        record.inbox.accept(replace(old, conversation="nobody"), NOW)


def test_messages_are_claimed_in_order_one_at_a_time(record):
    begin(record)
    take(record, "m1"), take(record, "m2")
    first = claim(record)
    assert first.inbound.id == "m1"
    assert claim(record, "you") is None
    assert record.outbox.finish(first, outcome(), NOW)
    assert claim(record, "you").inbound.id == "m2"


def test_a_message_taken_alone_is_claimed_at_once_and_a_later_one_waits(record):
    begin(record)
    lease = {"owner": "me", "lease_until": NOW + timedelta(seconds=14)}
    assert take(record, "m1", **lease).claim.inbound.id == "m1"
    assert take(record, "m2", **lease).claim is None
    assert record.inbox.waiting(NOW) == []


def test_a_lease_that_ran_out_is_taken_over_and_its_loser_changes_nothing(record):
    begin(record)
    take(record, "m1")
    lost = claim(record, "me")
    after = NOW + timedelta(seconds=15)
    assert record.inbox.waiting(NOW) == []
    assert record.inbox.waiting(after) == ["c1"]
    won = claim(record, "you", after)
    assert not record.outbox.finish(lost, outcome(Fact("age", value=34)), after)
    assert not record.outbox.fail(lost, Message("no"), {"event": "action_failed"}, after)
    assert not record.inbox.renew(lost, after + DAY)
    assert record.outbox.finish(won, outcome(Fact("age", value=35)), after)
    assert [fact.value for fact in record.conversations.open("c1").facts] == [35]


def test_a_lease_written_by_a_clock_that_was_put_back_does_not_hold(record):
    begin(record)
    take(record, "m1")
    claim(record, "me", NOW + timedelta(hours=1))
    assert claim(record, "you", NOW).inbound.id == "m1"


def test_what_a_killed_process_held_can_be_given_back(record):
    begin(record)
    take(record, "m1")
    claim(record, "me")
    assert record.inbox.owners() == ["me"]
    assert record.inbox.give_back("me") == 1
    assert claim(record, "you").inbound.tries == 0


def test_tries_are_counted_only_when_they_were_tries(record):
    begin(record)
    take(record, "m1")
    record.inbox.release(claim(record), counted=False)
    record.inbox.release(claim(record), counted=True)
    assert claim(record).inbound.tries == 1
