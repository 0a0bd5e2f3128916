"""Signing in by the clinic's provider: who has an account comes in; what the provider did not sign is not believed."""

from __future__ import annotations

import secrets
import time

import pytest
from joserfc.jwk import OctKey, RSAKey

from tests.support.console import RunningConsole
from tests.support.oidc_provider import CLIENT, SECRET, OidcProvider
from tests.support.wire import free_port
from yarrow.settings import Oidc, SettingsError, sqlite_url, web_settings


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    """SQLite alone: what a provider says is not a matter of the database."""
    return sqlite_url(tmp_path_factory.mktemp("record") / "yarrow.db")


@pytest.fixture(scope="module")
def provider():
    with OidcProvider() as running:
        yield running


@pytest.fixture(scope="module")
def console(provider, database_url, tmp_path_factory):
    given = {"oidc": Oidc(provider.issuer, CLIENT, SECRET), "url": "http://console.example"}
    with RunningConsole(tmp_path_factory.mktemp("oidc"), database_url, console=given) as running:
        yield running


@pytest.fixture(autouse=True)
def clean(provider):
    """Each test spoils for itself."""
    provider.spoil.clear()
    provider.down = False


def person(provider, account, **more):
    provider.person = {"sub": secrets.token_hex(8), "email": account.email, "email_verified": True, **more}


def go_there(browser, onwards="/me"):
    """To the provider and back to the door of the console, not yet through it."""
    there = browser.get(f"/sign-in/provider?next={onwards}")
    assert there.status_code == 303
    return there.headers["location"]


def come_back(browser, provider, onwards="/me"):
    back = provider.sign_in(go_there(browser, onwards))
    assert back.startswith("http://console.example/sign-in/provider/back?")
    return browser.get(back.removeprefix("http://console.example"))


def test_whoever_has_an_account_comes_in_by_the_address_the_provider_has_verified(console, provider):
    account, browser = console.account("clinician", password=False), console.visitor()
    person(provider, account, email=account.email.upper())
    assert "Sign in with your clinic" in browser.get("/sign-in").text
    assert come_back(browser, provider).headers["location"] == "/me"
    assert account.email in browser.get("/me").text


def test_a_code_that_is_set_up_here_is_asked_for_too(console, provider):
    account, browser = console.account("clinician", code=True), console.visitor()
    person(provider, account)
    assert come_back(browser, provider).headers["location"] == "/sign-in/code?next=/me"
    assert browser.get("/me").status_code == 303


@pytest.mark.parametrize("more", [{"email_verified": False}, {"email_verified": "true"}, {"email_verified": None}])
def test_an_address_that_is_not_verified_is_nobodys(console, provider, more):
    account, browser = console.account("clinician"), console.visitor()
    person(provider, account, **more)
    assert come_back(browser, provider).status_code == 403


def test_who_has_no_account_here_or_a_closed_one_does_not_come_in(console, provider):
    account = console.account("clinician")
    console.record.accounts.disable(account.id, "system", console.now())
    person(provider, account)
    assert come_back(console.visitor(), provider).status_code == 403
    provider.person["email"] = "stranger@elsewhere.example"
    assert come_back(console.visitor(), provider).status_code == 403


def test_an_account_belongs_to_the_first_person_who_came_with_it(console, provider):
    account = console.account("clinician")
    person(provider, account)
    first = dict(provider.person)
    assert come_back(console.visitor(), provider).status_code == 303
    person(provider, account)
    assert come_back(console.visitor(), provider).status_code == 403
    provider.person = {**first, "email": "her.new.name@clinic.example"}
    assert come_back(console.visitor(), provider).status_code == 303


@pytest.mark.parametrize(
    "spoil",
    [
        {"claims": {"nonce": "of another errand"}},
        {"claims": {"aud": "another-client"}},
        {"claims": {"aud": [CLIENT, "another-client"]}},
        {"claims": {"iss": "http://evil.example"}},
        {"claims": {"exp": int(time.time()) - 120}},
        {"claims": {"sub": None}},
        {"key": RSAKey.generate_key(2048)},
        {"key": OctKey.import_key(SECRET), "header": {"alg": "HS256"}},
    ],
    ids=["nonce", "audience", "another party", "issuer", "too old", "nobody", "another key", "shared secret"],
)
def test_a_token_that_is_not_right_in_every_way_is_refused(console, provider, spoil):
    account, browser = console.account("clinician"), console.visitor()
    person(provider, account)
    provider.spoil.update(spoil)
    answer = come_back(browser, provider)
    assert answer.status_code == 502
    assert browser.get("/me").status_code == 303


