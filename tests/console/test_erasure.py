"""One person is erased: seen before, with a reason, and with proof; nothing of it is left anywhere."""

from __future__ import annotations

import re
import subprocess
import uuid

import pytest
from sqlalchemy import select

from tests.console.test_retention import a_while_ago
from tests.support.record import NOW, begin
from tests.support.record import outcome as came_to
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.store.audit import Sought
from yarrow.store.schema import metadata
from yarrow.store.values import Arrival
from yarrow.store.work_values import Hand

SURE = {"ground": "asked", "reference": "2026/17", "sure": "yes"}


@pytest.fixture
def marker():
    """A word that stands in one conversation only."""
    return f"quinquereme{uuid.uuid4().hex[:8]}"


@pytest.fixture
def told(record, marker):
    """A conversation with her words, a fact, a note and a notice in it."""
    name = begin(record, f"e-{uuid.uuid4().hex[:12]}", consent=True)
    version = record.conversations.find(name).version
    record.inbox.accept(Arrival(name, "m1", f"I rowed a {marker}", (), "hash", version, NOW), NOW)
    claim = record.inbox.claim(name, "me", NOW, NOW)
    fact = Fact("asks", Status.PRESENT, marker, Provenance("m1", 9, 20, marker, "text", NOW.isoformat()))
    record.outbox.finish(claim, came_to(fact, triage={"level": "T1"}, events=({"event": "person_wanted"},)), NOW)
    record.casework.note(name, Hand("s-1"), f"She spoke of a {marker}.", NOW)
    return name


def everywhere(record):
    """Everything in every table, as text."""
    with record.database.read() as connection:
        return {
            table.name: repr([tuple(row) for row in connection.execute(select(table))])
            for table in metadata.sorted_tables
        }


def searched(browser, words):
    """The page of what is found."""
    answer = browser.post("/worklist/search", {"q": words, "view": "all"})
    return browser.get(answer.headers["location"]).text


def test_what_would_go_is_counted_before(admin, told):
    page = admin.get(f"/conversations/{told}/erase").text
    for words, many in (("Messages from the patient", 1), ("Notes", 1), ("Notices to staff", 2)):
        assert re.search(rf'{words}</th><td class="yw-number">{many}<', page)


def test_afterwards_no_table_holds_a_word_of_it_and_a_receipt_says_what_went(console, admin, told, marker):
    answer = admin.post(f"/conversations/{told}/erase", SURE)
    assert answer.status_code == 303
    held = everywhere(console.record)
    assert [table for table, text in held.items() if marker in text] == []
    assert [table for table, text in held.items() if told in text] == ["audit", "erasures"]
    receipt = admin.get(answer.headers["location"]).text
    assert told in receipt
    assert "an administrator" in receipt
    assert re.search(r'Notes</th><td class="yw-number">1<', receipt)


def test_nothing_of_it_can_be_found_by_searching(admin, clinician, told, marker):
    assert told in searched(clinician, marker)
    admin.post(f"/conversations/{told}/erase", SURE)
    assert told not in searched(clinician, marker)
    assert clinician.get(f"/conversations/{told}").status_code == 404


def test_no_word_of_it_is_left_in_sqlites_files(console, admin, told, marker):
    if console.record.database.is_postgresql:
        pytest.skip("PostgreSQL's own files are not ours to read.")
    path = console.settings.database_url.removeprefix("sqlite:///")
    assert holding(path, marker)
    admin.post(f"/conversations/{told}/erase", SURE)
    assert not holding(path, marker)


def holding(path, words):
    """The database's files that hold these words.

    Read by another process: whoever closes a file loses all locks he has on it, SQLite's among them.
    """
    found = subprocess.run(["grep", "-l", words, path, f"{path}-wal"], check=False, capture_output=True, text=True)
    return found.stdout.splitlines()


def test_why_and_by_whom_stands_in_the_audit_log_with_the_receipt(console, admin, told):
    place = admin.post(f"/conversations/{told}/erase", SURE).headers["location"]
    (line,) = console.record.audit.lines(Sought(action="erase.person", conversation=told))
    assert line.act.actor == admin.account.id
    assert line.act.detail["ground"] == "asked"
    assert line.act.detail["reference"] == "2026/17"
    assert place == f"/erase/{line.act.detail['receipt']}"
    assert console.record.audit.verify() == []


@pytest.mark.parametrize(
    "wrong", [{"ground": ""}, {"ground": "because"}, {"sure": ""}, {"reference": "Mrs Jane Doe, 3 Elm Road"}]
)
def test_without_a_reason_and_a_yes_nothing_goes(console, admin, told, wrong):
    assert admin.post(f"/conversations/{told}/erase", {**SURE, **wrong}).status_code == 422
    assert console.record.conversations.find(told) is not None


def test_only_an_administrator_who_has_just_proved_who_they_are_erases(console, admin, clinician, told):
    assert clinician.post(f"/conversations/{told}/erase", SURE).status_code == 403
    a_while_ago(console, admin)
    for answer in (admin.get(f"/conversations/{told}/erase"), admin.post(f"/conversations/{told}/erase", SURE)):
        assert answer.headers["location"].startswith("/confirm")
    assert console.record.conversations.find(told) is not None


def test_a_number_leads_to_the_conversation_to_its_receipt_or_nowhere(admin, told):
    assert admin.get("/erase", params={"conversation": told}).headers["location"] == f"/conversations/{told}/erase"
    assert admin.get("/erase", params={"conversation": "nobody"}).status_code == 404
    place = admin.post(f"/conversations/{told}/erase", SURE).headers["location"]
    assert admin.get("/erase", params={"conversation": told}).headers["location"] == place


def test_the_receipt_tells_when_the_dialogue_engine_has_forgotten_it_too(console, admin, told):
    place = admin.post(f"/conversations/{told}/erase", SURE).headers["location"]
    assert "goes as soon as the gateway reaches it" in admin.get(place).text
    console.record.conversations.forgotten(told, NOW)
    assert "goes as soon as" not in admin.get(place).text
