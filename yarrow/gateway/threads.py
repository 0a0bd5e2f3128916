"""The pools of threads: for the record, one kept free for the red-flag lane, and one thread that draws papers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """Runs blocking calls beside the event loop. A hung database fills its own pool and never the lane's."""

    def __init__(self) -> None:
        self._record = ThreadPoolExecutor(10, thread_name_prefix="record")
        self._lane = ThreadPoolExecutor(2, thread_name_prefix="lane")
        # One: drawing a PDF is a second of pure computing (in a process of its own); two at once would slow the chats.
        self._paper = ThreadPoolExecutor(1, thread_name_prefix="paper")

    async def record(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the record."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._record, lambda: call(*args, **kwargs))

    async def lane(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the lane."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._lane, lambda: call(*args, **kwargs))

    async def paper(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Draw a file, after those asked for before."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._paper, lambda: call(*args, **kwargs))

    def close(self) -> None:
        """Take no more work."""
        self._record.shutdown(wait=False, cancel_futures=True)
        self._lane.shutdown(wait=False, cancel_futures=True)
        self._paper.shutdown(wait=False, cancel_futures=True)
