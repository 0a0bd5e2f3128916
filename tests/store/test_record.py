"""The record on both databases: what goes in comes out, and is gone when it is erased."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tests.support.record import DAY, LATER, NOW, QUESTION, begin, claim, outcome, take
from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.intake.case import Standing
from yarrow.intake.turn import Choice, Message
from yarrow.store.conversations import BELONGINGS
from yarrow.store.errors import UnknownConversation
from yarrow.store.schema import metadata
from yarrow.store.values import Arrival, Change, Outcome, Screened


def test_a_conversation_comes_out_as_it_went_in(record):
    begin(record, question="consent", pending={"about": "x"}, said=("D01",))
    opened = record.conversations.open("c1")
    assert opened.conversation.standing == Standing(question="consent", pending={"about": "x"}, said=("D01",))
    assert opened.conversation.token_expires_at == NOW + DAY
    assert opened.facts == ()
    assert record.conversations.open("nobody") is None


def test_the_result_of_a_turn_is_stored_whole(record):
    begin(record)
    take(record, "m1")
    fact = Fact("losses[0]", Status.PRESENT, {"type": "miscarriage", "weeks": 9}, Provenance("m1", 0, 2, "34"))
    triage = {"level": "T3", "rules": ["P01"]}
    assert record.outbox.finish(
        claim(record), outcome(fact, triage=triage, needs_human=True, events=({"event": "person_wanted"},)), NOW
    )
    casefile = record.casefiles.read("c1")
    assert casefile.facts[0].value == {"type": "miscarriage", "weeks": 9}
    assert casefile.facts[0].provenance.text == "34"
    assert casefile.triage.result == triage
    assert casefile.conversation.level == "T3"
    assert casefile.conversation.needs_human
    assert [event.name for event in casefile.events] == ["person_wanted"]
    answer = record.outbox.answer("c1", "m1")
    assert (answer.state, [one.message.text for one in answer.messages]) == ("done", ["Thanks."])
    assert record.outbox.last_asked("c1", "age").question == QUESTION


def test_false_and_none_survive_as_values(record):
    begin(record)
    take(record, "m1")
    facts = (
        Fact("planning", value=False),
        Fact("clots", Status.DENIED, None),
        Fact("phq2", value=0),
        Fact("temp_c", value=38.5),
    )
    record.outbox.finish(claim(record), outcome(*facts), NOW)
    stored = {fact.path: fact.value for fact in record.conversations.open("c1").facts}
    assert stored == {"planning": False, "clots": None, "phq2": 0, "temp_c": 38.5}
    assert stored["planning"] is False


def test_facts_are_added_and_the_latest_word_holds(record):
    begin(record)
    for number, value in enumerate((2, 3), 1):
        take(record, f"m{number}")
        record.outbox.finish(claim(record), outcome(Fact("losses_count", value=value)), NOW)
    assert [fact.value for fact in record.casefiles.read("c1").facts] == [2, 3]
    assert [fact.value for fact in record.conversations.open("c1").facts] == [3]


def test_what_the_lane_said_is_stored_with_the_message_and_counts_from_its_turn_on(record):
    begin(record, question="age")
    take(record, "m1")
    change = Change(Standing(question="age"), Standing(question="can_you_get_help", said=("D01",)))
    spoken = Screened(
        (Message("Call.", level="T0"),),
        (Fact("symptoms.bleeding"),),
        change,
        "T0",
        {"level": "T0"},
        ({"event": "safety"},),
    )
    take(record, "m2", "danger", screened=spoken)
    opened = record.conversations.open("c1")
    assert opened.pending == (change,)
    assert opened.conversation.standing.question == "age"
    assert opened.conversation.level == "T0"
    assert [entry.message.text for entry in record.outbox.transcript("c1")] == ["Hello.", "34", "danger", "Call."]
    first = claim(record)
    assert first.facts == ()
    record.outbox.finish(first, outcome(), NOW)
    second = claim(record)
    assert [fact.path for fact in second.facts] == ["symptoms.bleeding"]
    assert second.inbound.change == change


def test_the_lane_alone_moves_the_standing_at_once(record):
    begin(record, question="age")
    change = Change(Standing(question="age"), Standing(question="can_you_get_help", status="escalated"))
    take(record, "m1", "danger", screened=Screened((Message("Call."),), (), change, "T0"))
    assert record.conversations.find("c1").standing == change.after


def test_the_holding_text_is_said_once_and_only_to_who_has_had_no_words(record):
    begin(record)
    take(record, "m1")
    assert record.outbox.silent(NOW - timedelta(seconds=1)) == []
    assert record.outbox.silent(NOW) == [("c1", "m1")]
    assert record.outbox.hold("c1", "m1", Message("Wait."), LATER)
    assert not record.outbox.hold("c1", "m1", Message("Wait."), LATER)
    assert record.outbox.silent(LATER) == []
    record.outbox.finish(claim(record), outcome(), LATER)
    assert [one.message.text for one in record.outbox.answer("c1", "m1").messages] == ["Wait.", "Thanks."]


def test_a_message_given_up_is_closed_with_its_words_and_an_event(record):
    begin(record)
    take(record, "m1")
    assert record.outbox.fail(claim(record), Message("Sorry."), {"event": "action_failed", "reason": "empty"}, NOW)
    answer = record.outbox.answer("c1", "m1")
    assert (answer.state, answer.messages[0].kind) == ("failed", "failure")
    assert record.casefiles.read("c1").events[0].detail == {"reason": "empty"}
    assert claim(record) is None


def test_what_was_offered_is_with_the_question_it_was_offered_to(record):
    begin(record)
    take(record, "m1")
    asked = Message("Pregnant?", (Choice("Yes", "pregnant_now:yes"),), {"id": "pregnant_now"})
    record.outbox.finish(claim(record), Outcome(Standing(), (asked,)), NOW)
    assert record.outbox.put("c1", {"pregnant_now"}) == (asked,)
    assert record.outbox.put("c1", {"age"}) == ()
    assert record.outbox.put("c2", {"pregnant_now"}) == ()


def test_what_a_message_changes_and_what_it_answered_are_kept(record):
    begin(record)
    take(record, "m1", changes="age")
    taken = claim(record)
    assert (taken.inbound.changes, taken.inbound.answered) == ("age", None)
    record.outbox.finish(taken, outcome(answered="age"), NOW)
    said = record.outbox.transcript("c1")[1]
    assert (said.id, said.answered, said.is_settled) == ("m1", "age", True)
    assert record.outbox.answer("c1", "m1").answered == "age"


def test_a_message_that_answered_nothing_says_so_and_waits_for_its_turn(record):
    begin(record)
    take(record, "m1")
    said = record.outbox.transcript("c1")[1]
    assert (said.answered, said.is_settled) == (None, False)
    record.outbox.finish(claim(record), outcome(), NOW)
    assert record.outbox.answer("c1", "m1").answered is None


def test_what_the_lane_heard_answered_stays_when_the_turn_adds_nothing(record):
    begin(record)
    spoken = Screened((), (), Change(Standing(), Standing()), None, answered="symptoms_now")
    take(record, "m1", screened=spoken)
    record.outbox.finish(claim(record), outcome(), NOW)
    assert record.outbox.answer("c1", "m1").answered == "symptoms_now"


def test_words_held_before_consent_join_the_record_when_it_is_given(record):
    begin(record)
    take(record, "m1", "early words", held=True)
    with record.database.read() as connection:
        assert connection.execute(text("SELECT text FROM inbound")).scalar_one() is None
    first = claim(record)
    assert first.inbound.text == "early words"
    record.outbox.finish(first, outcome(consent="given"), NOW)
    with record.database.read() as connection:
        assert connection.execute(text("SELECT text FROM inbound")).scalar_one() == "early words"
        assert connection.execute(text("SELECT count(*) FROM held_texts")).scalar_one() == 0


def test_words_held_before_consent_go_when_it_is_refused(record):
    begin(record)
    lane = Screened(
        (),
        (Fact("symptoms.bleeding", provenance=Provenance("m1", 0, 5, "early")),),
        Change(Standing(), Standing()),
        None,
    )
    take(record, "m1", "early words", held=True, screened=lane)
    record.outbox.finish(claim(record), outcome(consent="refused", understanding=None), NOW)
    with record.database.read() as connection:
        rows = [
            str(row)
            for name in ("inbound", "held_texts", "facts")
            for row in connection.execute(text(f"SELECT * FROM {name}"))
        ]
    assert not [row for row in rows if "early" in row]
    assert take(record, "m1", "other words").outcome == "known"


def test_erasure_leaves_nothing_but_a_tombstone(record, database_url):
    begin(record)
    take(record, "m1", "MARIGOLD")
    record.outbox.finish(
        claim(record), outcome(Fact("x", value="MARIGOLD"), triage={"level": "T4"}, events=({"event": "paused"},)), NOW
    )
    record.resumption.make("c1", NOW + DAY)
    receipt = record.conversations.erase("c1", "patient", LATER)
    assert {name: count for name, count in receipt.counts.items() if count} == {
        "facts": 1,
        "triage_results": 1,
        "events": 1,
        "outbound": 2,
        "inbound": 1,
        "resume_codes": 1,
        "case_words": 1,
        "cases": 1,
    }
    assert record.conversations.tombstone("c1").receipt == receipt
    assert record.conversations.find("c1") is None
    with record.database.read() as connection:
        for table in metadata.sorted_tables:
            rows = connection.execute(table.select()).all()
            assert len(rows) == (1 if table.name == "erasures" else 0), table.name
            assert "MARIGOLD" not in str(rows)
    if database_url.startswith("sqlite"):
        folder = Path(database_url.removeprefix("sqlite:///")).parent
        assert [path.name for path in folder.iterdir() if b"MARIGOLD" in path.read_bytes()] == []
    with pytest.raises(UnknownConversation):
        record.conversations.erase("c1", "patient", LATER)


def test_every_table_that_belongs_to_a_conversation_is_erased():
    # The tombstone and the audit log outlive it: neither holds a word of hers.
    staying = {"erasures", "audit"}
    belonging = {table.name for table in metadata.sorted_tables if "conversation" in table.c} - staying
    assert {table.name for table in BELONGINGS} == belonging


def test_a_turn_that_ends_after_erasure_stores_nothing(record):
    begin(record)
    take(record, "m1")
    held = claim(record)
    record.conversations.erase("c1", "patient", NOW)
    assert not record.outbox.finish(held, outcome(Fact("age", value=1)), LATER)
    with record.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM facts")).scalar_one() == 0


def test_a_resume_code_works_once_within_its_time_and_only_the_newest(record):
    begin(record)
    old, code = record.resumption.make("c1", NOW + DAY), record.resumption.make("c1", NOW + DAY)
    given = {"token_hash": "n" * 64, "token_expires_at": LATER + DAY}
    assert record.resumption.use(old, **given, now=LATER) is None
    assert record.resumption.use(code, **given, now=LATER) == "c1"
    assert record.resumption.use(code, **given, now=LATER) is None
    assert record.conversations.find("c1").token_hash == "n" * 64
    late = record.resumption.make("c1", NOW)
    assert record.resumption.use(late, **given, now=LATER) is None


def test_a_resume_code_is_not_stored(record):
    begin(record)
    code = record.resumption.make("c1", NOW + DAY)
    with record.database.read() as connection:
        row = str(connection.execute(text("SELECT * FROM resume_codes")).one())
    assert code.replace("-", "")[4:] not in row


@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_as_it_was(record, words):
    name = f"c-{abs(hash(words))}"
    if record.conversations.find(name) is None:
        begin(record, name)
    record.inbox.accept(Arrival(name, "m", words, (), "h", 1, NOW + DAY), NOW)
    assert record.outbox.transcript(name)[-1].message.text == words
