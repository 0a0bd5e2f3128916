"""A whole history in Slack, over its double, through the real gateway, lane and use cases.

Events come twice and in the wrong order, the app hears its own messages, and Slack is busy or failing in between.
"""

import itertools
from dataclasses import replace

import pytest

from tests.support.app_gateway import reached_by_apps, unpaused, webhook_at
from tests.support.app_history import got_what_the_record_says
from tests.support.app_patient import somebody
from tests.support.gateway import until
from tools.platforms.faults import BROKEN, LOST, Fault
from tools.platforms.slack import SIGNING_SECRET, TOKEN, SlackDouble
from yarrow.gateway.channels.platforms.slack.channel import SlackChannel
from yarrow.gateway.channels.rendering.platforms import SLACK
from yarrow.gateway.channels.rendering.tokens import token
from yarrow.messengers import Slack

PEOPLE = (f"U0000{number:05}" for number in itertools.count(1))
BUSY = Fault(429, after=0.1)


@pytest.fixture(scope="module")
def slack():
    with SlackDouble() as double:
        yield double


@pytest.fixture(scope="module")
def gateway(tmp_path_factory, slack):
    home = tmp_path_factory.mktemp("home")
    channel = SlackChannel(Slack(TOKEN, SIGNING_SECRET, slack.url))
    channel.limits = unpaused(channel.limits)  # a history takes minutes otherwise
    with reached_by_apps(home, channel) as running:
        slack.webhook = webhook_at(running, "slack")
        yield running


def twice(person):
    """Slack has missed our answer."""
    assert person.double.again(person.chat).status_code == 200


@pytest.fixture
def anna(gateway, slack):
    """Somebody new, who has opened the app's messages."""
    slack.faults.clear()
    anna = somebody(gateway, slack, next(PEOPLE))
    slack.send(anna.chat, "start")
    anna.settled()
    return anna


@pytest.fixture
def agreed(anna):
    """She has agreed, and is asked about herself."""
    anna.talk({"consent": ("yes",), "for_whom": ("self",), "locale": ("UK",)}, until_asked="pregnant_now")
    return anna


def test_a_whole_history_is_what_the_record_says(anna, gateway, slack):
    anna.after = twice
    slack.faults.extend([BUSY, BROKEN, BUSY, Fault(200, code="ratelimited"), BROKEN])
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
    assert len(anna.theirs()) == len(anna.asked)  # what came twice was taken once, and our own words not at all
    facts = anna.facts()
    assert (facts["age"], facts["losses_count"]) == (34, 3)
    assert {"conditions.sle", "conditions.hashimoto"} <= facts.keys()
    assert not slack.faults
    shown = " ".join(text for chat, notice in slack.notices if chat == anna.chat for text in notice.values())
    private = [
        entry for entry in anna.ours() if (entry.message.question or {}).get("id") in ("phq2_interest", "phq2_mood")
    ]
    assert len(private) == 2
    assert not [entry.message.text for entry in private if entry.message.text in shown]


@pytest.fixture
def unhurried(gateway, monkeypatch):
    """However busy this machine is, what belongs together comes within the wait."""
    settling = gateway.app.state.messaging._reception._settling
    pace = replace(settling._parts.pace, settle=1.5, settle_at_most=5.0)
    monkeypatch.setattr(settling, "_parts", replace(settling._parts, pace=pace))


def test_what_comes_in_the_wrong_order_is_read_in_hers(agreed, slack, unhurried):
    first, second, third = (slack.text_payload(agreed.chat, text) for text in ("no", "I am 34", "two losses"))
    for payload in (third, first, second):
        slack.deliver(payload)
    until(lambda: len([entry for entry in agreed.theirs() if entry.message.text]) >= 3)
    agreed.settled()
    assert [entry.message.text for entry in agreed.theirs()][-3:] == ["no", "I am 34", "two losses"]
    got_what_the_record_says(agreed)


def test_danger_arrives_whole_and_before_what_could_not_go_out_yet(agreed, slack):
    seen = len(agreed.texts)
    slack.faults.extend([BROKEN] * 1000)
    slack.say(agreed.chat, "why do you ask?")
    until(lambda: len(slack.faults) < 1000)
    slack.say(agreed.chat, "I'm 7 weeks pregnant, bleeding heavily and I just fainted")
    until(lambda: [one for one in agreed.dispatches() if one.is_urgent])
    slack.faults.clear()
    agreed.gets("999")
    agreed.settled()
    said = next(entry.message.text for entry in agreed.ours() if entry.message.level == "T0")
    assert agreed.texts[seen] == said
    shown = slack.to(agreed.chat)[seen].raw["text"]
    assert "999" in shown  # a notification says it, too
    assert all(one.state == "sent" for one in agreed.dispatches())


