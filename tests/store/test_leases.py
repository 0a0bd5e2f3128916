"""Leases: one owner at a time, and none for ever."""

from __future__ import annotations

from datetime import timedelta

from tests.support.at_once import at_once
from tests.support.lines import BEA, LEASE, SECOND, bound, start, tell
from tests.support.record import NOW


def take(record, owner="me", now=NOW, name="in:l1", lease=LEASE):
    return record.leases.take(name, owner, now, now + lease)


def test_what_one_holds_nobody_else_gets_until_the_lease_runs_out(record):
    assert take(record, "one") is True
    assert take(record, "two", NOW + LEASE) is False
    assert take(record, "two", NOW + LEASE + SECOND) is True
    assert take(record, "one", NOW + LEASE + SECOND) is False


def test_one_may_renew_ones_own_and_hold_several(record):
    assert take(record) is True
    assert take(record, now=NOW + LEASE) is True
    assert take(record, "other", NOW + LEASE + SECOND) is False
    assert take(record, name="out:l1") is True


def test_what_was_given_back_is_free_and_nobody_gives_back_anothers(record):
    take(record, "one")
    record.leases.give_back("in:l1", "two")
    assert take(record, "two") is False
    record.leases.give_back("in:l1", "one")
    assert take(record, "two") is True


def test_a_lease_from_a_clock_that_was_put_back_holds_nothing(record):
    take(record, "one", NOW + timedelta(days=1))
    assert take(record, "two") is True


def test_what_the_dead_held_is_given_back_together(record):
    for name in ("in:l1", "out:l1"):
        take(record, "dead", name=name)
    take(record, "alive", name="in:l2")
    assert sorted(record.leases.owners()) == ["alive", "dead"]
    assert record.leases.give_back_all("dead") == 2
    assert record.leases.owners() == ["alive"]
    assert take(record, "alive") is True


def test_of_five_that_want_it_at_once_one_gets_it(record):
    owners = iter("abcde")
    assert sorted(at_once(lambda: take(record, next(owners)))) == [False] * 4 + [True]


def test_what_the_dead_were_sending_goes_out_at_once_unless_the_platform_will_tell_whether_it_has_it(record):
    line = bound(record)
    other = bound(record, "c2", who=BEA, channel="whatsapp")
    for one in (line, other):
        tell(record, one, "One.")
        start(record, one, "dead")
    assert record.leases.owners() == ["dead"]
    record.leases.give_back_all("alive")
    assert record.dispatches.lines_due(NOW) == []
    record.leases.give_back_all("dead", unsure=("whatsapp",))
    assert record.dispatches.lines_due(NOW) == [line]
    assert sorted(record.dispatches.lines_due(NOW + LEASE + SECOND)) == sorted([line, other])
    assert start(record, line, "alive") is not None
