"""Who waits for news of which conversation in this process. A ring says only: look into the record."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager


class Hub:
    """Bells by conversation. Everything happens in the event loop's thread."""

    def __init__(self) -> None:
        self._bells: dict[str, set[asyncio.Event]] = {}
        self._everywhere: list[asyncio.Event] = []

    @contextmanager
    def listen(self, conversation: str) -> Iterator[asyncio.Event]:
        """A bell that rings at each change, from now on."""
        bell = asyncio.Event()
        self._bells.setdefault(conversation, set()).add(bell)
        try:
            yield bell
        finally:
            bells = self._bells[conversation]
            bells.discard(bell)
            if not bells:
                del self._bells[conversation]

    def ring(self, conversation: str) -> None:
        """Tell everybody who waits for this conversation, or for any."""
        for bell in (*self._bells.get(conversation, ()), *self._everywhere):
            bell.set()

    def listen_everywhere(self) -> asyncio.Event:
        """A bell that rings at each change in any conversation, for as long as the app runs."""
        bell = asyncio.Event()
        self._everywhere.append(bell)
        return bell

    def listeners(self, conversation: str) -> int:
        """How many wait for this conversation."""
        return len(self._bells.get(conversation, ()))

    @property
    def conversations(self) -> list[str]:
        """Those somebody waits for."""
        return list(self._bells)


async def rung(bell: asyncio.Event, seconds: float) -> None:
    """Wait until the bell rings, at most so long; it is silent again afterwards."""
    with contextlib.suppress(TimeoutError):  # no ring in that time is an answer too
        async with asyncio.timeout(max(seconds, 0)):
            await bell.wait()
    bell.clear()
