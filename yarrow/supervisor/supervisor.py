"""Starts the parts of a plan, waits until they are ready, starts again what dies, and stops them all cleanly."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

from yarrow.supervisor.part import Child, Part
from yarrow.supervisor.plan import Plan

Say = Callable[[str], None]
PROBE_EVERY = 0.2
NEWS_EVERY = 10.0
STEADY_SECONDS = 60.0
LONGEST_PAUSE = 30.0
FIRST_TRIES = 3


class StartFailure(Exception):
    """A part did not come up; the message says which, and where its log is."""


class Supervisor:
    """Keeps the parts of one plan running. `say` prints a line for the person who started it."""

    def __init__(self, plan: Plan, root: Path, say: Say) -> None:
        self.plan = plan
        self.root = root
        self.say = say
        self.children: list[Child] = []
        self.tasks: list[asyncio.Task[Any]] = []
        self.stopping = asyncio.Event()
        self.ready = asyncio.Event()

    async def run(self, prepare: Callable[[], Awaitable[None]]) -> None:
        """Front door first, then `prepare` (training), then the rest; until a signal. Raises StartFailure."""
        with self._signals():
            work, stop = self._spawn(self._work(prepare)), self._spawn(self.stopping.wait())
            try:
                await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
                if work.done():
                    work.result()
            finally:
                for task in self.tasks:
                    task.cancel()
                await asyncio.gather(*self.tasks, return_exceptions=True)
                await self._stop_all()

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self.tasks.append(task)
        return task

    async def _work(self, prepare: Callable[[], Awaitable[None]]) -> None:
        started = time.monotonic()
        watch = [self._spawn(self._watch(await self._bring_up(self.plan.front)))]
        self.say("             red flags are answered from now on")
        await prepare()
        behind = [self._spawn(self._bring_up(part)) for part in self.plan.behind]
        watch += [self._spawn(self._watch(child)) for child in await asyncio.gather(*behind)]
        self.say(f"Yarrow is ready ({time.monotonic() - started:.0f} s).")
        self.ready.set()
        await asyncio.gather(*watch)

    async def _bring_up(self, part: Part) -> Child:
        """Start a part and wait until it is ready, trying a few times. Raises StartFailure."""
        child = Child(part, self.plan.home)
        self.children.append(child)
        for attempt in range(1, FIRST_TRIES + 1):
            await child.start(self.root)
            if await self._became_ready(child):
                return child
            if attempt < FIRST_TRIES:
                self.say(f"  {part.name:<10} ended while starting; trying again")
                await asyncio.sleep(attempt)
        raise StartFailure(f"{part.name} does not start. The end of {child.log}:\n\n{child.last_words()}")

    async def _became_ready(self, child: Child) -> bool:
        """Wait until it is ready (True) or has ended (False)."""
        began = told = time.monotonic()
        while child.is_running:
            if await child.is_ready():
                self.say(f"  {child.part.name:<10} ready ({time.monotonic() - began:.1f} s)")
                return True
            if time.monotonic() - told > NEWS_EVERY:
                told = time.monotonic()
                self.say(f"  {child.part.name:<10} still starting ({told - began:.0f} s)")
            await asyncio.sleep(PROBE_EVERY)
        return False

    async def _watch(self, child: Child) -> None:
        """Start the part again whenever it ends, after pauses that grow while it does not hold."""
        pause = 0.5
        while True:
            began = time.monotonic()
            code = await child.died()
            pause = 1.0 if time.monotonic() - began > STEADY_SECONDS else min(pause * 2, LONGEST_PAUSE)
            self.say(f"  {child.part.name:<10} {ended(code)}; starting it again in {pause:.0f} s (log: {child.log})")
            await asyncio.sleep(pause)
            with contextlib.suppress(OSError):  # no memory or no file to start it just now: the next round tries again
                await child.start(self.root)
                await self._became_ready(child)

    async def _stop_all(self) -> None:
        """The front door first, so that what it has taken in is finished while the others still run."""
        if self.children:
            self.say("Stopping …")
        for child in self.children[:1]:
            await child.stop()
        await asyncio.gather(*(child.stop() for child in self.children[1:]))

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """The first signal stops cleanly, the second at once."""
        loop = asyncio.get_running_loop()
        wanted = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        for number in wanted:
            loop.add_signal_handler(number, self._asked_to_stop)
        try:
            yield
        finally:
            for number in wanted:
                loop.remove_signal_handler(number)

    def _asked_to_stop(self) -> None:
        if self.stopping.is_set():
            for child in self.children:
                if child.is_running:
                    child.signal(signal.SIGKILL)
        self.stopping.set()


def ended(code: int) -> str:
    """How a process ended, in words."""
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
