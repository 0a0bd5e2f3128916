"""Slack: the proof of its calls, and what a piece becomes there; over real HTTP to the double."""

import asyncio
import json
import re
import textwrap
import time
from dataclasses import replace

import pytest
import yaml

from tests.support.repository import ROOT
from tools.platforms.faults import BROKEN, LOST, Fault
from tools.platforms.slack import SIGNING_SECRET, TOKEN, SlackDouble
from yarrow.gateway.channels.channel import Forged, Webhook
from yarrow.gateway.channels.incoming import Incoming
from yarrow.gateway.channels.piece import Option, Piece
from yarrow.gateway.channels.platforms.slack.channel import SCOPES, SlackChannel
from yarrow.gateway.channels.platforms.slack.events import READERS
from yarrow.gateway.channels.refused import Refused
from yarrow.messengers import Slack

ANNA = "U0000ANNA"
ADDRESS = {"channel": "D0000ANNA"}
YES, NO = Option("Yes", "t.0"), Option("No", "t.1")


@pytest.fixture(scope="module")
def running():
    with SlackDouble() as double:
        yield double


@pytest.fixture
def slack(running):
    for kept in (running.sent, running.faults, running.disabled, running.notices):
        kept.clear()
    return running


def channel_of(slack, token=TOKEN):
    return SlackChannel(Slack(token, SIGNING_SECRET, slack.url))


def run(channel, act):
    async def acted():
        try:
            return await act(channel)
        finally:
            await channel.close()

    return asyncio.run(acted())


def send(slack, piece, to=ADDRESS, token=TOKEN):
    return run(channel_of(slack, token), lambda channel: channel.send(piece, to, "d1"))


def refusal(slack, piece=None, to=ADDRESS, token=TOKEN):
    with pytest.raises(Refused) as refused:
        send(slack, piece or Piece("Hello"), to, token)
    return refused.value


# ------------------------------------------------------------ the proof
def signed(slack, *, at=0.0, **headers):
    made = slack.sign(slack.text_payload(ANNA, "hello"), 0)
    shown = {name.lower(): value for name, value in made.headers.items()} | headers
    return Webhook("POST", "https://clinic.example/channels/slack", shown, {}, made.body, time.time() + at)


@pytest.mark.parametrize("at", [0, 299, -298])
def test_a_call_signed_within_five_minutes_is_slacks(slack, at):
    channel_of(slack).verify(signed(slack, at=at))


@pytest.mark.parametrize("at", [302, -302])
def test_an_older_or_a_later_one_is_not(slack, at):
    with pytest.raises(Forged) as forged:
        channel_of(slack).verify(signed(slack, at=at))
    assert (forged.value.status, forged.value.reason) == (403, "too-old")


@pytest.mark.parametrize("header", ["x-slack-signature", "x-slack-request-timestamp"])
def test_a_call_without_a_proof_is_forged(slack, header):
    with pytest.raises(Forged) as forged:
        channel_of(slack).verify(signed(slack, **{header: ""}))
    assert forged.value.status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"x-slack-signature": "v0=" + "0" * 64},
        {"x-slack-signature": "v0=ö"},
        {"x-slack-request-timestamp": "yesterday"},
        {"x-slack-request-timestamp": "²"},
    ],
)
def test_a_call_with_a_wrong_proof_is_forged(slack, headers):
    with pytest.raises(Forged) as forged:
        channel_of(slack).verify(signed(slack, **headers))
    assert forged.value.status == 403


def test_a_call_whose_words_were_changed_is_forged(slack):
    call = signed(slack)
    spoilt = [call.body.replace(b"hello", b"hullo"), call.body + b"\xff"]
    for body in spoilt:
        with pytest.raises(Forged):
            channel_of(slack).verify(Webhook(call.method, call.url, call.headers, {}, body, call.at))


def test_a_tap_is_signed_as_well(slack):
    send(slack, Piece("And?", "buttons", (YES, NO)))
    made = slack.sign(slack.tap_payload(ANNA, slack.to(ANNA)[0], "Yes", "t.0"), 0)
    headers = {name.lower(): value for name, value in made.headers.items()}
    call = Webhook("POST", "https://clinic.example/channels/slack", headers, {}, made.body, time.time())
    channel_of(slack).verify(call)
    (incoming,) = channel_of(slack).parse(call).incoming
    assert (incoming.kind, incoming.tokens, incoming.to) == ("tap", ("t.0",), ADDRESS)


