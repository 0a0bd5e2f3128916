"""Every night, by the clinic's clock, the rules are carried out once."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from tests.support.record import NOW, begin
from yarrow.console.custody.nightly import AT_ONCE, Nightly
from yarrow.store.errors import RecordUnavailable

LONDON, SYDNEY = ZoneInfo("Europe/London"), ZoneInfo("Australia/Sydney")
MANY = AT_ONCE + 5


class Clock:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


def at(hour, minute=0, day=1):
    return Clock(datetime(2026, 12, day, hour, minute, tzinfo=timezone.utc))


@pytest.fixture
def many(record):
    for number in range(MANY):
        begin(record, f"c{number:03}", status="declined")
    record.retention.set({"declined": 7}, "s-1", NOW)
    return record


def all_rounds(nightly):
    while nightly.round():
        pass


def left(record):
    return len(list(record.conversations.last_seqs([f"c{number:03}" for number in range(MANY)])))


def test_it_waits_for_the_clinics_night(many):
    clock = at(2, 59)
    nightly = Nightly(many, LONDON, "me", clock)
    all_rounds(nightly)
    assert left(many) == MANY
    clock.now += timedelta(minutes=2)
    all_rounds(nightly)
    assert left(many) == 0


def test_rules_set_by_day_do_nothing_before_the_night(many):
    for hour in (6, 10, 23):
        all_rounds(Nightly(many, LONDON, "me", at(hour)))
    assert left(many) == MANY


def test_the_clinics_night_is_not_everybodys(many):
    all_rounds(Nightly(many, SYDNEY, "me", at(14, 0)))  # 1 in the morning there
    assert left(many) == MANY
    all_rounds(Nightly(many, SYDNEY, "me", at(16, 0)))
    assert left(many) == 0


def test_it_goes_on_in_small_steps_and_notes_what_came_of_it(many):
    nightly = Nightly(many, LONDON, "me", at(3))
    assert [nightly.round(), nightly.round()] == [True, True]
    assert 0 < left(many) < MANY
    all_rounds(nightly)
    (run,) = many.retention_runs.last()
    assert (run.night, run.erased, run.by) == ("2026-12-01", MANY, "system")
    assert run.finished_at is not None


def test_of_several_consoles_one_carries_it_out_and_only_once_a_night(many):
    first, second = Nightly(many, LONDON, "one", at(3)), Nightly(many, LONDON, "two", at(3))
    assert [first.round(), second.round()] == [True, False]
    all_rounds(first)
    begin(many, "late", status="declined")
    assert [first.round(), second.round()] == [False, False]
    assert len(many.retention_runs.last()) == 1


def test_without_a_rule_nothing_is_done_and_nothing_noted(record):
    begin(record, status="declined")
    all_rounds(Nightly(record, LONDON, "me", at(3)))
    assert record.conversations.find("c1") is not None
    assert record.retention_runs.last() == ()


def test_a_run_that_broke_off_is_not_called_done_and_is_taken_up_again(many, monkeypatch):
    clock = at(3)
    nightly = Nightly(many, LONDON, "me", clock)
    nightly.round()
    with monkeypatch.context() as broken:
        broken.setattr(many.retention, "_erase", lambda *_: (_ for _ in ()).throw(RecordUnavailable("gone")))
        with pytest.raises(RecordUnavailable):
            nightly.round()
    assert nightly.round() is False
    assert many.retention_runs.is_done("2026-12-01") is False
    clock.now += timedelta(hours=2, minutes=1)
    all_rounds(Nightly(many, LONDON, "other", clock))
    assert left(many) == 0
    assert many.retention_runs.is_done("2026-12-01") is True
