"""Sessions: new at every sign-in, short when nothing happens, ended for good; and what every answer carries."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import time_machine

from tests.support.console import PASSWORD, RunningConsole
from yarrow.console.app import all_doors
from yarrow.console.policy import HEADERS

MARCH = datetime(2026, 11, 23, 8, 0, tzinfo=timezone.utc)


def is_in(browser):
    return browser.get("/me").status_code == 200


def test_a_session_ends_after_fifteen_minutes_without_anybody(console):
    with time_machine.travel(MARCH, tick=False) as clock:
        browser = console.sign_in("clinician")
        clock.shift(timedelta(minutes=14))
        assert is_in(browser)
        clock.shift(timedelta(minutes=14))
        assert is_in(browser)
        clock.shift(timedelta(minutes=15, seconds=1))
        assert not is_in(browser)


def test_a_page_that_asks_by_itself_does_not_keep_the_session_alive(console):
    passive = next(d for d in all_doors(console.app.state.parts) if d.passive and "{" not in d.path)
    with time_machine.travel(MARCH, tick=False) as clock:
        browser = console.sign_in("clinician")
        clock.shift(timedelta(minutes=14))
        assert browser.get(passive.path).headers["x-idle-left"] == "60"
        clock.shift(timedelta(minutes=2))
        answer = browser.get(passive.path, headers={"HX-Request": "true"})
        assert (answer.status_code, answer.content) == (401, b"")


def test_saying_that_one_is_there_keeps_it_alive(console):
    with time_machine.travel(MARCH, tick=False) as clock:
        browser = console.sign_in("clinician")
        clock.shift(timedelta(minutes=14))
        assert browser.get("/still-here").status_code == 204
        clock.shift(timedelta(minutes=14))
        assert is_in(browser)


def test_no_session_lasts_longer_than_eight_hours(console):
    with time_machine.travel(MARCH, tick=False) as clock:
        browser = console.sign_in("clinician")
        for _ in range(47):
            clock.shift(timedelta(minutes=10))
            assert is_in(browser)
        clock.shift(timedelta(minutes=10))
        assert not is_in(browser)


def test_a_key_that_was_there_before_signing_in_opens_nothing_afterwards(console):
    account, browser = console.account("clinician"), console.visitor()
    browser.cookies.set("yarrow_staff", "chosen-by-somebody-else", domain="127.0.0.1")
    browser.post("/sign-in", {"email": account.email, "password": PASSWORD})
    first = browser.cookies["yarrow_staff"]
    assert first != "chosen-by-somebody-else"
    browser.post("/sign-in", {"email": account.email, "password": PASSWORD})
    assert browser.cookies["yarrow_staff"] != first
    thief = console.visitor()
    thief.cookies.set("yarrow_staff", first)
    assert not is_in(thief)


def test_signing_out_ends_the_session_itself_not_only_the_cookie(console):
    browser, copy = console.sign_in("clinician"), console.visitor()
    copy.cookies.set("yarrow_staff", browser.cookies["yarrow_staff"])
    assert is_in(copy)
    assert browser.post("/sign-out").headers["location"] == "/sign-in"
    assert not is_in(copy)


def test_a_closed_account_is_out_at_once(console):
    browser = console.sign_in("clinician")
    console.record.accounts.disable(browser.account.id, "system", console.now())
    assert not is_in(browser)


def test_a_new_password_ends_every_other_session_and_gives_this_one_a_new_key(console):
    here = console.sign_in("clinician")
    there = console.sign_in(account=here.account)
    old = here.cookies["yarrow_staff"]
    new = "otters under the old bridge"
    assert here.post("/me/password", {"now": "wrong", "password": new, "again": new}).status_code == 422
    answer = here.post("/me/password", {"now": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 303
    assert not is_in(there)
    fresh = console.visitor()
    fresh.cookies.set("yarrow_staff", answer.cookies["yarrow_staff"])
    assert is_in(fresh)
    assert answer.cookies["yarrow_staff"] != old


def test_nobody_ends_the_session_of_somebody_else(console):
    mine, other = console.sign_in("clinician"), console.sign_in("clinician")
    assert mine.post("/me/sessions/end", {"session": other.session}).status_code == 404
    assert is_in(other)
    second = console.sign_in(account=mine.account)
    assert mine.post("/me/sessions/end", {"session": second.session}).status_code == 303
    assert not is_in(second)
    assert is_in(mine)


def test_what_cannot_be_undone_asks_again_who_one_is_and_changes_the_key(console):
    with time_machine.travel(MARCH, tick=False) as clock:
        admin = console.sign_in("admin")
        one = console.account("reviewer")
        change = (f"/people/{one.id}/roles", {"roles": "auditor"})
        clock.shift(timedelta(minutes=6))
        asked = admin.post(*change, headers={"Referer": f"{console.url}/people/{one.id}"})
        assert asked.headers["location"] == f"/confirm?next=/people/{one.id}"
        assert admin.post("/confirm", {"password": "wrong", "next": "/people"}).status_code == 401
        proved = admin.post("/confirm", {"password": PASSWORD, "next": f"/people/{one.id}"})
        assert proved.headers["location"] == f"/people/{one.id}"
        again = console.visitor()
        again.cookies.set("yarrow_staff", proved.cookies["yarrow_staff"])
        again.csrf = admin.csrf
        assert again.post(*change).headers["location"].startswith(f"/people/{one.id}")
        assert console.record.accounts.find(one.id).roles == ("auditor",)


def test_the_cookie_is_out_of_reach_of_scripts_and_goes_over_https_only_where_there_is_https(console):
    account = console.account("clinician")
    sent = {"email": account.email, "password": PASSWORD}
    plain = console.visitor().post("/sign-in", sent).headers.get_list("set-cookie")
    secure = console.visitor().post("/sign-in", sent, headers={"X-Forwarded-Proto": "https"})
    for cookie in plain:
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
    assert all("; Secure" in cookie for cookie in secure.headers.get_list("set-cookie"))
    assert secure.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize("path", ["/sign-in", "/me", "/people", "/no/such/page", "/enrol/nothing", "/worklist"])
def test_every_answer_carries_the_headers_of_a_page_with_health_data(console, path):
    for browser in (console.visitor(), console.sign_in("admin"), console.sign_in("clinician")):
        answer = browser.get(path)
        for name, value in HEADERS:
            assert answer.headers[name.decode()] == value.decode(), (path, name)


def test_no_page_has_a_script_or_style_of_its_own(console):
    import re

    admin = console.sign_in("admin")
    for path in ("/sign-in", "/me", "/me/code", "/people", f"/people/{admin.account.id}", "/audit", "/emergencies"):
        page = admin.get(path)
        assert page.status_code == 200, path
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", page.text), path


def test_an_error_of_ours_says_so_without_details(console, monkeypatch):
    monkeypatch.setattr(console.record.accounts, "all", lambda: 1 / 0)
    answer = console.sign_in("admin").get("/people")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text


def test_without_the_record_nothing_is_shown(console, monkeypatch):
    from yarrow.store.errors import RecordUnavailable

    def refuse(*_):
        raise RecordUnavailable("gone")

    admin = console.sign_in("admin")
    monkeypatch.setattr(console.record.audit, "add", refuse)
    assert admin.get("/audit").status_code == 503


def test_where_staff_come_over_https_its_cookies_do_too_whatever_a_proxy_makes_of_it(tmp_path):
    with RunningConsole(tmp_path, console={"url": "https://staff.clinic.example"}) as console:
        page = console.visitor().get("/sign-in")
        assert page.headers["strict-transport-security"].startswith("max-age=")
        account = console.account("clinician")
        sent = {"email": account.email, "password": PASSWORD}
        secure = console.visitor().post("/sign-in", sent)
        assert all("Secure" in kept for kept in secure.headers.get_list("set-cookie"))
        assert secure.headers.get_list("set-cookie")
