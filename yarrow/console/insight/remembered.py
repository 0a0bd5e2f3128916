"""What takes long to count is counted once in a while, however many people look."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 64


class Remembered(Generic[T]):
    """Results by what was asked. Who asks while it is being counted waits for that count. `clock`: seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[Hashable, tuple[float, asyncio.Future[T]]] = OrderedDict()

    async def get(self, asked: Hashable, seconds: float, count: Callable[[], Awaitable[T]]) -> T:
        """The result, at most so many seconds old. A count that fails is not remembered; its error is raised."""
        held = self._held.get(asked)
        if held is None or self._clock() - held[0] >= seconds or _failed(held[1]):
            held = (self._clock(), asyncio.ensure_future(count()))
            self._held[asked] = held
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        # Shielded: that one of those who wait goes away takes it from nobody else.
        return await asyncio.shield(held[1])


def _failed(task: asyncio.Future[T]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
