"""Administrators say how long what is kept, after they have seen what that would do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.support.record import NOW, begin
from yarrow.store.audit import Sought
from yarrow.store.staff_tables import staff_sessions
from yarrow.store.tables import conversations

RULES = {"in_progress": "", "paused": "30", "completed": "90", "escalated": "", "declined": "7"}


@pytest.fixture(autouse=True)
def clean(record):
    yield
    record.retention.set({}, "system", NOW)


def a_while_ago(console, browser):
    """They last proved who they are more than five minutes ago."""
    then = console.now() - timedelta(minutes=6)
    with console.record.database.write() as connection:
        session = staff_sessions.c.id == browser.session
        connection.execute(update(staff_sessions).where(session).values(confirmed_at=then))
    return browser


def old(console, name, status, days):
    begin(console.record, name, status=status)
    then = console.now() - timedelta(days=days)
    with console.record.database.write() as connection:
        connection.execute(update(conversations).where(conversations.c.id == name).values(last_activity_at=then))


def cells(page, status):
    row = re.search(rf'<th scope="row">{status}</th>(.*?)</tr>', page.text, re.DOTALL)[1]
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


def test_without_a_rule_it_is_said_that_nothing_goes_by_itself(admin):
    assert "Nothing is deleted by itself" in admin.get("/retention").text


def test_what_new_rules_would_do_is_shown_before_anybody_decides(console, admin):
    old(console, "r-old", "completed", 91)
    old(console, "r-new", "completed", 89)
    old(console, "r-open", "completed", 95)
    console.record.notices.raise_("r-open", "person_wanted", NOW)
    page = admin.get("/retention/new", params=RULES)
    assert cells(page, "Finished")[:4] == ["90 days", "3", "1", "1"]
    assert cells(page, "Not finished")[0] == "until somebody deletes it"
    assert "1 conversation would go in the coming night" in page.text
    assert "a notice nobody has seen" in page.text
    assert console.record.retention.rules() == ()
    assert console.record.conversations.find("r-old") is not None
    for name in ("r-old", "r-new", "r-open"):
        console.record.conversations.erase(name, "test", NOW)


def test_rules_hold_once_they_are_decided_and_who_decided_is_noted(console, admin):
    assert admin.post("/retention", RULES).status_code == 303
    assert {rule.status: rule.days for rule in console.record.retention.rules()} == {
        "paused": 30, "completed": 90, "declined": 7,
    }  # fmt: skip
    line = console.record.audit.lines(Sought(action="retention.set"))[0]
    assert (line.act.actor, line.act.detail) == (admin.account.id, {"paused": 30, "completed": 90, "declined": 7})
    assert admin.account.name in admin.get("/retention").text


@pytest.mark.parametrize("bad", ["0", "-1", "90.5", "soon", "40000", "٣"])
def test_a_number_that_is_none_is_named_and_nothing_changes(console, admin, bad):
    answer = admin.get("/retention/new", params={**RULES, "completed": bad})
    assert answer.status_code == 422
    assert "Write a whole number of days" in answer.text
    assert admin.post("/retention", {**RULES, "completed": bad}).status_code == 400
    assert console.record.retention.rules() == ()


def test_rules_are_changed_only_by_an_administrator_who_has_just_proved_who_they_are(console, admin, clinician):
    assert clinician.get("/retention").status_code == 403
    assert clinician.post("/retention", RULES).status_code == 403
    answer = a_while_ago(console, admin).post("/retention", RULES)
    assert answer.headers["location"].startswith("/confirm")
    assert console.record.retention.rules() == ()
