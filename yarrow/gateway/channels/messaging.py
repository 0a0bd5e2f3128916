"""The messaging apps of one gateway: what comes in is worked off, what is said goes out, and nothing is forgotten."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping

import structlog

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.delivery.book import Book
from yarrow.gateway.channels.delivery.outgoing import Outgoing
from yarrow.gateway.channels.delivery.putting import Putting
from yarrow.gateway.channels.delivery.receipts import Receipts
from yarrow.gateway.channels.delivery.sending import Sending
from yarrow.gateway.channels.delivery.sorter import Sorter
from yarrow.gateway.channels.delivery.waits import Waits
from yarrow.gateway.channels.errands.errands import Errand, Errands, ErrandsHere, Way
from yarrow.gateway.channels.errands.line_work import LineWork, Step
from yarrow.gateway.channels.errands.sweep import Sweep
from yarrow.gateway.channels.identity import Identity
from yarrow.gateway.channels.reception.door import Door
from yarrow.gateway.channels.reception.reception import Reception
from yarrow.gateway.channels.secure_link import SecureLinks
from yarrow.gateway.parts import Parts
from yarrow.gateway.turns import Turns
from yarrow.settings import channels_key

log = structlog.get_logger(__name__)


class Messaging:
    """Built once per app, where a messaging app is set up."""

    def __init__(self, parts: Parts, turns: Turns, channels: Mapping[str, Channel]) -> None:
        self.channels = dict(channels)
        self._parts = parts
        parts.pauses.watches = True
        identity = Identity(channels_key(parts.settings))
        self.door = Door(parts, self.channels, identity, self.wake, Receipts(parts))
        self._reception = Reception(parts, self.channels, identity, turns)
        self._outgoing = _outgoing(parts, self.channels, identity, turns.owner)
        steps: dict[Way, Step] = {"in": self._hear, "out": self._outgoing.step, "last": self._outgoing.last_words}
        self._work = LineWork(parts, turns.owner, steps)
        self._here = ErrandsHere(self._work.work)
        self._errands = self._where(parts)
        telling = [name for name, channel in self.channels.items() if channel.limits.tells_back]
        self._sweep = Sweep(parts, self._errands, telling)

    async def start(self) -> None:
        """Take up what was left by an earlier run, and watch for what others leave. The record has its tables."""
        await self._errands.start()
        self._sweep.start()

    async def stop(self) -> None:
        """Take up nothing new; let what is being sent or worked off end; give back the rest."""
        await self._sweep.stop()
        self._work.close()
        deadline = time.monotonic() + self._parts.pace.drain
        while self._here.count and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        await self._errands.stop()
        await self.door.close()
        await asyncio.gather(*(channel.close() for channel in self.channels.values()), return_exceptions=True)

    def wake(self, line: str) -> None:
        """Something has come in over this line."""
        self._errands.hand_out(Errand("in", line))

    async def _hear(self, line: str, _bell: asyncio.Event) -> float | None:
        """Work off what came in; what is to be said to it goes out from here, without a way round."""
        pause = await self._reception.work(line)
        self._errands.do_here(await self._sweep.outwards(line))
        return pause

    def _where(self, parts: Parts) -> Errands:
        if not parts.record.database.is_postgresql:
            return self._here
        # Loaded only where it is used: most run on one machine, without it.
        from yarrow.gateway.channels.errands.errands_postgresql import ErrandsOnPostgresql

        return ErrandsOnPostgresql(self._here, parts.settings.database_url, self.channels)


def _outgoing(parts: Parts, channels: Mapping[str, Channel], identity: Identity, owner: str) -> Outgoing:
    book = Book(parts)
    links = SecureLinks(parts.record, parts.threads, parts.settings.messengers.public_url)
    sending = Sending(parts, identity, Waits(parts.settings.limits.url), owner)
    return Outgoing(parts, channels, Sorter(parts, book), Putting(book, links), sending)
