"""What did not reach a messaging app: a list for staff, sending again, and what stands beside each message."""

from __future__ import annotations

import pytest

from tests.support.app_line import OWNER, AppLine
from tests.support.console import DESK, RunningConsole
from tests.support.leaf import grown
from tests.support.prepared import prepared_sqlite
from tests.support.teller import Teller
from yarrow.console.conversation.heading import CHANNELS
from yarrow.console.undelivered.words import reason
from yarrow.gateway.channels.identity import WrongKey
from yarrow.gateway.channels.platforms.graph_errors import COMMON
from yarrow.gateway.channels.platforms.messenger.errors import ERRORS as MESSENGER
from yarrow.gateway.channels.platforms.slack.errors import OURS as SLACK
from yarrow.gateway.channels.platforms.telegram.errors import KNOWN as TELEGRAM
from yarrow.gateway.channels.platforms.twilio.refusals import MEANING as TWILIO
from yarrow.gateway.channels.platforms.whatsapp.errors import ERRORS as WHATSAPP
from yarrow.gateway.turn import now
from yarrow.messengers import NAMES, Messengers, Telegram
from yarrow.store.audit import Sought

SET_UP = Messengers(telegram=Telegram("1:token", "secret"))


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    """SQLite alone: tests/store has what is a matter of the database."""
    return prepared_sqlite(tmp_path_factory.mktemp("record"))


@pytest.fixture(scope="module")
def console(database_url, tmp_path_factory):
    """A console of a clinic that has a messaging app."""
    with RunningConsole(tmp_path_factory.mktemp("console"), database_url, messengers=SET_UP) as running:
        yield running


@pytest.fixture
def teller(record):
    teller = Teller.agreed(record, DESK)
    teller.say("I'm 34, not pregnant, and Zebedee lives at the weir")
    return teller


@pytest.fixture(autouse=True)
def emptied(record):
    """The list is for everybody, so what one test put there must not meet the next."""
    yield
    for conversation in {one.conversation for one in record.dispatches.undelivered(100, 0)}:
        record.conversations.erase(conversation, "test", now())


@pytest.fixture
def line(record, teller):
    return AppLine(record, teller.id)


def rows(client):
    return [row.text for row in grown(client.get("/undelivered").text).all("tr") if "data-row" in row.attributes]


def count(client):
    return grown(client.get("/undelivered/count").text).id("undelivered-count")


class TestTheList:
    def test_has_what_was_given_up_and_what_waits_and_nothing_else(self, clinician, record, line):
        line.deliver()
        assert rows(clinician) == []
        assert "Everything has arrived" in clinician.get("/undelivered").text
        other = AppLine(record, line.conversation, "whatsapp")
        other.hold("131047")
        (row,) = rows(clinician)
        for words in ("WhatsApp", "Waits until she writes", "only for a while after she wrote"):
            assert words in row

    def test_says_why_in_words_and_leads_to_the_conversation(self, clinician, line):
        line.give_up("blocked")
        page = clinician.get("/undelivered")
        (row,) = rows(clinician)
        assert "Telegram" in row
        assert "she has blocked us" in row
        assert f'href="/conversations/{line.conversation}"' in page.text

    def test_shows_what_is_urgent_first(self, clinician, record, line):
        urgent = line.give_up("blocked", is_urgent=True)
        later = Teller.agreed(record, DESK)
        AppLine(record, later.id, "whatsapp").give_up("131026")
        assert urgent.is_urgent
        first, second = rows(clinician)
        assert "Urgent words" in first
        assert "WhatsApp" in second

    def test_has_no_word_of_a_message(self, clinician, line):
        line.give_up("blocked")
        page = clinician.get("/undelivered").text.lower()
        assert "zebedee" not in page
        assert "pregnan" not in page

    def test_is_counted_in_the_navigation(self, clinician, line):
        assert "hidden" in count(clinician).attributes
        line.give_up("blocked")
        assert count(clinician).text == "1 not delivered"
        assert "hidden" not in count(clinician).attributes
        assert 'hx-get="/undelivered/count"' in clinician.get("/worklist").text

    def test_loses_what_belonged_to_a_conversation_that_was_deleted(self, clinician, record, teller, line):
        line.give_up("blocked")
        record.conversations.erase(teller.id, "test", now())
        assert rows(clinician) == []


class TestSendingAgain:
    def test_takes_it_off_the_list_and_is_written_down(self, clinician, record, line):
        one = line.give_up("blocked")
        answer = clinician.post(f"/undelivered/{one.id}/again")
        assert answer.headers["location"] == "/undelivered?said=tried"
        assert rows(clinician) == []
        found = record.dispatches.find(one.id)
        assert (found.state, found.tries) == ("waiting", 0)
        (written,) = record.audit.lines(Sought(action="dispatch.again", conversation=line.conversation))
        assert written.act.actor == clinician.account.id

    def test_what_has_gone_out_meanwhile_is_not_sent_twice(self, clinician, record, line):
        one = line.deliver()
        answer = clinician.post(f"/undelivered/{one.id}/again")
        assert answer.status_code == 409
        assert record.dispatches.find(one.id).state == "sent"
        assert not record.audit.lines(Sought(action="dispatch.again", conversation=line.conversation))

    @pytest.mark.parametrize("role", ["admin", "auditor"])
    def test_is_for_those_who_work_with_conversations(self, console, record, line, role):
        one = line.give_up("blocked")
        person = console.sign_in(role)
        assert person.get("/undelivered").status_code == 403
        assert person.post(f"/undelivered/{one.id}/again").status_code == 403
        assert record.dispatches.find(one.id).state == "failed"


