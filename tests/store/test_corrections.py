"""Corrections in the record: all of it or nothing, never undone by a turn that was begun before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.record import LATER, NOW, begin, claim, outcome, take
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.store.audit import Sought
from yarrow.store.case_tables import cases
from yarrow.store.corrections import Amendment
from yarrow.store.errors import BehindTheRecord, RecordError, TurnInFlight, UnknownConversation
from yarrow.store.lessons import Mishearing
from yarrow.store.notice_tables import notices
from yarrow.store.second_looks import Judgement
from yarrow.store.tables import inbound
from yarrow.store.work_values import Hand

ANN = Hand("s-ann")
STAFF = Provenance(captured="staff")
TRIAGE = {"level": "T1", "rules": ["D01"]}


@pytest.fixture
def store(record):
    begin(record)
    take(record, "m1")
    record.outbox.finish(claim(record), outcome(Fact("age", value=34), triage={"level": "T4"}), NOW)
    return record.corrections


def amendment(store, *facts, **more):
    given = {"conversation": "c1", "replaces": None, "reason": "She rang.", "head": store.head("c1"), "triage": TRIAGE}
    facts = facts or (Fact("conditions.sle", value=True, provenance=STAFF), Fact("phq2", Status.UNKNOWN, None))
    return Amendment(facts=facts, **{**given, "level_before": "T4", **more})


def test_the_facts_the_triage_and_the_level_change_together(record, store):
    version = record.conversations.find("c1").version
    made = store.add(amendment(store, rules_came=("D01",)), ANN, LATER)
    casefile = record.casefiles.read("c1")
    assert [(fact.path, fact.provenance.captured) for fact in casefile.facts[-2:]] == [
        ("conditions.sle", "staff"), ("phq2", "text")
    ]  # fmt: skip
    assert (casefile.conversation.level, casefile.triage.level, casefile.triage.result) == ("T1", "T1", TRIAGE)
    assert casefile.conversation.version == version + 1
    assert store.of("c1") == (made,)
    assert (made.fact, made.rules_came, made.level_before, made.level_after) == (
        store.head("c1") - 1, ("D01",), "T4", "T1"
    )  # fmt: skip
    with record.database.read() as connection:
        row = connection.execute(select(cases).where(cases.c.conversation == "c1")).one()
    assert (row.level, row.rank) == ("T1", 1)
    assert [step.did for step in record.casework.read("c1").steps] == ["correct"]


def test_staff_are_told_when_it_makes_the_case_urgent_and_only_then(record, store):
    def told():
        with record.database.read() as connection:
            return [row.level for row in connection.execute(select(notices)) if row.cause == "level"]

    store.add(amendment(store, triage={"level": "T3", "rules": []}), ANN, LATER)
    assert told() == []
    store.add(amendment(store, Fact("conditions.aps", value=True, provenance=STAFF)), ANN, LATER)
    assert told() == ["T1"]


def test_what_came_since_it_was_judged_is_not_passed_over(record, store):
    made = amendment(store)
    take(record, "m2")
    record.outbox.finish(claim(record), outcome(Fact("planning", value=True)), LATER)
    with pytest.raises(BehindTheRecord):
        store.add(made, ANN, LATER)
    assert store.of("c1") == ()
    assert record.casefiles.read("c1").facts[-1].path == "planning"


def test_a_turn_in_flight_is_not_overtaken(record, store):
    take(record, "m2")
    held = claim(record)
    with pytest.raises(TurnInFlight):
        store.add(amendment(store), ANN, NOW + timedelta(seconds=5))
    record.outbox.finish(held, outcome(), NOW + timedelta(seconds=6))
    store.add(amendment(store), ANN, NOW + timedelta(seconds=7))
    assert record.conversations.find("c1").level == "T1"


def test_a_turn_that_was_given_up_cannot_come_back_and_undo_it(record, store):
    take(record, "m2")
    held = claim(record)
    after = NOW + timedelta(minutes=5)
    store.add(amendment(store), ANN, after)
    assert record.outbox.finish(held, outcome(triage={"level": "T5"}), after) is False
    assert record.inbox.renew(held, after + timedelta(seconds=10)) is False
    assert record.conversations.find("c1").level == "T1"
    with record.database.read() as connection:
        assert connection.execute(select(inbound.c.state).where(inbound.c.id == "m2")).scalar_one() == "queued"
    again = claim(record, at=after)
    assert [fact.path for fact in again.facts][-2:] == ["conditions.sle", "phq2"]


def test_the_lane_reads_the_conversation_anew_after_a_correction(record, store):
    from tests.support.record import arrival

    before = arrival(record, "m2")
    store.add(amendment(store), ANN, LATER)
    with pytest.raises(BehindTheRecord):
        record.inbox.accept(before, LATER)


def test_a_correction_that_cannot_be_audited_is_not_made(record, store, monkeypatch):
    def refuse(*_):
        raise RecordError("the log is full")

    monkeypatch.setattr("yarrow.store.corrections.note", refuse)
    with pytest.raises(RecordError, match="full"):
        store.add(amendment(store), ANN, LATER)
    casefile = record.casefiles.read("c1")
    assert (len(casefile.facts), casefile.conversation.level, store.of("c1")) == (1, "T4", ())


def test_there_is_nothing_to_correct_where_there_is_no_conversation(record, store):
    with pytest.raises(UnknownConversation):
        store.add(amendment(store, conversation="none"), ANN, LATER)


def test_neither_lessons_nor_judgements_are_kept_without_their_audit_line(record, store, monkeypatch):
    def refuse(*_):
        raise RecordError("the log is full")

    mishearing = Mishearing("c1", "m1", "intent", {"intent": "inform"}, {}, "34")
    number = record.lessons.add(mishearing, "s-ann", NOW)
    for place in ("lessons", "second_looks"):
        monkeypatch.setattr(f"yarrow.store.{place}.note", refuse)
    for change in (
        lambda: record.lessons.add(mishearing, "s-ann", NOW),
        lambda: record.lessons.settle(number, "s-ann", "approved", "34", NOW),
        lambda: record.second_looks.add(Judgement("c1", "s-ann", "T3", "So.", "T3", (), "v1"), NOW),
    ):
        with pytest.raises(RecordError, match="full"):
            change()
    assert [lesson.number for lesson in record.lessons.all("draft")] == [number]
    assert record.second_looks.find("c1", "s-ann") is None


def test_all_of_it_goes_with_the_conversation(record, store):
    store.add(amendment(store), ANN, LATER)
    record.lessons.add(Mishearing("c1", "m1", "intent", {"intent": "inform"}, {}, "34"), "s-ann", LATER)
    record.second_looks.add(Judgement("c1", "s-ann", "T3", "So.", "T3", (), "v1"), LATER)
    counts = record.conversations.erase("c1", "patient", LATER).counts
    assert (counts["corrections"], counts["lessons"], counts["second_looks"], counts["work_steps"]) == (1, 1, 1, 1)
    assert {line.act.action for line in record.audit.lines(Sought(conversation="c1"))} >= {"fact.correct", "lesson.add"}
