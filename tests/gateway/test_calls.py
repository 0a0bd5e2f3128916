"""The numbers a message says reach whoever shows it: in the answer, in the history, and with a refusal."""

from __future__ import annotations

import pytest

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway.pace import Pace

UK = [{"label": "Call 999", "to": "tel:999"}, {"label": "Call 112", "to": "tel:112"}]
DANGER = "I'm 7 weeks pregnant, bleeding heavily and I just fainted"


@pytest.fixture(scope="module")
def gateway(tmp_path_factory):
    front_desk = ClinicalFrontDesk()
    rasa = FakeRasa(real_play(front_desk))
    with RunningGateway(tmp_path_factory.mktemp("home"), rasa=rasa, front_desk=front_desk, pace=Pace()) as running:
        yield running


def test_the_first_words_have_the_emergency_number_and_the_question_has_none(gateway):
    said = gateway.begin(locale="UK").begun
    assert [message["calls"] for message in said if "999" in message["text"]] == [UK]
    assert [message["calls"] for message in said if "999" not in message["text"]] == [[]] * (len(said) - 1)


def test_danger_is_answered_with_its_numbers_and_the_history_keeps_them(gateway):
    chat = gateway.begin(locale="UK")
    first = chat.say(DANGER).json()["messages"][0]
    assert first["level"] == "T0"
    assert first["calls"] == UK
    assert next(message for message in chat.history() if message["id"] == first["id"])["calls"] == UK
    assert all(message["calls"] == [] for message in chat.history() if message["from"] == "patient")


def test_a_message_that_is_refused_is_answered_with_the_numbers_of_its_danger(gateway):
    chat = gateway.begin(locale="UK")
    refused = chat.say(f"{DANGER}. {'I wait. ' * 1000}")
    assert refused.status_code == 413
    assert refused.json()["messages"][0]["calls"] == UK


def test_a_refusal_without_danger_has_no_messages(gateway):
    assert "messages" not in gateway.begin(locale="UK").say("I wait. " * 1000).json()
