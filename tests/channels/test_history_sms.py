"""A whole history by text message, over Twilio's double: what she got is what the record says, whatever goes wrong."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from tests.support.app_history import got_what_the_record_says, record_has_what_was_said, words
from tests.support.gateway import until
from tests.support.twilio_gateway import ANSWERS, somebody
from tools.platforms.faults import BROKEN, LOST, Fault
from yarrow.gateway.channels.platforms.twilio.ways import SMS
from yarrow.gateway.channels.rendering.gsm import plain

FAILING = [Fault(429, after=0.05), BROKEN, Fault(429), Fault(503, after=0.05), Fault(400, code="14107"), LOST]


@pytest.fixture
def amira(by_twilio, twilio):
    """Somebody new."""
    return somebody(by_twilio, twilio, SMS)


def as_text_message(text: str) -> str:
    return words(plain(text))


class Trouble:
    """Every message meets something: Twilio fails, or tells it twice at once."""

    def __init__(self, twilio):
        self.twilio, self.count, self._say = twilio, 0, twilio.say

    def say(self, chat, text):
        self.count += 1
        self.twilio.faults.append(FAILING[self.count % len(FAILING)])
        answer = self._say(chat, text)
        again = [threading.Thread(target=self.twilio.again, args=(chat,)) for _ in range(self.count % 3)]
        for thread in again:
            thread.start()
        for thread in again:
            thread.join()
        return answer


def test_a_history_comes_to_its_end_with_webhooks_redelivered_and_twilio_failing_in_between(amira, twilio, monkeypatch):
    trouble = Trouble(twilio)
    monkeypatch.setattr(twilio, "say", trouble.say)
    amira.say("hello")
    amira.talk(ANSWERS)
    assert trouble.count > 20
    got_what_the_record_says(amira, as_text_message)
    record_has_what_was_said(amira)
    told = amira.facts()
    assert (told["age"], told["losses_count"]) == (34, 2)
    assert any("hashimoto" in path for path in told)
    assert (amira.asked[0], amira.asked[-1]) == ("consent", "confirm_summary")


def test_an_emergency_arrives_whole_and_first_though_other_words_wait(amira, twilio):
    amira.say("hello")
    amira.choose("yes")
    amira.settled()
    twilio.faults.append(Fault(429, after=1))
    before = len(amira.got())
    twilio.say(amira.chat, "myself")
    until(lambda: not twilio.faults)  # the words said to it wait now, as Twilio wants it
    twilio.say(amira.chat, "I'm 7 weeks pregnant, bleeding heavily and I just fainted")
    until(lambda: len(amira.got()) > before)
    first = amira.got()[before]
    record = next(entry for entry in amira.entries() if entry.message.level == "T0")
    assert words(first.text) == as_text_message(record.message.text)
    assert first.text.startswith("Please call")


def test_stop_is_confirmed_by_the_carrier_and_nothing_more_comes_until_start(amira, twilio):
    amira.say("hello")
    amira.settled()
    before = len(amira.got())
    twilio.say(amira.chat, "Stop")
    until(lambda: amira.line.stopped_at is not None)
    twilio.say(amira.chat, "are you there?")
    until(lambda: not amira.record.deliveries.waiting(amira.line.id))
    assert len(amira.got()) == before
    assert [sent.chat for sent in twilio.carrier if sent.chat == amira.chat] == [amira.chat]
    twilio.say(amira.chat, "START")
    until(lambda: amira.line.stopped_at is None)
    until(lambda: len(amira.got()) > before)
    amira.choose("yes")  # the open question has come back with its answers
    assert amira.asks() == "for_whom"


def test_a_forged_call_changes_nothing(amira, twilio):
    call = twilio.sign(twilio.text_payload(amira.chat, "hello"), 0)
    spoilt = replace(call, body=call.body.replace(b"hello", b"hellO"))
    assert twilio.make(spoilt).status_code == 403
    bare = replace(call, headers={name: value for name, value in call.headers.items() if "Signature" not in name})
    assert twilio.make(bare).status_code == 401
    assert amira.got() == []


def test_a_heart_put_to_an_emergency_text_is_no_emergency(amira, twilio):
    amira.say("I'm 7 weeks pregnant, bleeding heavily and I just fainted")
    amira.settled()
    before = len(amira.got())
    events = len(amira.entries())
    twilio.send(amira.chat, "reaction")
    until(lambda: not amira.record.deliveries.waiting(amira.line.id))
    assert len(amira.got()) == before
    assert len(amira.entries()) == events
