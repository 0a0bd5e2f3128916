"""The console beside all of Yarrow: what patients do reaches staff, and a dead console costs no patient a word."""

from __future__ import annotations

from datetime import datetime, timezone

import httpx
import pytest

from tests.support.gateway import until
from tests.support.running import CONSOLE
from yarrow.console import cookies
from yarrow.settings import audit_key
from yarrow.store.accounts import Newcomer
from yarrow.store.record import Record

DANGER = "I've just passed out and there's a stabbing pain on my left side"


@pytest.fixture
def console(yarrow):
    yarrow.start(CONSOLE)
    yarrow.wait(CONSOLE)
    yield yarrow
    yarrow.stop(CONSOLE)


@pytest.fixture
def nurse(console):
    """Somebody who is signed in; her session is a row of the record."""
    record = Record(console.settings.database_url, audit_key(console.settings))
    now = datetime.now(timezone.utc)
    newcomer = Newcomer("Nell", f"nell-{now.timestamp()}@clinic.example", "Nurse", ("clinician",))
    account, _ = record.accounts.add(newcomer, "system", now)
    key = record.sessions.begin(account.id, "Firefox", now)
    record.close()
    address = console.settings.console
    with httpx.Client(base_url=f"http://{address.host}:{address.port}", timeout=20, trust_env=False) as client:
        client.cookies.set(cookies.SESSION, key)
        yield client


def page(nurse, path):
    answer = nurse.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def test_who_is_in_danger_is_first_on_the_list_within_seconds_with_her_own_words(console, nurse):
    chat = console.agreed()
    chat.say(choice="pregnant_now:yes")
    chat.say(DANGER)
    until(lambda: chat.id in page(nurse, "/worklist?view=urgent"))
    assert chat.id in page(nurse, "/notices/banner")
    assert "passed out" in page(nurse, f"/conversations/{chat.id}")
    assert chat.id not in page(nurse, "/notices/banner"), "whoever has looked needs no call any more"


def test_a_console_that_is_killed_costs_no_patient_a_word_and_no_nurse_her_session(console, nurse):
    chat = console.agreed()
    assert page(nurse, "/worklist")
    console.kill(CONSOLE)
    answered = chat.say(choice="pregnant_now:no")
    assert answered.json()["complete"] is True
    assert answered.json()["messages"]
    console.restart(CONSOLE)
    assert chat.id in page(nurse, f"/conversations/{chat.id}")


def test_what_was_erased_by_its_owner_is_gone_from_the_console_and_its_search(console, nurse):
    chat = console.agreed()
    chat.say("the word nobody else says is quillwort")
    assert chat.id in page(nurse, "/worklist?view=all&q=quillwort")
    assert console.http.delete(chat.path, headers=chat.key).status_code == 200
    assert chat.id not in page(nurse, "/worklist?view=all&q=quillwort")
    assert nurse.get(f"/conversations/{chat.id}").status_code == 404
