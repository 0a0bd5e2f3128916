"""What must not go out now: after the platform's window, while she is in the browser, once all is deleted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import inspect, text

from tests.support.channel_double import ROOMY, FakeChannel, Texter
from tests.support.channel_record import events_of, line_of, transcript
from tests.support.front_desk import real_protocol
from tests.support.gateway import Chat, RunningGateway, until
from tests.support.prepared import prepared_sqlite
from yarrow.intake.turn import Message
from yarrow.store.attendance_values import Attendant

NURSE = Attendant("ann", "Ann", "Nurse")
DAY = replace(ROOMY, window_hours=24)


@pytest.fixture(scope="module")
def apps():
    """Two messaging apps for all tests: each test has a person of its own."""
    return {"fake": FakeChannel(), "other": FakeChannel(name="other", title="Other")}


@pytest.fixture(scope="module")
def messaging(tmp_path_factory, apps):
    real_protocol()  # read before, so that the first call is not kept waiting by the reading
    home = tmp_path_factory.mktemp("windows")
    with RunningGateway(home, database_url=prepared_sqlite(home), channels=apps) as gateway:
        yield gateway


@pytest.fixture
def channel(apps):
    apps["fake"].limits = ROOMY
    return apps["fake"]


@pytest.fixture
def amira(messaging, channel, request):
    texter = Texter(messaging.http, channel, request.node.name)
    texter.say("hello")
    texter.gets("First: is that all right?")
    texter.tap("Yes")
    texter.gets("Could you be pregnant?")
    return texter


def say(messaging, texter, *texts, level=None):
    messages = tuple(Message(one, level=level) for one in texts)
    messaging.record.outbox.say(line_of(messaging, texter).conversation, messages, datetime.now(timezone.utc))


def last_heard(messaging, texter, ago):
    """She has not written for so long."""
    with messaging.record.database.write() as connection:
        at = (datetime.now(timezone.utc) - ago).replace(tzinfo=None).isoformat(sep=" ")
        connection.execute(
            text("UPDATE lines SET heard_at = :at WHERE id = :id"), {"at": at, "id": line_of(messaging, texter).id}
        )


def held(messaging, texter):
    found = messaging.record.dispatches.standing_of(line_of(messaging, texter).conversation)
    return [one for one in found.values() if one.state == "held"]


def test_after_the_window_all_is_held_and_goes_out_in_order_when_she_writes(messaging, amira, channel):
    channel.limits = DAY
    last_heard(messaging, amira, timedelta(hours=24))
    say(messaging, amira, "one", "two")
    until(lambda: len(held(messaging, amira)) == 2)
    assert "one" not in amira.texts()
    assert events_of(messaging, amira).count("waits_for_her") == 1
    amira.say("I am here")
    amira.gets("How old are you?")
    texts = amira.texts()
    assert texts.index("one") < texts.index("two") < len(texts) - 1


def test_just_before_the_window_ends_it_still_goes_out(messaging, amira, channel):
    channel.limits = DAY
    last_heard(messaging, amira, timedelta(hours=23, minutes=59))
    say(messaging, amira, "one")
    amira.gets("one")


def test_an_approved_form_asks_her_to_write_once(messaging, amira, channel):
    channel.limits = replace(DAY, asks_back=True)
    last_heard(messaging, amira, timedelta(hours=30))
    say(messaging, amira, "one", "two")
    until(lambda: len(held(messaging, amira)) == 2)
    asked = [one for one in channel.sent if one.piece.asks_back and one.to["chat"] == amira.who]
    assert len(asked) == 1


def test_staffs_words_go_out_for_as_long_as_the_platform_lets_people_answer(messaging, amira, channel):
    channel.limits = replace(DAY, staff_window_hours=168)
    last_heard(messaging, amira, timedelta(hours=30))
    conversation = line_of(messaging, amira).conversation
    messaging.record.attendance.begin(conversation, NURSE, Message("A nurse has joined."), datetime.now(timezone.utc))
    messaging.record.attendance.say(conversation, NURSE, "n-1", Message("How are you?"), datetime.now(timezone.utc))
    amira.gets("How are you?")
    assert channel.sent[-1].piece.by_staff


def in_the_browser(messaging, texter):
    """She goes on in the browser."""
    conversation = line_of(messaging, texter).conversation
    code = messaging.record.resumption.make(conversation, datetime.now(timezone.utc) + timedelta(hours=1))
    went = messaging.http.post("/api/resume", json={"code": code}).raise_for_status().json()
    return Chat(messaging.http, went)


def test_who_goes_on_in_the_browser_is_pushed_nothing_but_what_must_be(messaging, amira, channel):
    browser = in_the_browser(messaging, amira)
    before = len(amira.texts())
    assert browser.say(choice="pregnant_now:no").status_code == 200
    say(messaging, amira, "We are back.")
    say(messaging, amira, "Call 999 now.", level="T0")
    amira.gets("Call 999 now.")
    assert amira.texts()[before:] == ["Call 999 now."]
    amira.say("34")
    amira.gets("How old are you?")


def test_what_answers_her_goes_to_the_line_she_wrote_on_and_the_rest_where_she_wrote_last(messaging, amira, apps):
    other = Texter(messaging.http, apps["other"], amira.who)
    other.say("hello")
    other.gets("First: is that all right?")
    line, conversation = line_of(messaging, other), line_of(messaging, amira).conversation
    place = transcript(messaging, amira)[-1].seq
    assert messaging.record.lines.bind(line.id, conversation, place, datetime.now(timezone.utc))
    here, there = len(amira.texts()), len(other.texts())
    other.say("no")
    other.gets("How old are you?")
    say(messaging, amira, "We are back.")
    other.gets("We are back.")
    assert amira.texts()[here:] == []
    assert other.texts()[there:][-1] == "We are back."
    assert "Is that all right?" not in other.texts()[there:]
    amira.say("34")
    amira.gets("Turn")


def test_after_delete_my_data_the_last_words_go_out_and_then_nothing_of_her_is_left(messaging, amira):
    line = line_of(messaging, amira)
    amira.say("delete my data")
    amira.gets("It is all deleted.")
    until(lambda: line_of(messaging, amira) is None)
    until(lambda: not traces(messaging, line.id, line.conversation, line.who, line.address))


def traces(messaging, *marks):
    """Tables that still hold any of these."""
    engine = messaging.record.database.engine
    found = []
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            rows = [str(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {table}"))]
            # That it was deleted, and when, is what stays.
            if table != "erasures" and any(mark in row for row in rows for mark in marks):
                found.append(table)
    return found
