"""`/go/{code}`: from a messaging app into the browser. Looking uses nothing up; the button does, once."""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from tests.support.gateway import RunningGateway
from tests.support.page_visitor import title
from yarrow.gateway.channels.secure_link import LIFE, SecureLinks
from yarrow.gateway.turn import now
from yarrow.store.line_values import Line
from yarrow.store.links import Link
from yarrow.web.threads import Threads

OTHER_SITE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
PREVIEWS = (
    "WhatsApp/2.23.20.0",
    "TelegramBot (like TwitterBot)",
    "facebookexternalhit/1.1",
    "Slackbot-LinkExpanding 1.0",
)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    with RunningGateway(tmp_path_factory.mktemp("home")) as running:
        yield running


@pytest.fixture
def chat(gateway):
    chat = gateway.agreed()
    chat.say("I am worried about my cat")
    return chat


def linked(gateway, chat, line="a" * 16):
    """The path of a link as it is sent over a line."""
    links = gateway.record.links
    return f"/go/{links.renew(Link(chat.id, f'go.{line}', 'fake'), now() + LIFE, now())}"


def a_line(conversation):
    """A line of its own to this conversation."""
    return Line(secrets.token_hex(8), "fake", "who", "where", conversation, now(), None, 0, {}, now())


def is_good(gateway, path):
    return gateway.record.links.find(path.rpartition("/")[2], now()) is not None


class TestLooking:
    def test_shows_a_button_and_nothing_of_the_conversation(self, gateway, chat, arrive):
        path = linked(gateway, chat)
        page = arrive().get(path)
        assert page.status_code == 200
        assert f'<form method="post" action="{path}">' in page.text
        assert "my cat" not in page.text
        assert chat.id not in page.text
        assert "Leave this page" in page.text

    def test_says_what_it_is_and_nothing_of_health_in_what_an_app_shows_as_a_preview(self, gateway, chat, arrive):
        page = arrive().get(linked(gateway, chat))
        assert title(page) == "Go on in this browser – Yarrow"
        assert "og:" not in page.text
        assert "description" not in page.text

    @pytest.mark.parametrize("agent", PREVIEWS)
    def test_by_an_app_that_makes_a_preview_leaves_the_link_good(self, gateway, chat, arrive, agent):
        path = linked(gateway, chat)
        visitor = arrive(**{"User-Agent": agent, "Sec-Fetch-Site": "none"})
        assert visitor.http.get(path).status_code == 200
        assert visitor.http.head(path).status_code == 200
        assert visitor.http.get(path, headers={"Sec-Purpose": "prefetch"}).status_code == 200
        assert "yarrow_chat" not in visitor.http.cookies
        assert is_good(gateway, path)

    def test_is_listed_and_kept_nowhere_and_tells_other_sites_nothing(self, gateway, chat, arrive):
        for path in (linked(gateway, chat), "/go/" + "x" * 43):
            answer = arrive().get(path)
            assert "noindex" in answer.headers["x-robots-tag"]
            assert answer.headers["cache-control"] == "no-store"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


class TestGoing:
    def test_leads_to_the_conversation_with_a_key_of_this_browsers_own(self, gateway, chat, arrive):
        visitor = arrive()
        page = visitor.post(linked(gateway, chat))
        assert page.url.path == "/chat"
        assert "my cat" in page.text
        assert visitor.key[0] == chat.id
        assert visitor.key[1] != chat.token
        assert chat.get("messages").status_code == 200, "the other key goes on working"

    def test_can_be_done_once(self, gateway, chat, arrive):
        path = linked(gateway, chat)
        assert arrive().post(path).url.path == "/chat"
        again = arrive()
        page = again.post(path)
        assert page.status_code == 404
        assert "write LINK" in page.text
        assert "yarrow_chat" not in again.http.cookies

    def test_shows_what_was_covered_when_she_left_in_a_hurry(self, gateway, chat, arrive):
        visitor = arrive()
        visitor.post(linked(gateway, chat))
        visitor.http.get("/leave", follow_redirects=False)
        assert "nothing of it is shown" in visitor.get("/chat").text
        assert "my cat" in visitor.post(linked(gateway, chat)).text

    def test_from_a_form_of_another_site_is_refused_and_uses_nothing_up(self, gateway, chat, arrive):
        path = linked(gateway, chat)
        visitor = arrive()
        assert visitor.http.post(path, headers=OTHER_SITE).status_code == 403
        assert "yarrow_chat" not in visitor.http.cookies
        assert is_good(gateway, path)


