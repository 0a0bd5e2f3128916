"""Telegram: the proof of its calls, and what a piece becomes there; over real HTTP to the double."""

import asyncio

import pytest

from tools.platforms.faults import BROKEN, LOST, Fault
from tools.platforms.telegram import SECRET, TOKEN, TelegramDouble
from yarrow.gateway.channels.channel import Forged, Webhook
from yarrow.gateway.channels.incoming import Incoming
from yarrow.gateway.channels.piece import Option, Piece
from yarrow.gateway.channels.platforms.telegram.channel import TelegramChannel
from yarrow.gateway.channels.refused import Refused
from yarrow.messengers import Telegram

ANNA = "5012345678"
ADDRESS = {"chat": int(ANNA)}
YES, NO = Option("Yes", "t.0"), Option("No", "t.1")


@pytest.fixture(scope="module")
def running():
    with TelegramDouble() as double:
        yield double


@pytest.fixture
def telegram(running):
    for kept in (running.sent, running.notices, running.faults, running.blocked, running.deactivated, running.left):
        kept.clear()
    running.known(ANNA)
    return running


def channel_of(telegram, token=TOKEN):
    return TelegramChannel(Telegram(token, SECRET, telegram.url))


def send(telegram, piece, to=ADDRESS, token=TOKEN):
    return run(channel_of(telegram, token), lambda channel: channel.send(piece, to, "d1"))


def run(channel, act):
    async def acted():
        try:
            return await act(channel)
        finally:
            await channel.close()

    return asyncio.run(acted())


def refusal(telegram, piece=None, to=ADDRESS, token=TOKEN):
    with pytest.raises(Refused) as refused:
        send(telegram, piece or Piece("Hello"), to, token)
    assert TOKEN not in str(refused.value)
    return refused.value


def call(headers):
    return Webhook("POST", "https://clinic.example/channels/telegram", headers, {}, b"{}", 0.0)


# ------------------------------------------------------------ the proof
def test_a_call_with_the_secret_is_telegrams(telegram):
    channel_of(telegram).verify(call({"x-telegram-bot-api-secret-token": SECRET}))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"x-telegram-bot-api-secret-token": ""}, 401),
        ({"x-telegram-bot-api-secret-token": SECRET[:-1]}, 403),
        ({"x-telegram-bot-api-secret-token": SECRET + "x"}, 403),
        ({"x-telegram-bot-api-secret-token": "ö" * 20}, 403),
    ],
)
def test_a_call_without_it_or_with_another_is_forged(telegram, headers, status):
    with pytest.raises(Forged) as forged:
        channel_of(telegram).verify(call(headers))
    assert forged.value.status == status


# ------------------------------------------------------------ messages
def test_words_go_out_as_they_are_without_a_preview_of_links(telegram):
    send(telegram, Piece("*Call* 999 <now> & _wait_: https://example.org"))
    (sent,) = telegram.to(ANNA)
    assert sent.text == "*Call* 999 <now> & _wait_: https://example.org"
    assert sent.raw["link_preview_options"] == {"is_disabled": True}
    assert "parse_mode" not in sent.raw
    assert "entities" not in sent.raw


def test_words_that_a_lock_screen_must_not_show_are_covered_whole_counted_as_telegram_counts(telegram):
    send(telegram, Piece("How have you felt? 🌸", preview="A new question"))
    (sent,) = telegram.to(ANNA)
    assert sent.raw["entities"] == [{"type": "spoiler", "offset": 0, "length": len("How have you felt? ") + 2}]
    assert "protect_content" not in sent.raw  # she may copy what she has been told


def test_short_answers_stand_side_by_side_and_long_ones_below_each_other(telegram):
    long = Option("I have been told by a doctor", "t.2")
    send(telegram, Piece("And?", "buttons", (YES, NO, long, Option("Not sure", "t.3"))))
    (sent,) = telegram.to(ANNA)
    rows = [[button["text"] for button in row] for row in sent.raw["reply_markup"]["inline_keyboard"]]
    assert rows == [["Yes", "No"], ["I have been told by a doctor"], ["Not sure"]]


