"""Rasa slow, wrong, down; the database down; messages that cannot be worked with. Nobody is left without words."""

from __future__ import annotations

import socket
import sqlite3
import threading
import time
import uuid
from dataclasses import replace

import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.front_desk import SAFETY_TEXT, TestFrontDesk
from tests.support.gateway import HURRIED, RunningGateway, texts, until
from yarrow.gateway import words


@pytest.fixture
def gateway(tmp_path):
    with RunningGateway(tmp_path) as running:
        yield running


def answers_to(chat, message):
    return texts(chat.say("34", id=message))


def events_of(gateway, chat):
    return [event.name for event in gateway.record.casefiles.read(chat.id).events]


def said_by_patient(gateway, chat):
    return sum(entry.sender == "patient" for entry in gateway.record.outbox.transcript(chat.id))


@pytest.mark.parametrize("mode", ["error", "unwell", "empty", "wrong_turn", "garbage", "hang_up"])
def test_a_turn_that_fails_once_is_tried_again_and_answered(gateway, mode):
    chat = gateway.agreed()
    gateway.rasa.mode, gateway.rasa.lasting = mode, 1
    answer = chat.say("34")
    assert texts(answer)[-1] == "How old are you?"
    assert answer.json()["complete"] is True
    first, second = gateway.rasa.seen[-2:]
    assert (first.number, first.said) == (second.number, second.said)


@pytest.mark.parametrize("mode", ["error", "unwell", "empty", "wrong_turn", "garbage", "hang_up"])
def test_after_two_tries_the_failure_words_come_with_the_open_question_and_staff_are_asked(gateway, mode):
    chat = gateway.agreed()
    tries = len(gateway.rasa.seen)
    gateway.rasa.mode = mode
    answer = chat.say("34", id="the-poison")
    assert texts(answer) == [words.FAILURE]
    assert answer.json()["messages"][0]["question"]["id"] == "pregnant_now"
    assert answer.json()["messages"][0]["choices"]
    assert len(gateway.rasa.seen) == tries + 2
    assert gateway.record.conversations.find(chat.id).needs_human
    assert events_of(gateway, chat)[-1] == "action_failed"
    gateway.rasa.mode = "ok"
    assert texts(chat.say(choice="pregnant_now:no")) == ["How old are you?"]  # and the conversation goes on
    assert answers_to(chat, "the-poison") == [words.FAILURE]
    assert "age" not in chat.get("record").json()["facts"]


def test_a_slow_turn_gets_the_holding_text_in_time_and_the_answer_as_an_event(gateway):
    chat = gateway.agreed()
    gateway.rasa.delay = 2.4
    started = time.monotonic()
    answer = chat.say("34", id="m")
    assert time.monotonic() - started < 2.4
    assert texts(answer) == [words.HOLDING]
    assert answer.json()["complete"] is False
    held = answer.json()["messages"][0]["id"]
    events = chat.events(after=held)
    assert [next(events)["data"]["text"] for _ in range(2)] == ["Turn 2, 1 facts before.", "How old are you?"]
    assert answers_to(chat, "m") == [words.HOLDING, "Turn 2, 1 facts before.", "How old are you?"]
    assert sum(turn.said.id == "m" for turn in gateway.rasa.seen) == 1


def test_two_timeouts_are_two_tries(tmp_path):
    with RunningGateway(tmp_path, pace=replace(HURRIED, rasa_timeout=0.2, holding_after=5)) as gateway:
        chat = gateway.agreed()
        gateway.rasa.delay = 0.6
        assert texts(chat.say("34")) == [words.FAILURE]


def test_while_rasa_is_away_messages_wait_and_that_is_no_try(gateway):
    chat = gateway.agreed()
    gateway.rasa.stop()
    assert texts(chat.say("34", id="a")) == [words.HOLDING]
    assert texts(chat.say("35", id="b")) == [words.HOLDING]
    time.sleep(0.5)
    gateway.rasa.start()
    until(lambda: gateway.record.outbox.answer(chat.id, "b").is_final)
    assert [turn.said.text for turn in gateway.rasa.seen[-2:]] == ["34", "35"]
    assert not gateway.record.conversations.find(chat.id).needs_human


