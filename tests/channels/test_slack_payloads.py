"""Every recorded call of Slack is read as what it is; see payloads/slack/README.md."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest

from yarrow.gateway.channels.channel import NotRead, Webhook
from yarrow.gateway.channels.platforms.slack.channel import SlackChannel
from yarrow.gateway.channels.platforms.slack.words import heard
from yarrow.messengers import Slack

FOLDER = Path(__file__).parent / "payloads" / "slack"
CHANNEL = SlackChannel(Slack("xoxb-1", "secret", "http://127.0.0.1:1"))
ADDRESS = "https://clinic.example/channels/slack"
TOKEN = "AAAAAAAAAAAAAAAAAAAAAA."

# File → kind, text.
SAID = {
    "message_im": ("text", "I am 34 and I had < 3 losses & an operation"),
    "me_message": ("text", "is tired"),
    "picture": ("picture", "my results"),
    "picture_without_subtype": ("picture", "hi"),
    "voice": ("voice", None),
    "video": ("video", None),
    "file": ("file", None),
    "passed_on": ("other", None),
    "message_changed": ("edit", "Hello, world!"),
    "message_deleted": ("deletion", None),
    "in_a_channel": ("group", None),
    "among_several": ("group", None),
    "app_mention": ("group", None),
    "app_home_opened": ("glance", None),
}
# File → tokens.
TAPPED = {
    "tap_button": (f"{TOKEN}1",),
    "tap_radio_button": (f"{TOKEN}2",),
    "tap_in_an_organisation": (f"{TOKEN}0",),
    "done": (f"{TOKEN}0", f"{TOKEN}3", f"{TOKEN}11", f"{TOKEN}900"),
    "done_with_nothing_ticked": (f"{TOKEN}900",),
}
NOTHING = {
    "link_unfolded", "our_own_changed", "our_own_deleted", "bot_message", "our_own", "channel_topic",
    "home_tab_opened", "somebody_joined_channel", "reaction_added", "tick", "link_opened", "view_closed",
}  # fmt: skip


def json_call(body):
    return Webhook("POST", ADDRESS, {"content-type": "application/json"}, {}, body, 0.0)


def form_call(body):
    form = urlencode({"payload": body.decode()}).encode()
    return Webhook("POST", ADDRESS, {"content-type": "application/x-www-form-urlencoded"}, {}, form, 0.0)


def call(name):
    body = (FOLDER / f"{name}.json").read_bytes()
    is_event = json.loads(body)["type"] in ("event_callback", "url_verification")
    return json_call(body) if is_event else form_call(body)


def read(name):
    (incoming,) = CHANNEL.parse(call(name)).incoming
    return incoming


def test_every_recorded_call_is_expected_to_be_something():
    assert {path.stem for path in FOLDER.glob("*.json")} == {*SAID, *TAPPED, *NOTHING, "url_verification"}


@pytest.mark.parametrize("name", SAID)
def test_what_was_said_is_read(name):
    incoming = read(name)
    assert (incoming.kind, incoming.text) == SAID[name]


@pytest.mark.parametrize("name", TAPPED)
def test_what_was_tapped_is_read_once_it_is_finished(name):
    incoming = read(name)
    assert (incoming.kind, incoming.tokens, incoming.done) == ("tap", TAPPED[name], True)
    assert (incoming.who, incoming.to) == ("T123ABC456:U123ABC456", {"channel": "D024BE91L"})


@pytest.mark.parametrize("name", sorted(NOTHING))
def test_what_says_nothing_to_us_is_left_aside(name):
    with pytest.raises(NotRead):
        read(name)


@pytest.mark.parametrize("name", [*SAID, *TAPPED])
def test_everything_has_a_name_and_a_place_in_time(name):
    incoming = read(name)
    assert incoming.event
    assert 1.3e9 < incoming.order < 1.6e9


def test_a_person_is_a_member_of_one_workspace_and_is_answered_in_their_own_chat():
    incoming = read("message_im")
    assert (incoming.who, incoming.to) == ("T123ABC456:U123ABC456", {"channel": "D024BE91L"})


def test_opening_the_apps_messages_has_the_same_name_each_time():
    told = json.loads((FOLDER / "app_home_opened.json").read_bytes())
    told |= {"event_id": "Ev999"}
    told["event"]["event_ts"] = "1515449999.000001"
    (again,) = CHANNEL.parse(json_call(json.dumps(told).encode())).incoming
    assert again.event == read("app_home_opened").event


def test_a_place_with_several_people_is_somebody_of_its_own():
    incoming = read("app_mention")
    assert (incoming.who, incoming.to) == ("T123ABC456:C123ABC456", {"channel": "C123ABC456", "group": True})


def test_the_challenge_is_given_back():
    reply = CHANNEL.greet(call("url_verification"))
    assert reply.body == "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"


def test_the_check_of_the_certificate_is_answered():
    form = Webhook("POST", ADDRESS, {"content-type": "application/x-www-form-urlencoded"}, {}, b"ssl_check=1", 0.0)
    assert CHANNEL.greet(form).status == 200


def test_what_brings_something_is_no_greeting():
    assert CHANNEL.greet(call("message_im")) is None
    assert CHANNEL.greet(call("tap_button")) is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<@U123> are you there", "are you there"),
        ("see <#C123|general>", "see general"),
        ("<!here> hello", "hello"),
        ("write to <mailto:a@example.org|a@example.org>", "write to a@example.org"),
        ("call <tel:999>", "call 999"),
        ("<https://example.org>", "https://example.org"),
        ("&amp;lt; 3", "&lt; 3"),  # unescaped once, not twice
        ("a &lt; b", "a < b"),
    ],
)
def test_marks_of_slack_read_as_words(text, plain):
    assert heard(text) == plain


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"type": "event_callback"}',
        b'{"type": "event_callback", "event": null}',
        b'{"type": "event_callback", "api_app_id": "A", "team_id": "T", "event": {"type": "message"}}',
        b'{"type": "block_actions", "actions": []}',
    ],
)
@pytest.mark.parametrize("made", [json_call, lambda body: form_call(body.replace(b"\xff", b"?"))])
def test_what_is_no_event_is_not_read(made, body):
    with pytest.raises(NotRead):
        CHANNEL.parse(made(body))