# ------------------------------------------------------------ messages
def test_words_are_shown_as_they_are_and_addresses_as_links(slack):
    send(slack, Piece("*Call* 999 <now> & see https://example.org/a."))
    (sent,) = slack.to(ANNA)
    assert sent.text == "*Call* 999 <now> & see https://example.org/a."
    assert sent.raw["text"] == "*Call* 999 &lt;now&gt; &amp; see https://example.org/a."
    elements = sent.raw["blocks"][0]["elements"][0]["elements"]
    assert {"type": "link", "url": "https://example.org/a"} in elements
    assert (sent.raw["unfurl_links"], sent.raw["unfurl_media"]) == (False, False)


SENSITIVE = Piece("Have you been bleeding?", "buttons", (YES, NO), preview="There is a new question for you.")


def test_notices_show_the_neutral_words_and_the_chat_the_question_for_eyes_and_ears(slack):
    send(slack, SENSITIVE)
    neutral = "There is a new question for you."
    assert slack.notices == [(ANNA, {"telephone": neutral, "desktop": neutral})]
    (sent,) = slack.to(ANNA)
    assert sent.text == sent.raw["text"] == "Have you been bleeding?"  # screen readers read `text`
    assert [label for label, _ in sent.options] == ["Yes", "No"]


@pytest.mark.parametrize("fault", [BROKEN, Fault(429, after=1), LOST])
def test_neutral_words_that_could_not_be_changed_are_changed_by_the_next_try(slack, fault):
    channel = channel_of(slack)
    slack.faults.append(replace(fault, at="chat.update"))

    async def twice(it):
        with pytest.raises(Refused):
            await it.send(SENSITIVE, ADDRESS, "d1")
        await it.send(SENSITIVE, ADDRESS, "d1")

    run(channel, twice)
    assert slack.texts(ANNA) == ["Have you been bleeding?"]


def test_the_same_piece_of_another_message_is_not_taken_for_it(slack):
    channel = channel_of(slack)

    async def both(it):
        await it.send(SENSITIVE, ADDRESS, "d1")
        await it.send(SENSITIVE, ADDRESS, "d1")  # sent again: its sender never learned that it was out
        await it.send(SENSITIVE, ADDRESS, "d2")

    run(channel, both)
    assert slack.texts(ANNA) == ["Have you been bleeding?"] * 3


def test_answers_are_buttons_and_the_ways_past_follow(slack):
    send(slack, Piece("And?", "buttons", (YES, NO), extras=(Option("Skip this", "t.901"),)))
    assert slack.to(ANNA)[0].options == (("Yes", "t.0"), ("No", "t.1"), ("Skip this", "t.901"))


def test_longer_answers_are_a_list_of_which_one_is_chosen(slack):
    rows = (Option("A", "t.0", detail="Told by a doctor, a nurse or a midwife"), Option("B", "t.1"))
    send(slack, Piece("And?", "rows", rows, menu="Choose"))
    element = slack.to(ANNA)[0].raw["blocks"][1]["elements"][0]
    assert element["type"] == "radio_buttons"
    assert element["options"][0]["description"]["text"] == "Told by a doctor, a nurse or a midwife"


def test_boxes_stand_in_groups_of_ten_and_end_with_done(slack):
    options = tuple(Option(f"Sign {index}", f"t.{index}", is_on=index == 11) for index in range(12))
    send(slack, Piece("Which?", "ticks", options, menu="Done", done="t.900"))
    (sent,) = slack.to(ANNA)
    boxes = [block["elements"][0] for block in sent.raw["blocks"] if block["elements"][0]["type"] == "checkboxes"]
    assert [len(group["options"]) for group in boxes] == [10, 2]
    assert [group.get("initial_options") for group in boxes] == [None, [boxes[1]["options"][1]]]
    assert sent.options[-1] == ("Done", "t.900")


def test_all_that_is_ticked_comes_with_done(slack):
    options = tuple(Option(f"Sign {index}", f"t.{index}") for index in range(12))
    send(slack, Piece("Which?", "ticks", options, menu="Done", done="t.900"))
    (sent,) = slack.to(ANNA)
    for token in ("t.11", "t.3", "t.0", "t.3"):  # the fourth takes the second back
        slack.tap_payload(ANNA, sent, "", token)
    told = slack.sign(slack.tap_payload(ANNA, sent, "Done", "t.900"), 0)
    headers = {"content-type": told.headers["Content-Type"]}
    (incoming,) = channel_of(slack).parse(Webhook("POST", "", headers, {}, told.body, 0)).incoming
    assert incoming.tokens == ("t.0", "t.11", "t.900")


def test_a_link_is_a_button(slack):
    send(slack, Piece("Open https://clinic.example/go/1", link=("Open the page", "https://clinic.example/go/1")))
    assert slack.to(ANNA)[0].options == (("Open the page", "https://clinic.example/go/1"),)


