"""Histories in WhatsApp, over its double, through the real gateway, lane and use cases; takes about a minute."""

import asyncio
import itertools

import pytest

from tests.support import meta_scenes as scenes
from tests.support.app_gateway import unpaused
from tests.support.app_patient import somebody
from tests.support.gateway import until
from tools.platforms.talk import Call
from tools.platforms.whatsapp import NUMBER, WhatsappDouble
from yarrow.gateway.channels.platforms.whatsapp.adapter import WhatsappChannel
from yarrow.messengers import Whatsapp

CHATS = (f"4477009{number:05d}" for number in itertools.count(1))


class Quick(WhatsappChannel):
    """Without a pause between two messages."""

    @property
    def limits(self):
        return unpaused(super().limits)


@pytest.fixture(scope="module")
def double():
    with WhatsappDouble() as double:
        yield double


@pytest.fixture(scope="module")
def settings(double):
    return Whatsapp(double.token, NUMBER, double.app_secret, double.verify_token, api=double.api)


@pytest.fixture(scope="module")
def gateway(tmp_path_factory, double, settings):
    with scenes.running(tmp_path_factory.mktemp("home"), double, Quick(settings)) as gateway:
        yield gateway


@pytest.fixture
def patient(gateway, double):
    double.refuses_late = False
    return somebody(gateway, double, next(CHATS))


def test_a_whole_history_is_what_the_record_says_in_order_and_once(patient):
    scenes.a_whole_history(patient)


def test_what_comes_in_the_wrong_order_is_taken_as_she_wrote_it(patient):
    scenes.out_of_order(patient)


def test_an_emergency_arrives_whole_and_first_though_whatsapp_fails(patient):
    scenes.an_emergency(patient)


def test_an_emergency_overtakes_what_waits(patient):
    scenes.an_emergency_overtakes(patient)


@pytest.mark.parametrize("refuses_late", [False, True])
def test_what_the_24_hours_hold_back_comes_once_she_writes(patient, double, refuses_late):
    double.refuses_late = refuses_late
    scenes.a_window_that_is_over(patient)


@pytest.mark.parametrize("refuses_late", [False, True])
def test_what_can_never_arrive_is_given_up_and_seen(patient, double, refuses_late):
    double.refuses_late = refuses_late
    scenes.somebody_who_blocked_us(patient)


def test_somebody_with_a_username_is_answered_and_stays_the_same_person(patient, double):
    double.hides_number.add(patient.chat)
    scenes.begun(patient)
    assert "to" not in double.to(patient.chat)[-1].raw
    double.hides_number.clear()
    conversation = patient.conversation
    patient.talk(scenes.ANSWERS, until_asked="age")
    assert patient.conversation == conversation
    assert double.to(patient.chat)[-1].raw["to"] == patient.chat


def test_what_she_wrote_is_marked_as_read(patient, double):
    patient.say("hello")
    until(lambda: any(chat == patient.chat for chat, _ in double.notices))


def test_a_forged_call_is_turned_away_and_says_nothing(gateway, double, patient):
    call = double.sign(double.text_payload(patient.chat, "hello"), 0)
    unsigned = {name: value for name, value in call.headers.items() if "256" not in name}
    assert double.make(Call("POST", call.url, unsigned, call.body)).status_code == 401
    forged = double.make(Call("POST", call.url, call.headers, call.body.replace(b"hello", b"hullo")))
    assert (forged.status_code, forged.text) == (403, "")
    assert patient.texts == []


def test_setting_up_reaches_the_gateway_with_the_challenge(gateway, double, settings):
    async def set_up():
        channel = WhatsappChannel(settings)
        checks = await channel.setup(double.webhook)
        await channel.close()
        return checks

    assert [check.is_well for check in asyncio.run(set_up())] == [True, True]
    assert double.override == double.webhook
