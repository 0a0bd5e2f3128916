"""A person writes instead of the program: one at a time, and no turn is taken or word said meanwhile."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.record import DAY, LATER, NOW, begin, claim, outcome, take
from yarrow.clinical.fact import Fact
from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.store.attendance_values import Attendant, HandBack, Leaving
from yarrow.store.audit import Sought
from yarrow.store.errors import BehindTheRecord, UnknownConversation
from yarrow.store.values import Arrival, Change, Outcome, Screened

NURSE = Attendant("s1", "Nurse Ann", "Nurse")
DOCTOR = Attendant("s2", "Dr Bell", "Doctor")
JOINED = Message("A nurse has joined.")


def attend(record, who=NURSE, **how):
    return record.attendance.begin("c1", who, JOINED, NOW, **how)


def texts(record, sender=None):
    return [entry.message.text for entry in record.outbox.transcript("c1") if sender in (None, entry.sender)]


def write(record, message, words="Hello?", **more):
    held = record.conversations.find("c1")
    arrival = Arrival(
        *("c1", message, words, (), f"hash of {words}", held.version, NOW + DAY), written_to="Nurse", **more
    )
    return record.inbox.accept(arrival, NOW)


def hand_back(record, leaving=Leaving(by="s1"), messages=(Message("How old are you?"),), **more):  # noqa: B008
    held = record.conversations.open("c1").conversation
    again = Message("It is the program again.")
    back = HandBack("c1", held.version, again, held.standing, leaving, messages=messages, **more)
    return record.attendance.hand_back(back, LATER)


def test_who_takes_over_is_seen_by_the_patient_as_what_they_are_and_by_nobody_as_who(record):
    begin(record)
    assert attend(record).outcome == "begun"
    joined = record.outbox.transcript("c1")[-1]
    assert (joined.sender, joined.title, joined.author, joined.message.text) == ("staff", "Nurse", "s1", JOINED.text)
    opened = record.conversations.open("c1")
    assert opened.attended == "Nurse"
    assert opened.conversation.version == 2


def test_who_takes_over_twice_has_joined_once(record):
    begin(record)
    attend(record)
    assert attend(record).outcome == "mine"
    assert texts(record, "staff") == [JOINED.text]


def test_a_second_person_is_told_whose_it_is_and_takes_it_over_only_by_name(record):
    begin(record)
    attend(record)
    theirs = attend(record, DOCTOR)
    assert (theirs.outcome, theirs.attendance.who) == ("theirs", NURSE)
    assert attend(record, DOCTOR, instead_of="s3").outcome == "theirs"
    assert attend(record, DOCTOR, instead_of="s1").outcome == "begun"
    assert record.attendance.of("c1").who == DOCTOR
    assert record.attendance.say("c1", NURSE, "n1", Message("Hello."), NOW).message is None


def test_of_two_who_take_over_at_once_one_has_it(record):
    begin(record)
    people = [Attendant(f"s{number}", f"Person {number}", "Nurse") for number in range(6)]
    outcomes = []
    threads = [threading.Thread(target=lambda who=who: outcomes.append(attend(record, who))) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.outcome for one in outcomes) == ["begun", *["theirs"] * 5]
    assert texts(record, "staff") == [JOINED.text]
    assert len({one.attendance.who for one in outcomes}) == 1


def test_nobody_writes_to_a_patient_who_did_not_agree_that_her_words_are_kept(record):
    begin(record, consent=False, status="declined")
    assert attend(record).outcome == "declined"
    assert record.attendance.of("c1") is None


def test_what_is_sent_twice_is_said_once(record):
    begin(record)
    attend(record)
    first = record.attendance.say("c1", NURSE, "n1", Message("How are you?"), NOW)
    again = record.attendance.say("c1", NURSE, "n1", Message("How are you?"), LATER)
    assert again.message == first.message
    assert texts(record, "staff") == [JOINED.text, "How are you?"]


def test_what_is_sent_by_many_threads_under_one_id_is_said_once(record):
    begin(record)
    attend(record)
    said = []
    threads = [
        threading.Thread(target=lambda: said.append(record.attendance.say("c1", NURSE, "n1", Message("Hi."), NOW)))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.message.id for one in said}) == 1
    assert texts(record, "staff").count("Hi.") == 1


def test_what_was_sent_before_the_conversation_was_handed_back_is_known_after_it(record):
    begin(record)
    attend(record)
    first = record.attendance.say("c1", NURSE, "n1", Message("Goodbye."), NOW)
    hand_back(record)
    assert record.attendance.say("c1", NURSE, "n1", Message("Goodbye."), NOW).message == first.message
    assert record.attendance.say("c1", NURSE, "n2", Message("One more."), NOW).message is None


def test_a_message_to_a_person_is_stored_and_has_no_turn(record):
    begin(record)
    attend(record)
    accepted = write(record, "m1")
    assert (accepted.outcome, accepted.state, accepted.claim) == ("new", "done", None)
    assert claim(record) is None
    assert record.inbox.waiting(LATER) == []
    answer = record.outbox.answer("c1", "m1")
    assert (answer.is_final, answer.messages, answer.written_to) == (True, (), "Nurse")
    assert write(record, "m1").outcome == "known"


def test_a_message_that_was_read_before_somebody_joined_is_read_again(record):
    begin(record)
    arrival = Arrival("c1", "m1", "34", (), "hash", record.conversations.find("c1").version, NOW + DAY)
    attend(record)
    with pytest.raises(BehindTheRecord):
        record.inbox.accept(arrival, NOW)


def test_what_waits_when_somebody_joins_is_not_worked_on_until_it_is_handed_back(record):
    begin(record)
    take(record, "m1")
    attend(record)
    assert claim(record) is None
    assert record.inbox.waiting(LATER) == []
    assert record.outbox.silent(LATER) == []
    assert record.outbox.hold("c1", "m1", Message("Please wait."), LATER) is False
    assert hand_back(record) is True
    assert record.inbox.waiting(LATER) == ["c1"]
    assert claim(record).inbound.id == "m1"
    assert texts(record)[-1] == "It is the program again."  # its own turn says what comes next


def test_a_turn_under_way_when_somebody_joins_keeps_its_facts_and_says_nothing(record):
    begin(record, question="age", said=("S01",))
    take(record, "m1")
    running = claim(record)
    attend(record)
    went_on = Standing(question="planning", passed=("cycles",), said=("S01", "S02"), advice=True, status="completed")
    came = Outcome(went_on, (Message("Thanks. Next?"),), (Fact("age", value=34),), events=({"event": "completed"},))
    assert record.outbox.finish(running, came, LATER) is True
    assert texts(record)[-1] == JOINED.text
    opened = record.conversations.open("c1")
    assert [fact.path for fact in opened.facts] == ["age"]
    assert opened.conversation.standing == Standing(question="age", passed=("cycles",), said=("S01",))
    assert record.outbox.answer("c1", "m1").is_final


def test_danger_that_a_turn_under_way_has_found_is_said_without_anything_to_tap(record):
    begin(record, question="age")
    take(record, "m1")
    running = claim(record)
    attend(record)
    danger = Message("Call 999.", (), None, "T0")
    asks = Message("Can you get help?", (), {"id": "can_you_get_help"})
    after = Standing(question="can_you_get_help", resume="age", said=("E01",), status="escalated")
    record.outbox.finish(running, Outcome(after, (danger, asks)), LATER)
    assert texts(record)[-2:] == [JOINED.text, "Call 999."]
    assert record.conversations.find("c1").standing == after


def test_consent_given_while_somebody_joins_is_kept_and_a_refusal_ends_it(record):
    begin(record, question="consent")
    take(record, "m1", held=True)
    running = claim(record)
    attend(record)
    record.outbox.finish(running, Outcome(Standing(question="for_whom", consent=True), consent="given"), LATER)
    assert record.conversations.find("c1").standing.consent is True
    take(record, "m2")
    hand_back(record)
    running = claim(record)
    attend(record)
    refused = Outcome(Standing(consent=False, status="declined"), (Message("Nothing is kept."),), consent="refused")
    record.outbox.finish(running, refused, LATER)
    assert record.attendance.of("c1") is None
    assert texts(record)[-1] == "Nothing is kept."


def test_a_turn_that_fails_while_a_person_writes_is_not_told_to_the_patient(record):
    begin(record)
    take(record, "m1")
    running = claim(record)
    attend(record)
    assert record.outbox.fail(running, Message("I could not."), {"event": "action_failed"}, LATER)
    assert texts(record)[-1] == JOINED.text
    assert "action_failed" in [event.name for event in record.casefiles.read("c1").events]


def test_a_turn_that_ends_after_the_conversation_was_handed_back_says_its_words_and_undoes_nothing(record):
    begin(record, question="age")
    take(record, "m1")
    running = claim(record)
    attend(record)
    held = record.conversations.find("c1").standing
    after = replace(held, question="can_you_get_help", said=("E01",), status="escalated", resume="age")
    danger = Screened((Message("Call 999.", level="T0"),), (), Change(held, after), "T0")
    write(record, "m2", "chest pain", screened=danger)
    hand_back(record)
    record.outbox.finish(running, outcome(), LATER)
    standing = record.conversations.find("c1").standing
    assert standing.said == ("E01",)
    assert standing.status == "escalated"
    assert texts(record)[-1] == "Thanks."


def test_what_staff_were_told_of_is_kept_beside_what_the_patient_was_told(record):
    begin(record)
    attend(record)
    held = record.conversations.find("c1").standing
    event = {"event": "safety", "level": "T2", "rules": ["S01"]}
    write(record, "m1", screened=Screened((), (), Change(held, held), "T2", None, (event,), told=("S01",)))
    write(record, "m2", "And?", screened=Screened((), (), Change(held, held), None, told=("S02",)))
    opened = record.conversations.open("c1")
    assert opened.told == ("S01", "S02")
    assert opened.conversation.level == "T2"
    assert opened.conversation.standing.said == ()


def test_handed_back_it_says_so_and_the_question_comes_back(record):
    begin(record)
    attend(record)
    assert hand_back(record) is True
    assert texts(record)[-2:] == ["It is the program again.", "How old are you?"]
    left, asked = record.outbox.transcript("c1")[-2:]
    assert (left.sender, left.title, asked.sender) == ("staff", "Nurse", "assistant")
    assert record.attendance.of("c1") is None
    assert hand_back(record) is False
    assert claim(record) is None
    take(record, "m1")
    assert claim(record).inbound.id == "m1"


def test_only_who_writes_can_hand_back(record):
    begin(record)
    attend(record)
    assert hand_back(record, Leaving(by="s2")) is False
    assert record.attendance.of("c1").who == NURSE


def test_what_comes_between_reading_and_handing_back_is_not_passed_over(record):
    begin(record)
    attend(record)
    opened = record.conversations.open("c1")
    write(record, "m1")
    back = HandBack("c1", opened.conversation.version, Message("Back."), Standing(), Leaving(by="s1"))
    with pytest.raises(BehindTheRecord):
        record.attendance.hand_back(back, LATER)
    assert record.attendance.of("c1") is not None


def test_who_is_not_seen_for_long_is_gone_and_staff_are_told(record):
    begin(record)
    attend(record)
    assert record.attendance.unseen(NOW) == []
    late = NOW + timedelta(minutes=3)
    assert record.attendance.unseen(late) == ["c1"]
    assert hand_back(record, Leaving(unseen_since=late)) is True
    assert record.outbox.transcript("c1")[-2].sender == "assistant"
    assert "attendance_lapsed" in [event.name for event in record.casefiles.read("c1").events]
    assert record.notices is not None


def test_who_is_seen_again_in_the_last_moment_stays(record):
    begin(record)
    attend(record)
    limit = NOW + timedelta(minutes=3)
    record.attendance.beat("c1", "s1", limit + timedelta(seconds=1))
    assert hand_back(record, Leaving(unseen_since=limit)) is False
    assert record.attendance.of("c1") is not None


SILENT = Message("The nurse has not written.")


def told_of_waiting(record, since):
    return record.attendance.tell_of_waiting("c1", SILENT, since, since + timedelta(minutes=3))


def test_who_waits_for_an_answer_of_a_person_is_told_so_once(record):
    begin(record)
    attend(record)
    write(record, "m1")
    since = NOW + timedelta(seconds=1)
    assert record.attendance.kept_waiting(NOW) == []
    assert record.attendance.kept_waiting(since) == ["c1"]
    assert told_of_waiting(record, since) is True
    assert texts(record, "assistant")[-1] == SILENT.text
    later = since + timedelta(hours=1)
    assert record.attendance.kept_waiting(later) == []
    assert told_of_waiting(record, later) is False
    assert [event.name for event in record.attendance.alerts("c1", NOW)] == ["attendant_silent"]


def test_who_joins_and_writes_nothing_keeps_her_waiting_too(record):
    begin(record)
    attend(record)
    assert record.attendance.kept_waiting(NOW + timedelta(seconds=1)) == ["c1"]


def test_who_was_answered_or_sees_somebody_type_is_not_told_that_she_waits(record):
    begin(record)
    attend(record)
    write(record, "m1")
    since = NOW + timedelta(minutes=1)
    record.attendance.beat("c1", "s1", since + timedelta(seconds=1), is_typing=True)
    assert told_of_waiting(record, since) is False
    record.attendance.say("c1", NURSE, "n1", Message("I am here."), since + timedelta(seconds=2))
    assert told_of_waiting(record, since + timedelta(hours=1)) is False


def test_after_it_was_handed_back_nobody_is_told_that_a_person_is_silent(record):
    begin(record)
    attend(record)
    write(record, "m1")
    hand_back(record)
    assert told_of_waiting(record, LATER + timedelta(hours=1)) is False


def test_typing_shows_for_a_moment_and_goes_with_the_message(record):
    begin(record)
    attend(record)
    record.attendance.beat("c1", "s1", LATER, is_typing=True)
    assert record.attendance.shown(["c1"], LATER) == {"c1": ("Nurse", True)}
    assert record.attendance.shown(["c1"], LATER + timedelta(seconds=10)) == {"c1": ("Nurse", False)}
    record.attendance.beat("c1", "s1", LATER + timedelta(seconds=20), is_typing=True)
    record.attendance.say("c1", NURSE, "n1", Message("Hello."), LATER + timedelta(seconds=21))
    assert record.attendance.shown(["c1"], LATER + timedelta(seconds=21)) == {"c1": ("Nurse", False)}


def test_a_page_of_somebody_else_keeps_no_attendance_alive(record):
    begin(record)
    attend(record)
    record.attendance.beat("c1", "s2", NOW + timedelta(minutes=5), is_typing=True)
    assert record.attendance.of("c1").seen_at == NOW


def test_who_has_a_conversation_open_is_told_who_else_has(record):
    begin(record)
    assert record.attendance.look("c1", "s1", "Nurse Ann", NOW) == []
    assert [one.name for one in record.attendance.look("c1", "s2", "Dr Bell", LATER)] == ["Nurse Ann"]
    assert [one.name for one in record.attendance.look("c1", "s1", "Nurse Ann", LATER)] == ["Dr Bell"]
    assert record.attendance.look("c1", "s1", "Nurse Ann", LATER + timedelta(minutes=2)) == []


def test_a_patient_may_erase_everything_while_a_person_writes(record):
    begin(record)
    attend(record)
    record.attendance.look("c1", "s1", "Nurse Ann", NOW)
    receipt = record.conversations.erase("c1", "patient", LATER)
    assert (receipt.counts["attendances"], receipt.counts["presence"]) == (1, 1)
    assert record.attendance.of("c1") is None
    assert record.attendance.unseen(NOW + DAY) == []
    assert record.attendance.beat("c1", "s1", LATER) is None
    with pytest.raises(UnknownConversation):
        record.attendance.say("c1", NURSE, "n1", Message("Hello."), LATER)
    with pytest.raises(UnknownConversation):
        record.attendance.look("c1", "s1", "Nurse Ann", LATER)


def test_each_step_stands_in_the_log_without_a_word_of_it(record):
    begin(record)
    attend(record)
    record.attendance.say("c1", NURSE, "n1", Message("a-secret-word"), NOW)
    attend(record, DOCTOR, instead_of="s1")
    hand_back(record, Leaving(by="s2"))
    lines = record.audit.lines(Sought(conversation="c1"))
    told = [(line.act.actor, line.act.action) for line in reversed(lines)]
    assert told == [("s1", "attend.begin"), ("s1", "attend.say"), ("s2", "attend.begin"), ("s2", "attend.end")]
    assert "a-secret-word" not in str(lines)
    assert record.audit.verify() == []