def test_a_rasa_that_is_starting_is_waited_for(gateway):
    chat = gateway.agreed()
    gateway.rasa.mode = "starting"
    assert texts(chat.say("34", id="a")) == [words.HOLDING]
    gateway.rasa.mode = "ok"
    until(lambda: len(gateway.record.outbox.answer(chat.id, "a").messages) == 3)
    assert not gateway.record.conversations.find(chat.id).needs_human


def test_a_turn_that_broke_off_is_a_try_so_that_a_message_that_ends_a_process_is_not_sent_for_ever(gateway):
    chat = gateway.agreed()
    gateway.rasa.mode = "broke_off"
    assert texts(chat.say("34")) == [words.FAILURE]
    assert sum(turn.said.text == "34" for turn in gateway.rasa.seen) == 2


def test_a_red_flag_is_answered_within_two_seconds_while_rasa_is_away(gateway):
    chat = gateway.agreed()
    gateway.rasa.stop()
    chat.say("34")
    started = time.monotonic()
    answer = chat.say("I'm bleeding heavily")
    assert time.monotonic() - started < 2
    assert texts(answer)[0] == SAFETY_TEXT


def test_turns_accepted_before_a_red_flag_are_worked_on_without_it_and_later_ones_with_it(gateway):
    chat = gateway.agreed()
    gateway.rasa.stop()
    chat.say("34", id="before")
    chat.say("I'm bleeding heavily", id="danger")
    chat.say("35", id="after")
    gateway.rasa.start()
    until(lambda: gateway.record.outbox.answer(chat.id, "after").is_final)
    before, danger, after = gateway.rasa.seen[-3:]
    assert before.case.standing.question == "pregnant_now"
    assert "symptoms.bleeding" not in before.case.history.latest
    assert danger.screened
    assert danger.case.standing.question == "can_you_get_help"
    assert danger.case.standing.resume == "pregnant_now"
    assert danger.case.history.value("age") == 34
    assert after.case.standing.said == ("D01",)
    assert "symptoms.bleeding" in after.case.history.latest
    assert texts(chat.say("still bleeding heavily")) != [SAFETY_TEXT]


def test_messages_sent_at_once_are_worked_on_one_by_one_in_order(gateway):
    chat = gateway.agreed()
    gateway.rasa.delay = 0.05
    senders = []
    for number in range(6):
        senders.append(threading.Thread(target=chat.say, args=(f"{number}",)))
        senders[-1].start()
        until(lambda number=number: said_by_patient(gateway, chat) == 2 + number)
    for sender in senders:
        sender.join()
    until(lambda: gateway.record.inbox.depth() == 0)
    turns = [turn for turn in gateway.rasa.seen if turn.conversation == chat.id]
    assert [turn.number for turn in turns] == [1, 2, 3, 4, 5, 6, 7]
    assert [turn.said.text for turn in turns[1:]] == [str(number) for number in range(6)]
    assert [len(turn.case.history.facts) for turn in turns] == [0, 1, 2, 2, 2, 2, 2]
    assert gateway.rasa.most_at_once == 1


def test_at_most_four_turns_are_in_flight(gateway):
    chats = [gateway.agreed() for _ in range(8)]
    gateway.rasa.delay = 0.5  # long enough for all of them to have come, on a busy machine too
    senders = [threading.Thread(target=chat.say, args=("34",)) for chat in chats]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert gateway.rasa.most_at_once == 4


