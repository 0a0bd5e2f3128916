"""How often: per conversation and per network address. Who is too fast is told so; the red-flag lane still speaks."""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from limits import RateLimitItem, parse
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import ConfigurationError
from limits.storage import storage_from_string

from yarrow.gateway import words
from yarrow.gateway.problems import Problem
from yarrow.settings import Limits, SettingsError

log = structlog.get_logger(__name__)
STORAGE_SECONDS = 0.5


class Gate:
    """Counts and refuses."""

    def __init__(self, limits: Limits) -> None:
        self._window = MovingWindowRateLimiter(storage(limits.url))
        self._messages = _item(limits.messages)
        self._address = _item(limits.address)
        self._conversations = _item(limits.conversations)
        self._resume = _item(limits.resume)

    async def message(self, conversation: str, address: str) -> None:
        """One more message. Raises Problem 429."""
        if not await self._hit(self._messages, "message", conversation) or not await self.request(address):
            raise Problem(429, "too-fast", words.TOO_FAST, retry_after=20)

    async def request(self, address: str) -> bool:
        """Whether this address may send one more."""
        return await self._hit(self._address, "address", address)

    async def start(self, address: str) -> None:
        """One more conversation. Raises Problem 429."""
        if not await self._hit(self._conversations, "start", address):
            raise Problem(429, "too-fast", words.TOO_MANY_STARTS, retry_after=60)

    async def code(self, address: str) -> None:
        """One more resume code tried. Raises Problem 429."""
        if not await self._hit(self._resume, "resume", address):
            raise Problem(429, "too-fast", words.TOO_MANY_CODES, retry_after=900)

    async def seldom(self, what: str, who: str, rate: str) -> bool:
        """Whether this may be said to them once more, at this rate ("1/day")."""
        return await self._hit(parse(rate), what, who)

    async def download(self, conversation: str) -> None:
        """One more file or link, as often as resume codes may be tried. Raises Problem 429."""
        if not await self._hit(self._resume, "download", conversation):
            raise Problem(429, "too-fast", words.TOO_MANY_DOWNLOADS, retry_after=900)

    async def _hit(self, item: RateLimitItem | None, kind: str, who: str) -> bool:
        if item is None:
            return True
        try:
            async with asyncio.timeout(STORAGE_SECONDS):
                return bool(await self._window.hit(item, kind, who))
        except Exception as error:  # counting must never silence a patient: without its storage nothing is limited
            log.warning("limits unavailable", error=type(error).__name__)
            return True


def storage(url: str) -> Any:
    """Where counts are kept. Raises SettingsError."""
    try:
        return storage_from_string(url)
    except (ConfigurationError, ValueError):
        advice = "write async+memory://, or async+redis://host with the async-redis extra of limits installed"
        raise SettingsError(f"YARROW_LIMITS_URL is not usable: {advice}.") from None


def _item(rate: str | None) -> RateLimitItem | None:
    return parse(rate) if rate else None
