"""A history from the hello to the advice, danger in the middle of one, another device, and deletion: all over HTTP."""

from __future__ import annotations

import uuid

import pytest

from tests.support.gateway import Chat, texts, until
from tests.support.histories import ids, whole_history
from tests.support.over_http import OverHttp
from tests.support.patient import Patient

pytestmark = pytest.mark.timeout(120)


def test_a_whole_history_ends_with_level_advice_and_a_complete_record(yarrow):
    patient, chat, record = whole_history(yarrow)
    sections = [message["question"]["section"] for message in patient.said if message["question"]]
    order = ["opening", "safety", "about", "losses", "autoimmune", "gut", "wellbeing", "closing"]
    assert list(dict.fromkeys(sections)) == order
    assert record["status"] == "completed"
    assert record["facts"]["losses_count"] == 3
    assert [loss["weeks"] for loss in record["facts"]["losses"]] == [8, 9, 7]
    assert record["facts"]["conditions"] == ["hashimoto"]
    assert record["facts"]["gut_symptoms" if "gut_symptoms" in record["facts"] else "symptoms"]
    assert record["triage"]["level"] in ("T3", "T4")
    assert {"P01", "P08"} <= set(ids(record["triage"]["rules"]))
    advised = ids(record["triage"]["recommendations"])
    assert {"R_RPL_CLINIC", "E_APL", "I_SAFETY_NET", "I_NO_DIAGNOSIS"} <= set(advised)
    assert record["triage"]["level"] in {message["level"] for message in patient.said}
    assert chat.get("summary.json").json()["summary"]


def test_every_fact_of_the_record_was_told_in_a_message_of_the_history(yarrow):
    _, chat, record = whole_history(yarrow)
    said = {message["id"]: message["text"] for message in chat.history() if message["from"] == "patient"}
    told = [(path, entry) for path, entries in record["provenance"].items() for entry in entries]
    # Where she lives was given when the conversation was begun; the score is the sum of two answers.
    assert {path for path, entry in told if entry["message"] not in said} <= {"locale", "phq2"}
    for path, entry in told:
        if entry["captured"] == "text" and entry["end"] is not None:
            assert said[entry["message"]][entry["start"] : entry["end"]] == entry["text"], path


def test_danger_in_the_middle_stops_the_history_once_and_a_mistake_brings_it_back(yarrow):
    chat = yarrow.agreed()
    chat.say(choice="pregnant_now:no")
    chat.say("I'm 34 and I've had three miscarriages")
    answer = chat.say("I have crushing chest pain and I can't breathe")
    messages = answer.json()["messages"]
    assert [message["level"] for message in messages if message["level"]] == ["T0"]
    assert [message["question"]["id"] for message in messages if message["question"]] == ["can_you_get_help"]
    record = chat.get("record").json()
    assert (record["status"], record["triage"]["level"]) == ("escalated", "T0")
    assert record["safety_events"][0]["rules"] == ["E03"]
    assert "R_RPL_CLINIC" in ids(record["triage"]["deferred"])
    assert chat.say(choice="can_you_get_help:mistake").json()["messages"][-1]["question"]["id"] == "happening_now"
    assert chat.say(choice="happening_now:no").json()["messages"][-1]["question"]["id"] == "symptoms_now"
    assert chat.get("record").json()["status"] == "in_progress"
    last = Patient(chat, {"confirm_summary": ("right",)}).talk(chat.history()[-1])
    assert last["question"] is None
    assert chat.get("record").json()["status"] == "completed"


def test_a_conversation_goes_on_at_another_device_with_a_code_that_works_once(yarrow):
    chat = yarrow.agreed()
    chat.say("can we stop here for now, I need a break")
    assert chat.get("record").json()["status"] == "paused"
    code = chat.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
    there = Chat(chat.http, chat.http.post("/api/resume", json={"code": code}).json())
    assert there.id == chat.id
    assert chat.say("34").status_code == 401
    assert chat.http.post("/api/resume", json={"code": code}).status_code == 401
    assert there.history()[-1]["text"]
    answer = there.say("I'm back, let's carry on")
    assert answer.json()["messages"][-1]["question"]["id"] == "pregnant_now"
    assert there.get("record").json()["status"] == "in_progress"


def test_what_is_deleted_is_gone_from_every_file_and_the_receipt_stays(yarrow):
    words = f"word{uuid.uuid4().hex}"
    chat = OverHttp(yarrow, {"at": "asks", "locale": "UK", "known": {"age": 34, "pregnant_now": "no"}}).chat
    assert chat.say(f"I worry about {words}").json()["complete"] is True
    asked = chat.say("please delete my data")
    assert asked.json()["messages"][-1]["question"]["id"] == "confirm_delete"
    answer = chat.say(choice="confirm_delete:yes")
    assert texts(answer)
    receipt = answer.json()["receipt"]
    gone = chat.get("record")
    assert (gone.status_code, gone.json()["receipt"]["receipt"]) == (410, receipt)
    assert chat.http.delete(chat.path, headers=chat.key).json()["receipt"] == receipt
    until(lambda: chat.id not in yarrow.record.conversations.unforgotten())
    assert yarrow.holding(words) == set()