def test_one_id_sent_many_times_at_once_is_one_turn_with_one_answer(gateway):
    chat = gateway.agreed()
    gateway.rasa.delay = 0.1
    answers = []
    senders = [threading.Thread(target=lambda: answers.append(chat.say("34", id="m").json())) for _ in range(8)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert answers == [answers[0]] * 8
    assert sum(turn.said.id == "m" for turn in gateway.rasa.seen) == 1
    assert sum(message["id"] == "m" for message in chat.history()) == 1


def test_the_holding_text_comes_even_if_the_sender_has_gone(gateway):
    chat = gateway.agreed()
    gateway.rasa.delay = 2.4
    with pytest.raises(Exception, match="timed out"):
        chat.http.post(f"{chat.path}/messages", json={"id": "m", "text": "34"}, headers=chat.key, timeout=0.1)
    until(lambda: [m.message.text for m in gateway.record.outbox.answer(chat.id, "m").messages] == [words.HOLDING])


def lock(gateway):
    connection = sqlite3.connect(gateway.services.settings.home / "yarrow.db", isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    return connection


def test_a_locked_database_takes_no_message_and_says_so(gateway):
    chat = gateway.agreed()
    holder = lock(gateway)
    answer = chat.say("34", id="m")
    assert answer.status_code == 503
    assert answer.json()["detail"] == words.NOT_KEPT
    assert gateway.http.get("/readyz").json()["parts"]["database"] == "down"
    holder.execute("ROLLBACK")
    holder.close()
    assert texts(chat.say("34", id="m"))[-1] == "How old are you?"


def test_a_locked_database_never_silences_a_red_flag(gateway):
    chat = gateway.agreed()
    holder = lock(gateway)
    started = time.monotonic()
    answer = chat.say("I'm bleeding heavily")
    assert time.monotonic() - started < 2
    assert answer.status_code == 503
    assert answer.json()["detail"].startswith(SAFETY_TEXT)
    holder.execute("ROLLBACK")
    holder.close()
    assert len(chat.history()) == 4  # nothing was written down


def test_a_result_that_cannot_be_stored_at_once_is_stored_later(gateway):
    chat = gateway.agreed()
    gateway.rasa.delay = 0.4
    sender = threading.Thread(target=chat.say, args=("34",), kwargs={"id": "m"})
    sender.start()
    until(lambda: gateway.rasa.seen[-1].said.id == "m")
    holder = lock(gateway)
    time.sleep(2.5)
    holder.execute("ROLLBACK")
    holder.close()
    sender.join()
    answer = until(lambda: (a := gateway.record.outbox.answer(chat.id, "m")).is_final and a)
    assert answer.messages[-1].message.text == "How old are you?"
    assert [fact.path for fact in gateway.record.casefiles.read(chat.id).facts].count("age") == 1


def test_a_damaged_database_file_is_unavailable_and_red_flags_are_answered(tmp_path):
    (tmp_path / "yarrow.db").write_bytes(b"this is no database" * 1000)
    with RunningGateway(tmp_path) as gateway:
        assert gateway.http.post("/api/conversations").status_code == 503
        path = "/api/conversations/" + "A" * 24 + "/messages"
        answer = gateway.http.post(path, json={"id": "m", "text": "bleeding heavily"})
        assert answer.status_code == 503
        assert answer.json()["detail"].startswith(SAFETY_TEXT)
        assert gateway.http.get("/healthz").status_code == 200


def test_a_database_that_hangs_never_silences_a_red_flag(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql+psycopg://root@127.0.0.1:{silent.getsockname()[1]}/test"
        with RunningGateway(tmp_path, database_url=url) as gateway:
            path = "/api/conversations/" + "A" * 24 + "/messages"

            def send(text):
                return gateway.http.post(path, json={"id": "m", "text": text})

            crowd = [threading.Thread(target=send, args=("hello",)) for _ in range(12)]
            for one in crowd:
                one.start()
            started = time.monotonic()
            answer = send("bleeding heavily")
            assert time.monotonic() - started < 2
            assert answer.status_code == 503
            assert answer.json()["detail"].startswith(SAFETY_TEXT)
            for one in crowd:
                one.join()


def test_a_lane_that_did_not_load_takes_no_message_and_gives_the_emergency_line(gateway):
    chat = gateway.agreed()
    gateway.front_desk.broken = True
    answer = chat.say("34")
    assert answer.status_code == 503
    assert answer.json()["detail"].startswith(words.IF_IN_DANGER)
    assert gateway.http.get("/readyz").status_code == 503
    gateway.front_desk.broken = False
    assert len(chat.history()) == 4


def test_messages_wait_for_a_lane_that_is_still_loading(tmp_path):
    front_desk = TestFrontDesk()
    with RunningGateway(tmp_path, front_desk=front_desk) as gateway:
        chat = gateway.begin()
        front_desk.loaded.clear()
        assert gateway.http.get("/readyz").json()["parts"]["lane"] == "loading"
        threading.Timer(0.3, front_desk.loaded.set).start()
        assert texts(chat.say("bleeding heavily"))[0] == SAFETY_TEXT


def test_readiness_names_each_part(gateway):
    assert until(
        lambda: (
            gateway.http.get("/readyz").json()
            == {"ready": True, "parts": dict.fromkeys(("database", "lane", "rasa"), "ok")}
        )
    )
    gateway.rasa.stop()
    answer = gateway.http.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {"database": "ok", "lane": "ok", "rasa": "down"}


def test_metrics_count_without_ids_or_words(gateway):
    chat = gateway.agreed()
    chat.say("bleeding heavily MARIGOLD", id=str(uuid.uuid4()))
    page = gateway.http.get("/metrics").text
    assert 'yarrow_safety_words_total{level="T0"} 1.0' in page
    assert 'status="201"' in page
    assert chat.id not in page
    assert "MARIGOLD" not in page


def test_what_is_erased_here_is_erased_at_rasa_too_even_if_it_was_away(gateway):
    chat, refuser = gateway.agreed(), gateway.begin()
    refuser.say(choice="consent:no")
    assert gateway.rasa.forgotten == [refuser.id]
    gateway.rasa.stop()
    gateway.http.delete(chat.path, headers=chat.key)
    assert gateway.record.conversations.unforgotten() == [chat.id]
    gateway.rasa.start()
    until(lambda: gateway.record.conversations.unforgotten() == [])
    assert gateway.rasa.forgotten == [refuser.id, chat.id]


def test_an_event_stream_starts_where_it_is_told_and_ends_with_erasure(gateway):
    chat = gateway.agreed()
    first = chat.history()[0]["id"]
    events = chat.events(after=first)
    got = [next(events) for _ in range(3)]
    assert [event["data"]["text"] for event in got] == ["Is that all right?", "Yes", "Could you be pregnant?"]
    assert got[0]["id"] == got[0]["data"]["id"]
    assert gateway.http.delete(chat.path, headers=chat.key).status_code == 200
    assert next(events)["event"] == "erased"
    assert next(events, None) is None


def test_an_event_stream_does_not_outlive_its_token(gateway):
    chat = gateway.agreed()
    code = gateway.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
    events = chat.events()
    reader = threading.Thread(target=lambda: list(events))
    reader.start()
    gateway.http.post("/api/resume", json={"code": code})
    new = gateway.record.conversations.find(chat.id)
    assert new is not None
    reader.join(5)
    assert not reader.is_alive()


def test_work_left_by_an_earlier_gateway_is_taken_up_at_the_start(tmp_path):
    rasa = FakeRasa().start()
    with RunningGateway(tmp_path, rasa=rasa) as gateway:
        chat = gateway.agreed()
        rasa.stop()
        chat.say("34", id="m")
    rasa.start()
    with RunningGateway(tmp_path, rasa=rasa) as gateway:
        until(lambda: gateway.record.outbox.answer(chat.id, "m").is_final)
        chat.http = gateway.http
        assert texts(chat.say("34", id="m"))[-1] == "How old are you?"


def test_stopping_finishes_the_turn_in_flight(tmp_path):
    rasa = FakeRasa().start()
    with RunningGateway(tmp_path, rasa=rasa) as gateway:
        chat = gateway.agreed()
        rasa.delay = 0.5
        answers = []
        sender = threading.Thread(target=lambda: answers.append(texts(chat.say("34", id="m"))))
        sender.start()
        until(lambda: rasa.seen[-1].said.id == "m")
        gateway.tell_to_stop()
        sender.join()
    assert answers[0][-1] == "How old are you?"
    with RunningGateway(tmp_path, rasa=FakeRasa()) as gateway:
        assert gateway.record.outbox.answer(chat.id, "m").state == "done"
