"""How fast we may send: to one platform in all, and to one person on it.

Urgent words do not wait for what we set ourselves; for what a platform has answered everybody waits.
"""

from __future__ import annotations

import asyncio
import math
import time

import structlog
from limits import RateLimitItem, RateLimitItemPerSecond
from limits.aio.strategies import MovingWindowRateLimiter

from yarrow.gateway.channels.channel import Channel
from yarrow.gateway.limits import STORAGE_SECONDS, storage

log = structlog.get_logger(__name__)


class Waits:
    """Counts what is sent, in the storage that all processes share, if one is set."""

    def __init__(self, url: str) -> None:
        """`url`: as YARROW_LIMITS_URL."""
        self._window = MovingWindowRateLimiter(storage(url))
        self._turns: dict[str, asyncio.Lock] = {}
        self._told: dict[str, float] = {}

    def told(self, line: str, seconds: float) -> None:
        """The platform has asked us to wait so long before we send to this person again."""
        moment = time.monotonic()
        self._told = {one: until for one, until in self._told.items() if until > moment}
        self._told[line] = moment + seconds

    def asked_for(self, line: str) -> float:
        """How long the platform still wants us to wait."""
        return max(0.0, self._told.get(line, 0.0) - time.monotonic())

    async def person(self, channel: Channel, line: str, *, urgent: bool) -> float:
        """One more to this person: 0 if it may go now, and then it is counted; else the seconds to wait."""
        asked = self.asked_for(line)
        if asked:
            return asked
        pause = channel.limits.pause
        left = await self._hit(_rate(1 / pause), "person", line) if pause else 0.0
        return 0.0 if urgent else left

    async def platform(self, channel: Channel, *, urgent: bool) -> None:
        """One more to this platform: returns when it may go. Lines get their turn in the order they asked."""
        rate = _rate(channel.limits.a_second)
        if urgent:
            await self._hit(rate, "platform", channel.name)
            return
        async with self._turns.setdefault(channel.name, asyncio.Lock()):
            while left := await self._hit(rate, "platform", channel.name):
                await asyncio.sleep(left)

    async def _hit(self, rate: RateLimitItem, kind: str, who: str) -> float:
        """Count one: 0, or the seconds until there is room."""
        try:
            async with asyncio.timeout(STORAGE_SECONDS):
                if await self._window.hit(rate, kind, who):
                    return 0.0
                found = await self._window.get_window_stats(rate, kind, who)
        except Exception as error:  # without its storage nothing is limited: the platform's own answer will do it
            log.warning("limits unavailable", error=type(error).__name__)
            return 0.0
        return min(max(found.reset_time - time.time(), 0.01), rate.get_expiry())


def _rate(a_second: float) -> RateLimitItem:
    """The library counts whole messages in whole seconds: never faster than asked for."""
    if a_second >= 1:
        return RateLimitItemPerSecond(math.floor(a_second))
    return RateLimitItemPerSecond(1, math.ceil(1 / a_second))
