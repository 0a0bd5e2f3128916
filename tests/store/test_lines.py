"""Lines: one for each person in each app; what comes in is kept once, whatever is told how often and at once."""

from __future__ import annotations

import pytest

from tests.support.at_once import at_once
from tests.support.lines import AMIRA, BEA, SECOND, bound, delivery, start, tell, work_off, write
from tests.support.record import DAY, NOW, begin
from yarrow.store import lines
from yarrow.store.errors import UnknownConversation


def outcomes(kept):
    return [one.outcome for one in kept]


def test_what_comes_in_stands_on_a_line_of_its_person_and_app(record):
    kept = record.lines.take_in([delivery(), delivery(who=BEA), delivery(channel="sms"), delivery()], NOW)
    assert outcomes(kept) == ["new"] * 4
    assert kept[0].line == kept[3].line
    assert len({one.line for one in kept}) == 3
    line = record.lines.find(kept[0].line)
    assert (line.channel, line.who, line.conversation, line.heard_at) == ("telegram", AMIRA, None, NOW)
    assert record.lines.of_person("telegram", AMIRA) == line
    assert (len(line.id), line.id.isalnum()) == (16, True)
    assert len(record.deliveries.waiting(line.id)) == 2


def test_what_is_told_again_is_kept_once_and_is_no_sign_of_her(record):
    (first,) = record.lines.take_in([delivery("e-1")], NOW)
    (again,) = record.lines.take_in([delivery("e-1")], NOW + DAY)
    assert (again.line, again.outcome) == (first.line, "known")
    assert record.lines.find(first.line).heard_at == NOW
    assert len(record.deliveries.waiting(first.line)) == 1


def test_what_stands_twice_in_one_call_is_kept_once(record):
    assert outcomes(record.lines.take_in([delivery("e-1"), delivery("e-1")], NOW)) == ["new", "known"]


def test_two_apps_may_call_two_things_by_one_name(record):
    assert outcomes(record.lines.take_in([delivery("e-1"), delivery("e-1", channel="sms")], NOW)) == ["new", "new"]


def test_of_five_that_take_in_the_same_at_once_one_keeps_it(record):
    answers = at_once(lambda: record.lines.take_in([delivery("e-1"), delivery("e-2", who=BEA)], NOW))
    assert sorted(kept[0].outcome for kept in answers) == ["known"] * 4 + ["new"]
    assert len({kept[0].line for kept in answers}) == 1
    assert len(record.deliveries.waiting(answers[0][0].line)) == 1


def test_five_that_take_in_for_the_same_people_in_different_orders_do_not_lock_each_other_out(record):
    people = [letter * 64 for letter in "abcde"]
    turns = iter([people, people[::-1], people, people[::-1], people])
    answers = at_once(lambda: record.lines.take_in([delivery(who=who) for who in next(turns)], NOW))
    assert [outcomes(kept) for kept in answers] == [["new"] * 5] * 5
    assert len(record.deliveries.lines_waiting(100)) == 5


def test_the_newest_address_is_the_one_to_write_to(record):
    line = write(record)
    write(record, address="another")
    assert record.lines.find(line).address == "another"


def test_the_hundred_and_first_that_waits_is_too_much_and_may_come_again_later(record, monkeypatch):
    monkeypatch.setattr(lines, "MOST_WAITING", 3)
    kept = record.lines.take_in([delivery(f"e-{n}") for n in range(4)], NOW)
    assert outcomes(kept) == ["new", "new", "new", "too_many"]
    line = kept[0].line
    assert outcomes(record.lines.take_in([delivery("e-3")], NOW)) == ["too_many"]
    work_off(record, line)
    assert outcomes(record.lines.take_in([delivery("e-3")], NOW)) == ["new"]


def test_a_line_speaks_for_the_conversation_it_is_bound_to(record):
    line = bound(record)
    other = bound(record, "c2", who=BEA)
    assert record.lines.find(line).place == 1
    assert [one.id for one in record.lines.of_conversation("c1")] == [line]
    record.lines.bind(other, "c1", 1, NOW)
    write(record, now=NOW + SECOND)
    assert [one.id for one in record.lines.of_conversation("c1")] == [line, other]
    write(record, who=BEA, now=NOW + 2 * SECOND)
    assert [one.id for one in record.lines.of_conversation("c1")] == [other, line]


def test_nothing_is_bound_to_a_conversation_that_is_not_there(record):
    line = write(record)
    with pytest.raises(UnknownConversation):
        record.lines.bind(line, "c9", 0, NOW)
    begin(record)
    assert record.lines.bind("nobody", "c1", 0, NOW) is False
    assert record.lines.find(line).conversation is None


