"""What staff do with a conversation: kept, told apart, noted in the audit log, and gone with the conversation."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select, text

from tests.support.record import LATER, NOW, begin, claim, outcome, take
from yarrow.store.audit import Sought
from yarrow.store.casework import NotYours
from yarrow.store.errors import Overtaken, RecordError, UnknownConversation
from yarrow.store.work_tables import WORK_TABLES
from yarrow.store.work_values import Hand

ANN, BEN = Hand("s-ann"), Hand("s-ben")
FLAGGED = {"message": "m1", "cause": "unclear", "words": "what is meant?"}


@pytest.fixture
def work(record):
    begin(record)
    take(record, "m1")
    return record.casework


def lines(record):
    return [(line.act.action, line.act.actor, dict(line.act.detail)) for line in reversed(record.audit.lines(Sought()))]


def test_a_conversation_nobody_has_touched_is_new_and_nobodys(work):
    found = work.read("c1")
    assert (found.work, found.assignee, found.follow_up_on, found.tags, found.steps) == ("new", None, None, (), ())
    assert found.head == 0


def test_it_is_kept_whose_it_is_and_how_far(work, record):
    work.assign("c1", ANN, "s-ben", NOW)
    work.set_status("c1", BEN, "follow_up", date(2026, 12, 1), LATER)
    found = work.read("c1")
    assert (found.assignee, found.work, found.follow_up_on) == ("s-ben", "follow_up", date(2026, 12, 1))
    assert [(step.staff, step.did, step.detail) for step in found.steps] == [
        ("s-ann", "assign", {"to": "s-ben"}),
        ("s-ben", "status", {"work": "follow_up", "on": "2026-12-01"}),
    ]
    assert lines(record) == [
        ("assign.set", "s-ann", {"to": "s-ben"}),
        ("status.set", "s-ben", {"work": "follow_up", "on": "2026-12-01"}),
    ]


def test_a_day_is_kept_for_a_follow_up_only(work):
    work.set_status("c1", ANN, "follow_up", date(2026, 12, 1), NOW)
    work.set_status("c1", ANN, "done", date(2026, 12, 1), LATER)
    assert work.read("c1").follow_up_on is None


def test_who_was_overtaken_is_told_by_whom_and_changes_nothing(work, record):
    seen = work.read("c1").head
    work.set_status("c1", ANN, "in_review", None, NOW)
    with pytest.raises(Overtaken, match="s-ann"):
        work.set_status("c1", Hand("s-ben", seen), "done", None, LATER)
    with pytest.raises(Overtaken):
        work.assign("c1", Hand("s-ben", seen), "s-ben", LATER)
    found = work.read("c1")
    assert (found.work, found.assignee, len(found.steps), len(lines(record))) == ("in_review", None, 1, 1)


def test_who_has_seen_the_last_change_or_made_it_goes_on(work):
    work.set_status("c1", ANN, "in_review", None, NOW)
    work.set_status("c1", Hand("s-ann", 0), "follow_up", None, LATER)
    work.set_status("c1", Hand("s-ben", work.read("c1").head), "done", None, LATER)
    assert work.read("c1").work == "done"


def test_a_note_of_somebody_else_overtakes_nobody(work):
    seen = work.read("c1").head
    work.note("c1", ANN, "Rang her.", NOW)
    work.set_status("c1", Hand("s-ben", seen), "done", None, LATER)
    assert work.read("c1").work == "done"


def test_tags_stand_once_and_can_be_taken_off(work, record):
    for tag in ("call back", "aps", "call back"):
        work.tag("c1", ANN, tag, NOW)
    assert work.read("c1").tags == work.tags() == ("aps", "call back")
    work.untag("c1", BEN, "aps", LATER)
    work.untag("c1", BEN, "never there", LATER)
    assert work.read("c1").tags == ("call back",)
    assert [action for action, _, _ in lines(record)] == ["tag.add", "tag.add", "tag.remove"]


def test_notes_stay_and_only_their_author_strikes_them_out(work):
    number = work.note("c1", ANN, "Rang her, no answer.", NOW, private=True)
    with pytest.raises(NotYours):
        work.strike("c1", BEN, number, LATER)
    begin_other = number + 1000
    with pytest.raises(NotYours):
        work.strike("c1", ANN, begin_other, LATER)
    work.strike("c1", ANN, number, LATER)
    with pytest.raises(NotYours):
        work.strike("c1", ANN, number, LATER)
    (note,) = work.read("c1").notes
    assert (note.text, note.private, note.struck_at) == ("Rang her, no answer.", True, LATER)


def test_a_note_is_struck_out_only_under_its_own_conversation(work, record):
    begin(record, "c2")
    number = work.note("c1", ANN, "Hers.", NOW)
    with pytest.raises(NotYours):
        work.strike("c2", ANN, number, LATER)
    assert work.read("c1").notes[0].struck_at is None


def test_a_message_of_the_patient_is_flagged_until_somebody_clears_it(work):
    number = work.flag("c1", ANN, FLAGGED, NOW)
    assert [(flag.message, flag.cause, flag.words) for flag in work.read("c1").flags] == [
        ("m1", "unclear", "what is meant?")
    ]
    work.clear_flag("c1", BEN, number, LATER)
    assert work.read("c1").flags == ()
    with pytest.raises(NotYours):
        work.clear_flag("c1", BEN, number, LATER)


def test_only_a_message_of_this_conversation_can_be_flagged(work, record):
    begin(record, "c2")
    with pytest.raises(NotYours):
        work.flag("c2", ANN, FLAGGED, NOW)
    assert work.read("c2").steps == ()


def test_the_audit_log_holds_neither_notes_nor_tags_nor_why_something_was_flagged(work, record):
    work.note("c1", ANN, "MARIGOLD", NOW)
    work.tag("c1", ANN, "MARIGOLD", NOW)
    work.flag("c1", ANN, {**FLAGGED, "words": "MARIGOLD"}, NOW)
    assert len(lines(record)) == 3
    assert "MARIGOLD" not in str(lines(record))


def test_a_name_is_shown_where_the_account_is_known(work, record):
    with record.database.write() as connection:
        connection.execute(
            text("INSERT INTO staff (id, name, email, title, roles, created_at) VALUES (:i, :n, :e, :t, '[]', :at)"),
            {"i": "s-ann", "n": "Ann Reed", "e": "ann@example.org", "t": "Nurse", "at": "2026-11-22 12:00:00"},
        )
    work.note("c1", ANN, "One.", NOW)
    work.note("c1", BEN, "Two.", NOW)
    assert [note.name for note in work.read("c1").notes] == ["Ann Reed", "s-ben"]


@pytest.mark.parametrize("do", ["assign", "note"])
def test_nothing_is_changed_where_there_is_no_conversation(record, do):
    with pytest.raises(UnknownConversation):
        record.casework.assign("none", ANN, None, NOW) if do == "assign" else record.casework.note(
            "none", ANN, "x", NOW
        )
    assert lines(record) == []


def test_a_change_that_cannot_be_audited_is_not_made(work, record, monkeypatch):
    def refuse(*_):
        raise RecordError("the log is full")

    monkeypatch.setattr("yarrow.store.casework.note", refuse)
    for change in (
        lambda: work.assign("c1", ANN, "s-ben", NOW),
        lambda: work.set_status("c1", ANN, "done", None, NOW),
        lambda: work.tag("c1", ANN, "aps", NOW),
        lambda: work.note("c1", ANN, "Rang her.", NOW),
        lambda: work.flag("c1", ANN, FLAGGED, NOW),
    ):
        with pytest.raises(RecordError, match="full"):
            change()
    found = work.read("c1")
    assert (found.work, found.assignee, found.tags, found.notes, found.flags, found.steps) == (
        "new",
        None,
        (),
        (),
        (),
        (),
    )


def test_every_change_moves_the_case_on(work, record):
    query = select(func.max(text("change"))).select_from(text("cases"))

    def change():
        with record.database.read() as connection:
            return connection.execute(query).scalar_one()

    before = change()
    for do in (
        lambda: work.assign("c1", ANN, "s-ben", NOW),
        lambda: work.set_status("c1", ANN, "done", None, NOW),
        lambda: work.tag("c1", ANN, "aps", NOW),
        lambda: work.note("c1", ANN, "Rang her.", NOW),
        lambda: work.flag("c1", ANN, FLAGGED, NOW),
    ):
        do()
        assert change() > before
        before = change()


def test_what_staff_did_goes_with_the_conversation(work, record):
    work.note("c1", ANN, "Rang her.", NOW)
    work.flag("c1", ANN, FLAGGED, NOW)
    receipt = record.conversations.erase("c1", "patient", LATER)
    assert (receipt.counts["notes"], receipt.counts["flags"], receipt.counts["work_steps"]) == (1, 1, 2)
    with record.database.read() as connection:
        assert [connection.execute(table.select()).all() for table in WORK_TABLES] == [[]] * len(WORK_TABLES)


def test_done_work_is_new_again_when_the_patient_writes(work, record):
    record.outbox.finish(claim(record), outcome(), NOW)
    work.set_status("c1", ANN, "done", None, NOW)
    take(record, "m2", "it hurts again")
    assert work.read("c1").work == "new"
