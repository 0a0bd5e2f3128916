"""A whole history in Slack, over its double, through the real gateway, lane and use cases.

Events come twice and in the wrong order, the app hears its own messages, and Slack is busy or failing in between.
"""

import itertools
from dataclasses import replace

import pytest

from tests.support import tapped_scenes as scenes
from tests.support.app_gateway import reached_by_apps, unpaused, webhook_at
from tests.support.app_history import got_what_the_record_says
from tests.support.gateway import until
from tools.platforms.faults import BROKEN, Fault
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


@pytest.fixture
def anna(gateway, slack):
    """Somebody new, who has opened the app's messages."""
    return scenes.begun(gateway, slack, next(PEOPLE))


@pytest.fixture
def agreed(anna):
    """She has agreed, and is asked about herself."""
    return scenes.agreed(anna)


def test_a_whole_history_is_what_the_record_says(anna, slack):
    slack.faults.extend([BUSY, BROKEN, BUSY, Fault(200, code="ratelimited"), BROKEN])
    scenes.a_whole_history(anna)
    shown = " ".join(text for chat, notice in slack.notices if chat == anna.chat for text in notice.values())
    private = [
        entry for entry in anna.ours() if (entry.message.question or {}).get("id") in ("phq2_interest", "phq2_mood")
    ]
    assert len(private) == 2
    assert not [entry.message.text for entry in private if entry.message.text in shown]


def test_what_comes_in_the_wrong_order_is_read_in_hers(agreed, gateway):
    with scenes.unhurried(gateway):
        scenes.out_of_order(agreed)


def test_danger_arrives_whole_and_before_what_could_not_go_out_yet(agreed):
    shown = scenes.danger_overtakes(agreed).raw["text"]
    assert "999" in shown  # a notification says it, too


def test_several_answers_are_ticked_taken_back_and_sent_with_done(agreed, gateway):
    asked = scenes.asked_for_several(agreed)
    first, second, third = (token(asked.id, place) for place in (0, 1, 2))
    said = len(agreed.theirs())
    agreed.tap_tokens(first, second, third, first)
    assert len(agreed.theirs()) == said  # ticking says nothing yet
    agreed.tap("Done")
    until(lambda: len(agreed.theirs()) > said)
    agreed.settled()
    assert agreed.theirs()[-1].choices == tuple(asked.message.choices[place].value for place in (1, 2))


def test_done_with_nothing_ticked_is_no_answer(agreed):
    scenes.done_with_nothing_ticked(agreed)


def test_an_answer_that_was_lost_is_sent_again_rather_than_never(agreed):
    scenes.an_answer_that_was_lost(agreed)


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
    scenes.somebody_who_is_gone(agreed, slack.disabled, "user_disabled")


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


def test_a_bot_that_is_away_for_a_while_costs_time_and_nothing_else(agreed, gateway):
    scenes.a_bot_that_is_away(agreed, gateway)


def test_at_our_own_pace_slack_never_has_to_slow_us_down(gateway, slack):
    scenes.at_our_own_pace(gateway, slack, next(PEOPLE), SLACK)
