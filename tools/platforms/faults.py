"""How a double fails when it is told to: busy, broken, slow, or done with the answer lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from tools.platforms.platform import Platform


@dataclass(frozen=True)
class Fault:
    """What the next request meets. `status`: answered as an error, in the platform's own words; `after`: the seconds
    it asks for; `code`: the platform's own error code. `slow`: seconds before it is answered (then as usual, unless
    there is a status). `is_lost`: done, but the connection breaks before the answer. `at`: only where the path ends
    so; None: where something is sent.
    """

    status: int | None = None
    after: float | None = None
    code: str | None = None
    slow: float = 0.0
    is_lost: bool = False
    at: str | None = None


BUSY = Fault(429, after=1)
BROKEN = Fault(500)
LOST = Fault(is_lost=True)


class FaultyApp:
    """A double's API, failing as its `faults` say."""

    def __init__(self, app: ASGIApp, platform: Platform) -> None:
        self._app = app
        self._platform = platform

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or fail."""
        fault = self._next(scope["path"]) if scope["type"] == "http" else None
        if fault is None:
            await self._app(scope, receive, send)
            return
        await asyncio.sleep(fault.slow)
        if fault.is_lost:
            await self._app(scope, receive, _unheard)
            # uvicorn's own connection: nothing in ASGI says "break it", and an error page would be an answer.
            receive.__self__.transport.abort()  # type: ignore[attr-defined]
            await asyncio.sleep(0.01)
        elif fault.status is not None:
            await self._platform.refusal(fault)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _next(self, path: str) -> Fault | None:
        platform = self._platform
        with platform.lock:
            for fault in platform.faults:
                if path.endswith(fault.at) if fault.at is not None else platform.sends.search(path):
                    platform.faults.remove(fault)
                    return fault
        return None


async def _unheard(message: Message) -> None:
    """Take an answer and tell nobody."""
