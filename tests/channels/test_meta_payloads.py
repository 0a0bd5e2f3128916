"""What is read from the calls that Meta's documentation shows; see payloads/whatsapp and payloads/messenger."""

from pathlib import Path

import pytest

from tests.support.meta_calls import webhook
from yarrow.gateway.channels.incoming import Parsed
from yarrow.gateway.channels.platforms.messenger import parsing as messenger
from yarrow.gateway.channels.platforms.whatsapp import parsing as whatsapp

FOLDER = Path(__file__).parent / "payloads"
NUMBER, PAGE = "106540352242922", "104823909876543"
DISPATCH = "Zq3vT0a9Lr5kWm2x"
NOTHING = None
# What somebody did: its kind, its words, its tokens. A receipt: its standing, its code.
WHATSAPP = {
    "text": ("text", "Does it come in another colour?"),
    "text_of_somebody_with_a_username": ("text", "Hello"),
    "text_without_an_id_of_the_business": ("text", "Hello"),
    "text_from_an_ad": ("text", "Can I ask something?"),
    "interactive_button_reply": ("tap", None, "Rm9yT25seUFuRXhhbXBsZQ.1"),
    "interactive_list_reply": ("tap", None, "Rm9yT25seUFuRXhhbXBsZQ.4"),
    "interactive_flow_reply": ("other", None),
    "button_of_a_template": ("text", "Continue"),
    "image": ("picture", "My test from today"),
    "audio": ("voice", None),
    "voice": ("voice", None),
    "video": ("video", "Look"),
    "document": ("file", "The letter"),
    "sticker": ("sticker", None),
    "location": ("location", None),
    "contacts": ("contact", None),
    "reaction": ("reaction", None),
    "reaction_taken_back": ("reaction", None),
    "order": ("other", None),
    "system": NOTHING,
    "unsupported": ("other", None),
    "unsupported_for_now": ("other", None),
    "edit": ("edit", "I meant seven weeks"),
    "edit_of_a_caption": ("edit", "My test from yesterday"),
    "revoke": ("deletion", None),
    "request_welcome": ("start", None),
    "group": ("group", None),
    "a_type_to_come": ("other", None),
    "status_sent": ["sent", None],
    "status_sent_before_v24": ["sent", None],
    "status_delivered": ["delivered", None],
    "status_read": ["read", None],
    "status_failed_outside_the_window": ["failed", "131047"],
    "status_failed_undeliverable": ["failed", "131026"],
    "errors": NOTHING,
    "another_field": NOTHING,
}
MESSENGER = {
    "text": ("text", "hello, world!"),
    "reply_to": ("text", "hello, world!"),
    "quick_reply": ("tap", None, "Rm9yT25seUFuRXhhbXBsZQ.1"),
    "postback": ("tap", None, "Rm9yT25seUFuRXhhbXBsZQ.1"),
    "get_started": ("start", None),
    "referral": ("start", None),
    "image": ("picture", None),
    "image_with_words": ("picture", "My test from today"),
    "audio": ("voice", None),
    "video": ("video", None),
    "file": ("file", None),
    "sticker": ("sticker", None),
    "sticker_before_september_2026": ("sticker", None),
    "fallback": ("other", None),
    "fallback_with_words": ("text", "https://page.example"),
    "message_edit": ("edit", "I meant seven weeks"),
    "message_unsent": ("deletion", None),
    "message_reaction": ("reaction", None),
    "message_read": NOTHING,
    "message_delivery": NOTHING,
    "message_echo": ["sent", None],
    "message_echo_by_hand": NOTHING,
    "standby": NOTHING,
    "standby_echo": NOTHING,
    "pass_thread_control": NOTHING,
    "take_thread_control": NOTHING,
    "optin": NOTHING,
    "policy_enforcement": NOTHING,
}
PARSERS = {"whatsapp": (whatsapp.parse, NUMBER, WHATSAPP), "messenger": (messenger.parse, PAGE, MESSENGER)}
RECORDED = [(platform, path.stem) for platform in PARSERS for path in sorted((FOLDER / platform).glob("*.json"))]


def read(platform, name) -> Parsed:
    parse, ours, _ = PARSERS[platform]
    return parse(webhook((FOLDER / platform / f"{name}.json").read_bytes()), ours)


@pytest.mark.parametrize(("platform", "name"), RECORDED)
def test_every_recorded_call_is_read_as_what_it_is(platform, name):
    expected = PARSERS[platform][2][name]
    found = read(platform, name)
    said = [(one.kind, one.text, *one.tokens) for one in found.incoming]
    told = [[one.standing, one.code] for one in found.receipts]
    assert said == ([expected] if isinstance(expected, tuple) else [])
    assert told == ([expected] if isinstance(expected, list) else [])
    assert all(receipt.dispatch == DISPATCH for receipt in found.receipts)


@pytest.mark.parametrize("platform", PARSERS)
def test_every_type_of_call_has_a_recorded_example(platform):
    assert {name for where, name in RECORDED if where == platform} == set(PARSERS[platform][2])


@pytest.mark.parametrize(("platform", "name"), RECORDED)
def test_who_did_something_is_known_with_the_account_they_wrote_to_and_can_be_answered(platform, name):
    for one in read(platform, name).incoming:
        assert one.event
        assert one.who.startswith((f"{NUMBER}:", f"{PAGE}:"))
        assert any(one.to.values())
        assert one.order is not None


def test_a_person_with_a_username_is_the_same_as_without():
    hidden, shown = read("whatsapp", "text_of_somebody_with_a_username"), read("whatsapp", "text")
    assert hidden.incoming[0].who == shown.incoming[0].who
