"""Rasa or the action server is killed while 20 messages wait in five conversations, four of them at worst moments.

The moments: as Rasa gets the turn, as the action is called, as the action's answer comes back, and after the turn was
saved but before the gateway heard of it. Whoever writes meanwhile has words within 15 s, and within 2 s if in danger.
"""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.support.gateway import Chat, texts, until
from tests.support.running import MARKER, Running
from yarrow.gateway.words import FAILURE, HOLDING

pytestmark = pytest.mark.timeout(240)
TOLD = (
    ("m1", f"No, I'm not pregnant, says {MARKER}"),
    ("m2", f"I'm 34 years old, says {MARKER}"),
    ("m3", f"I've had two miscarriages, says {MARKER}"),
    ("m4", f"I have lupus, says {MARKER}"),
)
FACTS = {"pregnant_now": "m1", "age": "m2", "losses_count": "m3", "conditions.sle": "m4"}


@dataclass
class Outage:
    """What was played, once for all tests of it."""

    yarrow: Running
    chats: list[Chat]
    later: list[Chat]
    turns: list[tuple[str, int, str]] = field(default_factory=list)  # sent to Rasa: conversation, number, message id
    calls: list[tuple[str, str]] = field(default_factory=list)  # sent to the action server: conversation, message id
    answers: list[tuple[httpx.Response, float]] = field(default_factory=list)  # each with the seconds it took
    safety: tuple[httpx.Response, float] | None = None

    def timed(self, chat: Chat, text: str, name: str) -> tuple[httpx.Response, float]:
        began = time.monotonic()
        answer = chat.say(text, id=name)
        return answer, time.monotonic() - began

    def note_turn(self, passing: Any) -> None:
        if passing.answer is None and passing.path.endswith("/turn"):
            turn = json.loads(passing.body)
            self.turns.append((turn["conversation"], turn["turn"], turn["said"]["id"]))

    def note_call(self, passing: Any) -> None:
        if passing.answer is None and passing.method == "POST":
            tracker = json.loads(passing.body)["tracker"]
            self.calls.append((tracker["sender_id"], tracker["latest_message"]["metadata"]["turn"]["said"]["id"]))


@pytest.fixture(scope="module", params=["rasa", "actions"])
def outage(running, request):
    running.mend()
    chats = [running.agreed() for _ in range(5)]
    later = [running.agreed() for _ in range(2)]
    played = Outage(running, chats, later)
    running.wires["rasa"].hooks.append(played.note_turn)
    running.wires["actions"].hooks.append(played.note_call)
    held = [
        running.wires["rasa"].hold(chats[0].id),
        running.wires["actions"].hold(chats[1].id),
        running.wires["actions"].hold(chats[2].id, coming_back=True),
        running.wires["rasa"].hold(chats[3].id, coming_back=True),
    ]
    with ThreadPoolExecutor(21) as senders:
        sent = []
        for name, text in TOLD:
            for chat in chats:
                sent.append(senders.submit(played.timed, chat, text, name))
                until(lambda chat=chat, name=name: name in sent_to(chat))
        until(lambda: all(one.arrived.is_set() for one in held))
        running.kill(request.param)
        for one in held:
            one.released.set()
        sent.append(senders.submit(played.timed, later[0], TOLD[1][1], "m2"))
        played.safety = played.timed(later[1], f"my chest hurts and I can't breathe, {MARKER}", "danger")
        running.start(request.param)
        played.answers = [one.result() for one in sent]
    running.wait(request.param)
    for chat in chats:
        for name, _ in TOLD:
            until(lambda chat=chat, name=name: again(chat, name).json()["complete"], 60)
    until(lambda: again(later[0], "m2").json()["complete"], 60)
    return played


def sent_to(chat):
    return [message["id"] for message in chat.history() if message["from"] == "patient"]


def again(chat, name):
    return chat.say(dict(TOLD)[name], id=name)


def test_every_message_is_taken_and_has_words_within_15_seconds(outage):
    assert {answer.status_code for answer, _ in outage.answers} == {200}
    assert all(texts(answer) for answer, _ in outage.answers)
    assert max(seconds for _, seconds in outage.answers) < 15


def test_danger_told_meanwhile_has_its_words_within_2_seconds(outage):
    answer, seconds = outage.safety
    assert seconds < 2
    assert answer.json()["messages"][0]["level"] == "T0"
    assert "999" in texts(answer)[0]


def test_no_message_is_lost_or_doubled_and_the_order_is_kept(outage):
    for chat in outage.chats:
        assert sent_to(chat)[-4:] == [name for name, _ in TOLD]


def test_turns_are_worked_on_in_order(outage):
    for chat in outage.chats:
        numbers = [number for conversation, number, _ in outage.turns if conversation == chat.id]
        assert numbers == sorted(numbers)


def test_no_fact_is_lost_or_doubled_and_each_is_the_messages_that_told_it(outage):
    for chat in [*outage.chats, outage.later[0]]:
        record = chat.get("record").json()
        expected = FACTS if chat in outage.chats else {"age": "m2"}
        told = {path: [entry["message"] for entry in record["provenance"][path]] for path in expected}
        assert told == {path: [name] for path, name in expected.items()}
    assert outage.chats[0].get("record").json()["facts"]["losses_count"] == 2


def test_each_message_is_answered_exactly_once_and_none_was_given_up(outage):
    for chat in outage.chats:
        history = chat.history()
        start = next(place for place, message in enumerate(history) if message["id"] == "m1")
        said = [message["id"] for message in history[start:] if message["from"] == "assistant"]
        answers = [again(chat, name).json()["messages"] for name, _ in TOLD]
        assert sorted(message["id"] for answer in answers for message in answer) == sorted(said)
        for answer in answers:
            assert [message["text"] for message in answer].count(HOLDING) <= 1
            assert FAILURE not in [message["text"] for message in answer]
            assert answer[-1]["question"] is not None
    everybody = [*outage.chats, outage.later[0]]
    assert not any(outage.yarrow.record.conversations.find(chat.id).needs_human for chat in everybody)


def test_a_turn_that_was_saved_before_the_gateway_heard_of_it_is_sent_again_but_not_run_again(outage):
    undisturbed, saved = outage.chats[4].id, outage.chats[3].id
    assert [name for conversation, _, name in outage.turns if conversation == saved].count("m1") == 2
    assert outage.calls.count((saved, "m1")) == outage.calls.count((undisturbed, "m1")) > 0


def test_the_conversation_goes_on(outage):
    for chat in [*outage.chats, outage.later[0]]:
        answer = chat.say("why do you ask?")
        assert answer.json()["complete"] is True
        assert answer.json()["messages"][-1]["question"]["id"] == chat.history()[-1]["question"]["id"]


def test_no_log_holds_what_was_said_meanwhile(outage):
    assert MARKER not in outage.yarrow.written().lower()