class TestBesideAMessage:
    def chips(self, client, line):
        page = grown(client.get(f"/conversations/{line.conversation}").text)
        return [one.text for one in page.id("transcript").all(css="yw-chip")]

    def test_stands_what_became_of_it(self, clinician, line):
        line.deliver()
        assert "Delivered" in self.chips(clinician, line)

    def test_stands_that_it_waits(self, clinician, line):
        line.hold()
        assert "Waits until she writes" in self.chips(clinician, line)

    def test_stands_why_it_never_arrived_and_it_is_in_what_happened(self, clinician, line):
        line.give_up("blocked")
        assert "Not delivered: she has blocked us, or closed her account" in self.chips(clinician, line)
        happened = grown(clinician.get(f"/conversations/{line.conversation}").text).id("happened").text
        assert "Was not delivered: Telegram, she has blocked us" in happened

    def test_stands_that_it_was_not_sent_because_she_wants_no_messages(self, clinician, record, line):
        line.put()
        record.lines.stop(line.id, now())
        assert "Not sent: she has asked for no more messages" in self.chips(clinician, line)
        assert rows(clinician) == []

    def test_stands_that_it_is_on_its_way_where_something_urgent_went_first(self, clinician, record, line):
        one = line.begun()
        record.dispatches.postpone(one.id, OWNER, "overtaken", now(), counted=False)
        assert "On its way" in self.chips(clinician, line)

    def test_stands_nothing_where_she_writes_on_the_website(self, clinician, teller):
        page = clinician.get(f"/conversations/{teller.id}").text
        assert not any(words in page for words in ("Delivered", "On its way", "Waits until she writes"))

    def test_a_page_that_is_open_follows_it(self, clinician, line):
        one = line.begun()
        news = grown(clinician.get(f"/conversations/{line.conversation}").text).id("news").attributes["hx-get"]
        assert clinician.get(news).status_code == 204
        line.record.dispatches.receipt(one.id, "delivered", None, one.made_at)
        after = clinician.get(news)
        assert after.status_code == 200
        assert "Delivered" in after.text
        again = grown(after.text).id("news").attributes["hx-get"]
        assert clinician.get(again).status_code == 204


def test_a_clinic_without_messaging_apps_has_no_such_place_in_its_navigation(tmp_path, database_url):
    with RunningConsole(tmp_path, database_url) as plain:
        assert "/undelivered" not in plain.sign_in("clinician").get("/worklist").text


def test_the_filters_of_the_worklist_name_every_channel():
    assert set(NAMES) < set(CHANNELS)


@pytest.mark.parametrize(
    ("channel", "code", "words"),
    [
        ("sms", "21610", "she has asked for no more messages"),
        ("slack", "invalid_auth", "tell whoever runs Yarrow"),
        ("telegram", "http 401", "tell whoever runs Yarrow"),
        ("telegram", "http 502", "(answer 502)"),
        ("whatsapp", "999999", "its code: 999999"),
        ("sms", WrongKey.__name__, "the key of the messaging apps has changed"),
    ],
)
def test_a_code_is_said_in_words_and_shown_where_nobody_knows_it(channel, code, words):
    assert words in reason(channel, code)


def test_every_code_that_stops_a_message_for_good_is_said_in_words():
    known = [("telegram", code) for _, _, code in TELEGRAM]
    known += [("slack", code) for code in SLACK]
    known += [(app, str(code)) for app in ("sms", "twilio_whatsapp") for code in TWILIO]
    for app, errors in (("whatsapp", WHATSAPP), ("messenger", MESSENGER)):
        listed = {**COMMON, **errors}.items()
        known += [(app, _meta(*code)) for code, (why, _) in listed if why != "later"]
    assert [one for one in known if "its code" in reason(*one)] == []


def _meta(code, subcode):
    return str(code) if subcode is None else f"{code}/{subcode}"


def test_the_list_is_turned_page_by_page(clinician, record, monkeypatch):
    monkeypatch.setattr("yarrow.console.undelivered.listed.AT_ONCE", 1)
    for _ in range(2):
        AppLine(record, Teller.agreed(record, DESK).id).give_up("blocked")
    assert len(rows(clinician)) == 1
    assert 'href="/undelivered?page=2"' in clinician.get("/undelivered").text
    assert len(grown(clinician.get("/undelivered?page=2").text).all("tr")) == 2
    assert clinician.get("/undelivered?page=99999").status_code == 200