def test_a_new_key_of_the_provider_is_asked_for(console, provider):
    account = console.account("clinician")
    person(provider, account)
    assert come_back(console.visitor(), provider).status_code == 303
    provider.new_key()
    assert come_back(console.visitor(), provider).status_code == 303


def test_what_comes_back_to_another_browser_or_twice_opens_nothing(console, provider):
    account, mine, other = console.account("clinician"), console.visitor(), console.visitor()
    person(provider, account)
    back = provider.sign_in(go_there(mine)).removeprefix("http://console.example")
    assert other.get(back).status_code == 502
    go_there(other)
    assert other.get(back).status_code == 502
    assert mine.get(back).status_code == 303
    assert mine.get(back).status_code == 502


def test_an_errand_that_was_changed_on_the_way_is_refused(console, provider):
    account, browser = console.account("clinician"), console.visitor()
    person(provider, account)
    back = provider.sign_in(go_there(browser)).removeprefix("http://console.example")
    sealed = browser.cookies["yarrow_staff_provider"].strip('"')
    for spoiled in ("", sealed[2:], sealed.partition(".")[0], f"e30=.{'0' * 64}"):
        sly = console.visitor()
        sly.cookies.set("yarrow_staff_provider", spoiled)
        assert sly.get(back).status_code == 502


def test_nobody_is_sent_to_another_site_on_the_way(console, provider):
    account = console.account("clinician")
    person(provider, account)
    answer = come_back(console.visitor(), provider, "https://evil.example/")
    assert answer.headers["location"] == "/"


def test_a_provider_that_is_down_is_said_so_and_the_password_still_works(console, provider, tmp_path):
    gone = {"oidc": Oidc(f"http://127.0.0.1:{free_port()}", CLIENT, SECRET)}
    with RunningConsole(tmp_path, console=gone) as other:
        answer = other.visitor().get("/sign-in/provider")
        assert (answer.status_code, "your password" in answer.text) == (502, True)


def test_a_provider_that_claims_another_name_is_refused(provider, tmp_path):
    provider.spoil["issuer"] = "http://evil.example"
    with RunningConsole(tmp_path, console={"oidc": Oidc(provider.issuer, CLIENT, SECRET)}) as other:
        assert other.visitor().get("/sign-in/provider").status_code == 502


def test_who_signs_in_there_proves_anew_there_who_they_are(console, provider):
    account, browser = console.account("clinician"), console.visitor()
    person(provider, account)
    come_back(browser, provider)
    assert "again=yes" in browser.get("/confirm?next=/me").text
    there = browser.get("/sign-in/provider?again=yes&next=/me").headers["location"]
    assert "prompt=login" in there
    assert "max_age=0" in there
    assert browser.get("/me/code").status_code == 303
    browser.get(provider.sign_in(there).removeprefix("http://console.example"))
    assert browser.get("/me/code").status_code == 200


@pytest.mark.parametrize(
    ("told", "is_proved"),
    [({}, False), ({"auth_time": -3600}, False), ({"auth_time": "now"}, False), ({"auth_time": 0}, True)],
)
def test_a_provider_that_only_remembers_the_browser_proves_nothing_anew(console, provider, told, is_proved):
    """Whoever sits down at an open computer can go there without its asking for anything."""
    account, browser = console.account("clinician"), console.visitor()
    since = {name: at if isinstance(at, str) else int(time.time()) + at for name, at in told.items()}
    person(provider, account, **since)
    come_back(browser, provider)
    assert (browser.get("/me/code").status_code == 200) == is_proved


def test_without_a_provider_there_is_no_way_to_one(tmp_path):
    with RunningConsole(tmp_path) as plain:
        assert plain.visitor().get("/sign-in/provider").status_code == 404
        assert "Sign in with your clinic" not in plain.visitor().get("/sign-in").text


def test_a_provider_needs_all_three_settings():
    with pytest.raises(SettingsError, match="YARROW_OIDC_CLIENT_ID is missing"):
        web_settings({"YARROW_OIDC_ISSUER": "https://login.clinic.example"})
