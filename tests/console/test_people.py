"""Looking after accounts, reading the audit log, and its newest line kept elsewhere."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.support.console import HASH
from tests.support.repository import ROOT
from yarrow.console.people.deeds import WORDS
from yarrow.store import heads
from yarrow.store.audit import Act, Sought
from yarrow.store.record import Record


def newcomer(**changed):
    return {"name": "Ruth Adeyemi", "email": "ruth@clinic.example", "title": "Nurse", "roles": ["clinician"], **changed}


def test_an_administrator_adds_somebody_and_is_given_the_link_once(console, admin):
    answer = admin.post("/people", newcomer())
    link = re.search(r'value="http://127\.0\.0\.1:8090/enrol/([\w-]{43})"', answer.text).group(1)
    assert console.visitor().get(f"/enrol/{link}").status_code == 200
    assert link not in admin.get("/people").text
    assert "link sent" in admin.get("/people").text
    assert admin.post("/people", newcomer()).status_code == 409


@pytest.mark.parametrize("way", ["", "/{account}/enable", "/{account}/reset", "/{account}/roles"])
def test_whoever_finds_an_open_console_can_let_nobody_in(console, admin, way):
    """A new account is a way to come back: it takes the password again, like every other way."""
    one, before = console.account("reviewer"), len(console.record.accounts.all())
    with console.record.database.write() as connection:
        connection.exec_driver_sql("UPDATE staff_sessions SET confirmed_at = NULL")
    answer = admin.post(f"/people{way.format(account=one.id)}", newcomer(email="eve@clinic.example"))
    assert answer.headers["location"].startswith("/confirm")
    assert len(console.record.accounts.all()) == before


@pytest.mark.parametrize(
    "wrong",
    [{"email": "ruth"}, {"email": "a@b"}, {"name": ""}, {"title": "x" * 65}, {"roles": []}, {"roles": ["owner"]}],
)
def test_what_is_wrong_with_somebody_new_is_said_at_its_field_and_nothing_is_kept(console, admin, wrong):
    before = len(console.record.accounts.all())
    answer = admin.post("/people", newcomer(email="other@clinic.example") | wrong)
    assert answer.status_code == 422
    assert "yw-error" in answer.text
    assert len(console.record.accounts.all()) == before


def test_names_are_shown_as_text_and_nothing_else(console, admin):
    admin.post("/people", newcomer(name="<script>alert(1)</script>", email="script@clinic.example"))
    page = admin.get("/people").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_last_administrator_keeps_the_role_and_the_account(tmp_path):
    from tests.support.console import RunningConsole

    with RunningConsole(tmp_path) as console:
        admin = console.sign_in("admin")
        me = admin.account.id
        assert admin.post(f"/people/{me}/roles", {"roles": ["auditor"]}).status_code == 409
        assert admin.post(f"/people/{me}/disable").status_code == 409
        other = console.sign_in("admin")
        assert other.post(f"/people/{me}/disable").status_code == 303
        assert other.post(f"/people/{other.account.id}/roles", {"roles": ["reviewer"]}).status_code == 409
        assert admin.get("/people").status_code == 303


def test_two_administrators_cannot_take_the_role_from_one_another_at_once(database_url, console):
    from concurrent.futures import ThreadPoolExecutor

    from yarrow.store.accounts import LastAdmin

    record = Record(database_url, b"the key of the tests' audit log, long enough")
    for account in record.accounts.enabled():
        if "admin" in account.roles:
            record.accounts.set_roles(account.id, ["admin"], "system", console.now())
    one, two = console.account("admin"), console.account("admin")
    for account in record.accounts.enabled():
        if "admin" in account.roles and account.id not in {one.id, two.id}:
            record.accounts.disable(account.id, "system", console.now())

    def take(account):
        try:
            record.accounts.set_roles(account, ["reviewer"], "system", console.now())
        except LastAdmin:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(take, (one.id, two.id))) == [False, True]
    record.close()


def test_a_reset_link_replaces_what_the_person_had(console, admin):
    account = console.account("clinician")
    answer = admin.post(f"/people/{account.id}/reset")
    code = re.search(r"/enrol/([\w-]{43})", answer.text).group(1)
    assert console.record.accounts.find(account.id).password_hash is None
    assert console.record.accounts.enrol(code, HASH, console.now()) is not None


def test_a_closed_account_is_opened_again_with_the_password_it_had(console, admin):
    account = console.account("clinician")
    admin.post(f"/people/{account.id}/disable")
    assert admin.post(f"/people/{account.id}/reset").status_code == 404
    admin.post(f"/people/{account.id}/enable")
    found = console.record.accounts.find(account.id)
    assert (found.is_enabled, found.password_hash) == (True, HASH)


def test_a_change_of_roles_is_in_the_log_with_before_and_after(console, admin):
    account = console.account("reviewer")
    admin.post(f"/people/{account.id}/roles", {"roles": ["clinician", "auditor"]})
    line = console.record.audit.lines(Sought(action="role.set"))[0]
    assert line.act.actor == admin.account.id
    assert line.act.detail == {"staff": account.id, "before": ["reviewer"], "after": ["clinician", "auditor"]}


def test_the_log_is_shown_in_words_newest_first_and_by_what_is_asked_for(console, auditor):
    account = console.account("clinician", name="Imogen Ashdown")
    now = console.now()
    for number in range(3):
        console.record.audit.add(Act(account.id, "conversation.read", f"shown-{number}"), now)
    page = auditor.get(f"/audit?actor={account.id}&action=conversation").text
    assert page.index("shown-2") < page.index("shown-1") < page.index("shown-0")
    assert "Read the conversation" in page
    assert "Imogen Ashdown" in page
    assert "shown-1" not in auditor.get("/audit?conversation=shown-2").text
    tomorrow = (now + timedelta(days=1)).date().isoformat()
    assert "shown-2" not in auditor.get(f"/audit?from={tomorrow}").text
    assert "shown-2" in auditor.get(f"/audit?actor={account.id}&from=nonsense&before=nonsense").text


def test_a_long_log_has_pages_that_keep_what_was_asked_for(console, auditor):
    for _ in range(120):
        console.record.audit.add(Act("system", "paging.test", "c-paging"), console.now())
    first = auditor.get("/audit?action=paging.test&conversation=c-paging").text
    older = re.search(r'href="(/audit\?[^"]+)" rel="next"', first).group(1).replace("&amp;", "&")
    second = auditor.get(older).text
    assert (first.count("<code>c-paging"), second.count("<code>c-paging")) == (100, 20)
    assert 'rel="next"' not in second


def test_that_the_log_was_read_and_checked_is_in_the_log(console, auditor):
    auditor.get("/audit")
    assert "The audit log is whole" in auditor.post("/audit/verify").text
    told = [line.act.action for line in console.record.audit.lines(Sought(actor=auditor.account.id))]
    assert told[:2] == ["audit.verify", "audit.read"]


def test_the_head_is_kept_at_the_start(console):
    kept = heads.read(console.settings.home / heads.FILE)
    assert kept
    assert console.record.audit.verify(kept) == []


def test_every_deed_that_is_written_down_has_words():
    written = set()
    for path in (ROOT / "yarrow").rglob("*.py"):
        written |= set(re.findall(r'Act\([^"]*?, f?"([a-z_]+\.[a-z_]+)"', path.read_text(encoding="utf-8")))
    assert "conversation.search" in written
    assert written - set(WORDS) == set()
