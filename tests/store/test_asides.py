"""Words beside the history: said once, without touching what stands or any turn."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.at_once import at_once
from tests.support.record import LATER, NOW, arrival, begin, claim, outcome, take
from yarrow.intake.turn import Message
from yarrow.store.case_tables import cases
from yarrow.store.errors import BehindTheRecord, UnknownConversation

CANNOT_READ = Message("I cannot look at pictures.")
EVENT = {"event": "not_read", "kind": "picture"}


@pytest.fixture
def c1(record):
    return begin(record, consent=True)


def texts(record):
    return [entry.message.text for entry in record.outbox.transcript("c1")]


def test_they_stand_in_the_conversation_and_answer_nothing(record, c1):
    (said,) = record.outbox.say(c1, [CANNOT_READ], LATER, events=[EVENT])
    assert (said.seq, said.kind, said.sender, said.answers, said.at) == (2, "aside", "assistant", None, LATER)
    held = record.conversations.find(c1)
    assert (held.last_seq, held.updated_at, held.standing.status) == (2, LATER, "in_progress")
    assert [(one.name, one.detail) for one in record.casefiles.read(c1).events] == [("not_read", {"kind": "picture"})]


def test_said_twice_under_one_name_they_are_said_once(record, c1):
    first = record.outbox.say(c1, [CANNOT_READ, Message("Please write.")], NOW, sent_as="l1:e1", events=[EVENT])
    again = record.outbox.say(c1, [CANNOT_READ, Message("Please write.")], LATER, sent_as="l1:e1", events=[EVENT])
    assert first == again
    assert texts(record) == ["Hello.", "I cannot look at pictures.", "Please write."]
    assert len(record.casefiles.read(c1).events) == 1


def test_of_five_that_say_it_at_once_one_does(record, c1):
    said = at_once(lambda: record.outbox.say(c1, [CANNOT_READ], NOW, sent_as="l1:e1"))
    assert len({one.id for (one,) in said}) == 1
    assert len(texts(record)) == 2


def test_without_a_name_they_are_said_as_often_as_they_are_said(record, c1):
    record.outbox.say(c1, [CANNOT_READ], NOW)
    record.outbox.say(c1, [CANNOT_READ], NOW)
    assert len(texts(record)) == 3


def test_something_may_have_happened_without_words(record, c1):
    assert record.outbox.say(c1, (), NOW, events=[{"event": "messages_stopped"}]) == ()
    assert [one.name for one in record.casefiles.read(c1).events] == ["messages_stopped"]
    assert record.conversations.find(c1).last_seq == 1


def test_a_turn_under_way_ends_as_if_nothing_had_been_said(record, c1):
    take(record, "m1")
    turn = claim(record)
    record.outbox.say(c1, [CANNOT_READ], NOW)
    assert record.outbox.finish(turn, outcome(), LATER) is True
    assert texts(record) == ["Hello.", "34", "I cannot look at pictures.", "Thanks."]
    assert record.conversations.find(c1).standing.question == "age"


def test_a_message_read_before_is_read_again_before_it_is_stored(record, c1):
    old = arrival(record, "m1")
    record.outbox.say(c1, [CANNOT_READ], NOW)
    with pytest.raises(BehindTheRecord):
        record.inbox.accept(old, NOW)
    assert take(record, "m1").outcome == "new"


def test_staff_see_that_the_case_has_changed(record, c1):
    before = mark(record)
    record.outbox.say(c1, [CANNOT_READ], NOW)
    assert mark(record) > before


def mark(record):
    with record.database.read() as connection:
        return connection.execute(select(cases.c.change).where(cases.c.conversation == "c1")).scalar_one()


def test_nothing_is_said_where_nobody_is(record):
    with pytest.raises(UnknownConversation):
        record.outbox.say("c9", [CANNOT_READ], NOW)
