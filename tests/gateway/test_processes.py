"""Real gateway processes: killed in the middle of a request, stopped under load, two on one database."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from datetime import datetime, timezone

import httpx
import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.front_desk import TestFrontDesk
from tests.support.gateway import Chat, texts, until
from tests.support.processes import GatewayProcess
from yarrow.intake.turn import Message
from yarrow.store.attendance_values import Attendant, Leaving
from yarrow.store.record import Record
from yarrow.web.handing_back import hand_back


@pytest.fixture
def rasa():
    fake = FakeRasa().start()
    yield fake
    fake.stop()


@pytest.fixture
def start(tmp_path, rasa, database_url):
    """Start gateways on one database; all are ended afterwards."""
    running = []

    def one() -> GatewayProcess:
        running.append(GatewayProcess(tmp_path, rasa.url, YARROW_DATABASE_URL=database_url))
        return running[-1]

    yield one
    for gateway in running:
        gateway.close()


def say_into_the_void(chat, **body):
    with contextlib.suppress(httpx.TransportError):
        chat.say(**body)


def test_killed_in_mid_request_the_same_id_gets_one_answer_and_is_one_row(start, rasa, database_url):
    gateway = start().ready()
    chat = gateway.begin()
    chat.say(choice="consent:yes")
    rasa.delay = 1.0
    sender = threading.Thread(target=say_into_the_void, args=(chat,), kwargs={"text": "34", "id": "m"})
    sender.start()
    until(lambda: rasa.seen[-1].said.id == "m")
    gateway.kill()
    sender.join()
    rasa.delay = 0.0
    chat.http = start().ready().http
    first = chat.say("34", id="m")
    assert texts(first) == ["Turn 2, 1 facts before.", "How old are you?"]
    assert chat.say("34", id="m").json() == first.json()
    record = Record(database_url)
    assert [entry.id for entry in record.outbox.transcript(chat.id)].count("m") == 1
    assert [fact.path for fact in record.casefiles.read(chat.id).facts].count("age") == 1
    record.close()


def test_killed_at_any_moment_nothing_acknowledged_is_lost_or_doubled(start, rasa, database_url):
    rasa.delay = 0.02
    gateway = start().ready()
    chat = gateway.begin()
    chat.say(choice="consent:yes")
    acknowledged, tried = [], []
    for kill_after in (0.005, 0.03, 0.06, 0.11):
        killer = threading.Timer(kill_after, gateway.kill)
        killer.start()
        with contextlib.suppress(httpx.TransportError):
            for _ in range(1000):
                tried.append(f"m{len(tried)}")
                assert chat.say("34", id=tried[-1]).status_code == 200
                acknowledged.append(tried[-1])
        killer.join()
        gateway = start().ready()
        chat.http = gateway.http
        assert texts(chat.say("34", id=tried[-1]))[-1] == "How old are you?"
        acknowledged.append(tried[-1])
    kept = [message["id"] for message in chat.history() if message["from"] == "patient"]
    assert kept[1:] == acknowledged
    record = Record(database_url)
    assert [fact.provenance.message for fact in record.casefiles.read(chat.id).facts][1:] == acknowledged
    record.close()


def test_two_gateways_on_one_database_keep_the_order_and_one_turn_at_a_time(start, rasa):
    first, second = start(), start()
    first.ready(), second.ready()
    chat = first.begin()
    chat.say(choice="consent:yes")
    elsewhere = Chat(second.http, {"conversation": chat.id, "token": chat.token})
    rasa.delay = 0.05
    senders = []
    for number in range(8):
        side = (chat, elsewhere)[number % 2]
        senders.append(threading.Thread(target=side.say, args=(f"{number}",), kwargs={"id": f"m{number}"}))
        senders[-1].start()
        until(lambda number=number: f"m{number}" in [message["id"] for message in chat.history()])
    for sender in senders:
        sender.join()
    turns = [turn for turn in rasa.seen if turn.conversation == chat.id]
    assert [turn.number for turn in turns] == list(range(1, 10))
    assert [turn.said.id for turn in turns[1:]] == [f"m{number}" for number in range(8)]
    assert rasa.most_at_once == 1
    assert chat.history() == elsewhere.history()


def test_one_id_sent_to_two_gateways_at_once_is_one_turn(start, rasa):
    first, second = start(), start()
    first.ready(), second.ready()
    chat = first.begin()
    chat.say(choice="consent:yes")
    elsewhere = Chat(second.http, {"conversation": chat.id, "token": chat.token})
    rasa.delay = 0.1
    answers = []
    sides = [chat, elsewhere] * 3
    senders = [threading.Thread(target=lambda s=side: answers.append(s.say("34", id="m").json())) for side in sides]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert answers == [answers[0]] * 6
    assert sum(turn.said.id == "m" for turn in rasa.seen) == 1


def test_what_one_gateway_answers_comes_as_an_event_at_the_other(start, rasa):
    first, second = start(), start()
    first.ready(), second.ready()
    chat = first.begin()
    elsewhere = Chat(second.http, {"conversation": chat.id, "token": chat.token})
    got = []

    def listen():
        for event in elsewhere.events():
            got.append(event["data"]["text"])
            if len(got) == 2:
                return

    listener = threading.Thread(target=listen)
    listener.start()
    time.sleep(0.3)
    chat.say(choice="consent:yes")
    listener.join(10)
    assert got == ["Yes", "Could you be pregnant?"]


def test_a_gateway_killed_while_it_works_leaves_its_work_to_the_other(start, rasa):
    first, second = start(), start()
    first.ready(), second.ready()
    chat = first.begin()
    chat.say(choice="consent:yes")
    rasa.delay = 1.0
    sender = threading.Thread(target=say_into_the_void, args=(chat,), kwargs={"text": "34", "id": "m"})
    sender.start()
    until(lambda: rasa.seen[-1].said.id == "m")
    first.kill()
    sender.join()
    rasa.delay = 0
    chat.http = second.http
    answer = until(lambda: (a := chat.say("34", id="m")).json().get("complete") and a, 30)
    assert texts(answer)[-1] == "How old are you?"


def test_told_to_stop_it_finishes_the_turn_ends_the_streams_and_exits_cleanly(start, rasa):
    gateway = start().ready()
    chat = gateway.begin()
    chat.say(choice="consent:yes")
    listener = threading.Thread(target=lambda: list(chat.events()))
    listener.start()
    rasa.delay = 1.0
    answers = []
    sender = threading.Thread(target=lambda: answers.append(texts(chat.say("34", id="m"))))
    sender.start()
    until(lambda: rasa.seen[-1].said.id == "m")
    started = time.monotonic()
    assert gateway.stop() in (0, -15)
    assert time.monotonic() - started < 10
    sender.join()
    listener.join(5)
    assert answers[0][-1] == "How old are you?"
    assert not listener.is_alive()


def test_no_patient_words_reach_any_log_whatever_happens(start, rasa, tmp_path):
    """INV-6: a marker goes through successes, failures and malformed requests; no log has it."""
    marker = "marigold seventeen"
    gateway = start().ready()
    chat = gateway.begin()
    chat.say(f"before consent {marker}")
    chat.say(choice="consent:yes")
    chat.say(f"{marker}, bleeding heavily")
    for mode in ("error", "garbage", "empty", "hang_up", "ok"):
        rasa.mode = mode
        chat.say(f"{marker} {mode}", id=f"marigold-{mode}")
        chat.say(f"another {marker}", id=f"marigold-{mode}")
    bad = [
        marker.encode(),
        json.dumps({"id": marker, "text": marker}).encode(),
        b'{"id": "a", "text": "' + marker.encode() + b"\xff",
        json.dumps({"id": "b", marker: marker, "choice": f"{marker}:x"}).encode(),
        json.dumps(marker * 5000).encode(),
    ]
    for body in bad:
        chat.raw(body)
    chat.http.get(f"{chat.path}/messages", params={"after": marker}, headers=chat.key)
    chat.http.get(f"/{marker}/{marker}", headers={"Authorization": f"Bearer {marker}", "User-Agent": marker})
    chat.http.request("MARIGOLD", f"{chat.path}/messages")
    chat.http.post("/api/resume", json={"code": marker})
    chat.http.post("/api/conversations", json={"locale": marker, "channel": marker})
    gateway.http.delete(chat.path, headers=chat.key)
    gateway.stop()
    logged = gateway.log.read_text()
    lines = [json.loads(line) for line in logged.splitlines()]
    assert any(line.get("route") == "/api/conversations/{conversation}/messages" for line in lines)
    assert any(line.get("reason") == "unreadable" for line in lines)
    assert "marigold" not in logged.lower()
    assert chat.token not in logged


def test_the_real_gateway_answers_a_red_flag_sent_as_soon_as_it_is_alive(tmp_path, rasa):
    gateway = GatewayProcess(tmp_path, rasa.url, real=True).ready()
    chat = gateway.begin()
    answer = chat.say("I'm 8 weeks pregnant, bleeding heavily and I fainted, marigold")
    assert answer.json()["messages"][0]["level"] == "T0"
    assert gateway.http.get("/readyz").json()["ready"] is True
    assert gateway.stop() in (0, -15)
    assert "marigold" not in gateway.log.read_text()
    gateway.close()


def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path, rasa):
    gateway = GatewayProcess(tmp_path, rasa.url, YARROW_LOCALE="Mars")
    assert gateway.process.wait(30) == 2
    assert gateway.log.read_text().startswith("YARROW_LOCALE is 'Mars': write one of UK")
    gateway.close()


def test_a_gateway_killed_in_a_turn_when_a_person_joins_says_nothing_until_it_is_handed_back(start, rasa, database_url):
    gateway = start().ready()
    chat = gateway.begin()
    chat.say(choice="consent:yes")
    record = Record(database_url, b"the key of the tests' audit log")
    rasa.delay = 1.0
    threading.Thread(target=say_into_the_void, args=(chat,), kwargs={"text": "34", "id": "m"}, daemon=True).start()
    until(lambda: any(turn.said.id == "m" for turn in rasa.seen))
    nurse, now = Attendant("s1", "Ann", "Nurse"), datetime.now(timezone.utc)
    record.attendance.begin(chat.id, nurse, Message("A nurse has joined."), now)
    gateway.kill()
    rasa.delay = 0.0
    gateway = start().ready()
    chat.http = gateway.http
    assert chat.say("Hello", id="m2").json()["staff"] == {"title": "Nurse"}
    time.sleep(1.5)
    assert [message["text"] for message in chat.history()][-2:] == ["A nurse has joined.", "Hello"]
    assert record.outbox.answer(chat.id, "m").is_final is False
    assert hand_back(record, TestFrontDesk(), chat.id, Leaving(by="s1"), datetime.now(timezone.utc))
    until(lambda: record.outbox.answer(chat.id, "m").is_final)
    said = [message["text"] for message in chat.history()]
    assert said[-1] == "How old are you?"
    assert (said.count("34"), said.count("Nurse left")) == (1, 1)
    record.close()
