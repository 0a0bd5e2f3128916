"""What the parts of one gateway share."""

from __future__ import annotations

from dataclasses import dataclass, field

from yarrow.bootstrap.web import Services
from yarrow.gateway.channels.delivery.pauses import Pauses
from yarrow.gateway.hub import Hub
from yarrow.gateway.lane import Lane
from yarrow.gateway.limits import Gate
from yarrow.gateway.metrics import Metrics
from yarrow.gateway.pace import Pace
from yarrow.gateway.rasa import Rasa
from yarrow.settings import WebSettings
from yarrow.store.record import Record
from yarrow.web.threads import Threads


@dataclass(frozen=True)
class Parts:
    """Built once per app, handed to whoever needs them."""

    services: Services
    record: Record
    rasa: Rasa
    threads: Threads
    lane: Lane
    gate: Gate
    hub: Hub
    metrics: Metrics
    pace: Pace
    pauses: Pauses = field(default_factory=Pauses)

    @property
    def settings(self) -> WebSettings:
        """The web side's settings."""
        return self.services.settings


def assemble(services: Services, pace: Pace) -> Parts:
    """The parts of one app."""
    threads = Threads()
    return Parts(
        services=services,
        record=services.record,
        rasa=Rasa(services.settings.rasa_url, services.channel_secret, timeout=pace.rasa_timeout),
        threads=threads,
        lane=Lane(services.front_desk, threads),
        gate=Gate(services.settings.limits),
        hub=Hub(),
        metrics=Metrics(),
        pace=pace,
    )
