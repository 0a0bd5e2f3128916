"""Private questions over an app: a link there, the answer on the page, and then on in the app."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from tests.support.channel_double import FakeChannel, Texter
from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway, until
from tests.support.golden import started
from tests.support.over_http import in_the_middle
from tests.support.page_visitor import PageVisitor
from tests.support.places import at
from tests.support.prepared import prepared_sqlite
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.messengers import Messengers

PRIVATE = ("phq2_interest", "phq2_mood", "gad2_nervous", "gad2_worry", "support_wanted")
LINK = re.compile(r"https://yarrow\.example/go/[A-Za-z0-9_-]{43}")
ASKED = "Over the last 2 weeks"


def running(tmp_path_factory, **messengers):
    front_desk = ClinicalFrontDesk()
    home, rasa = tmp_path_factory.mktemp("home"), FakeRasa(real_play(front_desk))
    settings = {"channels": {"fake": FakeChannel()}, "messengers": Messengers(**messengers), "locale": "UK"}
    front_desk.desk.reader.read("hello")
    return RunningGateway(home, rasa=rasa, front_desk=front_desk, database_url=prepared_sqlite(home), **settings)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    with running(tmp_path_factory, public_url="https://yarrow.example") as gateway:
        yield gateway


@pytest.fixture
def visitor(gateway):
    """A browser of hers."""
    visitor = PageVisitor(gateway)
    yield visitor
    visitor.http.close()


def joined(gateway, who, question="phq2_interest"):
    """Somebody who is asked this, and has joined her conversation from the app."""
    chat = in_the_middle(gateway, started(at(question, losses_count=0)))
    code = gateway.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
    texter = Texter(gateway.http, gateway.app.state.messaging.channels["fake"], who)
    texter.say(code)
    return texter


def link_of(text):
    return urlsplit(LINK.search(text)[0]).path


def test_the_app_gets_a_link_and_the_page_the_question_and_then_it_goes_on_in_the_app(gateway, visitor):
    amira = joined(gateway, "amira")
    path = link_of(amira.gets("/go/"))
    assert not [text for text in amira.texts() if ASKED in text]
    visitor.get(path)
    visitor.post(path)
    assert visitor.form()["question"] == "phq2_interest"
    said = len(amira.texts())
    while visitor.form().get("question") in PRIVATE:
        assert len(amira.texts()) == said, "nothing is pushed while she answers what is private"
        visitor.say(act="skip")
    assert "Go back to Fake" in visitor.page.text
    until(lambda: len(amira.texts()) > said)
    assert not [text for text in amira.texts() if ASKED in text]


def test_she_can_leave_it_out_in_the_app(gateway):
    berta = joined(gateway, "berta")
    berta.gets("/go/")
    while LINK.search(berta.texts()[-1]):
        count = len(berta.texts())
        berta.say("SKIP")
        until(lambda count=count: len(berta.texts()) > count)
    assert not [text for text in berta.texts() if ASKED in text]


def test_link_gives_a_new_one_and_the_old_one_opens_nothing(gateway, visitor):
    clara = joined(gateway, "clara")
    old = link_of(clara.gets("/go/"))
    clara.say("LINK")
    new = link_of(until(lambda: next((t for t in clara.texts() if LINK.search(t) and link_of(t) != old), None)))
    assert visitor.get(old).status_code == 404
    assert visitor.get(new).status_code == 200


def test_any_other_question_is_put_in_the_app(gateway):
    dora = joined(gateway, "dora", "asks")
    dora.gets("?")
    assert not [text for text in dora.texts() if LINK.search(text)]


def test_without_a_public_address_private_questions_are_put_in_the_app(tmp_path_factory):
    with running(tmp_path_factory) as plain:
        emma = joined(plain, "emma")
        assert ASKED in emma.gets(ASKED)
        assert "{link}" not in "".join(emma.texts())
