"""Letters to staff go out by real mail servers and real web servers, whatever fails, with nothing clinical in them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from standardwebhooks.webhooks import Webhook as Verifier
from standardwebhooks.webhooks import WebhookVerificationError

from tests.support.mailbox import PASSWORD, SECRET, USER, mail_server, receiver
from tests.support.record import NOW, begin
from tests.support.repository import ROOT
from yarrow.console.postman.addresses import addresses
from yarrow.console.postman.call import Call
from yarrow.console.postman.mail import Mail
from yarrow.console.postman.postman import LEASE, LONGEST, PAUSES, TOO_OLD, Postman, Sorter
from yarrow.post import MailServer, Post, Webhook
from yarrow.store.accounts import Newcomer

CONSOLE = "https://console.clinic.example"
NURSE = "nurse@clinic.example"
CLINICAL = ("T0", "T1", "T2", "level", "bleed", "urgent", "danger", "pregnan", "miscarr", "call now")


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def c1(record):
    return begin(record)


@pytest.fixture
def mail(certificate, monkeypatch):
    """A mail server that asks for STARTTLS and a password, and whom we trust."""
    with mail_server(certificate) as (mailbox, port):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
        mailbox.server = MailServer("localhost", port, "starttls", "yarrow@clinic.example", USER, PASSWORD)
        yield mailbox


@pytest.fixture
def hook():
    with receiver() as called:
        called.webhook = Webhook(called.url, SECRET)
        yield called


def raised(record, post, clock, cause="person_wanted", conversation="c1"):
    """A notice, and its letters made."""
    record.notices.raise_(conversation, cause, clock.now)
    assert Sorter(record, post, clock).round() is True


def by_mail(record, mail, clock, owner="me"):
    return Postman(record, "email", Mail(mail.server, CONSOLE, "the clinic"), owner, clock)


def by_hook(record, hook, clock, owner="me"):
    return Postman(record, "webhook", Call(hook.webhook, CONSOLE), owner, clock)


def test_a_letter_is_handed_in_privately_once_and_says_nothing_of_anybody(record, c1, mail, clock):
    raised(record, Post(mail.server, None, (NURSE,)), clock)
    postman = by_mail(record, mail, clock)
    assert [postman.round(), postman.round()] == [True, False]
    ((to, message, was_private),) = mail.messages
    assert (to, was_private) == ([NURSE], True)
    whole = message.as_string().lower()
    assert [word for word in (*CLINICAL, "person_wanted", c1) if word.lower() in whole.split("message-id")[0]] == []
    assert [word for word in CLINICAL if word.lower() in message.get_content().lower()] == []
    assert f"{CONSOLE}/worklist" in message.get_content()
    assert message["Subject"] == "Yarrow: somebody needs a look"
    assert record.letters.counts() == {("email", "sent"): 1}


def test_a_call_is_signed_and_says_nothing_of_anybody(record, c1, hook, clock):
    raised(record, Post(None, hook.webhook), clock)
    assert by_hook(record, hook, clock).round() is True
    ((headers, body),) = hook.calls
    headers = {name.lower(): value for name, value in headers.items()}
    told = Verifier(SECRET).verify(body, headers)
    assert told["data"] == {"notice": told["data"]["notice"], "link": f"{CONSOLE}/worklist"}
    assert sorted(told) == ["data", "timestamp", "type"]
    with pytest.raises(WebhookVerificationError):
        Verifier(SECRET).verify(body.replace(b"worklist", b"elsewhere"), headers)
    assert record.letters.counts() == {("webhook", "sent"): 1}


def test_a_letter_says_the_same_whatever_it_is_about(record, c1, mail, clock):
    for cause in ("person_wanted", "cannot_get_help", "action_failed", "attendance_lapsed", "not_delivered"):
        raised(record, Post(mail.server, None, (NURSE,)), clock, cause)
    while by_mail(record, mail, clock).round():
        pass
    assert len(mail.messages) == 5
    assert len({message.get_content() + message["Subject"] for _, message, _ in mail.messages}) == 1


def test_every_way_of_failing_is_tried_again_with_longer_pauses_and_the_same_id(record, c1, mail, clock):
    raised(record, Post(mail.server, None, (NURSE,)), clock)
    mail.answers = ["451 not now", "550 never heard of", "554 no"]
    postman = by_mail(record, mail, clock)
    for expected in PAUSES[:3]:
        assert postman.round() is True
        assert postman.round() is False
        clock.now += expected - timedelta(seconds=1)
        assert postman.round() is False
        clock.now += timedelta(seconds=1)
    (told,) = record.notices.told(("clinic",))
    assert (told.letters[0].state, told.letters[0].tries, told.letters[0].error) == ("waiting", 3, "smtp 554")
    assert postman.round() is True
    assert mail.ids == [f"<{told.letters[0].id}@clinic.example>"]


@pytest.mark.parametrize("status", [301, 400, 410, 500, 503])
def test_a_call_that_is_not_taken_is_made_again_under_the_same_id(record, c1, hook, clock, status):
    raised(record, Post(None, hook.webhook), clock)
    hook.answers = [status]
    postman = by_hook(record, hook, clock)
    postman.round()
    assert record.letters.counts() == {("webhook", "waiting"): 1}
    clock.now += PAUSES[0]
    postman.round()
    first, second = ({name.lower(): value for name, value in headers.items()} for headers, _ in hook.calls)
    assert first["webhook-id"] == second["webhook-id"]
    assert hook.calls[0][1] == hook.calls[1][1]
    assert record.letters.counts() == {("webhook", "sent"): 1}


def test_after_a_day_a_letter_is_given_up_and_a_person_can_have_it_sent(record, c1, hook, clock):
    raised(record, Post(None, hook.webhook), clock)
    postman, began = by_hook(record, hook, clock), clock.now
    hook.answers = [500] * 200
    while record.letters.counts().get(("webhook", "failed")) is None:
        postman.round()
        clock.now += PAUSES[-1]
    assert LONGEST <= clock.now - began <= LONGEST + 2 * PAUSES[-1]
    assert len(hook.calls) < 40
    hook.answers = []
    (told,) = record.notices.told(("clinic",))
    assert record.letters.again(told.letters[0].id, "s-1", clock.now) is True
    assert postman.round() is True
    assert record.letters.counts() == {("webhook", "sent"): 1}


def test_nothing_is_said_to_a_server_that_does_not_keep_it_private(record, c1, clock):
    with mail_server() as (mailbox, port):
        mailbox.server = MailServer("localhost", port, "starttls", "yarrow@clinic.example")
        raised(record, Post(mailbox.server, None, (NURSE,)), clock)
        by_mail(record, mailbox, clock).round()
        assert mailbox.messages == []
    (told,) = record.notices.told(("clinic",))
    assert told.letters[0].error == "not private"


def test_nothing_is_said_to_a_server_that_is_not_who_it_says(record, c1, mail, clock, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    raised(record, Post(mail.server, None, (NURSE,)), clock)
    by_mail(record, mail, clock).round()
    assert mail.messages == []
    (told,) = record.notices.told(("clinic",))
    assert told.letters[0].error == "certificate"


def test_a_server_that_is_not_there_or_refuses_the_password_is_named_by_a_code(record, c1, mail, clock):
    raised(record, Post(mail.server, None, (NURSE,)), clock)
    away = MailServer("localhost", 1, "starttls", "yarrow@clinic.example")
    Postman(record, "email", Mail(away, CONSOLE, "the clinic"), "me", clock).round()
    assert record.notices.told(("clinic",))[0].letters[0].error == "ConnectionRefusedError"
    clock.now += PAUSES[0]
    port = mail.server.port
    wrong = MailServer("localhost", port, "starttls", "yarrow@clinic.example", USER, "wrong")
    Postman(record, "email", Mail(wrong, CONSOLE, "the clinic"), "me", clock).round()
    assert record.notices.told(("clinic",))[0].letters[0].error == "smtp 535"


KILLED = """
import os, signal, sys
from datetime import datetime
from yarrow.console.postman.postman import Postman
from yarrow.post import MailServer, Webhook
from yarrow.console.postman.mail import Mail
from yarrow.console.postman.call import Call
from yarrow.store.record import Record

