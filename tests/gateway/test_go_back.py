"""The way back from the page into the messaging app: what is private is answered here, and then she goes on there."""

from __future__ import annotations

import pytest

from tests.support.channel_double import FakeChannel
from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway
from tests.support.golden import started
from tests.support.over_http import in_the_middle
from tests.support.places import at
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway.channels.secure_link import LIFE
from yarrow.gateway.pace import Pace
from yarrow.gateway.turn import now
from yarrow.messengers import Messengers
from yarrow.store.links import Link

HERE_ONLY = "This part is asked here only, not in Fake"
BACK = '<a class="button second" href="https://fake.example/chat" rel="noreferrer">Go back to Fake</a>'
PRIVATE, OPEN = at("phq2_interest", losses_count=0), at("tests", losses_count=2)


class Wordless(FakeChannel):
    """An app that cannot be opened by an address."""

    def return_link(self):
        return None


class Strange(FakeChannel):
    """An app whose address would run a script."""

    def return_link(self):
        return "javascript:alert(1)"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    front_desk = ClinicalFrontDesk()
    apps = {name: made(name, "Fake") for name, made in (("fake", FakeChannel), ("mute", Wordless), ("odd", Strange))}
    settings = {"channels": apps, "messengers": Messengers(public_url="https://yarrow.example")}
    home, rasa = tmp_path_factory.mktemp("home"), FakeRasa(real_play(front_desk))
    with RunningGateway(home, rasa=rasa, front_desk=front_desk, pace=Pace(), locale="UK", **settings) as running:
        front_desk.desk.reader.read("hello")
        yield running


@pytest.fixture
def come(gateway, arrive):
    """Somebody who is asked this, and has come by a link: `come(PRIVATE)`."""

    def coming(start, app="fake"):
        chat = in_the_middle(gateway, started(start))
        code = gateway.record.links.renew(Link(chat.id, f"go.{'l' * 16}", app), now() + LIFE, now())
        visitor = arrive()
        visitor.get(f"/go/{code}")
        visitor.post(f"/go/{code}")
        return visitor

    return coming


def test_the_page_of_the_link_names_the_app(gateway, arrive):
    chat = in_the_middle(gateway, started(PRIVATE))
    code = gateway.record.links.renew(Link(chat.id, "go.line", "fake"), now() + LIFE, now())
    assert "does not go through Fake" in arrive().get(f"/go/{code}").text


def test_while_the_question_is_private_the_page_says_that_it_is_asked_here_only(come):
    page = come(PRIVATE).page.text
    assert HERE_ONLY in page
    assert "Not at all" in page
    assert "You can go on in Fake now" not in page


def test_when_the_private_part_is_over_the_way_back_stands_before_the_next_question(come):
    visitor = come(PRIVATE)
    for _ in range(5):
        if visitor.form().get("question") not in (
            "phq2_interest",
            "phq2_mood",
            "gad2_nervous",
            "gad2_worry",
            "support_wanted",
        ):
            break
        page = visitor.say(act="skip").text
    assert HERE_ONLY not in page
    assert page.index(BACK) < page.index('id="answer"')


def test_by_a_question_that_is_not_private_she_can_go_back_at_once(come):
    assert BACK in come(OPEN).page.text


def test_without_an_address_of_the_app_she_is_told_in_words(come):
    page = come(OPEN, "mute").page.text
    assert "You can go on in Fake now, or here." in page
    assert "Go back to Fake" not in page


def test_she_closes_it_in_this_browser_and_it_can_be_read_here_no_more(gateway, come):
    visitor = come(OPEN)
    (conversation, key) = visitor.key
    page = visitor.post("/chat/close")
    assert "Closed in this browser" in page.text
    assert "https://fake.example/chat" in page.text
    assert "yarrow_chat" not in visitor.http.cookies
    assert "Talk with Yarrow" in visitor.get("/chat").text
    stolen = visitor.http.get("/chat", headers={"Cookie": f"yarrow_chat={conversation}.{key}"})
    assert stolen.status_code == 401
    assert gateway.record.conversations.open(conversation) is not None, "what she wrote is kept"


def test_another_site_closes_nothing(come):
    visitor = come(OPEN)
    assert visitor.http.post("/chat/close", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert visitor.get("/chat").status_code == 200


def test_what_was_begun_in_this_browser_is_not_closed_that_way(arrive):
    visitor = arrive()
    visitor.begin()
    assert visitor.post("/chat/close").url.path == "/chat"
    assert "yarrow_chat" in visitor.http.cookies


def test_an_address_that_opens_no_app_is_not_offered(come):
    assert "javascript:" not in come(OPEN, "odd").page.text


def test_who_came_by_herself_is_led_into_no_app(arrive):
    visitor = arrive()
    visitor.begin()
    assert "Fake" not in visitor.page.text


@pytest.mark.parametrize("value", ["nothing-such", "<b>", "a" * 500])
def test_a_mark_that_names_no_app_of_this_clinic_shows_nothing(come, value):
    visitor = come(OPEN)
    visitor.http.cookies.set("yarrow_app", value, domain="127.0.0.1", path="/")
    page = visitor.http.get("/chat", headers={"Cookie": f"yarrow_chat={'.'.join(visitor.key)}; yarrow_app={value}"})
    assert page.status_code == 200
    assert "Go back to" not in page.text


def test_another_conversation_in_this_browser_leads_into_no_app(come):
    visitor = come(OPEN)
    visitor.begin()
    assert "Fake" not in visitor.page.text


def test_what_is_urgent_stands_before_the_way_back(come):
    visitor = come(OPEN)
    page = visitor.say("I have crushing chest pain and I can't breathe").text
    assert page.index('class="pinned"') < page.index("Go back to Fake")


def test_the_privacy_page_says_who_else_sees_what_is_written_in_an_app(gateway, arrive):
    page = arrive().get("/privacy").text
    assert "You can also write to us in: Fake." in page
    assert "sends it to no other company, unless you write in a messaging app" in page
    assert "{" not in page


def test_where_no_app_is_set_up_the_privacy_page_says_that_nobody_else_does(tmp_path):
    with RunningGateway(tmp_path) as plain:
        page = plain.http.get("/privacy", headers={"Accept": "text/html"}).text
    assert "Yarrow itself sends it to no other company. These pages" in page
    assert "messaging app carries" not in page
    assert "You can also write to us in" not in page
