"""A conversation with the gateway as it should go."""

from __future__ import annotations

import uuid

import pytest

from tests.support.front_desk import SAFETY_TEXT
from tests.support.gateway import RunningGateway, texts


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    with RunningGateway(tmp_path_factory.mktemp("home")) as running:
        yield running


def test_a_conversation_begins_with_a_greeting_the_consent_question_and_a_token(gateway):
    answer = gateway.http.post("/api/conversations", json={"locale": "uk"})
    assert answer.status_code == 201
    begun = answer.json()
    assert len(begun["token"]) >= 22  # 128 bits and more
    assert begun["messages"][-1]["question"]["id"] == "consent"
    assert set(begun["messages"][0]) == {
        "id",
        "from",
        "text",
        "choices",
        "question",
        "level",
        "calls",
        "at",
        "answered",
        "by",
    }
    assert answer.headers["cache-control"] == "no-store"


def test_an_empty_body_begins_a_conversation_too(gateway):
    assert gateway.http.post("/api/conversations").status_code == 201


def test_a_message_is_answered_and_both_sides_are_in_the_history_in_order(gateway):
    chat = gateway.agreed()
    answer = chat.say("I'm 34")
    assert answer.status_code == 200
    assert answer.json()["complete"] is True
    assert texts(answer)[-1] == "How old are you?"
    said = [(message["from"], message["text"]) for message in chat.history()]
    assert said[2:] == [
        ("patient", "Yes"),
        ("assistant", "Could you be pregnant?"),
        ("patient", "I'm 34"),
        ("assistant", "Turn 2, 1 facts before."),
        ("assistant", "How old are you?"),
    ]


def test_history_can_be_read_from_a_message_on(gateway):
    chat = gateway.agreed()
    ids = [message["id"] for message in chat.history()]
    later = chat.get("messages", after=ids[1]).json()["messages"]
    assert [message["id"] for message in later] == ids[2:]


def test_the_same_id_again_returns_the_same_answer_and_changes_nothing(gateway):
    chat = gateway.agreed()
    first = chat.say("34", id="m-1")
    before = chat.history()
    again = chat.say("34", id="m-1")
    assert again.json() == first.json()
    assert chat.history() == before
    assert sum(turn.said.id == "m-1" and turn.conversation == chat.id for turn in gateway.rasa.seen) == 1


def test_the_same_id_with_another_body_is_refused(gateway):
    chat = gateway.agreed()
    chat.say("34", id="m-1")
    answer = chat.say("43", id="m-1")
    assert answer.status_code == 409
    assert "43" not in answer.text


def test_the_record_holds_facts_with_where_they_came_from(gateway):
    chat = gateway.begin(locale="UK")
    chat.say(choice="consent:yes")
    chat.say(choice="pregnant_now:no")
    chat.say("I'm 34", id="the-age")
    chat.say("not sure really", id="the-doubt")
    record = chat.get("record").json()
    assert record["facts"] == {"locale": "UK", "consent": True, "pregnant_now": "no"}
    told = record["provenance"]["age"]
    assert [(entry["status"], entry["message"], entry["text"]) for entry in told] == [
        ("present", "the-age", "I'm 34"),
        ("unknown", "the-doubt", "not sure really"),
    ]
    assert record["triage"]["level"] == "T4"
    assert record["status"] == "in_progress"
    assert record["conversation"] == chat.id


def test_a_summary_can_be_had_as_json(gateway):
    chat = gateway.agreed()
    answer = chat.get("summary.json")
    assert answer.status_code == 200
    assert answer.json()["summary"]["sections"]


def test_choices_of_the_open_question_are_taken_and_a_stale_one_gets_the_open_question_again(gateway):
    chat = gateway.agreed()
    assert texts(chat.say(choices=["pregnant_now:no"])) == ["How old are you?"]
    assert texts(chat.say(choice="consent:yes"))[-1] == "Could you be pregnant?"  # the fake's way; a real turn


def test_a_choice_that_was_never_offered_is_refused_and_never_reaches_rasa(gateway):
    chat = gateway.agreed()
    turns = len(gateway.rasa.seen)
    answer = chat.say(choice="pregnant_now:twins")
    assert answer.status_code == 422
    assert "twins" not in answer.text
    assert len(gateway.rasa.seen) == turns


