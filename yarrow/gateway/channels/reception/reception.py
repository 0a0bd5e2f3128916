"""Deliveries become a conversation: what came in over a line, in its order, one thing after the other."""

from __future__ import annotations

from collections.abc import Mapping

import structlog

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.channels.identity import Identity
from yarrow.gateway.channels.reception.asides import Aside, Asides
from yarrow.gateway.channels.reception.at_once import AtOnce
from yarrow.gateway.channels.reception.clerk import Clerk
from yarrow.gateway.channels.reception.settling import Settling
from yarrow.gateway.channels.reception.thing import Thing, thing_of
from yarrow.gateway.lane import LaneDown
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.gateway.turns import Turns
from yarrow.store.errors import RecordUnavailable, UnknownConversation
from yarrow.store.line_values import Delivery
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
# Worked off in one go; whoever holds the line's lease then has time to renew it.
ONE_GO = 20
MOST_TRIES = 5
DEAF_PAUSE = 2.0
RECORD_PAUSE = 1.0
AGAIN_PAUSE = 0.5


class Reception:
    """Works off what came in. One of us at a time works on a line: who calls holds its lease."""

    def __init__(self, parts: Parts, channels: Mapping[str, Channel], identity: Identity, turns: Turns) -> None:
        self._parts, self._channels = parts, channels
        self._settling = Settling(parts)
        self._clerk = Clerk(parts, turns, channels)
        self._asides = Asides(parts)
        self._at_once = AtOnce(parts, identity)
        self._identity = identity

    async def work(self, line: str) -> float | None:
        """Work off what is there. Returns the seconds until it wants to be called again; None: nothing is left."""
        try:
            return await self._work(line)
        except RecordUnavailable:
            log.warning("record unavailable")
            return RECORD_PAUSE

    async def _work(self, line: str) -> float | None:
        deliveries = self._parts.record.deliveries
        waiting = await self._parts.threads.record(deliveries.waiting, line)
        if not waiting:
            return None
        found = await self._parts.threads.record(self._parts.record.lines.find, line)
        if found is None:
            return None
        pause = await self._settling.pause(found, waiting)
        if pause > 0:
            return pause
        for delivery in waiting[:ONE_GO]:
            retry = await self._one(line, delivery)
            if retry is not None:
                return retry
        return 0.0

    async def _one(self, line: str, delivery: Delivery) -> float | None:
        """Work on one; None if it is done with, else the seconds until it is tried again."""
        found = await self._parts.threads.record(self._parts.record.lines.find, line)
        if found is None:
            return None  # erased meanwhile, and all that waited with it
        thing = thing_of(found, delivery)
        try:
            await self._clerk.handle(thing)
        except RecordUnavailable:
            raise
        except LaneDown:
            await self._say_deaf(thing)
            return DEAF_PAUSE
        except Exception as error:
            return await self._came_to_nothing(thing, error)
        await self._parts.threads.record(self._parts.record.deliveries.handled, delivery.number, now())
        return None

    async def _came_to_nothing(self, thing: Thing, error: Exception) -> float | None:
        """Try again a few times; then it is given up, danger in it answered and its sender told."""
        delivery = thing.delivery
        if not isinstance(error, UnknownConversation):
            log.error("delivery failed", part=thing.line.channel, tries=delivery.tries, **described(error))
        await self._parts.threads.record(self._parts.record.deliveries.try_again, delivery.number)
        if delivery.tries + 1 < MOST_TRIES:
            return AGAIN_PAUSE * (delivery.tries + 1)
        log.error("delivery given up", part=thing.line.channel)
        await self._tell_not_taken(thing)
        await self._parts.threads.record(self._parts.record.deliveries.handled, delivery.number, now())
        return None

    async def _tell_not_taken(self, thing: Thing) -> None:
        try:
            opened = await self._clerk.conversation(thing)
            if opened is not None:
                await self._asides.say(opened, thing, Aside("not_taken", happened=({"event": "not_taken"},)))
        except RecordUnavailable:
            raise
        except Exception as error:  # nothing is left to try
            log.error("not told", part=thing.line.channel, **described(error))

    async def _say_deaf(self, thing: Thing) -> None:
        """Danger can't be listened for: say where help is, in the record if there is a conversation."""
        try:
            opened = await self._clerk.conversation(thing)
        except UnknownConversation:
            opened = None
        if opened is not None:
            await self._asides.say_deaf(opened, thing)
            return
        channel = self._channels.get(thing.line.channel)
        if channel is not None:
            await self._at_once.deaf(channel, self._identity.open(thing.line.address), thing.line.who)
