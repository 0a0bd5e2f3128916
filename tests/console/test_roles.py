"""Who may open which address: every one of them, tried with every role."""

from __future__ import annotations

import pytest

from tests.support.console import filled
from yarrow.console.app import all_doors
from yarrow.console.entry.routes import public_routes
from yarrow.console.rights import ROLES, Right
from yarrow.settings import sqlite_url

# What each role may do, written down a second time, by hand: a slip in yarrow/console/rights.py shows here.
ALL = "reviewer clinician admin auditor"
WHO = {
    Right.OWN: ALL,
    Right.NOTICES: ALL,
    Right.INSIGHT: ALL,
    Right.CONTENT: ALL,
    Right.WORKLIST: "reviewer clinician",
    Right.CONVERSATION: "reviewer clinician",
    Right.WORK: "reviewer clinician",
    Right.PRIVATE: "clinician",
    Right.CORRECT: "clinician",
    Right.ATTEND: "clinician",
    Right.EXPORT: "clinician",
    Right.REPLAY: "clinician admin",
    Right.PEOPLE: "admin",
    Right.RETENTION: "admin",
    Right.ERASE: "admin",
    Right.AUDIT: "admin auditor",
    Right.BREAK_GLASS: "reviewer admin",
}
# Without anybody signed in.
PUBLIC = {
    ("GET", "/static/{name:path}"), ("GET", "/healthz"), ("GET", "/readyz"),
    ("GET", "/sign-in"), ("POST", "/sign-in"), ("GET", "/sign-in/code"), ("POST", "/sign-in/code"),
    ("GET", "/sign-in/provider"), ("GET", "/sign-in/provider/back"),
    ("GET", "/enrol/{code}"), ("POST", "/enrol/{code}"),
}  # fmt: skip


def knock(browser, door, conversation="nobody"):
    """What is answered at the door."""
    if door.method == "POST":
        return browser.post(filled(door.path, conversation), {})
    return browser.get(filled(door.path, conversation))


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    """SQLite alone: who may open what is not a matter of the database."""
    return sqlite_url(tmp_path_factory.mktemp("record") / "yarrow.db")


@pytest.fixture(scope="module")
def doors(console):
    return all_doors(console.app.state.parts)


@pytest.fixture(scope="module")
def staff(console):
    """Somebody of each role, signed in."""
    return {role: console.sign_in(role) for role in ROLES}


def test_every_address_is_a_door_with_a_right_or_is_public_on_purpose(console, doors):
    served = {(method, route.path) for route in console.app.routes for method in route.methods if method != "HEAD"}
    assert served == {(door.method, door.path) for door in doors} | PUBLIC
    assert {(m, r.path) for r in public_routes(console.app.state.parts) for m in r.methods if m != "HEAD"} < PUBLIC


def test_no_address_has_two_doors(doors):
    assert len({(door.method, door.path) for door in doors}) == len(doors)


def test_every_right_is_in_the_matrix():
    assert set(WHO) == set(Right)


def test_each_door_is_shut_to_whoever_is_not_signed_in(console, doors):
    stranger = console.visitor()
    for door in doors:
        answer = knock(stranger, door)
        assert answer.status_code in (303, 401), (door.method, door.path)
        assert answer.status_code == 401 or answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("role", ROLES)
def test_each_door_opens_to_its_roles_and_to_no_other(doors, staff, role):
    """A door that opens finds no conversation `nobody`; one that does not says 403 first."""
    for door in doors:
        if (door.method, door.path) in {("POST", "/sign-out"), ("POST", "/me/password")}:
            continue  # would end the session of the other cells; test_sessions tries them
        opened = knock(staff[role], door).status_code != 403
        assert opened == (role in WHO[door.right].split()), (role, door.method, door.path, door.right)


@pytest.mark.parametrize("role", ROLES)
def test_a_conversation_that_is_not_there_is_not_found_by_whoever_may_look(doors, staff, role):
    for door in doors:
        if "{conversation}" in door.path and role in WHO[door.right].split():
            assert knock(staff[role], door).status_code == 404, (door.method, door.path)


def test_two_roles_may_do_what_either_may(console, doors):
    both = console.sign_in("clinician", "auditor")
    for door in doors:
        if door.method == "GET":
            wanted = {"clinician", "auditor"} & set(WHO[door.right].split())
            assert (knock(both, door).status_code != 403) == bool(wanted), door.path


def test_a_change_of_roles_holds_at_once_and_ends_the_session(console):
    reviewer = console.sign_in("reviewer")
    assert reviewer.get("/").headers["location"] == "/worklist"
    console.record.accounts.set_roles(reviewer.account.id, ["auditor"], "system", console.now())
    assert reviewer.get("/").headers["location"] == "/sign-in"
    assert console.sign_in(account=reviewer.account).get("/").headers["location"] == "/audit"
