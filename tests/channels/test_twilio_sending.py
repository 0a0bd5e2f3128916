"""Words go out through Twilio's API; what it refuses is understood; its settings are looked at and entered."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from tests.support.gateway import until
from tools.platforms.faults import BROKEN, LOST, Fault
from tools.platforms.twilio import ACCOUNT, NUMBER, SERVICE, TOKEN, TwilioDouble
from yarrow.gateway.channels.channel import Channel, Webhook
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.platforms.twilio import build_sms, build_whatsapp
from yarrow.gateway.channels.refused import Refused
from yarrow.messengers import Messengers, Twilio

AMIRA = "+447700900123"
PUBLIC = "https://talk.clinic.example"
SETTINGS = Twilio(ACCOUNT, TOKEN, NUMBER, NUMBER)


@pytest.fixture
def twilio():
    with TwilioDouble() as twilio:
        twilio.tells_back = False  # nobody is there to be told
        yield twilio


def built(twilio: TwilioDouble, *, way: str = "sms", **changes: Any) -> Channel:
    messengers = Messengers(public_url=PUBLIC, twilio=replace(SETTINGS, api=twilio.url, **changes))
    channel = build_sms(messengers) if way == "sms" else build_whatsapp(messengers)
    assert channel is not None
    return channel


def send(channel: Channel, text: str = "Hello.", to: str = AMIRA, dispatch: str = "d-1.2") -> None:
    async def act() -> None:
        try:
            await channel.send(Piece(text), {"to": to}, dispatch)
        finally:
            await channel.close()

    asyncio.run(act())


def refusal(channel: Channel, **sent: str) -> Refused:
    with pytest.raises(Refused) as refused:
        send(channel, **sent)
    return refused.value


def checks(channel: Channel, *, setup: str | None = None) -> dict[str, tuple[bool, str]]:
    async def act() -> list[Any]:
        try:
            return await (channel.setup(setup) if setup else channel.check())
        finally:
            await channel.close()

    return {check.about: (check.is_well, check.sentence) for check in asyncio.run(act())}


def test_a_text_message_goes_out_with_our_name_of_it_in_the_address_for_status_callbacks(twilio):
    send(built(twilio), "Are you safe? 1 Yes, 2 No")
    (sent,) = twilio.to(AMIRA)
    assert sent.raw == {
        "To": AMIRA,
        "From": NUMBER,
        "Body": "Are you safe? 1 Yes, 2 No",
        "StatusCallback": f"{PUBLIC}/channels/sms?dispatch=d-1.2",
    }


def test_on_whatsapp_both_addresses_say_so(twilio):
    send(built(twilio, way="whatsapp"), to=f"whatsapp:{AMIRA}")
    (sent,) = twilio.sent
    assert (sent.chat, sent.raw["From"]) == (f"whatsapp:{AMIRA}", f"whatsapp:{NUMBER}")
    assert sent.raw["StatusCallback"].startswith(f"{PUBLIC}/channels/twilio_whatsapp?")


def test_a_messaging_service_sends_in_place_of_a_number(twilio):
    send(built(twilio, sms=SERVICE))
    assert twilio.sent[0].raw["MessagingServiceSid"] == SERVICE
    assert "From" not in twilio.sent[0].raw


@pytest.mark.parametrize(
    ("code", "status", "reason"),
    [
        ("21610", 400, "stopped"),
        ("21211", 400, "never"),
        ("21614", 400, "never"),
        ("30003", 400, "never"),
        ("30005", 400, "never"),
        ("30006", 400, "never"),
        ("63016", 400, "window"),
        ("63018", 429, "later"),
        ("20429", 429, "later"),
        ("14107", 400, "later"),
        ("20003", 401, "ours"),
        ("21606", 400, "ours"),
        ("21408", 400, "ours"),
        ("29999", 400, "never"),
        ("29999", 403, "ours"),
        ("29999", 500, "later"),
    ],
)
def test_an_error_means_what_twilios_page_says(twilio, code, status, reason):
    twilio.faults.append(Fault(status, code=code))
    refused = refusal(built(twilio))
    assert refused.reason == reason
    assert refused.code in (code, f"http {status}")
    assert not refused.unsure
    assert twilio.sent == []


def test_too_many_at_once_are_sent_when_twilio_says(twilio):
    twilio.faults.append(Fault(429, after=7))
    refused = refusal(built(twilio))
    assert (refused.reason, refused.code, refused.after) == ("later", "20429", 7.0)


def test_a_server_that_fails_is_asked_later(twilio):
    twilio.faults.append(BROKEN)
    refused = refusal(built(twilio))
    assert (refused.reason, refused.code, refused.unsure) == ("later", "http 500", False)


def test_a_lost_answer_leaves_unsure_whether_it_went(twilio):
    twilio.faults.append(LOST)
    refused = refusal(built(twilio))
    assert (refused.reason, refused.unsure) == ("later", True)
    assert twilio.texts(AMIRA) == ["Hello."]


def test_a_server_that_is_not_there_has_certainly_not_sent_it(twilio):
    twilio.rest()
    refused = refusal(built(twilio))
    assert (refused.reason, refused.unsure) == ("later", False)


def test_a_wrong_token_is_ours_to_mend(twilio):
    assert refusal(built(twilio, token="another")).reason == "ours"


def test_no_refusal_quotes_what_twilio_said(twilio):
    refused = refusal(built(twilio), to="+123")
    assert (refused.reason, refused.code) == ("never", "21211")


def test_who_has_sent_stop_is_written_to_no_more_until_start(twilio):
    twilio.text_payload(AMIRA, "stop")
    assert refusal(built(twilio)).reason == "stopped"
    twilio.text_payload(AMIRA, "Start")
    send(built(twilio))
    assert twilio.texts(AMIRA) == ["Hello."]
    assert [sent.chat for sent in twilio.carrier] == [AMIRA, AMIRA]


def test_what_became_of_it_comes_back_signed_under_our_name(twilio):
    channel = built(twilio)
    messengers = Messengers(public_url=twilio.url, twilio=replace(SETTINGS, api=twilio.url))
    here = build_sms(messengers)
    assert here is not None
    twilio.tells_back, twilio.fails[AMIRA] = True, 30003
    send(here)  # told to the double itself, which has no such page: only the calls are of interest
    until(lambda: len(twilio.calls) >= 10)
    told = []
    for call, _ in twilio.calls[:: len(twilio.tries_again) + 1]:
        query = dict(pair.split("=") for pair in call.url.partition("?")[2].split("&"))
        headers = {name.lower(): value for name, value in call.headers.items()}
        webhook = Webhook("POST", call.url, headers, query, call.body, 0.0)
        channel.verify(webhook)
        told += channel.parse(webhook).receipts
    assert [(receipt.dispatch, receipt.standing, receipt.code) for receipt in told] == [
        ("d-1.2", "sent", None),
        ("d-1.2", "failed", "30003"),
    ]


def test_setting_up_enters_the_address_and_asks_for_more_tries(twilio):
    channel = built(twilio)
    assert not checks(channel)["webhook"][0]
    told = checks(built(twilio), setup=f"{PUBLIC}/channels/sms")
    assert told["webhook"][0]
    assert twilio.entered == {"SmsUrl": f"{PUBLIC}/channels/sms#rc=4&rp=all", "SmsMethod": "POST"}
    assert all(is_well for is_well, _ in checks(built(twilio)).values())


def test_setting_up_a_messaging_service_enters_it_there(twilio):
    service = {"sms": SERVICE}
    assert "left to each number" in checks(built(twilio, **service))["webhook"][1]
    assert checks(built(twilio, **service), setup=f"{PUBLIC}/channels/sms")["webhook"][0]
    assert twilio.entered["InboundRequestUrl"] == f"{PUBLIC}/channels/sms#rc=4&rp=all"
    assert checks(built(twilio, **service))["webhook"][0]
    assert not checks(built(twilio, sms="MG" + "00" * 16))["service"][0]


def test_setting_up_whatsapp_says_what_to_do_by_hand(twilio):
    is_well, sentence = checks(built(twilio, way="whatsapp"), setup=f"{PUBLIC}/channels/twilio_whatsapp")["webhook"]
    assert not is_well
    assert "WhatsApp senders" in sentence
    assert f"{PUBLIC}/channels/twilio_whatsapp#rc=4&rp=all" in sentence
    assert all(is_well for is_well, _ in checks(built(twilio, way="whatsapp")).values())


@pytest.mark.parametrize(
    ("entered", "part"),
    [
        ({}, "no address"),
        ({"SmsUrl": "https://demo.twilio.com/welcome/sms/reply/"}, "another address"),
        ({"SmsUrl": f"{PUBLIC}/channels/sms"}, "not try again"),
        ({"SmsUrl": f"{PUBLIC}/channels/sms#rc=4&rp=all", "SmsMethod": "PUT"}, "unknown way"),
    ],
)
def test_a_webhook_that_is_entered_wrongly_is_said(twilio, entered, part):
    twilio.entered.update(entered)
    is_well, sentence = checks(built(twilio))["webhook"]
    assert not is_well
    assert part in sentence


def test_the_account_is_looked_at_first(twilio):
    assert list(checks(built(twilio, token="another"))) == ["account"]
    twilio.account["status"] = "suspended"
    assert "not active" in checks(built(twilio))["account"][1]
    twilio.account.update(status="active", type="Trial")
    assert "on trial" in checks(built(twilio))["account"][1]


def test_a_number_of_another_account_is_said(twilio):
    assert "not in this account" in checks(built(twilio, sms="+441632960999"))["number"][1]


def test_twilio_away_is_said_in_a_sentence(twilio):
    twilio.faults.append(Fault(503, at=".json"))
    assert "try again later" in checks(built(twilio))["account"][1]
    twilio.rest()
    assert "cannot be reached" in checks(built(twilio))["account"][1]


def test_the_chat_can_be_opened_again_from_the_browser(twilio):
    assert built(twilio).return_link() == f"sms:{NUMBER}"
    assert built(twilio, way="whatsapp").return_link() == f"https://wa.me/{NUMBER[1:]}"
    assert built(twilio, sms=SERVICE).return_link() is None


def test_without_a_sender_the_way_is_off():
    assert build_sms(Messengers()) is None
    assert build_sms(Messengers(twilio=replace(SETTINGS, sms=None))) is None
    assert build_whatsapp(Messengers(twilio=replace(SETTINGS, whatsapp=None))) is None
