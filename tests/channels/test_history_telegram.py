"""A whole history in Telegram, over its double, through the real gateway, lane and use cases.

Webhooks come twice and in the wrong order, and Telegram is busy or failing in between; what she reads is the record.
"""

import itertools
from dataclasses import replace

import pytest

from tests.support import tapped_scenes as scenes
from tests.support.app_gateway import reached_by_apps, unpaused, webhook_at
from tests.support.app_history import got_what_the_record_says
from tests.support.app_patient import somebody
from tests.support.gateway import until
from tools.platforms.faults import BROKEN, Fault
from tools.platforms.telegram import SECRET, TOKEN, TelegramDouble
from yarrow.gateway.channels.platforms.telegram.channel import TelegramChannel
from yarrow.gateway.channels.rendering.platforms import TELEGRAM
from yarrow.gateway.channels.rendering.tokens import token
from yarrow.messengers import Telegram

PEOPLE = (str(number) for number in itertools.count(6_000_000_001))
BUSY = Fault(429, after=0.1)


@pytest.fixture(scope="module")
def telegram():
    with TelegramDouble() as double:
        yield double


@pytest.fixture(scope="module")
def gateway(tmp_path_factory, telegram):
    home = tmp_path_factory.mktemp("home")
    channel = TelegramChannel(Telegram(TOKEN, SECRET, telegram.url))
    channel.limits = unpaused(channel.limits)  # a history takes minutes otherwise
    with reached_by_apps(home, channel) as running:
        telegram.webhook = webhook_at(running, "telegram")
        yield running


@pytest.fixture
def anna(gateway, telegram):
    """Somebody new, who has pressed Start."""
    return scenes.begun(gateway, telegram, next(PEOPLE))


@pytest.fixture
def agreed(anna):
    """She has agreed, and is asked about herself."""
    return scenes.agreed(anna)


def test_a_whole_history_is_what_the_record_says(anna, telegram):
    telegram.faults.extend([BUSY, BROKEN, BUSY, BUSY, BROKEN])
    scenes.a_whole_history(anna)
    assert not [chat for chat in telegram.spinning.values() if chat == anna.chat]


def test_what_comes_in_the_wrong_order_is_read_in_hers(agreed, gateway):
    with scenes.unhurried(gateway):
        scenes.out_of_order(agreed)


def test_danger_arrives_whole_and_before_what_could_not_go_out_yet(agreed):
    urgent = scenes.danger_overtakes(agreed)
    assert "entities" not in urgent.raw


def test_several_answers_are_ticked_taken_back_and_sent_with_done(agreed, telegram):
    asked = scenes.asked_for_several(agreed)
    first, second = (token(asked.id, place) for place in (0, 1))
    before = len(agreed.texts)
    for tapped, ticked in ((first, [first]), (second, [first, second]), (first, [second])):
        agreed.tap_tokens(tapped)
        until(lambda ticked=ticked: on(agreed) == ticked)
    assert len(agreed.texts) == before  # the list changed in its place
    agreed.tap("Done")
    agreed.settled()
    assert agreed.theirs()[-1].choices == (asked.message.choices[1].value,)


def on(person):
    """The tokens of what she sees ticked."""
    options = [option for sent in person.got() for option in sent.options]
    return [told.removeprefix("+") for label, told in options if label.startswith("✓ ")]


def test_done_with_nothing_ticked_is_no_answer(agreed):
    scenes.done_with_nothing_ticked(agreed)


def test_an_answer_that_was_lost_is_sent_again_rather_than_never(agreed):
    scenes.an_answer_that_was_lost(agreed)


def test_an_old_button_is_answered_kindly_and_the_question_comes_again(agreed, telegram):
    consent = next(sent for sent in agreed.got() if sent.options)
    question = agreed.settled()
    telegram.deliver(telegram.tap_payload(agreed.chat, consent, *consent.options[0]))
    until(lambda: agreed.settled().seq > question.seq)
    assert agreed.asks() == question.message.question["id"]
    assert agreed.settled().message.choices == question.message.choices


def test_a_picture_is_told_that_it_is_not_seen_and_its_caption_is_read(agreed, telegram):
    telegram.send_picture(agreed.chat, "I am 34")
    until(lambda: [entry for entry in agreed.theirs() if entry.message.text == "I am 34"])
    agreed.settled()
    assert any("what came with your words" in text for text in agreed.texts[-3:])
    got_what_the_record_says(agreed)


def test_a_group_is_told_once_that_this_is_for_one_person_and_is_left(gateway, telegram):
    chat = next(PEOPLE)
    telegram.send(chat, "group")
    name = f"a group of {chat}"
    until(lambda: name in telegram.left)
    telegram.send(chat, "group")
    assert len(telegram.texts(name)) == 1


def test_a_code_that_came_with_the_start_button_goes_on_with_its_history_once_she_sends_it(gateway, telegram):
    chat = gateway.begin(locale="UK")
    chat.say(choice="consent:yes")
    code = gateway.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
    person = somebody(gateway, telegram, next(PEOPLE))
    telegram.send(person.chat, "start", code)
    until(lambda: any("a code you made yourself" in text for text in person.texts))
    assert person.conversation != chat.id
    telegram.say(person.chat, code)
    until(lambda: person.conversation == chat.id)
    assert person.asks() == "for_whom"


def test_who_has_blocked_the_bot_is_not_tried_again_and_the_record_says_so(agreed, telegram):
    scenes.somebody_who_is_gone(agreed, telegram.blocked, "blocked")


@pytest.mark.parametrize(("secret", "status"), [(None, 401), ("another", 403)])
def test_a_call_that_is_not_telegrams_is_turned_away_and_leaves_nothing(gateway, telegram, secret, status):
    call = telegram.sign(telegram.text_payload(next(PEOPLE), "hello"), 0)
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    answer = telegram.make(replace(call, headers=headers))
    assert (answer.status_code, "hello" in answer.text) == (status, False)


def test_a_bot_that_is_away_for_a_while_costs_time_and_nothing_else(agreed, gateway):
    scenes.a_bot_that_is_away(agreed, gateway)


def test_at_our_own_pace_telegram_never_has_to_slow_us_down(gateway, telegram):
    scenes.at_our_own_pace(gateway, telegram, next(PEOPLE), TELEGRAM)
