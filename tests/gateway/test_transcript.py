"""Her own copy of the conversation: both sides with their times, as text and nothing else, and nothing private."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime

import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway
from tests.support.markup import Markup
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway.pace import Pace
from yarrow.gateway.turn import now

FORMS = ("html", "json")


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    with RunningGateway(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """With the real protocol; only Rasa's choice of turn is played."""
    front_desk = ClinicalFrontDesk()
    home = tmp_path_factory.mktemp("real")
    with RunningGateway(home, rasa=FakeRasa(real_play(front_desk)), front_desk=front_desk, pace=Pace()) as running:
        yield running


def agreed(real):
    chat = real.begin(locale="UK")
    chat.say(choice="consent:yes")
    chat.say(choice="for_whom:self")
    return chat


def link(chat, what):
    answer = chat.http.post(f"{chat.path}/links", json={"what": what}, headers=chat.key)
    assert answer.status_code == 201, answer.text
    return answer.json()["url"]


def plain(words):
    return " ".join(words.split())


def test_the_json_has_what_the_history_has(gateway):
    chat = gateway.agreed()
    chat.say("I have had two losses")
    copied = chat.get("conversation.json").json()
    assert copied["conversation"] == chat.id
    shown = [{name: message[name] for name in ("id", "from", "text", "at")} for message in chat.history()]
    assert copied["messages"] == shown


def test_the_page_says_every_word_with_who_and_when(real):
    chat = agreed(real)
    chat.say("I'm 34, not pregnant, and I've had three miscarriages.")
    markup = Markup(chat.get("conversation.html").text)
    for message in chat.history():
        assert plain(message["text"]) in plain(markup.text)
    senders = [element.text.split()[0] for element in markup.all("p") if element.attributes.get("class") == "who"]
    assert senders == ["You" if message["from"] == "patient" else "Yarrow" for message in chat.history()]
    times = [datetime.fromisoformat(element.attributes["datetime"]) for element in markup.all("time")]
    assert len(times) == len(chat.history())
    assert times == sorted(times)


def test_the_page_can_be_read_without_seeing_it(gateway):
    markup = Markup(gateway.agreed().get("conversation.html").text)
    assert markup.all("html")[0].attributes["lang"] == "en-GB"
    assert len(markup.all("h1")) == len(markup.all("main")) == 1
    ids = {element.attributes["id"] for element in markup.elements if "id" in element.attributes}
    assert all(section.attributes["aria-labelledby"] in ids for section in markup.all("section"))


def test_what_anybody_wrote_is_text_and_nothing_else(gateway):
    chat = gateway.agreed()
    chat.say('<script>alert(1)</script> <img src=x onerror="alert(2)"> {{ 7*7 }} </style>')
    page = chat.get("conversation.html").text
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert Markup(page).all("script") == Markup(page).all("img") == []


def at_the_first_loss(real):
    """Somebody who is asked about the one loss she had."""
    chat = agreed(real)
    for _ in range(40):
        question = next(message["question"] for message in reversed(chat.history()) if message["question"])
        if question["id"] == "losses[0]":
            return chat
        chat.say("1" if question["id"] == "losses_count" else "skip")
    raise AssertionError("the loss is never asked about")


def test_a_card_of_a_loss_reads_as_it_was_tapped(real):
    chat = at_the_first_loss(real)
    answer = chat.say(choices=["losses[0]:miscarriage", "losses[0].weeks:8", "losses[0].confirmed:scan"])
    assert answer.status_code == 200, answer.text
    assert chat.get("record").json()["facts"]["losses"] == [
        {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}
    ]
    tapped = "A miscarriage, after it was seen or felt\n8 weeks\nOn a scan"
    assert tapped in [message["text"] for message in chat.history()]
    assert tapped in [message["text"] for message in chat.get("conversation.json").json()["messages"]]


def test_a_card_with_a_part_that_was_not_offered_is_refused(real):
    chat = at_the_first_loss(real)
    for wrong in ("losses[0].weeks:43", "losses[0].weeks:many", "losses[0].confirmed:dream", "losses[1].weeks:8"):
        assert chat.say(choices=["losses[0]:miscarriage", wrong]).status_code == 422, wrong
    assert chat.say(choices=["losses[0]:early", "losses[0].weeks:8"]).status_code == 422
    assert "losses" not in chat.get("record").json()["facts"]
    assert chat.say(choices=["losses[0]:early"]).status_code == 200


@pytest.mark.parametrize("form", FORMS)
def test_what_is_said_of_violence_at_home_is_not_in_it_and_the_rest_is(real, form):
    chat = agreed(real)
    chat.say("I'm 34 and not pregnant")
    chat.say("my partner hits me and I am scared of him")
    assert "0808 2000 247" in chat.get("messages").text
    copied = chat.get(f"conversation.{form}").text
    assert "not pregnant" in copied
    for private in ("hits me", "0808 2000 247", "Is it safe for you to chat"):
        assert private not in copied


@pytest.mark.parametrize("form", FORMS)
def test_nobody_gets_it_without_the_key(gateway, form):
    chat = gateway.agreed()
    assert chat.http.get(f"{chat.path}/conversation.{form}").status_code == 401
    other = gateway.agreed()
    assert chat.http.get(f"{chat.path}/conversation.{form}", headers=other.key).status_code == 401


@pytest.mark.parametrize("form", FORMS)
def test_it_is_not_kept_shows_nothing_in_its_name_and_runs_nothing(gateway, form):
    answer = gateway.agreed().get(f"conversation.{form}")
    assert answer.headers.get_list("cache-control") == ["no-store"]
    (policy,) = answer.headers.get_list("content-security-policy")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    way, _, name = answer.headers["content-disposition"].partition("; filename=")
    assert way == ("inline" if form == "html" else "attachment")
    assert name == f'"conversation-{now().date().isoformat()}.{form}"'


def test_the_one_stylesheet_is_the_one_its_policy_allows(gateway):
    answer = gateway.agreed().get("conversation.html")
    (sheet,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert "http" not in sheet


@pytest.mark.parametrize("form", FORMS)
def test_a_link_gives_it_once_without_the_key(gateway, form):
    chat = gateway.agreed()
    url = link(chat, f"conversation.{form}")
    assert chat.http.head(url).headers["content-disposition"].endswith(f'.{form}"')
    opened = chat.http.get(url)
    assert opened.status_code == 200
    assert chat.history()[0]["text"].split()[0] in opened.text
    assert chat.http.get(url).status_code == 404


def test_a_link_to_the_brief_still_gives_the_brief(gateway):
    chat = gateway.agreed()
    chat.say(choice="pregnant_now:no")
    assert chat.http.get(link(chat, "summary.html")).text.startswith("html for the patient")


def test_a_link_to_her_page_is_not_opened_here_and_stays_good(gateway):
    chat = gateway.agreed()
    url = link(chat, "mine")
    assert url.startswith("/mine/open/")
    code = url.rpartition("/")[2]
    assert chat.http.get(f"/api/links/{code}").status_code == 404
    found = gateway.record.links.find(code, now())
    assert (found.conversation, found.what) == (chat.id, "mine")


def test_an_erased_conversation_has_no_copy(gateway):
    chat = gateway.agreed()
    url = link(chat, "conversation.html")
    chat.http.delete(chat.path, headers=chat.key)
    assert chat.get("conversation.html").status_code == 410
    assert chat.http.get(url).status_code == 404
