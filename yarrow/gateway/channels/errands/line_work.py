"""Work on a line: by one of us at a time in each direction, over all processes, for as long as there is some.

The two directions know nothing of each other: a platform that takes a minute to accept our words never keeps us from
hearing what the person writes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from yarrow.gateway.channels.errands.errands import Errand, Way
from yarrow.gateway.hub import rung
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now

AGAIN = 0.25
# Does what can be done now. Returns the seconds until it wants to be called again; None: there is nothing to do.
Step = Callable[[str, asyncio.Event], Awaitable[float | None]]


class LineWork:
    """Runs errands, each under its lease."""

    def __init__(self, parts: Parts, owner: str, steps: Mapping[Way, Step]) -> None:
        self._leases, self._threads, self._pace = parts.record.leases, parts.threads, parts.pace
        self._owner = owner
        self._steps = steps
        self._closing = False

    def close(self) -> None:
        """End after the step that is under way."""
        self._closing = True

    async def work(self, errand: Errand, bell: asyncio.Event) -> None:
        """Work until there is nothing to do. Leaves it to another process that is at it, which will see it, too."""
        if not await self._lease(errand):
            # It may have looked for the last time just before there was something.
            await asyncio.sleep(AGAIN)
            if not await self._lease(errand):
                return
        try:
            await self._steps_of(errand, bell)
        finally:
            await self._ask(errand)(self._leases.give_back, errand.name, self._owner)

    async def _steps_of(self, errand: Errand, bell: asyncio.Event) -> None:
        step = self._steps[errand.way]
        leased = time.monotonic()
        while not self._closing:
            if time.monotonic() - leased > self._pace.line_lease / 3:
                if not await self._lease(errand):
                    return
                leased = time.monotonic()
            bell.clear()
            pause = await step(errand.what, bell)
            if pause is None and not bell.is_set():
                return
            if pause:
                await rung(bell, min(pause, self._pace.line_lease / 3))

    async def _lease(self, errand: Errand) -> bool:
        moment = now()
        until = moment + timedelta(seconds=self._pace.line_lease)
        taken: bool = await self._ask(errand)(self._leases.take, errand.name, self._owner, moment, until)
        return taken

    def _ask(self, errand: Errand) -> Callable[..., Awaitable[Any]]:
        """What is heard never waits for what is sent."""
        return self._threads.record if errand.way == "in" else self._threads.sending