def test_several_answers_are_ticked_taken_back_and_sent_with_done(agreed, gateway):
    agreed.answer(agreed.settled())
    asked = agreed.settled()
    assert asked.message.question["kind"] == "multi_choice"
    first, second, third = (token(asked.id, place) for place in (0, 1, 2))
    said = len(agreed.theirs())
    agreed.tap_tokens(first, second, third, first)
    assert len(agreed.theirs()) == said  # ticking says nothing yet
    agreed.tap("Done")
    until(lambda: len(agreed.theirs()) > said)
    agreed.settled()
    assert agreed.theirs()[-1].choices == tuple(asked.message.choices[place].value for place in (1, 2))


def test_done_with_nothing_ticked_is_no_answer(agreed):
    agreed.answer(agreed.settled())
    question, said = agreed.settled(), len(agreed.theirs())
    agreed.tap("Done")
    until(lambda: agreed.settled().seq > question.seq)
    assert agreed.asks() == question.message.question["id"]
    assert len(agreed.theirs()) == said


def test_an_answer_that_was_lost_is_sent_again_rather_than_never(agreed, slack):
    seen = len(agreed.texts)
    slack.faults.append(LOST)
    agreed.answer(agreed.settled())
    agreed.settled()
    assert agreed.texts[seen] == agreed.texts[seen + 1]


def test_an_edit_is_asked_to_be_said_anew_and_a_file_is_not_seen(agreed, slack):
    for kind, text in (("edit", "other words"), ("deletion", None), ("voice", None)):
        seen = len(agreed.ours())
        slack.send(agreed.chat, kind, text)
        until(lambda seen=seen: len(agreed.ours()) > seen)
        agreed.settled()
    assert "other words" not in [entry.message.text for entry in agreed.theirs()]
    got_what_the_record_says(agreed)


def test_the_app_does_not_hear_itself(agreed, slack):
    before = len(agreed.theirs()), len(agreed.ours())
    slack.deliver(slack.events.echo(slack.to(agreed.chat)[-1]))
    assert agreed.settled()
    assert (len(agreed.theirs()), len(agreed.ours())) == before


def test_opening_the_chat_again_says_nothing_again(agreed, slack):
    before = len(agreed.ours())
    slack.send(agreed.chat, "start")
    agreed.settled()
    assert len(agreed.ours()) == before


def test_a_channel_is_told_once_that_this_is_for_one_person(gateway, slack):
    for _ in range(2):
        slack.send(next(PEOPLE), "group")
    until(lambda: slack.texts("C0000FRIENDS"))
    assert len(slack.texts("C0000FRIENDS")) == 1


def test_who_has_left_the_workspace_is_not_tried_again_and_the_record_says_so(agreed, slack):
    question = agreed.settled()
    slack.disabled.add(agreed.chat)
    agreed.answer(question)
    until(lambda: agreed.dispatches()[-1].state == "failed")
    assert agreed.dispatches()[-1].error == "user_disabled"


@pytest.mark.parametrize(("header", "status"), [("X-Slack-Signature", 401), ("X-Slack-Request-Timestamp", 401)])
def test_a_call_that_is_not_slacks_is_turned_away(gateway, slack, header, status):
    call = slack.sign(slack.text_payload(next(PEOPLE), "hello"), 0)
    answer = slack.make(replace(call, headers={name: value for name, value in call.headers.items() if name != header}))
    assert (answer.status_code, "hello" in answer.text) == (status, False)


def test_a_call_with_another_signature_is_forged(gateway, slack):
    call = slack.sign(slack.text_payload(next(PEOPLE), "hello"), 0)
    assert slack.make(replace(call, body=call.body.replace(b"hello", b"hullo"))).status_code == 403


def test_the_address_can_be_entered_in_the_apps_settings(gateway, slack):
    answer = slack.challenge()
    assert (answer.status_code, answer.text) == (200, "3eZbrw1aBm2rZgRN")


def test_a_bot_that_is_away_for_a_while_costs_time_and_nothing_else(agreed, gateway, slack):
    gateway.rasa.stop()
    agreed.answer(agreed.settled())
    until(lambda: agreed.theirs() and not agreed.theirs()[-1].is_settled)
    agreed.double.again(agreed.chat)
    gateway.rasa.start()
    assert agreed.asks() == "symptoms_now"
    got_what_the_record_says(agreed)


def test_at_our_own_pace_slack_never_has_to_slow_us_down(gateway, slack):
    channel = gateway.app.state.messaging.channels["slack"]
    # The double takes them a little faster than we may send: on a busy machine two calls do not take equally long.
    quick, channel.limits, slack.a_second = channel.limits, SLACK, 4.0
    try:
        person = somebody(gateway, slack, next(PEOPLE))
        slack.send(person.chat, "start")
        person.settled()
        person.answer(person.settled(), ("yes",))
        person.settled()
    finally:
        channel.limits, slack.a_second = quick, None
    assert [one.tries for one in person.dispatches()] == [0] * len(person.dispatches())
    got_what_the_record_says(person)
