"""Histories in Messenger, over its double, through the real gateway, lane and use cases; takes about a minute."""

import itertools
from datetime import timedelta

import pytest

from tests.support import meta_scenes as scenes
from tests.support.app_gateway import unpaused
from tests.support.app_patient import somebody
from tests.support.gateway import until
from tools.platforms.messenger import PAGE, MessengerDouble
from tools.platforms.messenger_payloads import called, event
from yarrow.gateway.channels.platforms.messenger.adapter import MessengerChannel
from yarrow.gateway.turn import now
from yarrow.intake.turn import Message
from yarrow.messengers import Messenger
from yarrow.store.attendance_values import Attendant

CHATS = (f"70123456789{number:05d}" for number in itertools.count(1))


class Quick(MessengerChannel):
    """Without a pause between two messages."""

    @property
    def limits(self):
        return unpaused(super().limits)


@pytest.fixture(scope="module")
def double():
    with MessengerDouble() as double:
        yield double


@pytest.fixture(scope="module")
def gateway(tmp_path_factory, double):
    settings = Messenger(double.token, PAGE, double.app_secret, double.verify_token, human_agent=True, api=double.api)
    with scenes.running(tmp_path_factory.mktemp("home"), double, Quick(settings)) as gateway:
        yield gateway


@pytest.fixture
def patient(gateway, double):
    return somebody(gateway, double, next(CHATS))


def test_a_whole_history_is_what_the_record_says_in_order_and_once(patient):
    scenes.a_whole_history(patient)


def test_what_comes_in_the_wrong_order_is_taken_as_she_wrote_it(patient):
    scenes.out_of_order(patient)


def test_an_emergency_arrives_whole_and_first_though_messenger_fails(patient):
    scenes.an_emergency(patient)


def test_an_emergency_overtakes_what_waits(patient):
    scenes.an_emergency_overtakes(patient)


def test_what_the_24_hours_hold_back_comes_once_she_writes(patient):
    scenes.a_window_that_is_over(patient)


def test_what_can_never_arrive_is_given_up_and_seen(patient):
    scenes.somebody_who_blocked_us(patient)


def test_a_nurse_may_write_after_a_day_and_the_program_may_not(patient, double):
    scenes.begun(patient)
    double.human_agent = True
    scenes.not_heard_for(patient, timedelta(hours=30))
    nurse, attendance = Attendant("s1", "Nurse Ann", "Nurse"), patient.record.attendance
    attendance.begin(patient.conversation, nurse, Message("A nurse has joined."), now())
    attendance.say(patient.conversation, nurse, "n-1", Message("How are you today?"), now())
    nurses = patient.gets("How are you today?")
    sent = next(one for one in double.to(patient.chat) if one.text == nurses)
    assert (sent.raw["messaging_type"], sent.raw["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")
    place = scenes.tell(patient, "The program's own words.")
    until(lambda: patient.stands(place) == "held")
    assert "The program's own words." not in patient.texts


def test_the_start_button_begins_a_conversation(patient, double):
    assert double.send(patient.chat, "start").status_code == 200
    assert patient.asks() == "consent"


def test_what_the_clinic_writes_in_the_pages_inbox_begins_nothing(gateway, double):
    chat = next(CHATS)
    told = event(PAGE, chat, double.second() * 1000, {"message": {"is_echo": True, "mid": "m_hand", "text": "Hello"}})
    assert double.deliver(called(PAGE, told)).status_code == 200
    assert double.to(chat) == []


def test_what_she_wrote_is_shown_as_seen(patient, double):
    patient.say("hello")
    until(lambda: any(chat == patient.chat for chat, _ in double.notices))
