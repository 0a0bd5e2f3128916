"""The pools of threads: for the record, for what is sent, one kept free for the red-flag lane, one for papers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, ParamSpec, TypeVar

# What is under way when the door closes gets so long to give its connection back.
LAST_SECONDS = 2.0
P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """Runs blocking calls beside the event loop. A hung database fills its own pool and never the lane's."""

    def __init__(self) -> None:
        self._record = ThreadPoolExecutor(10, thread_name_prefix="record")
        # Few: a database takes one writer at a time or little more, and hearing comes before sending.
        self._sending = ThreadPoolExecutor(3, thread_name_prefix="sending")
        self._lane = ThreadPoolExecutor(2, thread_name_prefix="lane")
        # One: drawing a PDF is a second of pure computing (in a process of its own); two at once would slow the chats.
        self._paper = ThreadPoolExecutor(1, thread_name_prefix="paper")
        self._running: set[Future[Any]] = set()

    async def record(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the record."""
        return await self._run(self._record, lambda: call(*args, **kwargs))

    async def sending(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the record for what goes out over messaging apps: in turn, and never before what comes in."""
        return await self._run(self._sending, lambda: call(*args, **kwargs))

    async def lane(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the lane."""
        return await self._run(self._lane, lambda: call(*args, **kwargs))

    async def paper(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Draw a file, after those asked for before."""
        return await self._run(self._paper, lambda: call(*args, **kwargs))

    def close(self) -> None:
        """Take no more work; what is under way gets a moment to end."""
        self._record.shutdown(wait=False, cancel_futures=True)
        self._sending.shutdown(wait=False, cancel_futures=True)
        self._lane.shutdown(wait=False, cancel_futures=True)
        self._paper.shutdown(wait=False, cancel_futures=True)
        wait(tuple(self._running), timeout=LAST_SECONDS)

    async def _run(self, pool: ThreadPoolExecutor, call: Callable[[], T]) -> T:
        under_way = pool.submit(call)
        self._running.add(under_way)
        under_way.add_done_callback(self._running.discard)
        return await asyncio.wrap_future(under_way)
