"""Everything about one person can be handed over, whole or so that others may see it, and that it was is noted."""

from __future__ import annotations

import io
import json
import uuid
import zipfile

import pytest

from tests.console.test_retention import a_while_ago
from tests.support.record import NOW, begin
from tests.support.record import outcome as came_to
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.store.audit import Sought
from yarrow.store.values import Arrival
from yarrow.store.work_values import Hand

PRIVATE = ("fists", "abuse", "S13")


@pytest.fixture
def told(record):
    """She has said how old she is and, in another message, that she is beaten; a nurse has written a note."""
    name = begin(record, f"h-{uuid.uuid4().hex[:12]}", consent=True)
    say(record, name, "m1", "I am 34 <b>years</b>", Fact("age", Status.PRESENT, 34, origin("m1", 5, 7, "34")))
    abuse = Fact("symptoms.abuse", Status.PRESENT, True, origin("m2", 0, 8, "his fists"))
    say(record, name, "m2", "his fists", abuse, events=({"event": "safety", "level": "T2", "rules": ["S13"]},))
    record.casework.note(name, Hand("s-1"), "Spoke to her alone about the fists.", NOW)
    for notice in record.letters.unaddressed():  # or the console does it at some moment of the test
        record.letters.address(notice, [], NOW)
    return name


def origin(message, start, end, words):
    return Provenance(message, start, end, words, "text", NOW.isoformat())


def say(record, name, message, words, *facts, **more):
    version = record.conversations.find(name).version
    record.inbox.accept(Arrival(name, message, words, (), "hash", version, NOW), NOW)
    record.outbox.finish(record.inbox.claim(name, "me", NOW, NOW), came_to(*facts, **more), NOW)


def files(answer):
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name).decode() for name in packed.namelist()}


def test_a_complete_copy_holds_every_row_there_is(console, clinician, told):
    found = files(clinician.post(f"/conversations/{told}/export", {"kind": "whole"}))
    assert json.loads(found["everything.json"]) == json.loads(json.dumps(console.record.whole.read(told)))
    page = found["conversation.html"]
    for words in ("I am 34", "his fists", "Spoke to her alone", "Note", "2026-11-22"):
        assert words in page
    record = json.loads(found["record.json"])
    assert record["facts"]["age"] == 34
    assert record["provenance"]["symptoms.abuse"][0]["text"] == "his fists"
    assert [line["text"] for line in json.loads(found["messages.json"]) if line["from"] == "patient"] == [
        "I am 34 <b>years</b>", "his fists",
    ]  # fmt: skip


def test_a_copy_that_others_may_see_gives_nothing_away(clinician, told):
    found = files(clinician.post(f"/conversations/{told}/export", {"kind": "open"}))
    assert sorted(found) == ["README.txt", "conversation.html", "messages.json", "record.json"]
    for name, text in found.items():
        assert [word for word in PRIVATE if word in text] == [], name
        assert "alone" not in text, name
    assert "I am 34" in found["conversation.html"]
    assert json.loads(found["record.json"])["facts"]["age"] == 34


def test_a_copy_that_others_may_see_looks_the_same_whether_there_was_anything_to_leave_out(clinician, record, told):
    other = begin(record, f"h-{uuid.uuid4().hex[:12]}", consent=True)
    ours, theirs = (files(clinician.post(f"/conversations/{one}/export", {"kind": "open"})) for one in (told, other))
    assert ours["README.txt"].splitlines()[1:] == theirs["README.txt"].splitlines()[1:]


def test_her_words_stand_in_the_page_as_words(clinician, told):
    page = files(clinician.post(f"/conversations/{told}/export", {"kind": "open"}))["conversation.html"]
    assert "<b>years</b>" not in page
    assert "&lt;b&gt;years&lt;/b&gt;" in page
    assert "<script" not in page


def test_that_it_was_handed_over_is_noted_and_stands_in_the_copy_itself(console, clinician, told):
    answer = clinician.post(f"/conversations/{told}/export", {"kind": "whole"})
    (line,) = console.record.audit.lines(Sought(action="export.person", conversation=told))
    assert (line.act.actor, line.act.detail) == (clinician.account.id, {"kind": "whole"})
    assert "export.person" in files(answer)["everything.json"]


def test_the_file_has_a_name_that_tells_nothing_and_is_not_kept_by_the_browser(clinician, told):
    answer = clinician.post(f"/conversations/{told}/export", {"kind": "whole"})
    assert told not in answer.headers["content-disposition"]
    assert answer.headers["content-disposition"].startswith('attachment; filename="copy-')
    assert answer.headers["cache-control"] == "no-store"


def test_which_copy_has_to_be_chosen(console, clinician, told):
    assert clinician.post(f"/conversations/{told}/export", {}).status_code == 422
    assert console.record.audit.lines(Sought(action="export.person", conversation=told)) == []


def test_only_a_clinician_who_has_just_proved_who_they_are_hands_over(console, clinician, reviewer, admin, told):
    for browser in (reviewer, admin):
        assert browser.post(f"/conversations/{told}/export", {"kind": "open"}).status_code == 403
    a_while_ago(console, clinician)
    answer = clinician.post(f"/conversations/{told}/export", {"kind": "open"})
    assert answer.headers["location"].startswith("/confirm")
