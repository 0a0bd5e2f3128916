"""The double of Slack does as Slack does: what it refuses, how it words it, how it tells again."""

import httpx
import pytest

from tests.support.listener import listening
from tools.platforms.slack import TOKEN, SlackDouble

ANNA = "U0000ANNA"


@pytest.fixture
def listener():
    with listening() as listener:
        yield listener


@pytest.fixture
def slack(listener):
    with SlackDouble(listener.url) as double:
        double.tries_again = (0.0, 0.01, 0.02)
        yield double


def call(slack, method, content, token=TOKEN):
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.post(f"{slack.url}/{method}", json=content, headers=headers, trust_env=False)


def post(slack, blocks=None, **more):
    return call(slack, "chat.postMessage", {"channel": "D0000ANNA", "text": "hello", "blocks": blocks or [], **more})


def actions(*elements, name="a"):
    return {"type": "actions", "block_id": name, "elements": list(elements)}


def button(label="Yes", action="b"):
    return {"type": "button", "text": {"type": "plain_text", "text": label}, "value": "t.0", "action_id": action}


def boxes(count=1, label="Pain", **more):
    text = {"type": "plain_text", "text": label}
    options = [{"text": text, "value": f"t.{number}"} for number in range(count)]
    return {"type": "checkboxes", "action_id": "ticks", "options": options, **more}


def test_an_event_that_is_not_taken_comes_again_and_says_so(slack, listener):
    listener.statuses = [500, 503]
    assert slack.say(ANNA, "hello").status_code == 200
    assert [came.headers.get("x-slack-retry-num") for came in listener.came] == [None, "1", "2"]
    assert listener.came[1].headers["x-slack-retry-reason"] == "http_error"
    assert len({came.body for came in listener.came}) == 1


def test_a_tap_that_is_not_taken_does_not_come_again(slack, listener):
    slack.echoes = False
    post(slack, [actions(button())])
    listener.statuses = [500]
    assert slack.tap(ANNA, "Yes").status_code == 500
    assert len(listener.came) == 1
    assert listener.came[0].body.startswith(b"payload=")


def test_the_app_is_told_of_its_own_messages(slack, listener):
    post(slack)
    slack.stop()  # which waits for what is under way
    assert b'"bot_id"' in listener.came[0].body


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([actions(button("x" * 76))], "invalid_blocks"),
        ([actions(button(), button())], "invalid_blocks"),  # the same id twice
        ([actions(*(button(action=str(number)) for number in range(26)))], "invalid_blocks"),
        ([actions(boxes(11))], "invalid_blocks"),
        ([actions(boxes(label="x" * 76))], "invalid_blocks"),
        ([actions(boxes(initial_options=[]))], "invalid_blocks"),
        ([actions(button(action=str(number)), name=str(number)) for number in range(51)], "msg_too_long"),
        ([actions(button("x" * 75)), actions(boxes(10), name="c")], None),
    ],
)
def test_what_slack_does_not_take_it_does_not_take(slack, blocks, error):
    slack.echoes = False
    answer = post(slack, blocks)
    assert (answer.status_code, answer.json().get("error")) == (200, error)


def test_errors_are_said_with_200_and_too_much_with_429(slack):
    slack.echoes, slack.a_second = False, 1.0
    assert call(slack, "auth.test", {}, token="xoxb-2").json() == {"ok": False, "error": "invalid_auth"}
    assert call(slack, "chat.pigeon", {}).json()["error"] == "unknown_method"
    assert post(slack).json()["ok"] is True
    answer = post(slack)
    assert (answer.status_code, answer.json()) == (429, {"ok": False, "error": "ratelimited"})
    assert 0 < float(answer.headers["retry-after"]) <= 1


def test_a_message_can_be_changed_and_only_one_that_is_there(slack):
    slack.echoes = False
    stamp = post(slack).json()["ts"]
    content = {"channel": "D0000ANNA", "text": "other"}
    assert call(slack, "chat.update", {**content, "ts": stamp}).json()["ok"] is True
    assert slack.texts(ANNA) == ["other"]
    assert call(slack, "chat.update", {**content, "ts": "1.0"}).json()["error"] == "message_not_found"
