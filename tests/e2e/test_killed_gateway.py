"""The gateway is killed while a turn is on its way to Rasa, and while the answer is on its way back."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.support.gateway import until

pytestmark = pytest.mark.timeout(120)


def say_into_the_void(chat):
    with contextlib.suppress(httpx.TransportError):
        chat.say("I'm 34 years old", id="m")


def test_the_same_id_gets_the_same_answer_and_is_one_message_and_one_fact(yarrow):
    going, coming = yarrow.agreed(), yarrow.agreed()
    held = [yarrow.wires["rasa"].hold(going.id), yarrow.wires["rasa"].hold(coming.id, coming_back=True)]
    with ThreadPoolExecutor(2) as senders:
        for chat in (going, coming):
            senders.submit(say_into_the_void, chat)
        until(lambda: all(one.arrived.is_set() for one in held))
        yarrow.kill("gateway")
        for one in held:
            one.released.set()
    yarrow.restart("gateway")
    for chat in (going, coming):
        first = until(lambda chat=chat: (a := chat.say("I'm 34 years old", id="m")).json()["complete"] and a, 30)
        assert first.json()["messages"][-1]["question"]["id"] == "pregnant_now"
        assert chat.say("I'm 34 years old", id="m").json() == first.json()
        history = chat.history()
        assert [message["id"] for message in history].count("m") == 1
        after = history[[message["id"] for message in history].index("m") + 1 :]
        assert [message["id"] for message in after] == [message["id"] for message in first.json()["messages"]]
        assert [entry["message"] for entry in chat.get("record").json()["provenance"]["age"]] == ["m"]
        assert chat.say("I'm 35", id="m").status_code == 409


def test_danger_told_to_a_gateway_that_has_just_come_back_has_its_words(yarrow):
    chat = yarrow.agreed()
    yarrow.kill("gateway")
    yarrow.restart("gateway")
    answer = chat.say("I have crushing chest pain and I can't breathe")
    assert answer.json()["messages"][0]["level"] == "T0"
