"""Who may call the webhooks of WhatsApp and Messenger: Meta alone, by SHA-256 over the very bytes."""

import hashlib
import hmac

import pytest

from tests.support.meta_calls import asked, webhook
from tools.platforms.graph import APP_SECRET, VERIFY_TOKEN
from tools.platforms.talk import Call
from yarrow.gateway.channels.channel import Forged
from yarrow.gateway.channels.platforms.meta import greet, verify

BODY = '{"object":"page","entry":[],"said":"žena 🩸"}'.encode()


def digest(body=BODY, secret=APP_SECRET, by=hashlib.sha256):
    return hmac.new(secret.encode(), body, by).hexdigest()


def call(body=BODY, **headers):
    return webhook(Call("POST", "https://clinic.example/channels/messenger", headers, body))


def refused(given):
    with pytest.raises(Forged) as caught:
        verify(given, APP_SECRET, VERIFY_TOKEN)
    return caught.value.status, caught.value.reason


def signed(signature, **more):
    return call(**{"X-Hub-Signature-256": signature}, **more)


def test_the_signature_of_the_very_bytes_is_taken():
    verify(signed(f"sha256={digest()}"), APP_SECRET, VERIFY_TOKEN)


@pytest.mark.parametrize("body", [BODY + b" ", BODY[:-1], BODY.replace(b",", b", "), b""])
def test_bytes_that_differ_at_all_are_not(body):
    given = call(body, **{"X-Hub-Signature-256": f"sha256={digest()}"})
    assert refused(given) == (403, "wrong-signature")


def test_another_secret_is_not():
    assert refused(signed(f"sha256={digest(secret='another')}")) == (403, "wrong-signature")


def test_a_call_without_a_signature_is_not():
    assert refused(call()) == (401, "no-signature")


def test_the_older_signature_alone_is_not_though_it_is_right():
    assert refused(call(**{"X-Hub-Signature": f"sha1={digest(by=hashlib.sha1)}"})) == (401, "sha1-only")


@pytest.mark.parametrize(
    "signature",
    [
        f"sha1={digest(by=hashlib.sha1)}",
        f"md5={digest(by=hashlib.md5)}",
        f"sha512={digest(by=hashlib.sha512)}",
        digest(),
        "sha256=",
        f"sha256={digest()[:-1]}",
        f"sha256={digest()}00",
        f"sha256={digest()}\n",
        f"sha256={digest().upper()}",
        f"SHA256={digest()}",
        f"sha256={'ü' * 64}",
        "",
    ],
)
def test_no_other_algorithm_and_no_other_spelling_is(signature):
    assert refused(signed(signature)) == (403, "not-sha256")


def test_a_right_older_signature_saves_no_wrong_one():
    given = signed(f"sha256={digest(secret='another')}", **{"X-Hub-Signature": f"sha1={digest(by=hashlib.sha1)}"})
    assert refused(given) == (403, "wrong-signature")


# ---------------------------------------------------------------- the challenge
def challenge(token=VERIFY_TOKEN, mode="subscribe", back="1158201444"):
    return {"hub.mode": mode, "hub.challenge": back, "hub.verify_token": token}


def test_the_challenge_is_given_back_to_whoever_knows_the_token():
    given = asked(challenge())
    verify(given, APP_SECRET, VERIFY_TOKEN)
    reply = greet(given)
    assert (reply.status, reply.body, reply.media_type) == (200, "1158201444", "text/plain")


@pytest.mark.parametrize("token", ["", "agreed", VERIFY_TOKEN + "x", "ä"])
def test_another_token_gets_no_answer(token):
    assert refused(asked(challenge(token))) == (403, "wrong-token")


def test_no_token_gets_no_answer():
    assert refused(asked({"hub.mode": "subscribe", "hub.challenge": "1"})) == (401, "no-token")


def test_no_token_of_ours_is_never_the_right_one():
    with pytest.raises(Forged):
        verify(asked(challenge("")), APP_SECRET, "")


@pytest.mark.parametrize(
    "query", [challenge(mode="unsubscribe"), challenge(back=""), challenge(back="<script>"), challenge(back="1" * 201)]
)
def test_what_is_no_challenge_is_not_given_back(query):
    reply = greet(asked(query))
    assert (reply.status, reply.body) == (400, "Not a challenge.")


def test_a_call_that_brings_something_is_no_challenge():
    assert greet(call()) is None
