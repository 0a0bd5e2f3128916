"""`yarrow doctor` on the staff console: who can sign in, how staff are told, how long is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from tests.support.app_line import AppLine
from tests.support.prepared import prepared_sqlite
from tests.support.record import begin
from yarrow.commands import doctor
from yarrow.post import MailServer, Post
from yarrow.settings import WebSettings
from yarrow.store.accounts import Newcomer
from yarrow.store.record import Record

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)
MAIL = MailServer("mail.clinic.example", 587, "starttls", "yarrow@clinic.example")


@pytest.fixture
def web(tmp_path):
    return WebSettings(home=tmp_path, database_url=prepared_sqlite(tmp_path))


@pytest.fixture
def record(web):
    one = Record(web.database_url, b"the key of the tests' audit log")
    yield one
    one.close()


def employ(record, *roles):
    newcomer = Newcomer("Ada", f"{'-'.join(roles)}@clinic.example", "Nurse", roles)
    account, code = record.accounts.add(newcomer, "system", NOW)
    record.accounts.enrol(code, "a hash", NOW)
    return account


def told(web, about):
    return next(finding for finding in doctor.staff(web) if finding.about == about)


def test_an_empty_record_has_nobody_who_looks_tells_nobody_outside_and_keeps_for_ever(web):
    assert {finding.state for finding in doctor.staff(web)} == {"note"}
    assert "yarrow staff add" in told(web, "staff").sentence
    assert "YARROW_SMTP_HOST" in told(web, "notices").sentence
    assert "for ever" in told(web, "keeping").sentence


def test_an_admin_alone_can_read_nothing_and_that_is_said(web, record):
    employ(record, "admin")
    assert told(web, "staff").state == "note"
    assert "clinician" in told(web, "staff").sentence
    employ(record, "clinician")
    assert told(web, "staff") == doctor.Finding("ok", "staff", "2 can sign in, 1 of them may read conversations")


def test_a_mail_server_and_a_rule_are_said_to_be_there(web, record):
    record.retention.set({"completed": 90}, "s-1", NOW)
    assert told(web, "keeping") == doctor.Finding("ok", "keeping", "a rule for 1 of 5 kinds of conversations")
    posting = replace(web, post=Post(mail_server=MAIL))
    assert told(posting, "notices") == doctor.Finding("ok", "notices", "staff are told in the console and e-mail")


def test_messages_that_did_not_reach_a_messaging_app_are_counted(web, record):
    assert "messages" not in {finding.about for finding in doctor.staff(web)}
    begin(record, "c1")
    AppLine(record, "c1").give_up("blocked")
    assert told(web, "messages").state == "note"
    assert told(web, "messages").sentence.startswith("1 have not reached")