class TestAnotherConversationInThisBrowser:
    @pytest.fixture
    def visitor(self, arrive):
        visitor = arrive()
        visitor.begin()
        return visitor

    def test_is_asked_about_before_it_is_closed_here(self, gateway, chat, visitor):
        path = linked(gateway, chat)
        page = visitor.get(path)
        assert "Another conversation is open in this browser" in page.text
        visitor.post(path, **visitor.form(path))
        assert visitor.key[0] == chat.id

    def test_that_was_begun_after_the_link_was_looked_at_is_asked_about_too(self, gateway, chat, visitor):
        path, before = linked(gateway, chat), visitor.key
        page = visitor.post(path)
        assert "Another conversation is open in this browser" in page.text
        assert visitor.key == before
        assert is_good(gateway, path)

    def test_is_not_asked_about_where_it_is_the_same_one(self, gateway, chat, arrive):
        visitor = arrive()
        visitor.post(linked(gateway, chat))
        path = linked(gateway, chat)
        assert "Another conversation" not in visitor.get(path).text
        assert visitor.post(path).url.path == "/chat"


class TestALinkThatOpensNothing:
    @pytest.mark.parametrize("code", ["x" * 43, "short", "ü" * 43, "a" * 500])
    def test_unknown_says_what_to_do(self, arrive, code):
        page = arrive().get(f"/go/{code}")
        assert page.status_code == 404
        assert "write LINK" in page.text

    def test_too_old_says_what_to_do(self, gateway, chat, arrive):
        moment = now() - timedelta(seconds=1)
        code = gateway.record.links.renew(Link(chat.id, "go.line", "fake"), moment, moment - LIFE)
        page = arrive().get(f"/go/{code}")
        assert (page.status_code, "write LINK" in page.text) == (404, True)

    def test_of_a_deleted_conversation_says_no_more_than_any_other(self, gateway, chat, arrive):
        path = linked(gateway, chat)
        gateway.http.delete(chat.path, headers=chat.key)
        assert arrive().get(path).text == arrive().get("/go/" + "x" * 43).text
        assert arrive().post(path).status_code == 404

    def test_of_another_kind_opens_nothing_here_and_the_other_way_round(self, gateway, chat, arrive):
        moment = now()
        mine = gateway.record.links.make(Link(chat.id, "mine", "patient"), moment + LIFE, moment)
        assert arrive().post(f"/go/{mine}").status_code == 404
        ours = linked(gateway, chat).rpartition("/")[2]
        for other in (f"/mine/open/{ours}", f"/api/links/{ours}"):
            assert arrive().get(other).status_code == 404

    def test_leads_back_to_the_conversation_that_is_open_in_this_browser(self, gateway, chat, arrive):
        visitor, path = arrive(), linked(gateway, chat)
        visitor.post(path)
        page = visitor.get(path)
        assert page.status_code == 404
        assert 'href="/chat"' in page.text


class TestMakingOne:
    @pytest.fixture
    def threads(self):
        threads = Threads()
        yield threads
        threads.close()

    def test_leads_to_the_page_at_the_public_address(self, gateway, chat, threads, arrive):
        links = SecureLinks(gateway.record, threads, "https://yarrow.example")
        url = urlsplit(asyncio.run(links.make(chat.id, a_line(chat.id))))
        assert (url.scheme, url.netloc) == ("https", "yarrow.example")
        assert arrive().get(url.path).status_code == 200

    def test_makes_those_of_the_same_line_useless_and_no_other(self, gateway, chat, threads):
        links = SecureLinks(gateway.record, threads, "")
        one, other = a_line(chat.id), a_line(chat.id)
        first, second = asyncio.run(links.make(chat.id, one)), asyncio.run(links.make(chat.id, other))
        third = asyncio.run(links.make(chat.id, one))
        assert [is_good(gateway, path) for path in (first, second, third)] == [False, True, True]

    def test_without_a_public_address_there_is_none(self, gateway, chat, threads):
        assert asyncio.run(SecureLinks(gateway.record, threads, None).make(chat.id, a_line(chat.id))) is None