def test_ways_past_a_question_stand_after_its_answers(telegram):
    send(telegram, Piece("And?", "buttons", (YES, NO), extras=(Option("Skip this", "t.901"),)))
    assert [label for label, _ in telegram.to(ANNA)[0].options] == ["Yes", "No", "Skip this"]


def test_boxes_show_what_is_ticked_and_end_with_done(telegram):
    ticks = (Option("Bleeding", "t.0"), Option("Pain", "t.1", is_on=True))
    send(telegram, Piece("Which?", "ticks", ticks, menu="Done", done="t.900"))
    assert telegram.to(ANNA)[0].options == (("☐ Bleeding", "+t.0"), ("✓ Pain", "+t.1"), ("Done", "=t.900"))


def test_a_link_is_a_button_only_where_telegram_takes_it(telegram):
    send(telegram, Piece("Open https://clinic.example/go/1", link=("Open the page", "https://clinic.example/go/1")))
    send(telegram, Piece("Open http://127.0.0.1:1/go/1", link=("Open the page", "http://127.0.0.1:1/go/1")))
    first, second = telegram.to(ANNA)
    assert first.options == (("Open the page", "https://clinic.example/go/1"),)
    assert second.options == ()


def test_a_changed_piece_takes_the_place_of_the_message(telegram):
    send(telegram, Piece("Which?", "ticks", (Option("Pain", "t.1"),), menu="Done", done="t.900"))
    number = int(telegram.to(ANNA)[0].id)
    ticked = Piece(
        "Which?", "ticks", (Option("Pain", "t.1", is_on=True),), "Done", done="t.900", edits={"message": number}
    )
    send(telegram, ticked)
    (sent,) = telegram.to(ANNA)
    assert sent.edited == 1
    assert sent.options[0] == ("✓ Pain", "+t.1")
    send(telegram, ticked)  # "message is not modified" is no failure
    assert telegram.to(ANNA)[0].edited == 1


def test_what_can_no_longer_be_changed_is_sent_anew(telegram):
    send(telegram, Piece("Which?", edits={"message": 1}))
    assert telegram.texts(ANNA) == ["Which?"]


def test_a_group_is_left_once_it_was_told_why(telegram):
    payload = telegram.updates.other(int(ANNA), "group", None)
    group = payload["message"]["chat"]["id"]
    send(telegram, Piece("I only write with one person."), {"chat": group, "group": True})
    assert telegram.left == [telegram.updates.people[group]]
    assert telegram.texts(telegram.left[0]) == ["I only write with one person."]


# ------------------------------------------------------------ refusals
def test_too_many_says_for_how_long_to_wait(telegram):
    telegram.faults.append(Fault(429, after=7))
    refused = refusal(telegram)
    assert (refused.reason, refused.code, refused.after, refused.unsure) == ("later", "http 429", 7.0, False)


def test_a_server_that_fails_is_asked_later(telegram):
    telegram.faults.append(BROKEN)
    assert (refusal(telegram).reason, telegram.texts(ANNA)) == ("later", [])


def test_a_lost_answer_is_unsure(telegram):
    telegram.faults.append(LOST)
    refused = refusal(telegram)
    assert (refused.reason, refused.unsure, telegram.texts(ANNA)) == ("later", True, ["Hello"])


def test_nobody_there_is_later_and_sure():
    away = TelegramDouble()
    away.start()
    channel = channel_of(away)
    away.stop()
    with pytest.raises(Refused) as refused:
        run(channel, lambda it: it.send(Piece("Hello"), ADDRESS, "d1"))
    assert (refused.value.reason, refused.value.unsure) == ("later", False)


@pytest.mark.parametrize(("field", "code"), [("blocked", "blocked"), ("deactivated", "deactivated")])
def test_who_has_blocked_the_bot_or_is_gone_is_never_tried_again(telegram, field, code):
    getattr(telegram, field).add(ANNA)
    refused = refusal(telegram)
    assert (refused.reason, refused.code) == ("never", code)


def test_an_unknown_chat_is_never_tried_again(telegram):
    refused = refusal(telegram, to={"chat": 1})
    assert (refused.reason, refused.code) == ("never", "chat not found")


