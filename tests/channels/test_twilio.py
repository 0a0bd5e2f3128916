"""Twilio's calls: taken when signed for our public address, refused otherwise; read as what they are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from twilio.request_validator import RequestValidator

from tools.platforms.twilio import ACCOUNT, NUMBER, TOKEN
from yarrow.gateway.channels.channel import Forged, NotRead, Webhook
from yarrow.gateway.channels.incoming import Incoming, Receipt
from yarrow.gateway.channels.platforms.twilio import build_sms, build_whatsapp
from yarrow.gateway.channels.platforms.twilio.signature import MOST_FIELDS
from yarrow.messengers import Messengers, Twilio

PAYLOADS = sorted((Path(__file__).parent / "payloads" / "twilio").glob("*.json"))
PUBLIC = "https://talk.clinic.example"
SET = Messengers(public_url=PUBLIC, twilio=Twilio(ACCOUNT, TOKEN, NUMBER, NUMBER))
CHANNELS = {channel.name: channel for channel in (build_sms(SET), build_whatsapp(SET)) if channel}
SMS = CHANNELS["sms"]
TEXT = {
    "MessageSid": "SM1",
    "AccountSid": ACCOUNT,
    "From": "+447700900123",
    "To": NUMBER,
    "Body": "hello",
    "NumMedia": "0",
}


def webhook(url: str, fields: dict[str, str], *, method: str = "POST", signature: str | None = None) -> Webhook:
    """A call as the gateway hands it on; signed for that address unless a signature is given."""
    address = url if method == "POST" else f"{url}?{urlencode(fields)}"
    signed = signature or RequestValidator(TOKEN).compute_signature(address, fields if method == "POST" else {})
    headers = {"x-twilio-signature": signed, "content-type": "application/x-www-form-urlencoded; charset=utf-8"}
    body = urlencode(fields).encode() if method == "POST" else b""
    return Webhook(method, address, headers, dict(parse_qsl(urlsplit(address).query)), body, 0.0)


def json_call(fields: dict[str, str], *, sha: str | None = None) -> Webhook:
    body = json.dumps(fields).encode()
    url = f"{PUBLIC}/channels/sms?bodySHA256={sha or hashlib.sha256(body).hexdigest()}"
    headers = {
        "x-twilio-signature": RequestValidator(TOKEN).compute_signature(url, {}),
        "content-type": "application/json",
    }
    return Webhook("POST", url, headers, dict(parse_qsl(urlsplit(url).query)), body, 0.0)


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_what_twilios_pages_show_is_read(path):
    example = json.loads(path.read_text("utf-8"))
    channel = CHANNELS[example["channel"]]
    query = "?dispatch=d-17" if "receipt" in example else ""
    call = webhook(f"{PUBLIC}/channels/{channel.name}{query}", example["fields"])
    channel.verify(call)
    parsed = channel.parse(call)
    if "receipt" in example:
        assert parsed.receipts == (Receipt("d-17", *example["receipt"]),)
        assert parsed.incoming == ()
        return
    assert parsed.receipts == ()
    assert [{"kind": said.kind, "text": said.text} for said in parsed.incoming] == [
        {"kind": said["kind"], "text": said["text"]} for said in example["said"]
    ]
    for said, expected in zip(parsed.incoming, example["said"], strict=True):
        assert said.tokens == tuple(expected.get("tokens", ()))
        assert said.event.startswith(example["fields"]["MessageSid"])
        assert said.who == f"{ACCOUNT}:{example['fields']['From']}"
        assert said.to == {"to": example["fields"]["From"]}
    assert len({said.event for said in parsed.incoming}) == len(parsed.incoming)


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_call_signed_for_our_public_address_is_taken(method):
    call = webhook(f"{PUBLIC}/channels/sms", TEXT, method=method)
    SMS.verify(call)
    assert SMS.greet(call) is None
    assert SMS.parse(call).incoming == (
        Incoming("SM1", f"{ACCOUNT}:+447700900123", {"to": "+447700900123"}, "text", text="hello"),
    )


def test_a_port_in_the_address_may_be_signed_or_left_out():
    signed_without = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/channels/sms", TEXT)
    SMS.verify(webhook(f"{PUBLIC}:8443/channels/sms", TEXT, signature=signed_without))
    SMS.verify(webhook(f"{PUBLIC}:8443/channels/sms", TEXT))


@pytest.mark.parametrize(
    "url",
    ["http://talk.clinic.example/channels/sms", "https://other.example/channels/sms", f"{PUBLIC}/channels/sms?a=b"],
)
def test_a_call_signed_for_another_address_is_forged(url):
    signature = RequestValidator(TOKEN).compute_signature(url, TEXT)
    with pytest.raises(Forged, match="wrong-signature") as forged:
        SMS.verify(webhook(f"{PUBLIC}/channels/sms", TEXT, signature=signature))
    assert forged.value.status == 403


def test_a_call_signed_by_another_token_is_forged():
    signature = RequestValidator("another").compute_signature(f"{PUBLIC}/channels/sms", TEXT)
    with pytest.raises(Forged):
        SMS.verify(webhook(f"{PUBLIC}/channels/sms", TEXT, signature=signature))


def test_a_call_without_a_signature_is_not_known():
    call = webhook(f"{PUBLIC}/channels/sms", TEXT)
    unsigned = Webhook("POST", call.url, {"content-type": call.headers["content-type"]}, {}, call.body, 0.0)
    with pytest.raises(Forged, match="no-signature") as forged:
        SMS.verify(unsigned)
    assert forged.value.status == 401


@pytest.mark.parametrize("change", [{"Body": "hellO"}, {"From": "+447700900999"}, {"OptOutType": "STOP"}])
def test_a_field_that_was_changed_or_added_is_found(change):
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/channels/sms", TEXT)
    with pytest.raises(Forged):
        SMS.verify(webhook(f"{PUBLIC}/channels/sms", {**TEXT, **change}, signature=signature))


def test_a_field_said_twice_is_found():
    call = webhook(f"{PUBLIC}/channels/sms", TEXT)
    twice = Webhook("POST", call.url, call.headers, {}, b"Body=other&" + call.body, 0.0)
    with pytest.raises(Forged):
        SMS.verify(twice)


def many(count):
    return webhook(f"{PUBLIC}/channels/sms", {f"f{number}": "" for number in range(count)})


def test_a_form_of_more_fields_than_twilio_sends_is_not_even_checked():
    """Checking takes the square of their number: ten thousand would keep everybody else waiting for seconds."""
    SMS.verify(many(MOST_FIELDS))
    with pytest.raises(Forged) as forged:
        SMS.verify(many(MOST_FIELDS + 1))
    assert forged.value.reason == "wrong-signature"


def test_json_is_taken_when_the_hash_of_its_body_is_in_the_signed_address():
    call = json_call(TEXT)
    SMS.verify(call)
    assert SMS.parse(call).incoming[0].text == "hello"


def test_json_with_another_body_than_was_hashed_is_forged():
    with pytest.raises(Forged):
        SMS.verify(json_call(TEXT, sha="0" * 64))


def test_json_without_a_hash_is_forged_and_no_error():
    url = f"{PUBLIC}/channels/sms"
    headers = {"x-twilio-signature": "x", "content-type": "application/json"}
    for body in (b"{}", b"\xff"):
        with pytest.raises(Forged):
            SMS.verify(Webhook("POST", url, headers, {}, body, 0.0))


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff", b""])
def test_json_that_is_no_object_is_not_read(body):
    call = Webhook("POST", f"{PUBLIC}/channels/sms", {"content-type": "application/json"}, {}, body, 0.0)
    with pytest.raises(NotRead):
        SMS.parse(call)


@pytest.mark.parametrize(
    "change",
    [
        {"From": "whatsapp:+447700900123"},
        {"From": "rcs:amira"},
        {"From": ""},
        {"MessageSid": ""},
        {"MessageStatus": "delivered"},
    ],
)
def test_what_is_no_message_on_this_way_is_not_read(change):
    with pytest.raises(NotRead):
        SMS.parse(webhook(f"{PUBLIC}/channels/sms", {**TEXT, **change}))


def test_a_text_message_is_not_read_as_one_of_whatsapp():
    with pytest.raises(NotRead):
        CHANNELS["twilio_whatsapp"].parse(webhook(f"{PUBLIC}/channels/twilio_whatsapp", TEXT))


@pytest.mark.parametrize(
    "text",
    [
        "Loved “Please go to A&E now.”",
        'Liked "Please go to A&E now."',
        "Emphasised “Please go.\n\nNow.”",
        "Removed a heart from “Please go.”",
        "Reacted 😢 to “Please go.”",
        "👍 to “Please go.”",
        "\u200b❤️\u200b to “ Please go. ”",
    ],
)
def test_a_heart_put_to_our_words_is_not_read_as_her_words(text):
    said = SMS.parse(webhook(f"{PUBLIC}/channels/sms", {**TEXT, "Body": text})).incoming
    assert [(one.kind, one.text) for one in said] == [("reaction", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Loved your help",
        "I went to “A&E”",
        "Liked “it” but I am bleeding",
        "My doctor said “go to A&E”",
        "Questioned",
    ],
)
def test_words_that_only_look_like_one_stay_words(text):
    said = SMS.parse(webhook(f"{PUBLIC}/channels/sms", {**TEXT, "Body": text})).incoming
    assert [(one.kind, one.text) for one in said] == [("text", text)]


def test_an_empty_message_is_something_that_cannot_be_read():
    assert SMS.parse(webhook(f"{PUBLIC}/channels/sms", {**TEXT, "Body": ""})).incoming[0].kind == "other"


@pytest.mark.parametrize("status", ["accepted", "scheduled", "canceled", "deleted"])
def test_a_status_that_says_nothing_new_is_no_receipt(status):
    call = webhook(f"{PUBLIC}/channels/sms?dispatch=d-1", {"MessageSid": "SM1", "MessageStatus": status})
    assert SMS.parse(call).receipts == ()


def test_the_answer_says_nothing():
    reply = SMS.taken(webhook(f"{PUBLIC}/channels/sms", TEXT))
    assert (reply.status, reply.media_type) == (200, "text/xml")
    assert reply.body.endswith("<Response/>")
