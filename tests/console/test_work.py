"""The work on a conversation by its forms: whose it is, how far, tags, notes, flags; and nothing of another's."""

from __future__ import annotations

import re

import pytest

from tests.support.console import DESK
from tests.support.teller import Teller
from yarrow.store.audit import Sought


@pytest.fixture
def teller(record):
    one = Teller.agreed(record, DESK)
    one.tap("pregnant_now:no")
    return one


def at(teller, rest):
    return f"/conversations/{teller.id}/{rest}"


def actions(record, teller):
    return [line.act.action for line in reversed(record.audit.lines(Sought(conversation=teller.id)))]


def test_it_is_taken_on_given_on_and_given_back(console, record, teller, reviewer):
    colleague = console.account("clinician")
    for staff in (reviewer.account.id, colleague.id, ""):
        answer = reviewer.post(at(teller, "assign"), {"staff": staff})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/conversations/{teller.id}?said=assigned")
        assert record.casework.read(teller.id).assignee == (staff or None)
    assert actions(record, teller) == ["assign.set"] * 3


def test_it_is_given_only_to_somebody_who_may_work_on_it(console, record, teller, reviewer):
    for staff in (console.account("auditor").id, "nobody at all"):
        assert reviewer.post(at(teller, "assign"), {"staff": staff}).status_code == 400
    assert record.casework.read(teller.id).assignee is None


def test_how_far_it_is(record, teller, reviewer):
    answer = reviewer.post(at(teller, "status"), {"work": "follow_up", "follow_up_on": "2026-12-24"})
    assert answer.status_code == 303
    found = record.casework.read(teller.id)
    assert (found.work, found.follow_up_on.isoformat()) == ("follow_up", "2026-12-24")
    assert reviewer.post(at(teller, "status"), {"work": "done"}).headers["location"].endswith("?said=done")
    assert record.casework.read(teller.id).work == "done"


def test_from_one_that_is_done_it_goes_on_in_the_list_and_can_be_undone(console, record, teller, reviewer):
    reviewer.post(at(teller, "status"), {"work": "follow_up", "follow_up_on": "2026-12-24"})
    other = Teller.agreed(record, DESK)
    for one in (teller, other):
        reviewer.post(f"/conversations/{one.id}/tags", {"tag": "two of them"})
    done = {"work": "done", "then": "next", "list": "view=all&tag=two+of+them"}
    answer = reviewer.post(at(teller, "status"), done)
    assert answer.headers["location"].startswith("/worklist/next?view=all&tag=two+of+them&after=")
    onward = reviewer.get(answer.headers["location"]).headers["location"]
    assert onward == f"/conversations/{other.id}?said=done_next&undo={teller.id}"
    page = reviewer.get(onward).text
    assert f'action="/conversations/{teller.id}/status"' in page
    end = reviewer.get(reviewer.post(f"/conversations/{other.id}/status", done).headers["location"])
    assert "said=done_end" in end.headers["location"]
    assert end.headers["location"].startswith("/worklist?")
    assert reviewer.post(at(teller, "status"), {"work": "before"}).headers["location"].endswith("?said=undone")
    found = record.casework.read(teller.id)
    assert (found.work, found.follow_up_on.isoformat()) == ("follow_up", "2026-12-24")


def test_what_somebody_else_has_set_since_is_not_undone(console, record, teller, reviewer):
    reviewer.post(at(teller, "status"), {"work": "done"})
    console.sign_in("clinician").post(at(teller, "status"), {"work": "in_review"})
    reviewer.post(at(teller, "status"), {"work": "before"})
    assert record.casework.read(teller.id).work == "in_review"


@pytest.mark.parametrize("undo", ["<script>", "../x", "a b"])
def test_nothing_but_a_conversation_is_undone(reviewer, undo):
    page = reviewer.get("/worklist", params={"said": "done_end", "undo": undo})
    assert "Undo" not in page.text


@pytest.mark.parametrize("form", [{"work": "follow_up", "follow_up_on": "soon"}, {"work": "lost"}, {}])
def test_a_status_that_cannot_be_is_refused(record, teller, reviewer, form):
    assert reviewer.post(at(teller, "status"), form).status_code == 400
    assert record.casework.read(teller.id).work == "new"


def test_who_is_overtaken_by_a_colleague_is_told_by_whom(console, record, teller, reviewer):
    seen = record.casework.read(teller.id).head
    other = console.sign_in("clinician", name="Ann Reed")
    other.post(at(teller, "status"), {"work": "in_review", "seen": seen})
    answer = reviewer.post(at(teller, "status"), {"work": "done", "seen": seen})
    assert answer.status_code == 409
    assert "Ann Reed changed this conversation before you" in answer.text
    assert record.casework.read(teller.id).work == "in_review"


def test_tags_are_written_one_way(record, teller, reviewer):
    reviewer.post(at(teller, "tags"), {"tag": "  Call   BACK "})
    reviewer.post(at(teller, "tags"), {"tag": "call back"})
    reviewer.post(at(teller, "tags"), {"tag": "   "})
    assert record.casework.read(teller.id).tags == ("call back",)
    reviewer.post(at(teller, "tags"), {"remove": "call back"})
    assert record.casework.read(teller.id).tags == ()


