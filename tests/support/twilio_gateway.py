"""A running gateway with the real use cases, reached by Twilio's double as by the world: through a proxy."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.support import app_patient
from tests.support.app_gateway import reached_by_apps, unpaused
from tests.support.app_patient import AppPatient
from tests.support.gateway import RunningGateway
from tests.support.patient import Answer
from tools.platforms.twilio import ACCOUNT, NUMBER, TOKEN, TwilioDouble
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


@contextmanager
def reached_by(twilio: TwilioDouble, home: Path) -> Iterator[RunningGateway]:
    """Both ways of one account, set up at a gateway that listens for danger already."""
    settings = Twilio(ACCOUNT, TOKEN, NUMBER, NUMBER, twilio.url)
    quick = [replace(way, limits=unpaused(way.limits)) for way in (SMS, WHATSAPP)]
    channels = [TwilioChannel(way, settings, NUMBER, PUBLIC) for way in quick]
    with reached_by_apps(home, *channels, messengers=Messengers(public_url=PUBLIC, twilio=settings)) as gateway:
        twilio.webhook, twilio.whatsapp_webhook = f"{PUBLIC}/channels/sms", f"{PUBLIC}/channels/twilio_whatsapp"
        twilio.proxy = (PUBLIC, f"http://127.0.0.1:{gateway.port}")
        yield gateway


def somebody(gateway: RunningGateway, twilio: TwilioDouble, way: Way) -> AppPatient:
    """Somebody who has never written before."""
    twilio.faults.clear()
    return as_number(gateway, twilio, way, f"+4477009{next(_people):05}")


def as_number(gateway: RunningGateway, twilio: TwilioDouble, way: Way, number: str) -> AppPatient:
    """Whoever writes from that number."""
    return app_patient.somebody(gateway, twilio, way.address(number), way.name)
