"""What the protocol says, for those who sort and put messages: read once, beside the event loop."""

from __future__ import annotations

import asyncio

from yarrow.clinical.protocol import Protocol
from yarrow.gateway.channels.rendering import Phrases
from yarrow.gateway.parts import Parts


class Book:
    """The protocol and the phrases of it that stand around messages."""

    def __init__(self, parts: Parts) -> None:
        self._front_desk, self._threads = parts.services.front_desk, parts.threads
        self._reading = asyncio.Lock()
        self._protocol: Protocol | None = None
        self._phrases: Phrases | None = None

    async def protocol(self) -> Protocol:
        """The protocol; waits until it is loaded, and one thread only."""
        async with self._reading:
            if self._protocol is None:
                self._protocol = await self._threads.record(lambda: self._front_desk.protocol)
        return self._protocol

    async def phrases(self) -> Phrases:
        """The phrases."""
        if self._phrases is None:
            self._phrases = Phrases.of(await self.protocol())
        return self._phrases
