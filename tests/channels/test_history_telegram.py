"""A whole history in Telegram, over its double, through the real gateway, lane and use cases.

Webhooks come twice and in the wrong order, and Telegram is busy or failing in between; what she reads is the record.
"""

import itertools
from dataclasses import replace

import pytest

from tests.support.app_gateway import reached_by_apps, unpaused, webhook_at
from tests.support.app_history import got_what_the_record_says
from tests.support.app_patient import somebody
from tests.support.gateway import until
from tools.platforms.faults import BROKEN, LOST, Fault
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


def twice(person):
    """Telegram has missed our answer."""
    assert person.double.again(person.chat).status_code == 200


@pytest.fixture
def anna(gateway, telegram):
    """Somebody new, who has pressed Start."""
    telegram.faults.clear()
    anna = somebody(gateway, telegram, next(PEOPLE))
    telegram.send(anna.chat, "start")
    anna.settled()
    return anna


@pytest.fixture
def agreed(anna):
    """She has agreed, and is asked about herself."""
    anna.talk({"consent": ("yes",), "for_whom": ("self",), "locale": ("UK",)}, until_asked="pregnant_now")
    return anna


def test_a_whole_history_is_what_the_record_says(anna, gateway, telegram):
    anna.after = twice
    telegram.faults.extend([BUSY, BROKEN, BUSY, BUSY, BROKEN])
    anna.talk(
        {
            "consent": ("yes",),
            "for_whom": ("self",),
            "symptoms_now": ("none",),
            "age": "34",
            "losses_count": "3",
            "conditions": ("sle", "hashimoto"),
        }
    )
    got_what_the_record_says(anna)
    assert [one.seq for one in anna.dispatches()] == [entry.seq for entry in anna.ours()]
    assert len(anna.theirs()) == len(anna.asked)  # what came twice was taken once
    facts = anna.facts()
    assert (facts["age"], facts["losses_count"]) == (34, 3)
    assert {"conditions.sle", "conditions.hashimoto"} <= facts.keys()
    assert not telegram.faults
    assert not [chat for chat in telegram.spinning.values() if chat == anna.chat]


@pytest.fixture
def unhurried(gateway, monkeypatch):
    """However busy this machine is, what belongs together comes within the wait."""
    settling = gateway.app.state.messaging._reception._settling
    pace = replace(settling._parts.pace, settle=1.5, settle_at_most=5.0)
    monkeypatch.setattr(settling, "_parts", replace(settling._parts, pace=pace))


def test_what_comes_in_the_wrong_order_is_read_in_hers(agreed, telegram, unhurried):
    first, second, third = (telegram.text_payload(agreed.chat, text) for text in ("no", "I am 34", "two losses"))
    for payload in (third, first, second):
        telegram.deliver(payload)
    until(lambda: len([entry for entry in agreed.theirs() if entry.message.text]) >= 3)
    agreed.settled()
    assert [entry.message.text for entry in agreed.theirs()][-3:] == ["no", "I am 34", "two losses"]
    got_what_the_record_says(agreed)


def test_danger_arrives_whole_and_before_what_could_not_go_out_yet(agreed, telegram):
    seen = len(agreed.texts)
    telegram.faults.extend([BROKEN] * 1000)
    telegram.say(agreed.chat, "why do you ask?")
    until(lambda: len(telegram.faults) < 1000)
    telegram.say(agreed.chat, "I'm 7 weeks pregnant, bleeding heavily and I just fainted")
    until(lambda: [one for one in agreed.dispatches() if one.is_urgent])
    telegram.faults.clear()
    agreed.gets("999")
    agreed.settled()
    said = next(entry.message.text for entry in agreed.ours() if entry.message.level == "T0")
    assert agreed.texts[seen] == said
    urgent = telegram.to(agreed.chat)[seen]
    assert "entities" not in urgent.raw
    dispatches = agreed.dispatches()
    assert [one.state for one in dispatches] == ["sent"] * len(dispatches)


def test_several_answers_are_ticked_taken_back_and_sent_with_done(agreed, telegram):
    agreed.answer(agreed.settled())
    asked = agreed.settled()
    assert asked.message.question["kind"] == "multi_choice"
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
    agreed.answer(agreed.settled())
    agreed.settled()
    said = len(agreed.theirs())
    agreed.tap("Done")
    until(lambda: len(agreed.texts) and agreed.settled().message.question)
    assert len(agreed.theirs()) == said


def test_an_answer_that_was_lost_is_sent_again_rather_than_never(agreed, telegram):
    seen = len(agreed.texts)
    telegram.faults.append(LOST)
    agreed.answer(agreed.settled())
    agreed.settled()
    assert agreed.texts[seen] == agreed.texts[seen + 1]


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


def test_who_has_blocked_the_bot_is_not_tried_again_and_the_record_says_so(agreed, gateway, telegram):
    question = agreed.settled()
    telegram.blocked.add(agreed.chat)
    agreed.answer(question)
    until(lambda: agreed.dispatches()[-1].state == "failed")
    assert agreed.dispatches()[-1].error == "blocked"


@pytest.mark.parametrize(("secret", "status"), [(None, 401), ("another", 403)])
def test_a_call_that_is_not_telegrams_is_turned_away_and_leaves_nothing(gateway, telegram, secret, status):
    call = telegram.sign(telegram.text_payload(next(PEOPLE), "hello"), 0)
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    answer = telegram.make(replace(call, headers=headers))
    assert (answer.status_code, "hello" in answer.text) == (status, False)


def test_a_bot_that_is_away_for_a_while_costs_time_and_nothing_else(agreed, gateway, telegram):
    gateway.rasa.stop()
    agreed.answer(agreed.settled())
    until(lambda: agreed.theirs() and not agreed.theirs()[-1].is_settled)
    agreed.double.again(agreed.chat)
    gateway.rasa.start()
    assert agreed.asks() == "symptoms_now"
    got_what_the_record_says(agreed)


def test_at_our_own_pace_telegram_never_has_to_slow_us_down(gateway, telegram):
    channel = gateway.app.state.messaging.channels["telegram"]
    quick, channel.limits, telegram.a_second = (
        channel.limits,
        TELEGRAM,
        4.0,
    )  # more than ours, as calls take unlike long
    try:
        person = somebody(gateway, telegram, next(PEOPLE))
        telegram.send(person.chat, "start")
        person.settled()
        person.answer(person.settled(), ("yes",))
        person.settled()
    finally:
        channel.limits, telegram.a_second = quick, None
    assert [one.tries for one in person.dispatches()] == [0] * len(person.dispatches())
    got_what_the_record_says(person)
