"""What comes in over a messaging app becomes a conversation: once, in order, and answered."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from tests.support.channel_double import FakeChannel, Texter
from tests.support.channel_record import events_of, heard, line_of, settled
from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import HURRIED, RunningGateway, until
from tests.support.prepared import prepared_sqlite
from yarrow.gateway.channels.reception.clerk import Clerk
from yarrow.gateway.channels.reception.reception import ONE_GO
from yarrow.gateway.words import IF_IN_DANGER
from yarrow.intake.turn import Message
from yarrow.store.attendance_values import Attendant
from yarrow.store.errors import RecordUnavailable


def told(town, texter):
    """Her words, in the order of the record."""
    return [entry.message.text for entry in heard(town, texter)]


def test_somebody_new_gets_the_first_words_and_an_answer_and_her_words_are_kept_apart(town, somebody):
    somebody.say("hello there")
    somebody.gets("Hello, I'm Yarrow.")
    somebody.gets("First: is that all right?")
    line = settled(town, somebody)
    assert told(town, somebody) == ["hello there"]
    assert town.record.conversations.find(line.conversation).channel == "fake"


def test_who_begins_with_words_of_her_own_is_asked_for_her_consent_once(town, somebody):
    somebody.say("hello there")
    somebody.gets("First: is that all right?")
    settled(town, somebody)
    assert [bool(one.piece.options) for one in somebody.channel.sent if one.to["chat"] == somebody.who].count(True) == 1


def test_who_only_opens_the_chat_gets_the_first_words_and_no_more(town, somebody):
    somebody.say(kind="start")
    somebody.gets("Is that all right?")
    settled(town, somebody)
    assert len(somebody.texts()) == 2
    assert heard(town, somebody) == []


def test_opening_the_chat_again_puts_the_open_question_again(asked):
    asked.say(kind="start")
    asked.gets("(on_again)")
    asked.gets("Again: pregnant_now?")


def test_danger_in_the_very_first_words_is_answered(somebody):
    somebody.say("I am bleeding heavily")
    somebody.gets(SAFETY_TEXT)


def test_a_message_stands_in_the_record_under_an_id_that_tells_its_line(town, asked):
    asked.say("No")
    asked.gets("How old are you?")
    line = line_of(town, asked)
    assert all(entry.id.startswith(f"{line.id}:") for entry in heard(town, asked))


def test_five_told_in_any_order_are_worked_off_in_the_platforms(database_url, tmp_path):
    channel = FakeChannel()
    pace = replace(HURRIED, settle=1.5, settle_at_most=15.0)
    with RunningGateway(tmp_path, database_url=database_url, channels={"fake": channel}, pace=pace) as town:
        amira = Texter(town.http, channel)
        amira.agree()
        things = [amira.thing(f"number {number}", order=float(number)) for number in range(1, 6)]
        random.Random(7).shuffle(things)
        for thing in things:
            amira.tell(thing)
            amira.tell(thing)
        until(lambda: len(heard(town, amira)) == 6)
        settled(town, amira)
        assert told(town, amira)[1:] == [f"number {number}" for number in range(1, 6)]
        assert "came_late" not in events_of(town, amira)


def test_more_than_is_worked_off_in_one_go_is_all_taken_in_order(town, asked):
    words = [f"number {number}" for number in range(ONE_GO + 2)]
    asked.tell(*(asked.thing(text) for text in words))
    until(lambda: len(heard(town, asked)) == len(words) + 1, 20)
    assert told(town, asked)[1:] == words


def test_what_comes_after_something_later_was_worked_off_is_taken_and_noted(town, asked):
    asked.say("second", order=20.0)
    until(lambda: "second" in told(town, asked))
    asked.say("first", order=10.0)
    until(lambda: "first" in told(town, asked))
    settled(town, asked)
    assert told(town, asked)[1:] == ["second", "first"]
    assert events_of(town, asked).count("came_late") == 1


def test_what_is_of_the_same_moment_as_the_last_is_not_late(town, asked):
    asked.say("second", order=20.0)
    until(lambda: "second" in told(town, asked))
    asked.say("third", order=20.0)
    until(lambda: "third" in told(town, asked))
    settled(town, asked)
    assert "came_late" not in events_of(town, asked)


@pytest.fixture
def patient_town(tmp_path):
    """A gateway that waits long for what may still come."""
    pace = replace(HURRIED, settle=60.0, settle_at_most=120.0)
    channel = FakeChannel()
    with RunningGateway(
        tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}, pace=pace
    ) as town:
        yield Texter(town.http, channel)


def test_danger_a_tap_and_control_words_are_not_waited_for(patient_town):
    amira = patient_town
    amira.say(kind="start", order=1.0)
    amira.gets("Is that all right?")
    amira.tell(amira.thing(tokens=[amira.token("Yes")], order=2.0))
    amira.gets("Could you be pregnant?")
    amira.say("HELP", order=3.0)
    amira.gets("(help)")
    amira.say("just a moment", order=4.0)
    amira.say("bleeding heavily", order=5.0)
    amira.gets(SAFETY_TEXT)


def test_a_text_too_long_is_taken_in_parts_at_the_ends_of_sentences(town, asked):
    sentence = "It began two weeks ago and it has been like that. "
    text = (sentence * 180).strip()
    asked.say(text)
    until(lambda: len(heard(town, asked)) == 4)
    settled(town, asked)
    parts = heard(town, asked)[1:]
    assert " ".join(entry.message.text for entry in parts) == text
    assert all(len(entry.message.text) <= 4_000 and entry.message.text.endswith(".") for entry in parts)
    assert [entry.id.rpartition("-")[2] for entry in parts[1:]] == ["2", "3"]


def test_a_text_as_long_as_one_message_may_be_stays_whole(town, asked):
    text = "a" * 3_999 + "."
    asked.say(text)
    until(lambda: told(town, asked)[-1] == text)


def test_danger_at_the_end_of_a_text_too_long_is_answered(asked):
    asked.say("It began two weeks ago. " * 300 + "I am bleeding heavily.")
    asked.gets(SAFETY_TEXT)


def test_while_the_lane_is_not_there_it_is_said_where_help_is_once_and_the_message_waits(town, asked):
    town.front_desk.broken = True
    try:
        asked.say("No")
        asked.say("really not")
        asked.gets(IF_IN_DANGER)
    finally:
        town.front_desk.broken = False
    asked.gets("How old are you?")
    settled(town, asked)
    assert told(town, asked)[1:] == ["No", "really not"]
    assert sum(IF_IN_DANGER in text for text in asked.texts()) == 1


def test_somebody_new_hears_where_help_is_while_the_lane_is_not_there(town, somebody):
    town.front_desk.broken = True
    try:
        somebody.say("hello")
        somebody.gets(IF_IN_DANGER)
    finally:
        town.front_desk.broken = False
    somebody.gets("Hello, I'm Yarrow.")


def test_while_the_record_is_away_what_came_in_waits(town, asked, monkeypatch):
    with monkeypatch.context() as away:
        tried = []
        away.setattr(town.record.inbox, "accept", lambda *_: tried.append(1) or raise_(RecordUnavailable("down")))
        asked.say("No")
        until(lambda: tried)
        assert len(heard(town, asked)) == 1
    asked.gets("How old are you?")
    assert told(town, asked)[1:] == ["No"]


def test_what_fails_again_and_again_does_not_keep_the_rest_waiting_and_she_is_told(town, asked, monkeypatch):
    handle = Clerk.handle
    monkeypatch.setattr("yarrow.gateway.channels.reception.reception.AGAIN_PAUSE", 0.01)
    with monkeypatch.context() as broken:
        tries = []

        async def fail(self, thing):
            if thing.text == "the bad one":
                tries.append(1)
                raise ValueError("a mistake of ours")
            await handle(self, thing)

        broken.setattr(Clerk, "handle", fail)
        asked.say("the bad one")
        asked.say("No")
        asked.gets("(not_taken)")
        asked.gets("How old are you?")
        assert len(tries) == 5
    assert told(town, asked)[1:] == ["No"]
    assert "not_taken" in events_of(town, asked)


def test_after_delete_my_data_the_next_message_begins_anew(town, asked):
    before = line_of(town, asked).conversation
    asked.say("delete my data")
    asked.gets("It is all deleted.")
    asked.say("hello again")
    asked.gets("Hello, I'm Yarrow.", times=2)
    after = settled(town, asked).conversation
    assert after not in (None, before)
    assert town.record.conversations.find(before) is None


def test_where_there_are_no_first_words_somebody_new_hears_where_help_is_and_waits(town, somebody, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(town.front_desk, "open", lambda *_: raise_(RuntimeError("no protocol")))
        somebody.say("hello")
        somebody.gets(IF_IN_DANGER)
    somebody.gets("Hello, I'm Yarrow.")
    settled(town, somebody)
    assert told(town, somebody) == ["hello"]


def test_danger_in_an_edit_is_answered_even_if_it_is_the_first_we_hear(town, somebody):
    somebody.say("bleeding heavily", kind="edit")
    somebody.gets(SAFETY_TEXT)
    assert told(town, somebody) == ["bleeding heavily"]


def test_while_a_person_writes_her_words_go_to_them_and_danger_is_still_heard(town, asked):
    line = line_of(town, asked)
    nurse = Attendant("s1", "Nurse Ann", "Nurse")
    moment = datetime.now(timezone.utc)
    begun = town.record.attendance.begin(line.conversation, nurse, Message("A nurse has joined."), moment)
    assert begun.outcome == "begun"
    turns = len(town.rasa.seen)
    asked.say("No, not now")
    until(lambda: len(heard(town, asked)) == 2)
    asked.say("bleeding heavily")
    asked.gets(SAFETY_TEXT)
    assert [entry.written_to for entry in heard(town, asked)[1:]] == ["Nurse", "Nurse"]
    assert len(town.rasa.seen) == turns


def raise_(error):
    raise error
