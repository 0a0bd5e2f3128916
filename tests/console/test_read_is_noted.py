"""No words of a patient are shown before the audit log has a line that says to whom."""

from __future__ import annotations

import re

import pytest

from tests.support.console import DESK
from tests.support.teller import Teller
from yarrow.console.app import all_doors
from yarrow.settings import sqlite_url
from yarrow.store import audit
from yarrow.store.audit import NoAuditKey, Sought

HERS = "I'm 29 and Zebedee lives at the weir"
SIGN = "zebedee"
# Known to show her words: a sweep that no longer reaches one of them proves nothing of it.
SHOWN = {
    ("GET", "/worklist"),
    ("GET", "/conversations/{conversation}"),
    ("GET", "/conversations/{conversation}/live"),
    ("GET", "/conversations/{conversation}/paper"),
    ("GET", "/conversations/{conversation}/flags/new"),
    ("GET", "/conversations/{conversation}/second-look"),
    ("GET", "/conversations/{conversation}/lessons/new"),
    ("GET", "/lessons"),
    ("GET", "/lessons/{lesson:int}"),
    ("POST", "/lessons/{lesson:int}"),
    ("POST", "/lessons/export"),
}
ENDS = {("POST", "/sign-out"), ("POST", "/me/password"), ("POST", "/conversations/{conversation}/erase")}


@pytest.fixture(scope="module")
def database_url(tmp_path_factory):
    """SQLite alone: who writes the line is not a matter of the database."""
    return sqlite_url(tmp_path_factory.mktemp("record") / "yarrow.db")


@pytest.fixture(scope="module")
def doors(console):
    return [one for one in all_doors(console.app.state.parts) if (one.method, one.path) not in ENDS]


@pytest.fixture(scope="module")
def everybody(console):
    """Somebody with every role."""
    return console.sign_in("reviewer", "clinician", "admin", "auditor")


@pytest.fixture(scope="module")
def knock(console, everybody):
    """Opens a door with whatever it needs to show her words: `(door) -> answer`."""
    teller = Teller.agreed(console.record, DESK)
    message = teller.say(HERS)
    conversation = f"/conversations/{teller.id}"
    kept = {"message": message, "kind": "intent", "intent": "inform"}
    for _ in range(2):
        assert everybody.post(f"{conversation}/lessons", kept).status_code == 303
    draft = console.record.lessons.all("draft")[0]
    console.record.lessons.settle(draft.number, everybody.account.id, "approved", draft.text, console.now())
    fact = console.record.charts.read(teller.id).told.facts[-1][0]
    gaps = {"conversation": teller.id, "lesson": console.record.lessons.all("draft")[0].number, "fact": fact}
    gaps |= {"form": "html"}
    ticket = everybody.post("/worklist/search", {"q": SIGN}).headers["location"].partition("found=")[2]
    asked = {"message": message, "found": ticket, "since": "0.0.0", "notes": "with"}
    sent = {"message": message, "kind": "intent", "q": SIGN, "text": "", "path": "age", "status": "present"}

    def opened(door):
        path = re.sub(r"\{(\w+)(:\w+)?\}", lambda gap: str(gaps.get(gap[1], "7" if gap[2] else "none-such")), door.path)

        return everybody.post(path, sent) if door.method == "POST" else everybody.get(path, params=asked)

    return opened


def test_every_door_that_shows_her_words_has_written_down_who_reads_them(console, everybody, doors, knock):
    shown = set()
    for door in doors:
        before = console.record.audit.head().number
        answer = knock(door)
        if SIGN in answer.text.lower():
            shown.add((door.method, door.path))
            lines = console.record.audit.lines(Sought(actor=everybody.account.id), limit=5)
            assert [line for line in lines if line.number > before], door.path
    assert shown >= SHOWN, SHOWN - shown


def test_where_nothing_can_be_written_down_nothing_of_hers_is_shown(monkeypatch, doors, knock):
    def gone(_connection):
        raise NoAuditKey

    monkeypatch.setattr(audit, "_key", gone)
    assert [door.path for door in doors if SIGN in knock(door).text.lower()] == []


@pytest.mark.parametrize("method", ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_no_other_way_of_asking_opens_a_door_to_whoever_may_not(console, doors, method):
    """HEAD is asked like GET; what is no way of asking finds nothing, and changes nothing."""
    stranger, auditor = console.visitor(), console.sign_in("auditor")
    for door in doors:
        path = re.sub(r"\{(\w+)(:\w+)?\}", "7", door.path)
        for browser in (stranger, auditor):
            answer = browser.request(method, path)
            assert answer.content == b"" or SIGN not in answer.text.lower()
            if method != "HEAD":
                assert answer.status_code in (400, 404), (method, path)


def test_a_number_no_row_can_have_is_not_found(everybody):
    assert everybody.get(f"/lessons/{10**30}").status_code == 404


@pytest.mark.parametrize("path", ["/audit", "/agreement"])
def test_days_at_the_end_of_time_are_passed_over(everybody, path):
    assert everybody.get(f"{path}?from=0001-01-01&to=9999-12-31").status_code == 200


def test_a_code_in_digits_of_another_script_is_wrong_and_nothing_else(everybody):
    assert everybody.post("/me/code", {"code": "１２３４５６"}).status_code == 422