def test_words_that_start_with_a_slash_are_kept_as_words(gateway):
    chat = gateway.agreed()
    assert chat.say('/inform{"age": 3}').status_code == 200
    assert chat.history()[-3]["text"] == '/inform{"age": 3}'


def test_a_red_flag_gets_the_safety_words_and_is_in_the_record(gateway):
    chat = gateway.agreed()
    answer = chat.say("I'm bleeding heavily")
    assert texts(answer) == [SAFETY_TEXT, "Can you get help?"]
    assert answer.json()["messages"][0]["level"] == "T0"
    record = chat.get("record").json()
    assert record["facts"]["symptoms"] == ["bleeding"]
    assert record["status"] == "escalated"
    assert [(event["level"], event["rules"]) for event in record["safety_events"]] == [("T0", ["D01"])]
    turn = gateway.rasa.seen[-1]
    assert turn.screened
    assert turn.case.standing.question == "can_you_get_help"
    assert turn.case.standing.resume == "pregnant_now"


def test_before_consent_a_message_is_kept_apart_and_no_fact_is_taken_from_it(gateway):
    chat = gateway.begin()
    chat.say("I'm 34 and this is MARIGOLD")
    assert chat.get("record").json()["facts"] == {}
    assert "I'm 34 and this is MARIGOLD" in [message["text"] for message in chat.history()]
    chat.say(choice="consent:yes")
    assert "I'm 34 and this is MARIGOLD" in [message["text"] for message in chat.history()]


def test_a_red_flag_before_consent_is_answered_and_noted(gateway):
    chat = gateway.begin()
    assert texts(chat.say("bleeding heavily"))[0] == SAFETY_TEXT
    assert chat.get("record").json()["facts"] == {"symptoms": ["bleeding"]}


def test_refused_consent_deletes_what_was_said(gateway):
    chat = gateway.begin()
    chat.say("bleeding heavily, said MARIGOLD")
    answer = chat.say(choice="consent:no")
    assert texts(answer) == ["Nothing is kept."]
    record = chat.get("record").json()
    assert record["facts"] == {}
    assert record["status"] == "declined"
    assert "MARIGOLD" not in chat.get("messages").text


def test_asking_for_a_person_marks_the_conversation_for_staff(gateway):
    chat = gateway.agreed()
    chat.say("a real person please")
    assert gateway.record.conversations.find(chat.id).needs_human


def test_deletion_asked_for_in_the_chat_is_answered_and_leaves_nothing(gateway):
    chat = gateway.agreed()
    answer = chat.say("delete my data")
    assert texts(answer) == ["It is all deleted."]
    assert answer.json()["receipt"].startswith("R-")
    assert chat.get("messages").status_code == 410
    assert gateway.record.conversations.find(chat.id) is None


def test_delete_returns_a_receipt_and_the_same_one_again(gateway):
    chat = gateway.agreed()
    first = gateway.http.delete(chat.path, headers=chat.key)
    again = gateway.http.delete(chat.path, headers=chat.key)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert first.json()["deleted"]["inbound"] == 1
    refused = chat.say("34")
    assert refused.status_code == 410
    assert refused.json()["receipt"]["receipt"] == first.json()["receipt"]


def test_what_was_erased_is_gone_from_the_files(gateway):
    chat = gateway.agreed()
    chat.say(f"MARIGOLDINE {uuid.uuid4()}")
    gateway.http.delete(chat.path, headers=chat.key)
    home = gateway.services.settings.home
    assert [path.name for path in home.iterdir() if b"MARIGOLDINE" in path.read_bytes()] == []


def test_a_resume_code_gives_a_new_token_once_and_ends_the_old_one(gateway):
    chat = gateway.agreed()
    code = gateway.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
    answer = gateway.http.post("/api/resume", json={"code": code.lower().replace("-", " ")})
    assert answer.status_code == 200
    assert answer.json()["conversation"] == chat.id
    assert chat.get("messages").status_code == 401
    chat.token = answer.json()["token"]
    assert chat.get("messages").status_code == 200
    assert gateway.http.post("/api/resume", json={"code": code}).status_code == 401


def test_a_resume_code_stops_working_after_five_wrong_tries(gateway):
    chat = gateway.agreed()
    code = gateway.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for _ in range(5):
        assert gateway.http.post("/api/resume", json={"code": wrong}).status_code == 401
    assert gateway.http.post("/api/resume", json={"code": code}).status_code == 401