def test_a_changed_piece_takes_the_place_of_the_message_or_is_sent_anew(slack):
    send(slack, Piece("First"))
    send(slack, Piece("Second", edits={"message": slack.to(ANNA)[0].id}))
    assert (slack.texts(ANNA), slack.to(ANNA)[0].edited) == (["Second"], 1)
    send(slack, Piece("Third", edits={"message": "1.000000"}))
    assert slack.texts(ANNA) == ["Second", "Third"]


# ------------------------------------------------------------ refusals
def test_too_many_says_for_how_long_to_wait(slack):
    slack.faults.append(Fault(429, after=30))
    refused = refusal(slack)
    assert (refused.reason, refused.after, refused.unsure) == ("later", 30.0, False)


@pytest.mark.parametrize(
    ("fault", "reason", "unsure"),
    [
        (BROKEN, "later", False),
        (Fault(503), "later", False),
        (LOST, "later", True),
        (Fault(code="internal_error"), "later", True),
        (Fault(code="ratelimited"), "later", False),
        (Fault(code="token_revoked"), "ours", False),
        (Fault(code="account_inactive"), "ours", False),
        (Fault(code="messages_tab_disabled"), "ours", False),
        (Fault(code="user_disabled"), "never", False),
        (Fault(code="is_archived"), "never", False),
    ],
)
def test_what_slack_says_is_understood(slack, fault, reason, unsure):
    slack.faults.append(Fault(200, fault.after, fault.code) if fault.code else fault)
    refused = refusal(slack)
    assert (refused.reason, refused.unsure) == (reason, unsure)


def test_who_is_no_member_any_more_is_never_tried_again(slack):
    slack.disabled.add(ANNA)
    assert (refusal(slack).reason, refusal(slack).code) == ("never", "user_disabled")
    assert refusal(slack, to={"channel": "nowhere"}).code == "channel_not_found"


def test_a_token_that_slack_does_not_know_is_our_own_fault(slack):
    assert (refusal(slack, token="xoxb-2").reason, refusal(slack, token="xoxb-2").code) == ("ours", "invalid_auth")


def test_an_answer_that_is_not_slacks_is_asked_later(slack):
    slack.faults.append(Fault(404, code="A page of somebody's proxy"))
    assert refusal(slack).reason == "later"


# ------------------------------------------------------------ looking, setting up
def test_looking_says_the_app_and_the_workspace(slack):
    (check,) = run(channel_of(slack), lambda channel: channel.check())
    assert check.is_well
    assert "yarrow in Clinic" in check.sentence


def test_looking_says_which_right_is_lacking(slack):
    slack.scopes, kept = "chat:write", slack.scopes
    checks = run(channel_of(slack), lambda channel: channel.check())
    slack.scopes = kept
    assert [check.is_well for check in checks] == [True, False]
    assert "im:history" in checks[1].sentence


def test_looking_with_a_wrong_token_says_what_to_do(slack):
    (check,) = run(channel_of(slack, "xoxb-2"), lambda channel: channel.check())
    assert not check.is_well
    assert "invalid_auth" in check.sentence
    assert "YARROW_SLACK_TOKEN" in check.sentence


def test_setting_up_says_where_to_enter_the_address(slack):
    *_, last = run(channel_of(slack), lambda channel: channel.setup("https://clinic.example/channels/slack"))
    assert not last.is_well  # it is left to do by hand
    assert "https://clinic.example/channels/slack" in last.sentence
    assert "Interactivity" in last.sentence


def test_the_way_back_is_known_once_the_app_has_been_written_to(slack):
    channel = channel_of(slack)
    assert channel.return_link() is None
    body = json.dumps(slack.text_payload(ANNA, "hello")).encode()
    channel.parse(Webhook("POST", "", {}, {}, body, 0))
    assert channel.return_link() == "https://slack.com/app_redirect?app=A0000YARROW&team=T0000YARROW"


def test_there_is_nothing_to_notice(slack):
    assert run(channel_of(slack), lambda channel: channel.notice(Incoming("e", "w", ADDRESS, "text", "hello"))) is None


# ------------------------------------------------------------ the manifest of docs/channels/slack.md
@pytest.fixture(scope="module")
def manifest():
    page = (ROOT / "docs" / "channels" / "slack.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    return yaml.safe_load(textwrap.dedent(block))


def test_the_manifest_asks_for_what_the_adapter_reads(manifest):
    asked = {name.partition(".")[0] for name in manifest["settings"]["event_subscriptions"]["bot_events"]}
    assert asked == set(READERS)
    assert set(manifest["oauth_config"]["scopes"]["bot"]) >= SCOPES
    assert manifest["features"]["app_home"]["messages_tab_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_the_manifest_has_one_address_in_both_places(manifest):
    settings = manifest["settings"]
    assert settings["event_subscriptions"]["request_url"] == settings["interactivity"]["request_url"]
    assert settings["interactivity"]["request_url"].endswith("/channels/slack")