def test_who_joins_another_conversation_hears_no_more_of_the_first_but_what_is_urgent(record):
    line = bound(record)
    record.lines.remember(line, {"menu": {"signs": "numbers"}})
    tell(record, line, "Call 999.", level="T0")
    tell(record, line, "How old are you?")
    begin(record, "c2", consent=True)
    record.lines.bind(line, "c2", 1, NOW)
    assert record.lines.find(line).notes == {}
    assert list(record.dispatches.standing_of("c1")) == [2]
    tell(record, line, "Welcome back.")
    assert start(record, line).conversation == "c1"


def test_a_conversation_that_was_joined_tells_staff_so_and_one_that_began_there_does_not(record):
    line = write(record)
    begin(record, "c1")  # on the website
    record.lines.bind(line, "c1", 1, NOW)
    record.lines.bind(line, "c1", 1, NOW)
    (event,) = record.casefiles.read("c1").events
    assert (event.name, event.detail) == ("joined_by_app", {"channel": "telegram"})
    at_home = write(record, who=BEA, channel="widget")
    begin(record, "c2")
    record.lines.bind(at_home, "c2", 1, NOW)
    assert record.casefiles.read("c2").events == ()


def test_whoever_wants_no_messages_gets_none_that_wait_but_the_urgent_ones(record):
    line = bound(record)
    tell(record, line, "How old are you?", "And your blood group?")
    tell(record, line, "Call 999.", level="T0")
    record.dispatches.begin(record.dispatches.standing_of("c1")[2].id, "me", NOW, NOW + 30 * SECOND)
    record.lines.stop(line, NOW)
    record.lines.stop(line, NOW + DAY)
    assert record.lines.find(line).stopped_at == NOW
    fared = record.dispatches.standing_of("c1")
    assert [(one.state, one.error) for one in fared.values()] == [("failed", "stopped")] * 2 + [("waiting", None)]
    assert record.dispatches.piece_sent(fared[2].id, "me", 1) is False
    assert record.dispatches.undelivered() == []
    assert start(record, line).seq == 4
    record.lines.go_on(line)
    assert record.lines.find(line).stopped_at is None


def test_what_was_held_goes_out_in_order_when_she_writes(record):
    line = bound(record)
    tell(record, line, "How old are you?", "And your blood group?")
    for _ in range(2):
        record.dispatches.hold(start(record, line).id, "me", "window", NOW)
    assert record.dispatches.due(line, NOW + DAY) is None
    write(record, who=BEA, now=NOW + DAY)
    assert record.dispatches.due(line, NOW + DAY) is None
    write(record, now=NOW + DAY)
    assert start(record, line, now=NOW + DAY).seq == 2


def test_a_known_event_lets_nothing_go(record):
    line = bound(record, event="e-1")
    tell(record, line, "How old are you?")
    record.dispatches.hold(start(record, line).id, "me", "window", NOW)
    record.lines.take_in([delivery("e-1")], NOW + DAY)
    assert record.dispatches.due(line, NOW + DAY) is None


def test_notes_are_put_beside_each_other_and_forgotten_one_by_one(record):
    line = write(record)
    record.lines.remember(line, {"menu": [1], "hints": ["ways"]})
    record.lines.remember(line, {"menu": None, "ticks": []})
    assert record.lines.find(line).notes == {"hints": ["ways"], "ticks": []}
    record.lines.remember("nobody", {"menu": [1]})


def test_two_that_note_something_at_once_lose_neither(record):
    line = write(record)
    names = iter("abcde")
    at_once(lambda: record.lines.remember(line, {next(names): 1}))
    assert sorted(record.lines.find(line).notes) == list("abcde")


def test_after_a_while_events_are_forgotten_with_what_was_handled_and_lines_that_came_to_nothing(record):
    idle = write(record, event="e-1")
    work_off(record, idle)
    waits = write(record, who=BEA)
    talks = bound(record, who="c" * 64)
    stopped = write(record, who="d" * 64)
    work_off(record, stopped)
    record.lines.stop(stopped, NOW)
    assert record.lines.forget_seen(NOW) == 0
    assert record.lines.forget_seen(NOW + SECOND) == 4
    found = [record.lines.find(line) is not None for line in (idle, waits, talks, stopped)]
    assert found == [False, True, True, True]
    assert outcomes(record.lines.take_in([delivery("e-1")], NOW)) == ["new"]


@pytest.mark.parametrize(("days", "is_another"), [(60, False), (61, True)])
def test_after_a_long_silence_a_number_is_taken_for_somebody_elses(record, days, is_another):
    line = bound(record)
    later = delivery("e-9", stranger_after=60 * DAY)
    record.lines.take_in([later], record.lines.find(line).heard_at + days * DAY)
    assert (record.lines.find(line).conversation is None) is is_another
    assert len(record.deliveries.waiting(line)) >= 1


def test_an_account_that_never_changes_hands_keeps_its_conversation_for_ever(record):
    line = bound(record)
    record.lines.take_in([delivery("e-9")], NOW + 3000 * DAY)
    assert record.lines.find(line).conversation is not None
