"""Conversations are kept as long as the rules say, and what staff still have to look at is held back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.record import NOW, QUESTION, begin
from tests.support.record import outcome as came_to
from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.store.audit import Act, Sought
from yarrow.store.values import Arrival, Outcome
from yarrow.store.work_values import Hand

DAY = timedelta(days=1)
ACT = Act("system", "erase.retention")


def make(record, name, status="completed"):
    return begin(record, name, consent=True, status=status)


def hear(record, name, at, **outcome):
    """She writes, and the bot answers."""
    version = record.conversations.find(name).version
    record.inbox.accept(Arrival(name, f"m{version}", "words", (), "hash", version, at + DAY), at)
    claim = record.inbox.claim(name, "me", at, at + timedelta(seconds=14))
    return record.outbox.finish(claim, outcome.pop("outcome", None) or came_to(**outcome), at)


def erased(record, days, now):
    return {receipt.conversation for receipt in record.retention.erase_due(days, ACT, now)}


def test_nothing_goes_without_a_rule(record):
    make(record, "c1")
    assert record.retention.rules() == ()
    assert erased(record, {}, NOW + 9999 * DAY) == set()


def test_each_status_goes_after_its_own_days_and_not_a_moment_before(record):
    for name, status in (("a", "completed"), ("b", "declined"), ("c", "in_progress")):
        make(record, name, status)
    days = {"completed": 90, "declined": 7}
    assert erased(record, days, NOW + 7 * DAY) == set()
    assert erased(record, days, NOW + 7 * DAY + timedelta(seconds=1)) == {"b"}
    assert erased(record, days, NOW + 91 * DAY) == {"a"}
    assert record.conversations.find("c") is not None


def test_the_days_count_from_when_the_patient_was_last_there(record):
    make(record, "c1", "in_progress")
    hear(record, "c1", NOW + 20 * DAY)
    assert erased(record, {"in_progress": 30}, NOW + 40 * DAY) == set()
    assert erased(record, {"in_progress": 30}, NOW + 51 * DAY) == {"c1"}


def urgent(record):
    hear(record, "c1", NOW, triage={"level": "T1"})


def asked(record):
    hear(record, "c1", NOW, events=({"event": "person_wanted"},))


@pytest.mark.parametrize(("happens", "reasons"), [
    (urgent, {"not_looked_at", "notice_not_seen"}), (asked, {"notice_not_seen"}),
])  # fmt: skip
def test_what_nobody_has_looked_at_is_held_back_and_listed_until_somebody_has(record, happens, reasons):
    make(record, "c1", "in_progress")
    happens(record)
    days, later = {"in_progress": 30}, NOW + 40 * DAY
    assert erased(record, days, later) == set()
    (held,) = record.retention.held_back(days, later)
    assert (held.conversation, set(held.reasons)) == ("c1", reasons)
    record.cases.looked("c1", "s-1", 99, later)
    assert record.retention.held_back(days, later) == ()
    assert erased(record, days, later) == {"c1"}


def test_what_is_to_be_followed_up_is_held_back_until_it_is_done(record):
    make(record, "c1")
    record.casework.set_status("c1", Hand("s-1"), "follow_up", NOW.date() + 90 * DAY, NOW)
    days, later = {"completed": 30}, NOW + 40 * DAY
    (held,) = record.retention.held_back(days, later)
    assert held.reasons == ("follow_up",)
    assert erased(record, days, later) == set()
    record.casework.set_status("c1", Hand("s-1"), "done", None, later)
    assert erased(record, days, later) == {"c1"}


def test_the_preview_is_what_then_happens(record):
    for name in ("a", "b", "c"):
        make(record, name)
    make(record, "c1")
    hear(record, "c1", NOW, outcome=Outcome(
        Standing(consent=True, status="completed"), (Message("Thanks.", (), QUESTION),), (),
        events=({"event": "person_wanted"},),
    ))  # fmt: skip
    make(record, "d", "paused")
    days, later = {"completed": 30}, NOW + 31 * DAY
    fates = {fate.status: fate for fate in record.retention.preview(days, later)}
    assert (fates["completed"].total, fates["completed"].due, fates["completed"].held_back) == (4, 3, 1)
    assert fates["completed"].oldest == NOW
    assert (fates["paused"].total, fates["paused"].due, fates["paused"].days) == (1, 0, None)
    assert fates["escalated"].total == 0
    assert record.retention.count(days, later) == 3
    assert erased(record, days, later) == {"a", "b", "c"}


def test_whoever_comes_back_between_the_list_and_the_deletion_loses_nothing(record):
    make(record, "a")
    make(record, "b")
    later = NOW + 31 * DAY
    going = record.retention.erase_due({"completed": 30}, ACT, later)
    assert next(going).conversation == "a"
    hear(record, "b", later)
    assert list(going) == []
    assert record.conversations.find("b") is not None


def test_each_erasure_leaves_a_receipt_and_a_line_in_the_audit_log(record):
    make(record, "c1")
    (receipt,) = record.retention.erase_due({"completed": 30}, ACT, NOW + 31 * DAY)
    tombstone = record.conversations.tombstone("c1")
    assert (tombstone.receipt.id, tombstone.asked_by) == (receipt.id, "retention")
    assert record.conversations.receipt(receipt.id) == tombstone
    (line,) = record.audit.lines(Sought(action="erase.retention"))
    assert (line.act.conversation, line.act.detail["receipt"]) == ("c1", receipt.id)
    assert record.audit.verify() == []


def test_new_rules_replace_the_old_ones_and_who_set_them_is_known(record):
    record.retention.set({"completed": 90, "paused": 30}, "s-1", NOW)
    record.retention.set({"completed": 60}, "s-2", NOW + DAY)
    (rule,) = record.retention.rules()
    assert (rule.status, rule.days, rule.set_by) == ("completed", 60, "s-2")
    assert [line.act.detail for line in record.audit.lines(Sought(action="retention.set"))] == [
        {"completed": 60}, {"completed": 90, "paused": 30},
    ]  # fmt: skip


def test_each_night_has_one_run_and_a_killed_one_is_taken_up_later(record):
    runs = record.retention_runs
    first = runs.begin("system", "one", NOW, "2026-11-22")
    assert runs.begin("system", "two", NOW, "2026-11-22") is None
    assert runs.begin("system", "two", NOW + timedelta(hours=3), "2026-11-22") == first
    runs.finish(first, "one", 1, 0, NOW)
    assert runs.is_done("2026-11-22") is False
    runs.finish(first, "two", 5, 2, NOW + timedelta(hours=3))
    assert runs.is_done("2026-11-22") is True
    assert runs.begin("system", "three", NOW + 9 * DAY, "2026-11-22") is None
    (run,) = runs.last()
    assert (run.erased, run.held_back) == (5, 2)


def test_runs_by_hand_may_be_many(record):
    assert record.retention_runs.begin("command:root", "one", NOW) != record.retention_runs.begin("c", "two", NOW)
