"""A whole history on WhatsApp through Twilio, and what is other than by text message: the 24 hours, voice notes."""

from __future__ import annotations

import pytest

from tests.support.app_history import got_what_the_record_says, record_has_what_was_said
from tests.support.gateway import until
from tests.support.twilio_gateway import reached_by, somebody
from tools.platforms.twilio import TwilioDouble
from yarrow.gateway.channels.platforms.twilio.ways import SMS, WHATSAPP


@pytest.fixture(scope="module")
def twilio():
    with TwilioDouble() as twilio:
        yield twilio


@pytest.fixture(scope="module")
def gateway(twilio, tmp_path_factory):
    with reached_by(twilio, tmp_path_factory.mktemp("home")) as gateway:
        yield gateway


@pytest.fixture
def amira(gateway, twilio):
    """Somebody new."""
    return somebody(gateway, twilio, WHATSAPP)


def test_a_history_is_taken_from_the_first_word_to_the_advice(amira, gateway):
    amira.say("hello")
    amira.talk()
    got_what_the_record_says(amira)
    record_has_what_was_said(amira)
    told = {fact.path: fact.value for fact in gateway.record.casefiles.read(amira.conversation).facts}
    assert (told["age"], told["losses_count"]) == (34, 2)
    assert all(sent.raw["From"].startswith("whatsapp:") for sent in amira.got())


def test_a_voice_note_and_a_place_are_answered_kindly_and_the_question_stays(amira, twilio):
    amira.say("hello")
    for kind in ("voice", "location", "sticker"):
        before = len(amira.got())
        assert twilio.send(amira.chat, kind).status_code == 200
        until(lambda before=before: len(amira.got()) > before)
    amira.wait()
    assert "voice messages" in " ".join(twilio.texts(amira.chat))
    amira.say(amira.sign("consent:yes"))
    question = amira.open_question()
    assert question is not None
    assert question.question["id"] == "for_whom"


def test_what_comes_too_late_for_whatsapp_waits_until_she_writes(amira, twilio):
    amira.say("hello")
    twilio.fails[amira.chat] = 63016
    try:
        twilio.say(amira.chat, amira.sign("consent:yes"))
        until(lambda: any(one.state == "held" for one in amira.dispatches()))
    finally:
        del twilio.fails[amira.chat]
    amira.wait()
    held = [one for one in amira.dispatches() if one.state == "held"]
    assert held
    amira.say("here I am")
    until(lambda: not [one for one in amira.dispatches() if one.state != "sent"])


def test_the_same_number_by_text_message_is_another_line(amira, gateway, twilio):
    amira.say("hello")
    by_text = somebody(gateway, twilio, SMS)
    by_text.chat = amira.chat.removeprefix("whatsapp:")
    by_text.who = amira.who.replace("whatsapp:", "")
    by_text.say("hello")
    assert by_text.line.id != amira.line.id
    assert by_text.conversation != amira.conversation
