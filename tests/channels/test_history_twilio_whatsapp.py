"""A whole history on WhatsApp through Twilio, and what is other than by text message: the 24 hours, voice notes."""

from __future__ import annotations

import pytest

from tests.support.app_history import got_what_the_record_says, record_has_what_was_said
from tests.support.gateway import until
from tests.support.twilio_gateway import ANSWERS, as_number, somebody
from yarrow.gateway.channels.platforms.twilio.ways import SMS, WHATSAPP


@pytest.fixture
def amira(by_twilio, twilio):
    """Somebody new."""
    return somebody(by_twilio, twilio, WHATSAPP)


def test_a_history_is_taken_from_the_first_word_to_the_advice(amira):
    amira.say("hello")
    amira.talk(ANSWERS)
    got_what_the_record_says(amira)
    record_has_what_was_said(amira)
    told = amira.facts()
    assert (told["age"], told["losses_count"]) == (34, 2)
    assert all(sent.raw["From"].startswith("whatsapp:") for sent in amira.got())


def test_a_voice_note_and_a_place_are_answered_kindly_and_the_question_stays(amira, twilio):
    amira.say("hello")
    amira.settled()
    for kind in ("voice", "location", "sticker"):
        before = len(amira.got())
        assert twilio.send(amira.chat, kind).status_code == 200
        until(lambda before=before: len(amira.got()) > before)
    amira.settled()
    assert "voice messages" in " ".join(twilio.texts(amira.chat))
    amira.choose("yes")
    assert amira.asks() == "for_whom"


def test_what_comes_too_late_for_whatsapp_waits_until_she_writes(amira, twilio):
    amira.say("hello")
    amira.settled()
    twilio.fails[amira.chat] = 63016
    try:
        amira.choose("yes")
        until(lambda: any(one.state == "held" for one in amira.dispatches()))
    finally:
        del twilio.fails[amira.chat]
    amira.settled()
    held = [one for one in amira.dispatches() if one.state == "held"]
    assert held
    amira.say("here I am")
    until(lambda: not [one for one in amira.dispatches() if one.state != "sent"])


def test_the_same_number_by_text_message_is_another_line(amira, by_twilio, twilio):
    amira.say("hello")
    by_text = as_number(by_twilio, twilio, SMS, amira.chat.removeprefix("whatsapp:"))
    by_text.say("hello")
    assert by_text.line.id != amira.line.id
    assert by_text.conversation != amira.conversation
