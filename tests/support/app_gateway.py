"""A running gateway with the real use cases, reached by the doubles of messaging apps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.support.fake_rasa import FakeRasa
from tests.support.gateway import HURRIED, RunningGateway, until
from tests.support.prepared import prepared_sqlite
from tests.support.real_intake import real_play
from yarrow.bootstrap.web import ClinicalFrontDesk
from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.piece import Limits

# What ends an attempt, or says holding words, is for a machine that is broken; this one may only have much to do.
PACE = replace(
    HURRIED, rasa_timeout=15.0, holding_after=60.0, lease=20.0, line_lease=20.0, send_timeout=15.0, tells_back=0.3
)


@contextmanager
def reached_by_apps(home: Path, *channels: Channel, **settings: Any) -> Iterator[RunningGateway]:
    """A gateway on SQLite with these channels, that listens for danger already."""
    front_desk = ClinicalFrontDesk()
    with RunningGateway(
        home,
        rasa=FakeRasa(real_play(front_desk)),
        front_desk=front_desk,
        pace=PACE,
        database_url=prepared_sqlite(home),
        channels={channel.name: channel for channel in channels},
        **settings,
    ) as gateway:
        until(lambda: front_desk.state() == "ok", 60)
        yield gateway


def webhook_at(gateway: RunningGateway, channel: str) -> str:
    """Where that channel is called."""
    return f"http://127.0.0.1:{gateway.port}/channels/{channel}"


def unpaused(limits: Limits) -> Limits:
    """As they are, but without a pause between two messages, with which a history takes minutes."""
    return replace(limits, pause=0.0, a_second=1000.0)
