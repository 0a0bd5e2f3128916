"""Messaging with every part real and killed for real; only Telegram itself is a double."""

from __future__ import annotations

import httpx
import pytest

from tests.support.app_history import got_what_the_record_says, record_has_what_was_said
from tests.support.app_patient import AppPatient, known
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
        adapter = TelegramChannel(Telegram(TOKEN, SECRET, telegram.url))
        patient = AppPatient(yarrow.record, known(yarrow.settings, adapter, telegram, chat), telegram, chat)
        patient.say(f"hello {MARKER}")
        patient.tap("Yes, that's fine")
        patient.choose("self")
        patient.settled()
        return patient

    return beginning


def test_nothing_is_lost_or_said_twice_while_one_part_after_the_other_is_killed(yarrow, telegram, begin):
    patient = begin("anna")
    yarrow.kill("rasa")
    patient.tap("No")
    telegram.again("anna")
    yarrow.restart("rasa")
    patient.settled()
    patient.say(f"none of these, I'm 34, had three miscarriages and live with lupus {MARKER}")
    yarrow.kill("gateway")
    with pytest.raises(httpx.HTTPError):
        telegram.again("anna")
    yarrow.restart("gateway")
    telegram.again("anna")
    patient.settled()
    yarrow.kill("actions")
    patient.say("skip")
    yarrow.restart("actions")
    patient.settled()
    assert patient.facts()["losses_count"] == 3
    record_has_what_was_said(patient)
    got_what_the_record_says(patient)


def test_an_emergency_has_its_words_while_rasa_is_dead(yarrow, telegram, begin):
    patient = begin("berta")
    yarrow.kill("rasa")
    patient.say(f"crushing chest pain and I can't breathe {MARKER}")
    until(lambda: any("999" in text and "call" in text for text in telegram.texts("berta")[-2:]))
    yarrow.restart("rasa")
    patient.settled()
    got_what_the_record_says(patient)


def test_whoever_has_everything_deleted_hears_it_and_nothing_of_her_is_left(yarrow, telegram, begin):
    patient = begin("carla")
    conversation = patient.conversation
    patient.say("delete my data")
    until(lambda: any("delete" in option[0].lower() for option in telegram.to("carla")[-1].options))
    telegram.tap("carla", telegram.to("carla")[-1].options[0][0])
    until(lambda: yarrow.record.conversations.tombstone(conversation), 30)
    until(lambda: "deleted" in telegram.texts("carla")[-1].lower(), 30)
    assert yarrow.holding(conversation) <= {"yarrow.db", "yarrow.db-wal", "snapshots.db", "snapshots.db-wal"} | {
        name for name in yarrow.holding(conversation) if name.endswith(".log")
    }
    assert yarrow.record.lines.of_conversation(conversation) == []
