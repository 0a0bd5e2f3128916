"""Staff are told of danger, and of people who ask for a person, in the transaction that stores what happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.record import NOW, arrival, begin, claim, outcome, take
from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.store import notice_rows
from yarrow.store.audit import Sought
from yarrow.store.values import Change, Screened
from yarrow.store.work_values import Hand

MINUTE = timedelta(minutes=1)
CLINIC = ("clinic",)


@pytest.fixture
def c1(record):
    return begin(record, consent=True)


def danger(level="T1"):
    event = {"event": "safety", "level": level, "rules": ["S01"]}
    change = Change(Standing(consent=True), Standing(consent=True))
    return Screened((Message("Please call now."),), (), change, level, {"level": level}, (event,))


def hear(record, message, level="T1", now=NOW):
    record.inbox.accept(arrival(record, message, f"words {message}", screened=danger(level)), now)


def end_turn(record, now=NOW, **came_to):
    return record.outbox.finish(claim(record, at=now), outcome(**came_to), now)


def told(record):
    """Cause and level of every notice, in order."""
    return [(one.notice.cause, one.notice.level) for one in reversed(record.notices.told(("clinic", "admins")))]


def test_danger_heard_is_told_once_however_it_is_stored(record, c1):
    hear(record, "m1")
    end_turn(record, triage={"level": "T1"})
    assert told(record) == [("level", "T1")]


@pytest.mark.parametrize(
    ("level", "told_of"), [("T0", True), ("T2", True), ("T3", False), ("T5", False), (None, False)]
)
def test_a_triage_is_told_of_from_the_same_day_on(record, c1, level, told_of):
    take(record, "m1")
    end_turn(record, triage={"level": level})
    assert told(record) == ([("level", level)] if told_of else [])


def test_it_is_told_again_when_it_becomes_more_urgent_and_not_when_less(record, c1):
    hear(record, "m1", "T2")
    end_turn(record, triage={"level": "T2"})
    hear(record, "m2", "T1")
    end_turn(record, triage={"level": "T1"})
    take(record, "m3")
    end_turn(record, triage={"level": "T2"})
    assert told(record) == [("level", "T2"), ("level", "T1")]


def test_danger_heard_anew_after_staff_have_looked_is_told_again_but_not_at_every_sentence(record, c1):
    hear(record, "m1")
    end_turn(record)
    record.cases.looked(c1, "s-1", 9, NOW + MINUTE)
    hear(record, "m2", now=NOW + 2 * MINUTE)
    end_turn(record, NOW + 2 * MINUTE)
    assert told(record) == [("level", "T1")]
    hear(record, "m3", now=NOW + 20 * MINUTE)
    end_turn(record, NOW + 20 * MINUTE, triage={"level": "T1"})
    assert told(record) == [("level", "T1"), ("level", "T1")]


def test_a_level_that_is_only_found_again_in_what_was_known_is_not_told_again(record, c1):
    hear(record, "m1")
    end_turn(record)
    record.cases.looked(c1, "s-1", 9, NOW)
    take(record, "m2")
    end_turn(record, NOW + 60 * MINUTE, triage={"level": "T1"})
    assert told(record) == [("level", "T1")]


@pytest.mark.parametrize("cause", ["person_wanted", "cannot_get_help", "action_failed", "attendance_lapsed"])
def test_what_a_person_must_look_at_is_told_and_told_again_once_seen(record, c1, cause):
    for message, seen in (("m1", False), ("m2", True), ("m3", False)):
        take(record, message)
        end_turn(record, events=({"event": cause},))
        if seen:
            record.cases.looked(c1, "s-1", 9, NOW)
    assert told(record) == [(cause, None), (cause, None)]


def test_a_message_given_up_is_told(record, c1):
    take(record, "m1")
    record.outbox.fail(claim(record), Message("Sorry."), {"event": "action_failed", "reason": "timeout"}, NOW)
    assert told(record) == [("action_failed", None)]


def test_what_nobody_need_look_at_is_not_told(record, c1):
    take(record, "m1")
    small = {"event": "not_delivered", "channel": "sms", "code": "30003"}  # of urgent words staff are told apart
    end_turn(record, events=({"event": "paused"}, {"event": "not_understood", "times": 1}, small))
    assert told(record) == []


def test_a_turn_that_was_not_stored_tells_nobody(record, c1):
    take(record, "m1")
    taken = claim(record)
    other = replace(taken, owner="somebody else")
    assert record.outbox.finish(other, outcome(events=({"event": "person_wanted"},)), NOW) is False
    assert told(record) == []


def test_neither_is_stored_if_the_notice_cannot_be(record, c1, monkeypatch):
    def broken(*_):
        raise OSError("no room")

    monkeypatch.setattr(notice_rows, "_add", broken)
    with pytest.raises(OSError, match="no room"):
        hear(record, "m1")
    assert record.casefiles.read(c1).events == ()


def test_what_stands_is_most_urgent_first_and_only_for_its_audience(record, c1):
    take(record, "m1")
    end_turn(record, events=({"event": "person_wanted"},))
    hear(record, "m2", "T1")
    record.notices.raise_(c1, "glass_break", NOW)
    record.notices.raise_(c1, "glass_break", NOW)
    standing = record.notices.standing(CLINIC)
    assert [one.cause for one in standing.first] == ["level", "person_wanted"]
    assert (standing.count, standing.newest, standing.oldest) == (2, 2, NOW)
    assert [one.cause for one in record.notices.standing(("admins",)).first] == ["glass_break", "glass_break"]


def test_who_saw_it_first_stays_known(record, c1):
    hear(record, "m1")
    (notice,) = record.notices.standing(CLINIC).first
    assert record.notices.seen(notice.id, "admins", "s-1", NOW) is False
    assert record.notices.seen(notice.id, "clinic", "s-1", NOW) is True
    assert record.notices.seen(notice.id, "clinic", "s-2", NOW + MINUTE) is True
    found = record.notices.find(notice.id)
    assert (found.seen_by, found.seen_at) == ("s-1", NOW)
    assert record.notices.standing(CLINIC).count == 0
    (line,) = record.audit.lines(Sought(action="notice"))
    assert (line.act.actor, line.act.conversation) == ("s-1", c1)


def test_whoever_does_something_with_a_conversation_has_seen_what_was_told_of_it(record, c1):
    hear(record, "m1")
    record.casework.assign(c1, Hand("s-1"), "s-1", NOW)
    assert record.notices.standing(CLINIC).count == 0


def test_looking_at_a_conversation_leaves_what_admins_are_to_see(record, c1):
    record.notices.raise_(c1, "glass_break", NOW)
    record.cases.looked(c1, "s-1", 9, NOW)
    assert record.notices.standing(("admins",)).count == 1


def test_notices_and_letters_go_with_their_conversation(record, c1):
    hear(record, "m1")
    (notice,) = record.letters.unaddressed()
    record.letters.address(notice, [("email", "nurse@clinic.example")], NOW)
    receipt = record.conversations.erase(c1, "patient", NOW)
    assert (receipt.counts["notices"], receipt.counts["letters"]) == (1, 1)
    assert record.notices.told(CLINIC) == []
