"""Signing in: password, code, recovery codes, the link for newcomers, and who is slowed down."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime, timedelta, timezone

import pyotp
import pytest
import time_machine
from argon2 import PasswordHasher

from tests.support.console import PASSWORD, SECRET
from yarrow.console.entry import new_password, passwords
from yarrow.console.entry.factor import matching_step
from yarrow.console.entry.tries import network
from yarrow.store.audit import Sought
from yarrow.store.staff import Account
from yarrow.store.staff_sessions import hashed

WRONG = "a password that nobody has"
NONE = dict.fromkeys(field.name for field in fields(Account))
INES = Account(**NONE | {"name": "Ines Marigold", "email": "ines.m@clinic.example"})


def enter(browser, account, password=PASSWORD, **more):
    return browser.post("/sign-in", {"email": account.email, "password": password, **more})


def code_now(secret=SECRET, steps=0):
    return pyotp.TOTP(secret).at(datetime.now(timezone.utc) + timedelta(seconds=30 * steps))


def test_whoever_knows_the_password_comes_in_and_goes_on_where_they_were(console):
    account, browser = console.account("clinician"), console.visitor()
    answer = browser.post("/sign-in", {"email": account.email.upper(), "password": PASSWORD, "next": "/me"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    assert browser.get("/me").status_code == 200


@pytest.mark.parametrize(
    "onwards",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "//[", "/\t/evil.example"],
)
def test_nobody_is_sent_to_another_site_after_signing_in(console, onwards):
    answer = enter(console.visitor(), console.account("clinician"), next=onwards)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_a_wrong_password_an_unknown_address_and_a_closed_account_are_answered_alike(console):
    known, closed = console.account("clinician"), console.account("clinician")
    console.record.accounts.disable(closed.id, "system", console.now())
    new = console.account("reviewer", password=False)
    told = [
        enter(console.visitor(), known, WRONG),
        enter(console.visitor(), closed, PASSWORD),
        enter(console.visitor(), new, WRONG),
        console.visitor().post("/sign-in", {"email": "nobody@clinic.example", "password": WRONG}),
    ]
    pages = [re.sub(r"[\w.]+@clinic\.example", "", answer.text) for answer in told]
    assert {answer.status_code for answer in told} == {401}
    assert len(set(pages)) == 1
    assert not any("set-cookie" in answer.headers for answer in told)


def test_an_account_that_does_not_exist_costs_the_same_work(monkeypatch):
    asked = []
    monkeypatch.setattr(passwords.HASHER.__class__, "verify", lambda self, kept, _: asked.append(kept) or True)
    assert passwords.is_right(None, WRONG) is False
    assert asked == [passwords.NOBODY]


def test_passwords_are_hashed_with_argon2id_at_nineteen_mebibytes_or_more():
    kept = PasswordHasher(passwords.ROUNDS, passwords.KIBIBYTES, 1).hash(PASSWORD)
    memory, rounds, _ = map(int, re.match(r"\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$", kept).groups())
    assert memory >= 19 * 1024
    assert rounds >= 2
    assert passwords.is_right(kept, PASSWORD)
    assert not passwords.is_right(kept, PASSWORD + " ")


def test_a_password_hashed_by_weaker_parameters_is_hashed_anew_at_sign_in(console):
    account = console.account("clinician")
    weak = PasswordHasher(time_cost=1, memory_cost=4096, parallelism=1).hash(PASSWORD)
    console.record.accounts.rehash(account.id, weak)
    assert enter(console.visitor(), account).status_code == 303
    kept = console.record.accounts.find(account.id).password_hash
    assert kept != weak
    assert not passwords.is_outdated(kept)


def test_after_five_failures_a_stranger_waits_longer_each_time(console):
    account, browser = console.account("clinician"), console.visitor()
    start = datetime.now(timezone.utc)
    with time_machine.travel(start, tick=False) as clock:
        assert [enter(browser, account, WRONG).status_code for _ in range(6)] == [401] * 5 + [429]
        clock.shift(31)
        assert enter(browser, account, WRONG).status_code == 401
        clock.shift(31)
        late = enter(browser, account)
        assert (late.status_code, "Wait" in late.text) == (429, True)
        clock.shift(31)
        assert enter(browser, account).status_code == 303


def test_failures_of_a_stranger_do_not_slow_down_a_browser_somebody_signed_in_from(console):
    account, known, stranger = console.account("clinician"), console.visitor(), console.visitor()
    assert enter(known, account).status_code == 303
    for _ in range(8):
        enter(stranger, account, WRONG)
    assert enter(stranger, account).status_code == 429
    assert enter(known, account).status_code == 303


def test_a_known_browser_has_its_own_count_of_failures(console):
    account, known = console.account("clinician"), console.visitor()
    enter(known, account)
    assert [enter(known, account, WRONG).status_code for _ in range(6)][-1] == 429


def test_the_browser_of_one_person_is_a_stranger_to_the_account_of_another(console):
    mine, other, browser = console.account("clinician"), console.account("clinician"), console.visitor()
    enter(browser, mine)
    for _ in range(6):
        enter(browser, other, WRONG)
    assert enter(browser, other).status_code == 429
    assert enter(browser, mine).status_code == 303


def test_tries_at_once_are_each_counted_before_they_are_looked_at(console):
    from concurrent.futures import ThreadPoolExecutor

    account = console.account("clinician")
    browsers = [console.visitor() for _ in range(10)]
    with ThreadPoolExecutor(10) as pool:
        codes = list(pool.map(lambda browser: enter(browser, account, WRONG).status_code, browsers))
    assert codes.count(401) <= 5
    assert set(codes) <= {401, 429}


def test_the_password_alone_opens_nothing_where_a_code_is_set_up(console):
    account, browser = console.account("clinician", code=True), console.visitor()
    answer = enter(browser, account, next="/me")
    assert answer.headers["location"] == "/sign-in/code?next=/me"
    assert browser.get("/me").status_code == 303
    sly = console.visitor()
    sly.cookies.set("yarrow_staff", browser.cookies["yarrow_staff_code"])
    assert sly.get("/me").status_code == 303
    assert browser.post("/sign-in/code", {"code": code_now(), "next": "/me"}).headers["location"] == "/me"
    assert browser.get("/me").status_code == 200


def test_a_code_is_good_once(console):
    account, first, second = console.account("clinician", code=True), console.visitor(), console.visitor()
    with time_machine.travel(datetime.now(timezone.utc), tick=False):
        for browser in (first, second):
            enter(browser, account)
        assert first.post("/sign-in/code", {"code": code_now()}).status_code == 303
        assert second.post("/sign-in/code", {"code": code_now()}).status_code == 401
        assert second.post("/sign-in/code", {"code": code_now(steps=-1)}).status_code == 401
        assert second.post("/sign-in/code", {"code": code_now(steps=1)}).status_code == 303


def test_a_code_is_good_half_a_minute_early_or_late_and_no_more():
    now = datetime.now(timezone.utc)
    good = [
        steps
        for steps in range(-3, 4)
        if matching_step(SECRET, pyotp.TOTP(SECRET).at(now + timedelta(seconds=30 * steps)), now)
    ]
    assert good == [-1, 0, 1]


def test_codes_cannot_be_guessed_even_with_the_password(console):
    account = console.account("clinician", code=True)
    answers = []
    for _ in range(3):
        browser = console.visitor()
        enter(browser, account)
        answers += [browser.post("/sign-in/code", {"code": "000000"}).status_code for _ in range(3)]
    assert answers[:5] == [401] * 5
    assert set(answers[5:]) == {429}


def test_the_half_way_of_a_sign_in_lasts_five_minutes(console):
    account, browser = console.account("clinician", code=True), console.visitor()
    with time_machine.travel(datetime.now(timezone.utc), tick=False) as clock:
        enter(browser, account)
        clock.shift(301)
        assert browser.post("/sign-in/code", {"code": code_now()}).headers["location"] == "/sign-in"


def test_a_code_app_is_set_up_by_showing_its_code_and_its_recovery_codes_work_once(console):
    browser = console.sign_in("clinician")
    page = browser.get("/me/code").text
    secret = re.search(r'<code class="yw-break">([A-Z2-7 ]+)</code>', page).group(1).replace(" ", "")
    assert browser.get("/me/code.svg").headers["content-type"] == "image/svg+xml"
    assert browser.post("/me/code", {"code": "000000"}).status_code == 422
    shown = browser.post("/me/code", {"code": code_now(secret)})
    codes = re.findall(r"<code>([a-z0-9-]{19})</code>", shown.text)
    assert len(codes) == len(set(codes)) == 10
    for code, status in ((codes[0].upper(), 303), (codes[0], 401), (codes[1], 303)):
        again = console.visitor()
        enter(again, browser.account)
        assert again.post("/sign-in/code", {"code": code}).status_code == status


def test_whoever_came_in_before_the_code_app_was_set_up_has_to_show_its_code_too(console):
    account = console.account("admin", code=False)
    thief, owner = console.sign_in(account=account), console.sign_in(account=account)
    page = owner.get("/me/code").text
    secret = re.search(r'<code class="yw-break">([A-Z2-7 ]+)</code>', page).group(1).replace(" ", "")
    assert owner.post("/me/code", {"code": code_now(secret)}).status_code == 200
    assert owner.get("/people").status_code == 200
    assert thief.get("/people").headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("address", ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::1%eth0"])
def test_a_stranger_with_many_addresses_of_one_network_is_counted_as_one(address):
    assert network(address) == "2001:db8:1:2::/64"


@pytest.mark.parametrize(("address", "counted"), [("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7")])
def test_other_addresses_count_each_by_itself(address, counted):
    assert network(address) == counted


def test_an_administrator_without_a_code_app_gets_nowhere_before_setting_one_up(console):
    browser = console.sign_in("admin", code=False)
    assert browser.get("/people").headers["location"] == "/me/code"
    assert browser.get("/me/code").status_code == 200
    assert browser.post("/people", {"name": "A", "email": "a@b.example"}).headers["location"] == "/me/code"
    live = {"HX-Request": "true"}
    assert browser.get("/people", headers=live).headers["hx-redirect"] == "/me/code"
    assert browser.get("/notices/banner", headers=live).status_code == 204


def test_a_link_sets_a_password_once(console):
    from yarrow.store.accounts import Newcomer

    newcomer = Newcomer("Ines Marigold", "ines@clinic.example", "Nurse", ("clinician",))
    _, code = console.record.accounts.add(newcomer, "system", console.now())
    browser, sent = (
        console.visitor(),
        {"password": "otters under the old bridge", "again": "otters under the old bridge"},
    )
    assert "Ines Marigold" in browser.get(f"/enrol/{code}").text
    assert browser.post(f"/enrol/{code}", {**sent, "again": "something else entirely"}).status_code == 422
    assert browser.post(f"/enrol/{code}", sent).headers["location"] == "/"
    assert browser.get("/me").status_code == 200
    assert console.visitor().get(f"/enrol/{code}").status_code == 404
    assert console.visitor().post(f"/enrol/{code}", sent).status_code == 404


def test_a_link_is_good_for_three_days(console):
    from yarrow.store.accounts import Newcomer

    _, code = console.record.accounts.add(
        Newcomer("B", "b@clinic.example", "Nurse", ("reviewer",)), "system", console.now()
    )
    assert console.record.accounts.invited(code, console.now() + timedelta(hours=71)) is not None
    assert console.record.accounts.invited(code, console.now() + timedelta(hours=73)) is None


def test_a_reset_takes_away_password_code_sessions_and_known_browsers(console):
    account, browser = console.account("clinician", code=True), console.visitor()
    enter(browser, account)
    browser.post("/sign-in/code", {"code": code_now()})
    assert browser.get("/me").status_code == 200
    console.record.accounts.reset(account.id, "system", console.now())
    assert browser.get("/me").status_code == 303
    assert enter(browser, account).status_code == 401
    assert (
        console.record.devices.is_known(browser.cookies["yarrow_staff_device"], account.email, console.now()) is False
    )
    assert console.record.accounts.find(account.id).has_totp is False


@pytest.mark.parametrize(
    "password",
    [
        "short", "password1234", "P@ssw0rd2026!", "aaaaaaaaaaaa", "123456789012", "qwertyuiop12", "abcabcabcabc",
        "passwordpassword", "letmeinplease1", "Yarrow Yarrow", "administrator!", "Ines Marigold 7", "ines.m@clinic",
    ],
)  # fmt: skip
def test_a_password_that_is_tried_first_is_refused(password):
    assert new_password.fault(password, password, INES)


@pytest.mark.parametrize(
    "password", [PASSWORD, "otters under the old bridge", "kV8#pq2!zTm4", "ein blaues Fahrrad im Mai"]
)
def test_a_good_password_is_taken(password):
    assert new_password.fault(password, password, INES) == ""


def test_every_sign_in_and_every_failure_is_in_the_audit_log_and_no_address_is(console):
    account, browser = console.account("clinician"), console.visitor()
    enter(browser, account, WRONG)
    enter(browser, account)
    lines = console.record.audit.lines(Sought(), limit=20)
    assert [line.act.action for line in lines if account.id in (line.act.actor, line.act.detail.get("staff"))][:2] == [
        "sign_in.ok",
        "sign_in.failed",
    ]
    assert not any("@" in str(line.act) for line in lines)


def test_no_key_is_kept_as_it_is(console):
    account, browser = console.account("clinician"), console.visitor()
    enter(browser, account)
    key = browser.cookies["yarrow_staff"]
    with console.record.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT key_hash FROM staff_sessions").scalars().all()
    assert hashed(key) in kept
    assert key not in kept
