"""A running gateway with the real use cases, reached by Twilio's double as by the world: through a proxy."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.support.app_patient import AppPatient
from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import RunningGateway, until
from tests.support.patient import Answer
from tests.support.prepared import prepared_sqlite
from tests.support.real_intake import real_play
from tools.platforms.twilio import ACCOUNT, NUMBER, TOKEN, TwilioDouble
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway.channels.platforms.twilio.channel import TwilioChannel
from yarrow.gateway.channels.platforms.twilio.ways import SMS, WHATSAPP, Way
from yarrow.messengers import Messengers, Twilio

PUBLIC = "https://talk.clinic.example"
ANSWERS: dict[str, Answer] = {
    "consent": ("yes",),
    "for_whom": ("self",),
    "locale": ("UK",),
    "pregnant_now": ("no",),
    "age": "34",
    "losses_count": "two",
    "losses[0].weeks": "8 weeks",
    "losses[1].weeks": "9",
    "conditions": "I have Hashimoto's",
    "gut_symptoms": ("bloating", "diarrhoea"),
    "confirm_summary": ("right",),
}
_people = itertools.count(100)


def quick(way: Way) -> Way:
    """As it is, but without the second between two messages."""
    return replace(way, limits=replace(way.limits, pause=0.0, a_second=1000.0))


@contextmanager
def reached_by(twilio: TwilioDouble, home: Path) -> Iterator[RunningGateway]:
    """Both ways of one account, set up at a gateway that listens for danger already."""
    front_desk = ClinicalFrontDesk()
    settings = Twilio(ACCOUNT, TOKEN, NUMBER, NUMBER, twilio.url)
    with RunningGateway(
        home,
        rasa=FakeRasa(real_play(front_desk)),
        front_desk=front_desk,
        database_url=prepared_sqlite(home),
        channels={way.name: TwilioChannel(quick(way), settings, NUMBER, PUBLIC) for way in (SMS, WHATSAPP)},
        messengers=Messengers(public_url=PUBLIC, twilio=settings),
    ) as gateway:
        twilio.webhook, twilio.whatsapp_webhook = f"{PUBLIC}/channels/sms", f"{PUBLIC}/channels/twilio_whatsapp"
        twilio.proxy = (PUBLIC, f"http://127.0.0.1:{gateway.port}")
        until(lambda: front_desk.state() == "ok", 30)
        yield gateway


def somebody(gateway: RunningGateway, twilio: TwilioDouble, way: Way) -> AppPatient:
    """Somebody who has never written before."""
    twilio.faults.clear()
    chat = way.address(f"+4477009{next(_people):05}")
    return AppPatient(gateway, twilio, way.name, chat, f"{ACCOUNT}:{chat}", ANSWERS)