database, channel, place, secret, now = sys.argv[1:]
record = Record(database)
record.letters.sent = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
if channel == "email":
    sender = Mail(MailServer("localhost", int(place), "none", "yarrow@clinic.example"), "https://c.example", "x")
else:
    sender = Call(Webhook(place, secret), "https://c.example")
Postman(record, channel, sender, "killed", lambda: datetime.fromisoformat(now)).round()
"""


def killed_after_sending(database_url, channel, place):
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, database_url, channel, str(place), SECRET, NOW.isoformat()],
        cwd=ROOT, check=False, capture_output=True,
    )  # fmt: skip
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()


def test_a_postman_killed_between_sending_and_marking_sends_the_same_call_again(
    either_record, database_url, hook, clock
):
    record = either_record
    begin(record)
    raised(record, Post(None, hook.webhook), clock)
    killed_after_sending(database_url, "webhook", hook.url)
    other = by_hook(record, hook, clock, "other")
    assert other.round() is False  # it may still be on its way
    clock.now += LEASE + timedelta(seconds=1)
    assert [other.round(), other.round()] == [True, False]
    ids = [{name.lower(): value for name, value in headers.items()}["webhook-id"] for headers, _ in hook.calls]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert len({json.dumps(json.loads(body)["data"]["notice"]) for _, body in hook.calls}) == 1


def test_a_postman_killed_between_sending_and_marking_sends_the_same_letter_again(either_record, database_url, clock):
    record = either_record
    begin(record)
    with mail_server() as (mailbox, port):
        mailbox.server = MailServer("localhost", port, "none", "yarrow@clinic.example")
        raised(record, Post(mailbox.server, None, (NURSE,)), clock)
        killed_after_sending(database_url, "email", port)
        clock.now += LEASE + timedelta(seconds=1)
        other = by_mail(record, mailbox, clock, "other")
        assert [other.round(), other.round()] == [True, False]
    assert len(mailbox.ids) == 2
    assert len(set(mailbox.ids)) == 1


def test_letters_go_to_everybody_who_looks_after_conversations_and_may_sign_in(record, mail):
    accounts = record.accounts
    for name, roles in (("nurse", ("reviewer",)), ("doctor", ("clinician", "admin")), ("it", ("admin",)),
                        ("law", ("auditor",)), ("gone", ("clinician",))):  # fmt: skip
        added, _ = accounts.add(Newcomer(name, f"{name}@clinic.example", "Nurse", roles), "system", NOW)
        if name == "gone":
            accounts.disable(added.id, "system", NOW)
    post = Post(mail.server, Webhook("https://hook.example", SECRET))
    assert set(addresses("clinic", post, accounts.all())) == {
        ("email", "nurse@clinic.example"), ("email", "doctor@clinic.example"), ("webhook", "webhook"),
    }  # fmt: skip
    assert set(addresses("admins", post, accounts.all())) == {
        ("email", "it@clinic.example"), ("email", "doctor@clinic.example"),
    }  # fmt: skip
    named = Post(mail.server, None, ("duty@clinic.example",))
    assert addresses("clinic", named, accounts.all()) == [("email", "duty@clinic.example")]
    assert addresses("clinic", Post(), accounts.all()) == []


def test_what_was_seen_before_or_is_very_old_gets_no_letter(record, c1, hook, clock):
    record.notices.raise_(c1, "person_wanted", clock.now)
    record.cases.looked(c1, "s-1", 9, clock.now)
    record.notices.raise_(c1, "cannot_get_help", clock.now - TOO_OLD - timedelta(minutes=1))
    sorter = Sorter(record, Post(None, hook.webhook), clock)
    assert [sorter.round(), sorter.round()] == [True, False]
    assert record.letters.counts() == {}
