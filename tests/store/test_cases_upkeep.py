"""The row of a case says what is true of its conversation, whatever has just been stored in it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import event, select

from tests.support.record import LATER, NOW, arrival, begin, claim, outcome, take
from yarrow.clinical.fact import Fact, Status
from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.store import case_rows
from yarrow.store.case_tables import case_marks, cases
from yarrow.store.values import Change, Outcome, Screened

HELP = Standing(question="can_you_get_help", section="safety", status="escalated")


def row(record, name="c1"):
    with record.database.read() as connection:
        return connection.execute(select(cases).where(cases.c.conversation == name)).one()


def marks(record):
    with record.database.read() as connection:
        return sorted((mark.kind, mark.value) for mark in connection.execute(select(case_marks)))


def turn(record, message, *facts, words="34", **more):
    take(record, message, words)
    record.outbox.finish(claim(record), outcome(*facts, **more), LATER)


def spoken(level):
    change = Change(Standing(), HELP)
    events = ({"event": "safety", "level": level, "rules": ["D01"]},)
    return Screened((Message("Call 999 now."),), (), change, level, {"level": level}, events)


def work(record, name):
    with record.database.write() as connection:
        case_rows.changed(connection, "c1", work=name)


def test_a_conversation_that_has_begun_is_a_new_case_of_no_level(record):
    begin(record, question="consent")
    case = row(record)
    assert (case.status, case.section, case.question, case.work) == ("in_progress", "opening", "consent", "new")
    assert (case.level, case.rank, case.last_heard_seq, case.urgent_since) == (None, 9, 0, None)


def test_a_turn_brings_the_case_to_where_the_conversation_stands(record):
    begin(record)
    turn(record, "m1", triage={"level": "T3"}, events=({"event": "not_understood"}, {"event": "person_wanted"}))
    case = row(record)
    assert (case.level, case.rank, case.question, case.last_heard_seq) == ("T3", 3, "age", 2)
    assert (case.not_understood, case.wants_person_at, case.urgent_since) == (1, LATER, None)


def test_what_the_lane_says_is_in_the_list_before_the_turn_is_worked_on(record):
    begin(record)
    record.inbox.accept(arrival(record, "m1", "I am bleeding", screened=spoken("T0")), NOW)
    case = row(record)
    assert (case.level, case.rank, case.red_flags, case.urgent_since) == ("T0", 0, 1, NOW)
    assert (case.status, case.question, case.last_heard_seq) == ("escalated", "can_you_get_help", 2)


def test_a_message_that_waits_is_in_the_list_at_once(record):
    begin(record)
    take(record, "m1")
    assert row(record).last_heard_seq == 2


def test_a_message_put_back_is_in_the_list(record):
    begin(record)
    taken = record.inbox.accept(arrival(record, "m1", owner="me", lease_until=NOW + timedelta(seconds=14)), NOW).claim
    assert row(record).last_heard_seq == 0
    record.inbox.release(taken, counted=False)
    assert row(record).last_heard_seq == 2


def test_a_message_given_up_counts(record):
    begin(record)
    take(record, "m1")
    record.outbox.fail(claim(record), Message("Sorry."), {"event": "action_failed", "reason": "timeout"}, LATER)
    assert (row(record).failed, row(record).last_heard_seq) == (1, 2)


def test_a_turn_costs_the_list_one_update(record):
    begin(record)
    updates = []

    def count(_connection, _cursor, statement, *_rest):
        if statement.startswith("UPDATE cases"):
            updates.append(statement)

    event.listen(record.database.engine, "before_cursor_execute", count)
    taken = record.inbox.accept(arrival(record, "m1", owner="me", lease_until=NOW + timedelta(seconds=14)), NOW).claim
    record.outbox.finish(taken, outcome(triage={"level": "T3"}), LATER)
    assert len(updates) == 1


def test_the_first_look_ends_the_wait_of_an_urgent_case_and_a_more_urgent_level_begins_another(record):
    begin(record)
    turn(record, "m1", triage={"level": "T2"})
    assert row(record).urgent_since == LATER
    record.cases.looked("c1", "anna", 2, LATER)
    seen = row(record)
    assert (seen.first_look_by, seen.first_look_at, seen.read_seq) == ("anna", LATER, 2)
    record.cases.looked("c1", "ben", 2, LATER + timedelta(hours=1))
    assert row(record) == seen
    turn(record, "m2", triage={"level": "T2"})
    assert row(record).first_look_by == "anna"
    with record.database.write() as connection:
        case_rows.changed(connection, "c1", **case_rows.judged("T1", LATER + timedelta(hours=2)))
    worse = row(record)
    assert (worse.first_look_at, worse.first_look_by) == (None, None)
    assert worse.urgent_since == LATER + timedelta(hours=2)


def test_who_has_waited_since_a_lower_level_goes_on_waiting_from_then(record):
    begin(record)
    turn(record, "m1", triage={"level": "T2"})
    with record.database.write() as connection:
        case_rows.changed(connection, "c1", **case_rows.judged("T0", LATER + timedelta(hours=2)))
    assert row(record).urgent_since == LATER
    with record.database.write() as connection:
        case_rows.changed(connection, "c1", **case_rows.judged("T4", LATER + timedelta(hours=3)))
    assert (row(record).rank, row(record).urgent_since) == (4, LATER)


def test_a_case_that_is_done_is_new_again_when_the_patient_writes(record):
    begin(record)
    turn(record, "m1")
    work(record, "done")
    turn(record, "m2")
    assert row(record).work == "new"


def test_a_case_set_to_done_while_the_answer_is_made_stays_done(record):
    begin(record)
    take(record, "m1")
    work(record, "done")
    record.outbox.finish(claim(record), outcome(triage={"level": "T4"}), LATER)
    assert row(record).work == "done"


def test_unless_the_answer_finds_it_more_urgent(record):
    begin(record)
    take(record, "m1")
    work(record, "done")
    record.outbox.finish(claim(record), outcome(triage={"level": "T1"}), LATER)
    assert row(record).work == "new"


def test_a_case_in_review_stays_with_who_reviews_it(record):
    begin(record)
    work(record, "in_review")
    turn(record, "m1")
    assert row(record).work == "in_review"


def test_conditions_are_marked_while_present_or_suspected(record):
    begin(record)
    turn(record, "m1", Fact("conditions.sle"), Fact("conditions.hashimoto", Status.SUSPECTED))
    turn(record, "m2", Fact("conditions.coeliac", Status.DENIED), Fact("symptoms.abuse"))
    assert marks(record) == [("condition", "hashimoto"), ("condition", "sle")]
    turn(record, "m3", Fact("conditions.sle", Status.DENIED))
    assert marks(record) == [("condition", "hashimoto")]


def test_nothing_is_marked_of_somebody_who_does_not_agree(record):
    begin(record)
    turn(record, "m1", Fact("conditions.sle"))
    take(record, "m2")
    record.outbox.finish(claim(record), Outcome(Standing(status="declined"), consent="refused"), LATER)
    assert marks(record) == []
    assert row(record).status == "declined"


def test_every_change_has_a_greater_number_than_all_before(record):
    numbers = []
    for name in ("c1", "c2"):
        begin(record, name)
        numbers.append(row(record, name).change)
    turn(record, "m1")
    numbers.append(row(record).change)
    record.cases.looked("c2", "anna", 1, NOW)
    numbers.append(row(record, "c2").change)
    assert numbers == sorted(set(numbers))


def test_erasing_a_conversation_takes_its_case_and_counts_it(record):
    begin(record)
    turn(record, "m1", Fact("conditions.sle"))
    counts = record.conversations.erase("c1", "patient", LATER).counts
    assert (counts["cases"], counts["case_marks"], counts["case_words"]) == (1, 1, 1)
    assert marks(record) == []