def test_a_message_that_telegram_finds_wrong_is_never_tried_again(telegram):
    refused = refusal(telegram, Piece("x" * 4097))
    assert (refused.reason, refused.code) == ("never", "http 400")


def test_another_refusal_to_one_person_passes(telegram):
    telegram.faults.append(Fault(403, code="Forbidden: bot can't send messages to the user"))
    assert refusal(telegram).reason == "later"


@pytest.mark.parametrize("status", [401, 404])
def test_a_token_that_telegram_does_not_know_is_our_own_fault(telegram, status):
    telegram.faults.append(Fault(status, code="Unauthorized"))
    assert refusal(telegram).reason == "ours"


# ------------------------------------------------------------ notices, setting up, looking
def test_a_tap_stops_spinning_and_typing_is_shown(telegram):
    send(telegram, Piece("And?", "buttons", (YES, NO)))
    tapped = telegram.tap_payload(ANNA, telegram.to(ANNA)[0], "Yes", "t.0")["callback_query"]
    mark = {"callback": tapped["id"], "message": tapped["message"]["message_id"]}
    incoming = Incoming("e", "w", ADDRESS, "tap", tokens=("t.0",), mark=mark)
    run(channel_of(telegram), lambda channel: channel.notice(incoming))
    assert telegram.spinning == {}
    assert telegram.notices == [(ANNA, {"answered": tapped["id"]}), (ANNA, {"action": "typing"})]


def test_a_tick_stops_spinning_and_shows_no_typing(telegram):
    incoming = Incoming("e", "w", ADDRESS, "tap", tokens=("t.0",), done=False, mark={"callback": "long gone"})
    run(channel_of(telegram), lambda channel: channel.notice(incoming))
    assert telegram.notices == []


def test_notices_fail_in_silence(telegram):
    telegram.faults.extend([Fault(500, at="answerCallbackQuery"), Fault(is_lost=True, at="sendChatAction")])
    incoming = Incoming("e", "w", ADDRESS, "tap", tokens=("t.0",), mark={"callback": "1"})
    run(channel_of(telegram), lambda channel: channel.notice(incoming))
    assert not telegram.faults


def test_setting_up_says_where_to_call_with_which_secret_and_for_what():
    with TelegramDouble() as telegram:
        checks = run(channel_of(telegram), lambda channel: channel.setup("https://clinic.example/channels/telegram"))
        assert all(check.is_well for check in checks)
        assert telegram.bot["webhook"] == {
            "url": "https://clinic.example/channels/telegram",
            "secret_token": SECRET,
            "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
            "max_connections": 40,
            "drop_pending_updates": False,
        }
        assert [entry["command"] for entry in telegram.bot["commands"]] == ["start", "help", "link", "pause", "stop"]
        assert "emergency" in telegram.bot["description"]
        assert len(telegram.bot["short_description"]) <= 120


def test_an_address_that_telegram_does_not_take_is_said():
    with TelegramDouble() as telegram:
        (check,) = run(channel_of(telegram), lambda channel: channel.setup("http://clinic.example"))
        assert not check.is_well
        assert "https" in check.sentence


def test_looking_says_the_bots_name_and_how_the_webhook_is_doing():
    with TelegramDouble() as telegram:
        channel = channel_of(telegram)
        bot, webhook = run(channel, lambda it: it.check())
        assert (bot.is_well, webhook.is_well) == (True, False)
        assert "@yarrow_double_bot" in bot.sentence
        assert "channels setup telegram" in webhook.sentence
        assert channel.return_link() == "https://t.me/yarrow_double_bot"
        telegram.webhook, telegram.pending, telegram.last_error = "https://clinic.example", 51, 1_790_000_000.0
        told = run(channel_of(telegram), lambda it: it.check())
        assert [check.is_well for check in told] == [True, True, False, False]


def test_looking_with_a_wrong_token_says_what_to_do(telegram):
    (check,) = run(channel_of(telegram, "1:x"), lambda channel: channel.check())
    assert not check.is_well
    assert "YARROW_TELEGRAM_TOKEN" in check.sentence


def test_the_way_back_is_not_known_before_the_bot_is(telegram):
    assert channel_of(telegram).return_link() is None
