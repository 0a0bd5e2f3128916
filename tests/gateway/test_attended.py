"""A person from the clinic writes: the program is silent, the patient knows who writes, the lane listens on."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
import uuid
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import httpx
import pytest

from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import HURRIED, RunningGateway, texts, until
from tests.support.page_visitor import PageVisitor
from tests.support.postgresql import POSTGRESQL, own_schema
from yarrow.clinical.fact import Fact, Provenance
from yarrow.gateway import words
from yarrow.intake.turn import Message
from yarrow.settings import ConsoleSettings
from yarrow.store.attendance_values import Attendant, Leaving
from yarrow.store.rows import add_facts
from yarrow.web.handing_back import hand_back

NURSE = Attendant("s1", "Nurse Ann", "Nurse")
KEY = "the key of the tests' audit log, long enough"


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def settings(request, tmp_path_factory):
    """Where the record is, one for all these tests."""
    home = tmp_path_factory.mktemp("home")
    console = ConsoleSettings(audit_key=KEY)
    if request.param == "sqlite":
        yield {"home": home, "console": console}
        return
    with own_schema(f"yarrow_attended_{os.getpid()}_{uuid.uuid4().hex[:8]}") as url:
        if url is None:
            pytest.skip(f"No PostgreSQL at {POSTGRESQL}: start one there to run this test.")
        yield {"home": home, "console": console, "database_url": url}


@pytest.fixture(scope="module")
def running(settings):
    with RunningGateway(**settings) as one:
        ready(one)
        yield one


@pytest.fixture
def gateway(running):
    yield running
    running.rasa.mode, running.rasa.delay = "ok", 0.0


@pytest.fixture(scope="module")
def hasty(running, settings):
    """Two gateways on that record that give a person up after a second."""
    pace = replace(HURRIED, attendant_gone=1.0, attendant_silent=0.5)
    with RunningGateway(**settings, pace=pace) as one, RunningGateway(**settings, pace=pace):
        ready(one)
        yield one


def ready(gateway):
    until(lambda: gateway.http.post("/api/conversations").status_code == 201, 30)


def now():
    return datetime.now(timezone.utc)


def joins(gateway, chat, who=NURSE, **how):
    begun = gateway.record.attendance.begin(chat.id, who, Message("A nurse has joined."), now(), **how)
    assert begun.outcome == "begun"


def leaves(gateway, chat, who=NURSE):
    return hand_back(gateway.record, gateway.front_desk, chat.id, Leaving(by=who.staff), now())


def staff_of(heard):
    """What the stream tells next of who writes."""
    while (event := heard.get(timeout=10))["event"] != "staff":
        pass
    return event["data"]


def sent(chat, text):
    """Send it as a client does: again under the same id, until it is taken."""
    until(lambda: chat.say(text, id=f"m-{text}").status_code == 200)


def history(chat):
    return [(message["from"], message["text"]) for message in chat.history()]


def listening(chat, **params):
    """The events of a conversation, as they come, in a queue."""
    heard = queue.Queue()

    def listen():
        with contextlib.suppress(httpx.HTTPError):  # the gateway stops under it when the test is over
            for event in chat.events(**params):
                heard.put(event)

    threading.Thread(target=listen, daemon=True).start()
    return heard


def test_while_a_person_writes_nothing_is_sent_to_rasa_and_nothing_is_said(gateway):
    chat = gateway.agreed()
    joins(gateway, chat)
    turns = len(gateway.rasa.seen)
    answer = chat.say("Are you there?", id="m-1").json()
    assert answer == {"messages": [], "complete": True, "answered": None, "staff": {"title": "Nurse"}}
    assert chat.say("Are you there?", id="m-1").json() == answer
    time.sleep(HURRIED.holding_after + 0.3)
    assert len(gateway.rasa.seen) == turns
    assert history(chat)[-2:] == [("staff", "A nurse has joined."), ("patient", "Are you there?")]


def test_messages_of_staff_say_what_they_are_and_the_history_who_writes_now(gateway):
    chat = gateway.agreed()
    joins(gateway, chat)
    gateway.record.attendance.say(chat.id, NURSE, "n-1", Message("Hello, how are you?"), now())
    told = chat.get("messages").json()
    assert told["staff"] == {"title": "Nurse"}
    assert told["messages"][-1]["by"] == {"title": "Nurse"}
    assert "Ann" not in str(told)
    assert told["messages"][0]["by"] is None


def test_danger_in_words_to_a_person_is_still_answered_at_once_and_kept_for_staff(gateway):
    chat = gateway.agreed()
    joins(gateway, chat)
    answer = chat.say("I am bleeding heavily")
    assert texts(answer) == [SAFETY_TEXT]
    assert answer.json()["messages"][0]["choices"] == []
    assert answer.json()["staff"] == {"title": "Nurse"}
    casefile = gateway.record.casefiles.read(chat.id)
    assert casefile.conversation.level == "T0"
    assert [event.name for event in casefile.events][-1] == "safety"
    assert "symptoms.bleeding" in [fact.path for fact in casefile.facts]
    assert chat.say("still bleeding heavily").json()["messages"] == []


def test_a_turn_under_way_when_a_person_joins_keeps_its_facts_and_says_nothing(gateway):
    chat = gateway.agreed()
    chat.say(choice="pregnant_now:no")
    gateway.rasa.delay = 0.8
    turns = len(gateway.rasa.seen)
    answers = []
    sender = threading.Thread(target=lambda: answers.append(chat.say("34", id="m-1").json()))
    sender.start()
    until(lambda: len(gateway.rasa.seen) > turns)
    joins(gateway, chat)
    sender.join()
    assert answers[0]["messages"] == []
    assert answers[0]["staff"] == {"title": "Nurse"}
    assert history(chat)[-1] == ("staff", "A nurse has joined.")
    assert chat.get("record").json()["facts"]["age"] == 34


def test_a_message_that_waits_when_a_person_joins_is_answered_once_it_is_handed_back(gateway):
    chat = gateway.agreed()
    chat.say(choice="pregnant_now:no")
    gateway.rasa.stop()
    held = chat.say("34", id="m-1")
    assert texts(held) == [words.HOLDING]
    joins(gateway, chat)
    gateway.rasa.start()
    time.sleep(0.6)
    assert history(chat)[-1] == ("staff", "A nurse has joined.")
    assert leaves(gateway, chat)
    until(lambda: history(chat)[-1] == ("assistant", "How old are you?"))
    said = [text for _, text in history(chat)]
    assert said.count("34") == 1
    assert [text for text in said if text.startswith("Again:")] == []  # its own turn put the question
    assert len([turn for turn in gateway.rasa.seen if turn.said.id == "m-1" and turn.conversation == chat.id]) == 1


def test_a_turn_that_fails_while_a_person_writes_is_left_to_the_person(gateway):
    chat = gateway.agreed()
    gateway.rasa.mode, gateway.rasa.delay = "error", 0.4
    turns = len(gateway.rasa.seen)
    sender = threading.Thread(target=lambda: chat.say("34", id="m-1"))
    sender.start()
    until(lambda: len(gateway.rasa.seen) > turns)
    joins(gateway, chat)
    sender.join()
    assert [text for _, text in history(chat) if text in (words.FAILURE, words.HOLDING)] == []
    gateway.rasa.mode, gateway.rasa.delay = "ok", 0.0
    assert leaves(gateway, chat)
    until(lambda: gateway.record.outbox.answer(chat.id, "m-1").is_final)
    assert gateway.record.outbox.answer(chat.id, "m-1").messages


def test_handed_back_the_open_question_comes_back_and_the_program_answers_again(gateway):
    chat = gateway.agreed()
    joins(gateway, chat)
    chat.say("Hello")
    assert leaves(gateway, chat)
    assert history(chat)[-2:] == [("staff", "Nurse left"), ("assistant", "Again: pregnant_now?")]
    answer = chat.say(choice="pregnant_now:no")
    assert texts(answer) == ["How old are you?"]
    assert answer.json()["staff"] is None


def test_the_stream_tells_who_writes_and_that_they_are_typing(gateway):
    chat = gateway.agreed()
    heard = listening(chat)
    joins(gateway, chat)
    assert staff_of(heard) == {"title": "Nurse", "typing": False}
    gateway.record.attendance.beat(chat.id, NURSE.staff, now(), is_typing=True)
    assert staff_of(heard) == {"title": "Nurse", "typing": True}
    gateway.record.attendance.say(chat.id, NURSE, "n-1", Message("Hello."), now())
    assert staff_of(heard) == {"title": "Nurse", "typing": False}
    leaves(gateway, chat)
    assert staff_of(heard) == {"title": None, "typing": False}


def test_who_opens_the_stream_later_is_told_at_once_that_a_person_writes(gateway):
    chat = gateway.agreed()
    joins(gateway, chat)
    assert listening(chat).get(timeout=10) == {"event": "staff", "data": {"title": "Nurse", "typing": False}}


def test_a_patient_may_delete_everything_while_a_person_writes(gateway):
    chat = gateway.agreed()
    joins(gateway, chat)
    heard = listening(chat)
    assert staff_of(heard)["title"] == "Nurse"
    assert gateway.http.delete(chat.path, headers=chat.key).status_code == 200
    assert heard.get(timeout=5)["event"] == "erased"
    assert chat.say("Hello").status_code == 410
    assert leaves(gateway, chat) is False


def test_many_messages_around_a_takeover_are_each_kept_once_and_none_is_answered_after_it(gateway):
    chat = gateway.agreed()
    chat.say(choice="pregnant_now:no")
    gateway.rasa.delay = 0.05
    threads = [threading.Thread(target=sent, args=(chat, f"3{number}")) for number in range(8)]
    for place, thread in enumerate(threads):
        thread.start()
        if place == 4:
            joins(gateway, chat)
    for thread in threads:
        thread.join()
    said = history(chat)
    assert sorted(text for who, text in said if who == "patient" and text.startswith("3")) == [
        f"3{n}" for n in range(8)
    ]
    after = said[said.index(("staff", "A nurse has joined.")) + 1 :]
    assert {who for who, _ in after} <= {"patient"}


def test_before_consent_words_to_a_person_are_held_apart_and_go_when_it_is_refused(gateway):
    chat = gateway.begin()
    joins(gateway, chat)
    chat.say("a-secret-word")
    leaves(gateway, chat)
    chat.say(choice="consent:no")
    assert "a-secret-word" not in str(chat.history())
    begun = gateway.record.attendance.begin(chat.id, NURSE, Message("A nurse has joined."), now())
    assert begun.outcome == "declined"


def test_a_person_who_is_gone_leaves_nobody_writing_into_silence(hasty):
    chat = hasty.agreed()
    heard = listening(chat)
    joins(hasty, chat)
    assert staff_of(heard)["title"] == "Nurse"
    assert staff_of(heard)["title"] is None
    assert history(chat)[-2:] == [("assistant", "Nurse lapsed"), ("assistant", "Again: pregnant_now?")]
    assert [event.name for event in hasty.record.casefiles.read(chat.id).events][-1] == "attendance_lapsed"
    assert texts(chat.say(choice="pregnant_now:no")) == ["How old are you?"]


def test_a_person_whose_page_is_there_stays(hasty):
    chat = hasty.agreed()
    joins(hasty, chat)
    for _ in range(8):
        hasty.record.attendance.beat(chat.id, NURSE.staff, now() + timedelta(seconds=11))
        time.sleep(0.2)
    assert hasty.record.attendance.of(chat.id) is not None


def test_a_person_whose_page_is_there_but_who_says_nothing_is_not_waited_for_without_a_word(hasty):
    chat = hasty.agreed()
    joins(hasty, chat)
    chat.say("Are you there?")
    until(lambda: history(chat)[-1] == ("assistant", "Nurse silent"))
    hasty.record.attendance.beat(chat.id, NURSE.staff, now() + timedelta(seconds=11))
    time.sleep(0.6)
    assert history(chat).count(("assistant", "Nurse silent")) == 1
    assert chat.get("messages").json()["staff"] == {"title": "Nurse"}


def test_two_gateways_that_both_find_a_person_gone_hand_back_once(hasty):
    chats = [hasty.agreed() for _ in range(4)]
    for chat in chats:
        joins(hasty, chat)
    until(lambda: all(hasty.record.attendance.of(chat.id) is None for chat in chats))
    time.sleep(0.3)
    for chat in chats:
        assert history(chat)[-2:] == [("assistant", "Nurse lapsed"), ("assistant", "Again: pregnant_now?")]
        assert history(chat).count(("assistant", "Nurse lapsed")) == 1


def test_nothing_is_changed_behind_the_back_of_a_person_who_writes(gateway):
    chat = gateway.agreed()
    chat.say("34")
    joins(gateway, chat)
    refused = chat.say("35", changes="age", id="m-change")
    assert (refused.status_code, refused.json()["detail"]) == (409, words.TELL_THE_PERSON)
    assert "35" not in [text for _, text in history(chat)]
    danger = chat.say("I am bleeding heavily", changes="age")
    assert danger.json()["messages"][0]["text"] == SAFETY_TEXT
    leaves(gateway, chat)
    assert chat.say("35", changes="age", id="m-change").status_code == 200


def test_the_page_without_scripts_says_who_writes_and_offers_no_answer_of_the_programs(gateway):
    visitor = PageVisitor(gateway)
    visitor.begin()
    visitor.say(choice="consent:yes")
    talk = visitor.http.cookies["yarrow_chat"].split(".")[0].strip('"')
    gateway.record.attendance.begin(talk, NURSE, Message("A nurse has joined."), now())
    page = visitor.get("/chat").text
    assert "A person writes with you now: Nurse." in page
    assert 'value="pregnant_now:no"' not in page
    assert "Nurse (clinic) said" in page
    assert 'name="act" value="why"' not in page
    page = visitor.say("Hello, nurse").text
    assert "Hello, nurse" in page
    assert "The answer is taking longer than usual" not in page
    hand_back(gateway.record, gateway.front_desk, talk, Leaving(by=NURSE.staff), now())
    page = visitor.get("/chat").text
    assert "A person writes with you now" not in page
    assert "Again: pregnant_now?" in page
    visitor.http.close()


def test_in_her_copy_what_a_person_wrote_back_to_private_words_is_left_out(gateway):
    chat = gateway.agreed()
    joins(gateway, chat)
    chat.say("he hits me", id="m-private")
    gateway.record.attendance.say(chat.id, NURSE, "n-1", Message("Does he hit you often?"), now())
    chat.say("another matter", id="m-open")
    gateway.record.attendance.say(chat.id, NURSE, "n-2", Message("I see."), now())
    with gateway.record.database.write() as connection:
        told = Fact("symptoms.abuse", value=True, provenance=Provenance("m-private", 0, 10, "he hits me"))
        add_facts(connection, chat.id, 9, (told,), now())
    copy = [message["text"] for message in chat.get("conversation.json").json()["messages"]]
    assert copy[-2:] == ["another matter", "I see."]
    assert "hit" not in str(copy)
