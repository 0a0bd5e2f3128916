"""Letters: one for each recipient, leased to one postman at a time, tried again, given up."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tests.support.record import NOW, begin

LEASE = timedelta(minutes=2)
NURSE, DOCTOR = ("email", "nurse@clinic.example"), ("email", "doctor@clinic.example")
HOOK = ("webhook", "webhook")


@pytest.fixture
def notice(record):
    record.notices.raise_(begin(record), "person_wanted", NOW)
    (one,) = record.letters.unaddressed()
    return one


def take(record, owner="me", at=NOW, channel="email"):
    return record.letters.take(channel, owner, at, at + LEASE)


def test_each_recipient_gets_one_letter_and_the_notice_is_addressed_once(record, notice):
    assert record.letters.address(notice, [NURSE, DOCTOR, NURSE, HOOK], NOW) is True
    assert record.letters.address(notice, [NURSE], NOW) is False
    assert record.letters.unaddressed() == []
    assert {take(record).recipient, take(record).recipient} == {DOCTOR[1], NURSE[1]}
    assert take(record, channel="webhook").channel == "webhook"
    assert (take(record), take(record, channel="webhook")) == (None, None)


def test_of_several_who_address_at_once_one_does(record, notice):
    done = []
    runners = [
        threading.Thread(target=lambda: done.append(record.letters.address(notice, [NURSE], NOW))) for _ in range(4)
    ]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    assert sorted(done) == [False, False, False, True]
    assert record.letters.counts() == {("email", "waiting"): 1}


def test_a_leased_letter_is_nobody_elses_until_the_lease_runs_out(record, notice):
    record.letters.address(notice, [NURSE], NOW)
    first = take(record, "one")
    assert take(record, "two") is None
    second = take(record, "two", NOW + LEASE + timedelta(seconds=1))
    assert (second.id, second.tries) == (first.id, 2)
    assert record.letters.sent(first, "one", NOW) is False
    assert record.letters.sent(second, "two", NOW) is True
    assert take(record, "three", NOW + 10 * LEASE) is None


def test_a_lease_from_a_clock_that_was_put_back_holds_nothing(record, notice):
    record.letters.address(notice, [NURSE], NOW)
    take(record, "one", NOW + timedelta(days=1))
    assert take(record, "one", NOW) is not None


def test_a_postponed_letter_waits_for_its_time(record, notice):
    record.letters.address(notice, [NURSE], NOW)
    letter = take(record)
    later = NOW + timedelta(minutes=5)
    assert record.letters.postpone(letter, "me", "timeout", later) is True
    assert take(record, at=later - timedelta(seconds=1)) is None
    again = take(record, at=later)
    assert (again.id, again.tries, again.error) == (letter.id, 2, "timeout")


def test_a_letter_given_up_stays_so_until_a_person_tries_it_again(record, notice):
    record.letters.address(notice, [NURSE], NOW)
    letter = take(record)
    record.letters.give_up(letter, "me", "http 500")
    assert take(record, at=NOW + timedelta(days=2)) is None
    assert record.letters.find(letter.id).state == "failed"
    assert record.letters.again(letter.id, "s-1", NOW + timedelta(days=2)) is True
    again = take(record, at=NOW + timedelta(days=2))
    assert (again.id, again.tries) == (letter.id, 1)


def test_a_letter_that_is_sent_or_being_sent_is_not_tried_again(record, notice):
    record.letters.address(notice, [NURSE], NOW)
    letter = take(record)
    assert record.letters.again(letter.id, "s-1", NOW) is False
    record.letters.sent(letter, "me", NOW)
    assert record.letters.again(letter.id, "s-1", NOW) is False
    assert record.letters.counts() == {("email", "sent"): 1}
