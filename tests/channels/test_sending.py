"""What is said goes out: in order, once, whatever the platform answers; urgent words before all else."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from tests.support.channel_double import ROOMY, Texter
from tests.support.channel_record import events_of, line_of, transcript
from tests.support.front_desk import real_protocol
from tests.support.gateway import HURRIED, RunningGateway, until
from tests.support.moody_channel import MoodyChannel
from tests.support.prepared import prepared_sqlite
from yarrow.gateway.channels.refused import Refused
from yarrow.intake.turn import Message

WORDS = ["one", "two", "three"]


@pytest.fixture(scope="module")
def app():
    """One messaging app for all of them: each test has a person of its own."""
    return MoodyChannel()


@pytest.fixture(scope="module")
def messaging(tmp_path_factory, app):
    real_protocol()  # read before, so that the first call is not kept waiting by the reading
    home = tmp_path_factory.mktemp("sending")
    pace = replace(HURRIED, send_timeout=0.6)
    with RunningGateway(home, pace=pace, database_url=prepared_sqlite(home), channels={app.name: app}) as gateway:
        yield gateway


@pytest.fixture
def channel(app):
    app.limits = ROOMY
    app.faults.clear()
    app.lost.clear()
    return app


@pytest.fixture
def amira(messaging, channel, request):
    return begun(messaging, Texter(messaging.http, channel, request.node.name))


def begun(messaging, texter):
    """Somebody who has said hello, and has had all there was to say to it."""
    texter.say("hello")
    texter.gets("First: is that all right?")
    until(lambda: state_of(messaging, texter, "First: is that all right?") == ("sent", None))
    return texter


def say(messaging, texter, *texts, level=None):
    """Something is said to her that answers nothing."""
    messages = tuple(Message(text, level=level) for text in texts)
    messaging.record.outbox.say(line_of(messaging, texter).conversation, messages, datetime.now(timezone.utc))


def tried(texter):
    """All the platform was asked to send her."""
    return [text for who, text in texter.channel.tried if who == texter.who]


def last(texter, count):
    return texter.texts()[-count:]


def undelivered(messaging, texter):
    """What staff are shown as not delivered to her."""
    conversation = line_of(messaging, texter).conversation
    return [one for one in messaging.record.dispatches.undelivered() if one.conversation == conversation]


def state_of(messaging, texter, text):
    """What became of these words: (state, error)."""
    line = line_of(messaging, texter)
    seq = next(entry.seq for entry in transcript(messaging, texter) if entry.message.text == text)
    found = messaging.record.dispatches.standing_of(line.conversation).get(seq)
    return (found.state, found.error) if found else None


def test_what_is_said_in_another_process_arrives_in_order(messaging, amira):
    say(messaging, amira, *WORDS)
    amira.gets("three")
    assert last(amira, 3) == WORDS


@pytest.mark.parametrize(
    "refused",
    [Refused("later", "http 429", after=0.3), Refused("later", "http 500"), Refused("later", "no-connection")],
)
def test_what_a_platform_does_not_take_now_goes_out_later_once_and_in_order(messaging, amira, channel, refused):
    channel.moods[amira.who].extend([refused, refused])
    say(messaging, amira, *WORDS)
    amira.gets("three")
    assert last(amira, 3) == WORDS
    assert tried(amira)[-5:] == ["one", "one", "one", "two", "three"]


def test_the_platforms_own_time_is_kept_even_by_urgent_words(messaging, amira, channel):
    channel.moods[amira.who].append(Refused("later", "http 429", after=1.0))
    began = time.monotonic()
    say(messaging, amira, "one")
    until(lambda: "one" in tried(amira))
    say(messaging, amira, "Call 999 now.", level="T0")
    amira.gets("one")
    assert last(amira, 2) == ["Call 999 now.", "one"]
    assert all(
        sent.at >= began + 1.0
        for sent in channel.sent
        if sent.text in ("one", "Call 999 now.") and sent.to["chat"] == amira.who
    )


def test_an_answer_that_was_lost_is_sent_again_twice_is_better_than_never(messaging, amira, channel):
    channel.faults.append(Refused("later", "broken-off", unsure=True))
    say(messaging, amira, *WORDS)
    amira.gets("three")
    assert [one.text for one in channel.lost] == ["one"]
    assert last(amira, 3) == WORDS


def test_where_the_platform_says_that_it_has_it_nothing_goes_twice(messaging, amira, channel):
    channel.limits = replace(ROOMY, tells_back=True)
    channel.faults.append(Refused("later", "broken-off", unsure=True))
    say(messaging, amira, *WORDS)
    until(lambda: channel.lost)
    amira.tell({"dispatch": channel.lost[0].dispatch, "standing": "delivered"})
    amira.gets("three")
    assert last(amira, 2) == ["two", "three"]
    assert tried(amira).count("one") == 1
    assert state_of(messaging, amira, "one") == ("sent", None)


def test_where_it_could_say_so_and_does_not_it_is_sent_again_after_a_while(messaging, amira, channel):
    channel.limits = replace(ROOMY, tells_back=True)
    channel.faults.append(Refused("later", "broken-off", unsure=True))
    say(messaging, amira, *WORDS)
    amira.gets("three")
    assert last(amira, 3) == WORDS


def test_a_platform_that_does_not_answer_is_not_waited_for_without_end(messaging, amira, channel):
    channel.moods[amira.who].append(30.0)
    say(messaging, amira, *WORDS)
    amira.gets("three")
    assert last(amira, 3) == WORDS


def test_an_adapter_that_fails_ends_nothing(messaging, amira, channel):
    channel.moods[amira.who].append("not a number of seconds")
    say(messaging, amira, *WORDS)
    amira.gets("three")
    assert last(amira, 3) == WORDS


def test_trouble_on_one_line_never_delays_another(messaging, amira, channel):
    basil = begun(messaging, Texter(messaging.http, channel, "basil"))
    channel.moods[amira.who].extend([Refused("later", "http 500")] * 4 + [0.5] * 4)
    say(messaging, amira, *WORDS)
    say(messaging, basil, *WORDS)
    basil.gets("three")
    assert "three" not in amira.texts()
    amira.gets("three")
    assert last(amira, 3) == WORDS
    assert last(basil, 3) == WORDS


def test_she_is_heard_while_the_platform_does_not_take_our_words(messaging, amira, channel):
    channel.moods[amira.who].extend([0.5] * 6)
    say(messaging, amira, *WORDS)
    until(lambda: "one" in tried(amira))
    amira.say("I am bleeding heavily")
    until(lambda: any(entry.message.level == "T0" for entry in transcript(messaging, amira)))
    assert "three" not in amira.texts()
    amira.gets("Please call 999 now.")


def test_urgent_words_overtake_all_that_waits(messaging, amira, channel):
    channel.moods[amira.who].append(0.4)
    say(messaging, amira, *WORDS)
    until(lambda: "one" in tried(amira))
    say(messaging, amira, "Call 999 now.", level="T0")
    amira.gets("three")
    assert last(amira, 4) == ["one", "Call 999 now.", "two", "three"]


def test_long_urgent_words_overtake_a_long_message_and_stay_whole(messaging, amira, channel):
    channel.limits = replace(ROOMY, text=60, with_options=60)
    long = " ".join(f"This is sentence {n} of a long message." for n in range(1, 7))
    urgent = "Call 999 now. Do not drive. " + "Somebody should stay with you until help comes. " * 2
    channel.moods[amira.who].append(0.4)
    say(messaging, amira, long)
    until(lambda: tried(amira)[-1].startswith("This is sentence 1"))
    say(messaging, amira, urgent, level="T0")
    amira.gets("sentence 6")
    texts = amira.texts()[2:]
    parts = [n for n, text in enumerate(texts) if text.startswith("(")]
    assert len(parts) > 1
    assert parts == list(range(parts[0], parts[-1] + 1))
    assert parts[-1] < len(texts) - 2
    assert " ".join(text for text in texts if "sentence" in text) == long


def test_what_will_never_go_is_given_up_kept_for_staff_and_ends_nothing(messaging, amira, channel):
    channel.moods[amira.who].append(Refused("never", "blocked"))
    say(messaging, amira, *WORDS)
    amira.gets("three")
    assert last(amira, 2) == ["two", "three"]
    assert state_of(messaging, amira, "one") == ("failed", "blocked")
    assert "not_delivered" in events_of(messaging, amira)
    assert [one.error for one in undelivered(messaging, amira)] == ["blocked"]


def test_staff_send_again_what_was_given_up(messaging, amira, channel):
    channel.moods[amira.who].append(Refused("never", "blocked"))
    say(messaging, amira, "one")
    (one,) = until(lambda: undelivered(messaging, amira))
    assert messaging.record.dispatches.again(one.id, "ann", datetime.now(timezone.utc))
    amira.gets("one")


def test_who_has_stopped_us_at_the_platform_is_left_alone_from_then_on(messaging, amira, channel):
    channel.moods[amira.who].append(Refused("stopped", "21610"))
    say(messaging, amira, "one")
    until(lambda: line_of(messaging, amira).stopped_at)
    say(messaging, amira, "two")
    say(messaging, amira, "Call 999 now.", level="T0")
    amira.gets("Call 999 now.")
    assert tried(amira)[-2:] == ["one", "Call 999 now."]


def test_our_own_fault_pauses_the_platform_says_so_and_leaves_chats_ready(messaging, amira, channel):
    channel.moods[amira.who].append(Refused("ours", "http 401"))
    say(messaging, amira, *WORDS)
    ready = until(lambda: (r := messaging.http.get("/readyz").json())["parts"]["channels"] != "ok" and r)
    assert ready["parts"]["channels"] == "paused:fake"
    assert ready["ready"] is True
    amira.gets("three")
    assert last(amira, 3) == WORDS
    until(lambda: messaging.http.get("/readyz").json()["parts"]["channels"] == "ok")


def test_what_became_of_messages_is_counted_without_saying_whose(messaging, amira, channel):
    channel.moods[amira.who].extend([Refused("later", "http 500"), Refused("never", "blocked")])
    say(messaging, amira, "one", "two")
    amira.gets("two")
    page = messaging.http.get("/metrics").text
    for outcome in ("sent", "later", "give_up"):
        assert f'yarrow_dispatches_total{{channel="fake",outcome="{outcome}"}}' in page
    assert 'yarrow_webhooks_total{channel="fake",outcome="taken"}' in page
    assert amira.who not in page
    assert line_of(messaging, amira).id not in page


def test_while_the_record_cannot_be_written_nothing_ends_and_nothing_goes_twice(messaging, amira):
    say(messaging, amira, "before")
    amira.gets("before")
    locked = sqlite3.connect(messaging.record.database.engine.url.database, isolation_level=None)
    locked.execute("BEGIN IMMEDIATE")
    assert amira.say("are you there?").status_code == 503
    locked.execute("ROLLBACK")
    locked.close()
    amira.say("are you there now?")
    amira.gets("First: is that all right?", times=2)
    say(messaging, amira, *WORDS)
    amira.gets("three")
    assert last(amira, 3) == WORDS


def test_a_list_is_drawn_anew_with_what_she_has_ticked(messaging, amira, channel):
    put = next(entry for entry in transcript(messaging, amira) if entry.message.text == "Is that all right?")
    ticks = {"message": put.id, "values": ["consent:yes"], "edits": {"message": 7}}
    line = line_of(messaging, amira)
    messaging.record.lines.remember(line.id, {"ticks": ticks, "redraw": True})
    amira.say("one moment")
    until(lambda: any(one.piece.edits == {"message": 7} for one in channel.sent if one.to["chat"] == amira.who))
    until(lambda: "redraw" not in line_of(messaging, amira).notes)
