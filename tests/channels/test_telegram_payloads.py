"""Every recorded update of Telegram is read as what it is; see payloads/telegram/README.md."""

import json
from pathlib import Path

import pytest

from yarrow.gateway.channels.channel import NotRead, Webhook
from yarrow.gateway.channels.platforms.telegram.channel import TelegramChannel
from yarrow.messengers import Telegram

FOLDER = Path(__file__).parent / "payloads" / "telegram"
CHANNEL = TelegramChannel(Telegram("110201543:token", "secret", "http://127.0.0.1:1"))
TOKEN = "AAAAAAAAAAAAAAAAAAAAAA."

# File → kind, text.
SAID = {
    "text": ("text", "I am 34 and I had three losses"),
    "reply": ("text", "yes"),
    "forwarded": ("text", "what my sister wrote"),
    "start": ("start", None),
    "start_with_code": ("start", "7QX2-M4KP-9TWB"),
    "start_with_other_payload": ("start", None),
    "command": ("text", "help"),
    "picture": ("picture", "my results"),
    "voice": ("voice", None),
    "audio": ("voice", None),
    "video": ("video", "my results"),
    "video_note": ("video", None),
    "animation": ("video", None),
    "document": ("file", "my results"),
    "sticker": ("sticker", None),
    "location": ("location", None),
    "venue": ("location", None),
    "contact": ("contact", None),
    "poll": ("other", None),
    "dice": ("other", None),
    "edited_message": ("edit", "Edited text"),
    "edited_caption": ("edit", "other words"),
    "reaction": ("reaction", None),
    "in_a_group": ("group", None),
    "group_started": ("group", None),
    "added_to_group": ("group", None),
    "added_to_channel": ("group", None),
}
# File → tokens, whether the list is finished.
TAPPED = {
    "tap": ((f"{TOKEN}1",), True),
    "tick": ((f"{TOKEN}1",), False),
    "done": ((f"{TOKEN}0", f"{TOKEN}2", f"{TOKEN}900"), True),
    "tap_of_an_old_message": ((f"{TOKEN}0",), True),
}
NOTHING = {
    "pinned", "blocked", "unblocked", "removed_from_group", "live_location_moved", "tap_from_an_inline_message",
    "inline_query",
}  # fmt: skip


def call(body):
    return Webhook("POST", "https://clinic.example/channels/telegram", {}, {}, body, 0.0)


def read(name):
    (incoming,) = CHANNEL.parse(call((FOLDER / f"{name}.json").read_bytes())).incoming
    return incoming


def test_every_recorded_update_is_expected_to_be_something():
    assert {path.stem for path in FOLDER.glob("*.json")} == {*SAID, *TAPPED, *NOTHING}


@pytest.mark.parametrize("name", SAID)
def test_what_was_said_is_read(name):
    incoming = read(name)
    assert (incoming.kind, incoming.text) == SAID[name]


@pytest.mark.parametrize("name", TAPPED)
def test_what_was_tapped_is_read_and_can_be_answered(name):
    incoming = read(name)
    assert (incoming.kind, incoming.tokens, incoming.done) == ("tap", *TAPPED[name])
    assert incoming.mark["callback"] == "4382bfdwdsb323b2d9"
    assert incoming.mark["message"] in (12, 1366)


@pytest.mark.parametrize("name", sorted(NOTHING))
def test_what_says_nothing_is_left_aside(name):
    with pytest.raises(NotRead):
        read(name)


def test_the_update_has_the_bots_own_number_and_its_place():
    incoming = read("text")
    told = json.loads((FOLDER / "text.json").read_bytes())
    assert incoming.event == f"110201543:{told['update_id']}"
    assert incoming.order == told["update_id"]
    assert (incoming.who, incoming.to) == ("110201543:1111111", {"chat": 1111111})


def test_a_group_is_somebody_of_its_own():
    incoming = read("in_a_group")
    assert (incoming.who, incoming.to) == ("110201543:-1001234567890", {"chat": -1001234567890, "group": True})


@pytest.mark.parametrize("name", ["text", "picture", "in_a_group", "edited_message"])
def test_what_a_bot_writes_is_left_aside(name):
    """Two bots that answer each other go on for ever."""
    told = json.loads((FOLDER / f"{name}.json").read_bytes())
    told.get("message", told.get("edited_message"))["from"]["is_bot"] = True
    with pytest.raises(NotRead, match="a bot's"):
        CHANNEL.parse(call(json.dumps(told).encode()))


@pytest.mark.parametrize(
    ("text", "kind", "read_as"),
    [
        ("/stop", "text", "stop"),
        ("/delete_my_data", "text", "delete my data"),
        ("/link please", "text", "link please"),
        ("/start 7qx2m4kp9twb", "start", "7QX2-M4KP-9TWB"),
        ("/start 7QX2-M4KP-9TW", "start", None),  # one sign too few
        ("/start 7QX2-M4KP-9TWU", "start", None),  # U is none of Crockford's signs
        ("/started bleeding", "text", "started bleeding"),
        ("/ 5 weeks", "text", "/ 5 weeks"),
        ("1/2", "text", "1/2"),
    ],
)
def test_commands_are_words(text, kind, read_as):
    told = json.loads((FOLDER / "text.json").read_bytes())
    told["message"]["text"] = text
    (incoming,) = CHANNEL.parse(call(json.dumps(told).encode())).incoming
    assert (incoming.kind, incoming.text) == (kind, read_as)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"update_id": "x"}',
        b'{"update_id": 1}',
        b'{"update_id": 1, "message": null}',
        b'{"update_id": 1, "message": {"chat": {}}}',
        b'{"update_id": 1, "callback_query": {"message": {"chat": {"id": 1, "type": "private"}}}}',
    ],
)
def test_what_is_no_update_is_not_read(body):
    with pytest.raises(NotRead):
        CHANNEL.parse(call(body))
