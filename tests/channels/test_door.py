"""The door of messaging apps: who calls is seen first, what comes is kept in one commit, and the answer is quick."""

from __future__ import annotations

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import structlog
from structlog.testing import capture_logs

from tests.support.channel_double import SECRET, FakeChannel, Texter
from tests.support.channel_record import heard, line_of, settled
from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import RunningGateway, until
from tests.support.prepared import prepared_sqlite
from yarrow.gateway.words import IF_IN_DANGER
from yarrow.messengers import Messengers
from yarrow.store.errors import RecordUnavailable

FEW = 100  # as many as may wait on a line


@pytest.fixture
def logs():
    """What is logged, which tests otherwise keep silent."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    with capture_logs() as captured:
        yield captured
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def metric(town, outcome, app="fake"):
    """How many calls came to this, as Prometheus is told."""
    name = f'yarrow_webhooks_total{{channel="{app}",outcome="{outcome}"}} '
    lines = town.http.get("/metrics").text.splitlines()
    return next((float(line.removeprefix(name)) for line in lines if line.startswith(name)), 0.0)


@pytest.mark.parametrize(("secret", "status"), [(None, 401), ("not the secret", 403)])
def test_a_call_that_the_platform_did_not_make_is_refused_and_leaves_nothing(town, somebody, secret, status):
    before = metric(town, "forged")
    answer = somebody.tell(somebody.thing("bleeding heavily"), secret=secret)
    assert (answer.status_code, answer.content) == (status, b"")
    assert metric(town, "forged") == before + 1
    assert line_of(town, somebody) is None


def test_nothing_of_a_forged_call_is_parsed_or_logged(town, somebody, logs):
    parsed = somebody.channel.parsed
    somebody.tell(somebody.thing("my secret illness"), secret="a wrong one")
    assert somebody.channel.parsed == parsed
    refused = [entry for entry in logs if entry["event"] == "webhook refused"]
    assert [(entry["part"], entry["status"], entry["reason"]) for entry in refused] == [("fake", 403, "wrong-secret")]
    assert "illness" not in str(logs)
    assert "a wrong one" not in str(logs)


def test_a_check_that_fails_lets_nobody_in(town, somebody, monkeypatch):
    monkeypatch.setattr(FakeChannel, "verify", lambda *_: 1 / 0)
    assert somebody.say("hello").status_code == 401


def test_a_call_that_asks_whether_we_are_there_is_answered(town, somebody):
    answer = town.http.get("/channels/fake", params={"challenge": "12"}, headers={"x-fake-secret": SECRET})
    assert (answer.status_code, answer.text) == (200, "12")


def test_even_that_question_has_to_come_from_the_platform(town):
    assert town.http.get("/channels/fake", params={"challenge": "12"}).status_code == 401


@pytest.mark.parametrize("name", ["telegram", "nothing", "fake2"])
def test_an_app_that_is_not_set_up_has_no_door(town, name):
    assert town.http.post(f"/channels/{name}", content="[]").status_code == 404


@pytest.mark.parametrize("body", ["{not json", '[{"event": "e"}]', "[1]", "", "[" * 5_000])
def test_what_cannot_be_read_is_answered_as_taken_counted_and_not_quoted(town, body, logs):
    before = metric(town, "not_read")
    answer = town.http.post("/channels/fake", content=body, headers={"x-fake-secret": SECRET})
    assert answer.status_code == 200
    assert metric(town, "not_read") == before + 1
    (entry,) = [entry for entry in logs if entry["event"] == "webhook not read"]
    assert entry["part"] == "fake"
    assert entry["reason"] in ("not-json", "not-parsed")
    assert "not json" not in str(logs)


def test_a_body_too_large_is_refused_and_one_that_just_fits_is_taken(town, somebody):
    headers = {"x-fake-secret": SECRET}
    thing = json.dumps([somebody.thing("hello")])
    fits = town.http.post("/channels/fake", content=thing + " " * (256_000 - len(thing)), headers=headers)
    too_large = town.http.post("/channels/fake", content=" " * 256_001, headers=headers)
    assert (fits.status_code, too_large.status_code) == (200, 413)


def test_a_platform_that_sends_larger_calls_is_heard_out(town, somebody, monkeypatch):
    roomy = replace(somebody.channel.limits, webhook_bytes=300_000)
    monkeypatch.setattr(somebody.channel, "limits", roomy)
    headers = {"x-fake-secret": SECRET}
    assert town.http.post("/channels/fake", content="[]" + " " * 299_998, headers=headers).status_code == 200
    assert town.http.post("/channels/fake", content="[]" + " " * 299_999, headers=headers).status_code == 413


def test_one_call_brings_several_people_and_things(town, newcomer):
    one, other = newcomer(), newcomer()
    one.tell(one.thing("hello"), other.thing("hello"), other.thing(kind="voice"))
    one.gets("Hello, I'm Yarrow.")
    other.gets("(voice)")
    assert not any("(voice)" in text for text in one.texts())


def test_the_platform_is_answered_before_the_bot_has_thought(town, somebody):
    town.rasa.delay = 0.8
    try:
        somebody.agree()
        answer = somebody.say("No")
        assert answer.status_code == 200
        assert len(heard(town, somebody)) <= 2
        assert not any("How old" in text for text in somebody.texts())
    finally:
        town.rasa.delay = 0.0


def test_that_it_has_arrived_is_shown_at_once_and_only_the_first_time(town, somebody):
    thing = somebody.thing("hello", mark={"callback": "c1"})
    for _ in range(3):
        somebody.tell(thing)
    settled(town, somebody)
    assert [one.mark for one in somebody.channel.noticed if one.who == somebody.who] == [{"callback": "c1"}]


def test_the_same_thing_told_five_times_at_once_is_one_message(database_url, tmp_path):
    channel = FakeChannel()
    with RunningGateway(tmp_path, database_url=database_url, channels={"fake": channel}) as town:
        amira = Texter(town.http, channel)
        amira.agree()
        thing = amira.thing("No")
        with ThreadPoolExecutor(5) as pool:
            answers = list(pool.map(lambda _: amira.tell(thing), range(5)))
        amira.gets("How old are you?")
        settled(town, amira)
        assert {answer.status_code for answer in answers} == {200}
        assert [entry.message.text for entry in heard(town, amira)][1:] == ["No"]
        assert sum("How old" in text for text in amira.texts()) == 1
        assert (metric(town, "known"), metric(town, "taken")) == (4, 3)
        amira.tell(thing)
        settled(town, amira)
        assert len(heard(town, amira)) == 2


@pytest.mark.parametrize("sign", ["\0", "\ud83d"], ids=["nul", "half a sign"])
def test_signs_that_no_database_takes_are_left_out_and_do_not_keep_a_message_away(database_url, tmp_path, sign):
    """PostgreSQL takes them in no text: a call with one was answered 503, and told again for days."""
    channel = FakeChannel()
    with RunningGateway(tmp_path, database_url=database_url, channels={"fake": channel}) as town:
        amira, bea = Texter(town.http, channel), Texter(town.http, channel, "bea")
        amira.agree()
        beside = bea.thing("hello")
        assert amira.tell(amira.thing(f"N{sign}o"), beside, bea.thing(tokens=[f"t{sign}"])).status_code == 200
        amira.gets("How old are you?")
        bea.gets("Is that all right?")
        assert [entry.message.text for entry in heard(town, amira)][1:] == ["No"]


def test_ids_of_people_stand_nowhere_in_the_record_and_nowhere_in_the_log(tmp_path, logs):
    channel = FakeChannel()
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}) as town:
        amira = Texter(town.http, channel, "447700900123")
        amira.agree()
        amira.tell(amira.thing("hello", event="event-447700900123"))
        settled(town, amira)
    assert b"447700900123" not in b"".join(path.read_bytes() for path in tmp_path.glob("yarrow.db*"))
    assert "447700900123" not in str(logs)
    assert logs


def test_without_the_record_the_platform_is_asked_to_tell_it_again_and_danger_is_answered_once(tmp_path, monkeypatch):
    channel = FakeChannel()
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}) as town:
        amira = Texter(town.http, channel)
        amira.agree()
        said = len(amira.texts())
        thing, calm = amira.thing("I am bleeding heavily"), amira.thing("No")
        with monkeypatch.context() as down:
            down.setattr(town.record.lines, "take_in", unavailable)
            answers = [amira.tell(thing), amira.tell(thing), amira.tell(calm)]
            amira.gets(SAFETY_TEXT)
        assert [(answer.status_code, answer.headers["retry-after"]) for answer in answers] == [(503, "10")] * 3
        assert len(amira.texts()) == said + 1
        amira.tell(thing)
        amira.gets(SAFETY_TEXT, times=2)
        assert [entry.message.text for entry in heard(town, amira)][1:] == ["I am bleeding heavily"]


def test_without_record_and_lane_it_is_said_where_help_is(tmp_path, monkeypatch):
    channel = FakeChannel()
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}) as town:
        amira = Texter(town.http, channel)
        monkeypatch.setattr(town.record.lines, "take_in", unavailable)
        town.front_desk.broken = True
        amira.say("hello")
        amira.say("hello?")
        amira.gets(IF_IN_DANGER)
        assert len(amira.texts()) == 1


def test_a_flood_is_not_taken_told_once_and_still_heard(tmp_path, monkeypatch):
    channel = FakeChannel()
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}) as town:
        amira = Texter(town.http, channel)
        monkeypatch.setattr(town.record.deliveries, "waiting", lambda line: [])  # nobody works any of it off
        amira.tell(*(amira.thing(f"{number}") for number in range(FEW)))
        for words in ("one more", "and one more"):
            assert amira.say(words).status_code == 200
        amira.gets("(flood)")
        for _ in range(3):
            amira.say("bleeding heavily")
        amira.gets(SAFETY_TEXT)
        amira.say("one more")
        until(lambda: metric(town, "refused") == 6)
        assert [SAFETY_TEXT in text or "(flood)" in text for text in amira.texts()] == [True, True]


def test_a_program_that_answers_every_message_is_let_go_of_in_the_end_and_still_heard(tmp_path, monkeypatch):
    """Two programs that answer each other go on for ever, and each message may cost money."""
    monkeypatch.setattr("yarrow.gateway.channels.reception.door.MOST_OF_ONE", "3/12 hours")
    channel = FakeChannel()
    with RunningGateway(tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}) as town:
        absent, bea = Texter(town.http, channel), Texter(town.http, channel, "bea")
        for _ in range(5):
            assert absent.say("I am away and will write soon").status_code == 200
        absent.gets("(flood)")
        settled(town, absent)
        assert len(heard(town, absent)) == 3
        absent.say("I am bleeding heavily")
        absent.gets(SAFETY_TEXT)
        bea.say("hello")
        bea.gets("Is that all right?")
        assert sum("(flood)" in text for text in absent.texts()) == 1


def test_the_address_is_the_public_one_behind_a_proxy(tmp_path, monkeypatch):
    channel, seen = FakeChannel(), []
    monkeypatch.setattr(channel, "verify", lambda call: seen.append(call.url), raising=False)
    messengers = Messengers(public_url="https://yarrow.example/chat")
    with RunningGateway(
        tmp_path, database_url=prepared_sqlite(tmp_path), channels={"fake": channel}, messengers=messengers
    ) as town:
        town.http.post("/channels/fake?dispatch=d%201", content="[]")
    assert seen == ["https://yarrow.example/chat/channels/fake?dispatch=d%201"]


def unavailable(*_):
    raise RecordUnavailable("down")
