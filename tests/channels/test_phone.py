"""The page of `make demo-channels`: what is written on it reaches the gateway as the platform brings it."""

from __future__ import annotations

import time

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tools.platforms.deployment import TITLES, Deployment
from tools.platforms.phone import Phone
from tools.platforms.served import Served
from tools.platforms.talk import Sent


@pytest.fixture(scope="module")
def came():
    """The paths at which the gateway was called."""
    return []


@pytest.fixture(scope="module")
def apps(came):
    async def take(request: Request) -> Response:
        came.append(request.path_params["name"])
        return Response()

    gateway = Served(Starlette(routes=[Route("/channels/{name}", take, methods=["POST"])]))
    gateway.start()
    with Deployment() as apps:
        apps.calls(gateway.url)
        yield apps
    gateway.stop()


@pytest.fixture(scope="module")
def page(apps):
    phone = Phone(apps)
    phone.start()
    with httpx.Client(base_url=phone.url, trust_env=False) as http:
        yield http
    phone.stop()


def bubbles(page, name):
    return page.get("state").json()[name]["bubbles"]


@pytest.mark.parametrize("path", ["", "phone.css", "phone.js"])
def test_the_page_needs_nothing_from_elsewhere(page, path):
    answer = page.get(path)
    assert answer.status_code == 200
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "//" not in answer.text.replace("// ", "").replace("https?:\\/\\/", "")


@pytest.mark.parametrize("name", TITLES)
def test_what_is_written_is_brought_by_the_platform(page, came, name):
    came.clear()
    assert page.post(f"{name}/say", json={"text": "hello"}).json()["told"] == "The webhook answered 200."
    assert came == [name]
    assert bubbles(page, name)[-1] == {"who": "her", "kind": "text", "text": "hello"}


@pytest.mark.parametrize("name", TITLES)
def test_a_voice_note_can_be_sent_and_anything_told_twice(page, came, name):
    if name == "sms":
        assert page.post(f"{name}/location", json={}).status_code == 409  # a text message has no such thing
    came.clear()
    kind = "picture" if name == "slack" else "voice"
    assert page.post(f"{name}/{kind}", json={}).status_code == 200
    assert page.post(f"{name}/again", json={}).status_code == 200
    assert came == [name, name]


def test_what_yarrow_says_is_shown_with_its_options_and_can_be_tapped(page, apps, came):
    person = apps.person("telegram")
    page.post("telegram/say", json={"text": "hello"})
    apps.telegram.record(Sent(person, "7", "Is it so?", (("Yes", "a.0"), ("No", "a.1"))))
    shown = bubbles(page, "telegram")[-1]
    assert (shown["who"], shown["text"], shown["options"]) == ("us", "Is it so?", ["Yes", "No"])
    came.clear()
    assert page.post("telegram/tap", json={"text": "No"}).status_code == 200
    assert came == ["telegram"]
    assert page.post("telegram/tap", json={"text": "Perhaps"}).status_code == 409


def test_a_picture_can_have_words_with_it(page, apps):
    assert page.post("telegram/picture", json={"text": "the scan"}).status_code == 200
    assert apps.telegram.said[-1].text == "the scan"
    assert bubbles(page, "telegram")[-1]["kind"] == "picture"


def test_what_stands_beneath_a_row_of_a_list_is_shown(page, apps):
    rows = [{"id": "a.0", "title": "1", "description": "United Kingdom"}, {"id": "a.1", "title": "2"}]
    raw = {"interactive": {"type": "list", "action": {"sections": [{"rows": rows}]}}}
    apps.whatsapp.record(Sent(apps.person("whatsapp"), "9", "Where?", (("1", "a.0"), ("2", "a.1")), raw))
    assert bubbles(page, "whatsapp")[-1]["details"] == {"1": "United Kingdom"}


def test_typing_is_shown_until_something_is_said(page, apps):
    person = apps.person("messenger")
    page.post("messenger/say", json={"text": "hello"})
    assert not page.get("state").json()["messenger"]["typing"]
    apps.messenger.notice(person, {"sender_action": "typing_on"})
    assert page.get("state").json()["messenger"]["typing"]
    time.sleep(0.01)
    apps.messenger.record(Sent(person, "7", "Hello."))
    assert not page.get("state").json()["messenger"]["typing"]


def test_what_the_carrier_says_itself_is_shown(page):
    page.post("sms/say", json={"text": "STOP"})
    assert "unsubscribed" in [one["text"] for one in bubbles(page, "sms") if one["who"] == "carrier"][-1]


def test_one_failure_can_be_asked_for(page, apps):
    page.post("whatsapp/fail", json={})
    assert [fault.status for fault in apps.whatsapp.faults] == [500]


def test_an_app_that_is_not_there_is_not_found(page):
    assert page.post("fax/say", json={"text": "hello"}).status_code == 404


def test_a_box_that_is_ticked_shows_in_the_message_and_not_as_words_of_hers(page, apps):
    person = apps.person("telegram")
    page.post("telegram/say", json={"text": "hello"})
    apps.telegram.record(Sent(person, "8", "Which?", (("☐ One", "a.0"), ("☐ Two", "a.1"), ("Done", "a.d"))))
    page.post("telegram/tap", json={"text": "☐ One"})
    assert bubbles(page, "telegram")[-1]["text"] == "Which?"
    page.post("telegram/tap", json={"text": "Done"})
    assert bubbles(page, "telegram")[-1]["text"] == "Done"


def test_a_box_of_slack_shows_whether_it_is_ticked(page, apps):
    options = [{"text": {"type": "plain_text", "text": label}, "value": label.lower()} for label in ("One", "Two")]
    boxes = {"type": "actions", "block_id": "b", "elements": [{"type": "checkboxes", "options": options}]}
    raw = {"blocks": [boxes], "ticked": {"b": options[:1]}}
    apps.slack.record(Sent(apps.person("slack"), "9", "Which?", (("One", "one"), ("Two", "two"), ("Done", "d")), raw))
    assert bubbles(page, "slack")[-1]["boxes"] == {"One": True, "Two": False}
