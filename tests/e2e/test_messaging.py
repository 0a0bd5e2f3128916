"""Messaging with every part real and killed for real; only Telegram itself is a double."""

from __future__ import annotations

from types import SimpleNamespace

import httpx
import pytest

from tests.support.app_history import got_what_the_record_says, record_has_what_was_said
from tests.support.app_patient import AppPatient
from tests.support.app_person import webhook_of
from tests.support.gateway import until
from tests.support.running import MARKER, Running
from tools.platforms.telegram import SECRET, TOKEN, TelegramDouble
from yarrow.gateway.channels.platforms.telegram.channel import TelegramChannel
from yarrow.messengers import Telegram

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def telegram():
    with TelegramDouble() as double:
        double.tries_again = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
        yield double


@pytest.fixture(scope="module")
def yarrow(tmp_path_factory, telegram):
    settings = {"YARROW_TELEGRAM_TOKEN": TOKEN, "YARROW_TELEGRAM_SECRET": SECRET, "YARROW_TELEGRAM_API": telegram.url}
    with Running(tmp_path_factory.mktemp("home"), YARROW_LOCALE="UK", **settings) as running:
        telegram.webhook = f"{running.url}/channels/telegram"
        yield running
    written = running.written().lower()
    assert MARKER not in written
    assert "traceback" not in written


@pytest.fixture
def begin(yarrow, telegram):
    """Somebody writes for the first time."""

    def beginning(chat: str) -> AppPatient:
        behind = SimpleNamespace(record=yarrow.record, services=SimpleNamespace(settings=yarrow.settings))
        channel = TelegramChannel(Telegram(TOKEN, SECRET, telegram.url))
        seen = channel.parse(webhook_of(telegram, telegram.text_payload(chat, "?")))
        patient = AppPatient(behind, telegram, "telegram", chat, seen.incoming[0].who)
        patient.say(f"hello {MARKER}")
        patient.tap("Yes, that's fine")
        patient.say("1")
        return patient

    return beginning


def test_nothing_is_lost_or_said_twice_while_one_part_after_the_other_is_killed(yarrow, telegram, begin):
    patient = begin("anna")
    yarrow.kill("rasa")
    patient.said.append("No")
    telegram.tap("anna", "No")
    telegram.again("anna")
    yarrow.restart("rasa")
    patient.wait(60)
    patient.said.append(f"none of these, I'm 34, had three miscarriages and live with lupus {MARKER}")
    assert telegram.say("anna", patient.said[-1]).status_code == 200
    yarrow.kill("gateway")
    with pytest.raises(httpx.HTTPError):
        telegram.again("anna")
    yarrow.restart("gateway")
    telegram.again("anna")
    patient.wait(60)
    yarrow.kill("actions")
    patient.said.append("skip")
    telegram.say("anna", "skip")
    yarrow.restart("actions")
    patient.wait(60)
    facts = yarrow.record.casefiles.read(patient.conversation).facts
    assert {fact.path: fact.value for fact in facts}["losses_count"] == 3
    record_has_what_was_said(patient)
    got_what_the_record_says(patient)


def test_an_emergency_has_its_words_while_rasa_is_dead(yarrow, telegram, begin):
    patient = begin("berta")
    yarrow.kill("rasa")
    telegram.say("berta", f"crushing chest pain and I can't breathe {MARKER}")
    until(lambda: any("999" in text and "call" in text for text in telegram.texts("berta")[-2:]))
    yarrow.restart("rasa")
    patient.wait(60)
    got_what_the_record_says(patient)


def test_whoever_has_everything_deleted_hears_it_and_nothing_of_her_is_left(yarrow, telegram, begin):
    patient = begin("carla")
    patient.said.append("delete my data")
    conversation = patient.conversation
    telegram.say("carla", "delete my data")
    until(lambda: any("delete" in option[0].lower() for option in telegram.to("carla")[-1].options))
    telegram.tap("carla", telegram.to("carla")[-1].options[0][0])
    until(lambda: yarrow.record.conversations.tombstone(conversation), 30)
    until(lambda: "deleted" in telegram.texts("carla")[-1].lower(), 30)
    assert yarrow.holding(conversation) <= {"yarrow.db", "yarrow.db-wal", "snapshots.db", "snapshots.db-wal"} | {
        name for name in yarrow.holding(conversation) if name.endswith(".log")
    }
    assert yarrow.record.lines.of_conversation(conversation) == []