def test_a_note_is_kept_and_only_its_author_strikes_it_out(console, record, teller, reviewer):
    assert reviewer.post(at(teller, "notes"), {"text": "Rang her."}).headers["location"].endswith("said=noted")
    (note,) = record.casework.read(teller.id).notes
    other = console.sign_in("clinician")
    assert other.post(at(teller, f"notes/{note.number}/strike")).status_code == 404
    elsewhere = Teller.agreed(record, DESK)
    assert reviewer.post(at(elsewhere, f"notes/{note.number}/strike")).status_code == 404
    assert record.casework.read(teller.id).notes[0].struck_at is None
    assert reviewer.post(at(teller, f"notes/{note.number}/strike")).status_code == 303
    assert record.casework.read(teller.id).notes[0].struck_at is not None


def test_a_note_for_clinicians_is_shown_to_nobody_else(record, teller, clinician, reviewer):
    clinician.post(at(teller, "notes"), {"text": "MARIGOLD", "private": "yes"})
    clinician.post(at(teller, "notes"), {"text": "For everybody."})
    page = f"/conversations/{teller.id}"
    assert "MARIGOLD" in clinician.get(page).text
    assert "For everybody." in reviewer.get(page).text
    assert "MARIGOLD" not in reviewer.get(page).text


def test_a_reviewer_cannot_make_a_note_that_reviewers_do_not_see(record, teller, reviewer):
    reviewer.post(at(teller, "notes"), {"text": "Rang her.", "private": "yes"})
    assert record.casework.read(teller.id).notes[0].private is False


def test_what_staff_write_stands_on_the_page_as_text(record, teller, reviewer):
    reviewer.post(at(teller, "notes"), {"text": "<img src=x onerror=alert(1)>"})
    reviewer.post(at(teller, "tags"), {"tag": "<b>x</b>"})
    page = reviewer.get(f"/conversations/{teller.id}").text
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "<b>x</b>" not in page


def test_a_message_is_flagged_by_its_form_and_cleared(record, teller, reviewer):
    message = teller.say("something odd MARIGOLD")
    form = reviewer.get(at(teller, f"flags/new?message={message}"))
    assert form.status_code == 200
    assert "something odd MARIGOLD" in form.text
    answer = reviewer.post(at(teller, "flags"), {"message": message, "cause": "misread", "words": "Means the scan."})
    assert answer.status_code == 303
    (flag,) = record.casework.read(teller.id).flags
    assert "Means the scan." in reviewer.get(f"/conversations/{teller.id}").text
    assert reviewer.post(at(teller, f"flags/{flag.number}/clear")).status_code == 303
    assert "Means the scan." not in reviewer.get(f"/conversations/{teller.id}").text
    assert {"flag.add", "flag.clear", "conversation.read"} <= set(actions(record, teller))


def test_a_message_of_another_conversation_cannot_be_flagged_here(record, teller, reviewer):
    elsewhere = Teller.agreed(record, DESK)
    message = elsewhere.say("MARIGOLD")
    assert reviewer.get(at(teller, f"flags/new?message={message}")).status_code == 404
    assert reviewer.post(at(teller, "flags"), {"message": message, "cause": "misread"}).status_code == 404
    assert record.casework.read(teller.id).flags == ()


def test_a_message_that_tells_what_only_clinicians_read_is_not_shown_by_its_flag_form(
    record, teller, clinician, reviewer
):
    message = teller.say("my husband hits me")
    assert any(fact.path == "symptoms.abuse" for fact in teller.history.facts)
    assert reviewer.get(at(teller, f"flags/new?message={message}")).status_code == 404
    assert clinician.get(at(teller, f"flags/new?message={message}")).status_code == 200


def test_why_such_a_message_was_flagged_is_shown_to_clinicians_only(record, teller, clinician, reviewer):
    message = teller.say("my husband hits me")
    clinician.post(at(teller, "flags"), {"message": message, "cause": "worrying", "words": "MARIGOLD"})
    page = f"/conversations/{teller.id}"
    assert "MARIGOLD" in clinician.get(page).text
    assert "MARIGOLD" not in reviewer.get(page).text


def test_a_correction_of_what_only_clinicians_read_is_shown_to_nobody_else(record, teller, clinician, reviewer):
    teller.say("my husband hits me")
    sent = {"path": "symptoms.danger_now", "status": "present", "reason": "MARIGOLD"}
    page = clinician.post(at(teller, "facts/check"), sent)
    hidden = dict(re.findall(r'name="(head|level|level_before|seen)" value="([^"]*)"', page.text))
    assert clinician.post(at(teller, "facts/correct"), {**sent, **hidden}).status_code == 303
    page = f"/conversations/{teller.id}"
    assert "MARIGOLD" in clinician.get(page).text
    assert "MARIGOLD" not in reviewer.get(page).text
