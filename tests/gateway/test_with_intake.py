"""The gateway with the real protocol, reader, lane and use cases behind it; only Rasa's choice of turn is played."""

from __future__ import annotations

import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway, texts
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway import shapes
from yarrow.gateway.pace import Pace
from yarrow.protocol.loader import load


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    front_desk = ClinicalFrontDesk()
    rasa = FakeRasa(real_play(front_desk))
    with RunningGateway(tmp_path_factory.mktemp("home"), rasa=rasa, front_desk=front_desk, pace=Pace()) as running:
        yield running


def begin(gateway, locale="UK"):
    chat = gateway.begin(locale=locale)
    assert chat.begun[-1]["question"]["id"] == "consent"
    return chat


def question(answer):
    return next((m["question"]["id"] for m in reversed(answer.json()["messages"]) if m["question"]), None)


def test_a_history_can_be_taken_from_consent_on(gateway):
    chat = begin(gateway)
    assert question(chat.say(choice="consent:yes")) == "for_whom"
    chat.say(choice="for_whom:self")
    chat.say("I'm 34, not pregnant, and I've had three miscarriages. I have lupus and take hydroxychloroquine.")
    record = chat.get("record").json()
    facts = record["facts"]
    assert (facts["age"], facts["losses_count"], facts["conditions"]) == (34, 3, ["sle"])
    told = record["provenance"]["conditions.sle"][-1]
    said = next(message for message in chat.history() if message["id"] == told["message"])
    assert said["text"][told["start"] : told["end"]] == told["text"]


def test_danger_before_anything_else_is_answered_noted_and_asked_about(gateway):
    chat = begin(gateway)
    answer = chat.say("I'm 7 weeks pregnant, bleeding heavily and I just fainted")
    assert answer.json()["messages"][0]["level"] == "T0"
    assert "999" in texts(answer)[0]
    assert question(answer) == "can_you_get_help"
    record = chat.get("record").json()
    assert record["status"] == "escalated"
    assert record["triage"]["level"] == "T0"
    assert record["safety_events"][0]["level"] == "T0"


def test_abuse_is_in_neither_the_record_nor_the_summary_but_in_the_case_file(gateway):
    chat = begin(gateway)
    chat.say(choice="consent:yes")
    chat.say(choice="for_whom:self")
    answer = chat.say("my partner hits me and I am scared of him")
    assert answer.status_code == 200
    stored = gateway.record.casefiles.read(chat.id)
    assert "symptoms.abuse" in [fact.path for fact in stored.facts]
    for what in ("record", "summary.json"):
        shown = chat.get(what)
        assert shown.status_code == 200
        assert "abuse" not in shown.text
        assert "S13" not in shown.text


def test_refusing_consent_ends_the_conversation_and_keeps_no_fact(gateway):
    chat = begin(gateway)
    chat.say("I'm 34 by the way")
    chat.say(choice="consent:no")
    assert chat.get("record").json()["status"] == "declined"
    assert gateway.record.casefiles.read(chat.id).facts == ()


def test_a_4000_character_text_is_read_and_a_far_longer_one_is_heard(gateway):
    chat = begin(gateway)
    assert chat.say(("I feel tired and sad today. " * 143)[:4000]).status_code == 200
    refused = chat.say("I feel tired. " * 2000 + "I'm pregnant, I fainted and I'm bleeding heavily.")
    assert refused.status_code == 413
    assert refused.json()["messages"][0]["level"] == "T0"


def test_every_choice_the_protocol_offers_may_be_sent():
    offered = [f"{question.id}:{option.value}" for question in load().questions for option in question.options]
    assert [shapes.said({"id": "m", "choice": value}).choices for value in offered] == [(value,) for value in offered]
