"""Whatever changes something is taken from the console's own pages of that very session, and from nowhere else."""

from __future__ import annotations

import pytest

from tests.support.console import filled
from yarrow.console.app import all_doors
from yarrow.settings import sqlite_url


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    """SQLite alone: where a form comes from is not a matter of the database."""
    return sqlite_url(tmp_path_factory.mktemp("record") / "yarrow.db")


def posts(console):
    return [door.path for door in all_doors(console.app.state.parts) if door.method == "POST"]


@pytest.fixture
def everything(console):
    """Somebody with every role, so that only the form can be what is wrong."""
    return console.sign_in("reviewer", "clinician", "admin", "auditor")


def try_all(console, browser, data, headers=None):
    return {path: browser.post(filled(path), data, headers=headers).status_code for path in posts(console)}


def test_a_form_without_the_token_is_refused_everywhere(console, everything):
    everything.csrf = ""
    assert set(try_all(console, everything, {}).values()) == {403}


def test_a_form_with_the_token_of_another_session_is_refused_everywhere(console, everything):
    assert set(try_all(console, everything, {"csrf": console.sign_in("clinician").csrf}).values()) == {403}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site", "X-CSRF": "token"},
    ],
)
def test_a_form_from_another_site_is_refused_even_with_the_token(console, everything, headers):
    assert set(try_all(console, everything, {}, headers).values()) == {403}


@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
def test_what_is_no_form_is_refused(console, everything, kind):
    for path in posts(console):
        body = f"csrf={everything.csrf}"
        headers = {"Content-Type": kind, "Sec-Fetch-Site": "same-origin", "X-CSRF": everything.csrf}
        assert everything.request("POST", filled(path), content=body, headers=headers).status_code == 400, path


def test_the_token_may_come_in_a_header_as_live_pages_send_it(console, everything):
    token, everything.csrf = everything.csrf, ""
    assert everything.post("/people", {}, headers={"X-CSRF": token}).status_code == 422


def test_another_site_cannot_sign_a_browser_in(console):
    account = console.account("clinician")
    sent = {"email": account.email, "password": "whatever it may be"}
    answer = console.visitor().post("/sign-in", sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_nothing_is_changed_by_a_get(console, everything):
    for path in posts(console):
        gets = {door.path for door in all_doors(console.app.state.parts) if door.method == "GET"}
        if path not in gets:
            assert everything.get(filled(path)).status_code in (404, 405), path
