"""Handing out work: which line is to be looked at, in which direction. In this process, by asyncio.

An errand says no more than "look there". What there is to do stands in the record, so an errand that is lost costs a
moment, never a message: the sweep finds what nobody looks at.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import structlog

from yarrow.store.errors import RecordError
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
# `in`: what came over a line; `out`: what is to go over it; `last`: last words of a conversation that is gone.
Way = Literal["in", "out", "last"]


@dataclass(frozen=True)
class Errand:
    """Look at this line, or at this dispatch of last words. `channel`: so that none waits for another's."""

    way: Way
    what: str
    channel: str = ""

    @property
    def name(self) -> str:
        """What its lease and its locks are called."""
        return f"{self.way}:{self.what}"


Work = Callable[[Errand, asyncio.Event], Awaitable[None]]


class Errands(Protocol):
    """Where errands are handed out."""

    async def start(self) -> None:
        """Take up errands. Raises nothing: what cannot be used now is tried again."""

    async def stop(self) -> None:
        """Take up nothing new; what is under way was told to end."""

    def hand_out(self, errand: Errand) -> None:
        """Somebody is to look there soon; whoever is at it already is told to look again."""

    def is_here(self, errand: Errand) -> bool:
        """Whether somebody in this process is at it."""

    def do_here(self, errand: Errand) -> None:
        """Look there in this process."""


class ErrandsHere:
    """One task for each errand."""

    def __init__(self, work: Work) -> None:
        """`work`: returns once there is nothing to do any more; the bell rings when there may be."""
        self._work = work
        self._under_way: dict[Errand, tuple[asyncio.Task[None], asyncio.Event]] = {}
        self._closing = False

    async def start(self) -> None:
        """Nothing to be made ready."""

    async def stop(self) -> None:
        """End what is still under way."""
        self._closing = True
        tasks = [task for task, _ in self._under_way.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def hand_out(self, errand: Errand) -> None:
        """Look there, in this process."""
        self.do_here(errand)

    def is_here(self, errand: Errand) -> bool:
        """Whether somebody is at it."""
        return errand in self._under_way

    def do_here(self, errand: Errand) -> None:
        """Look there, or tell who is at it to look again."""
        under_way = self._under_way.get(errand)
        if under_way is not None:
            under_way[1].set()
        elif not self._closing:
            bell = asyncio.Event()
            task = asyncio.create_task(self._run(errand, bell))
            self._under_way[errand] = (task, bell)

    async def done(self, errand: Errand) -> None:
        """Wait until nobody here is at it any more."""
        under_way = self._under_way.get(errand)
        if under_way is not None:
            await asyncio.wait([under_way[0]])

    @property
    def count(self) -> int:
        """How many are under way."""
        return len(self._under_way)

    async def _run(self, errand: Errand, bell: asyncio.Event) -> None:
        try:
            await self._work(errand, bell)
        except RecordError:
            log.warning("record unavailable")  # the sweep takes it up again
        except Exception as error:  # one line that fails must not end the work on the others
            log.error("errand failed", part=errand.way, **described(error))
        finally:
            del self._under_way[errand]
            if bell.is_set():
                self.do_here(errand)
