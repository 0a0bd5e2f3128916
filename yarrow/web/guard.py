"""Around everything: one log line and one count per request, safe headers, and no error that leaves unanswered."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yarrow.web.logs import described

log = structlog.get_logger(__name__)
Headers = tuple[tuple[bytes, bytes], ...]
HEADERS: Headers = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


@dataclass(frozen=True)
class Served:
    """One request that was answered. `route` is the form of its address, never the address itself."""

    method: str
    route: str
    status: int
    seconds: float


class Guard:
    """ASGI middleware. `served` is told of every request; `headers` are set where an answer does not set its own."""

    def __init__(
        self,
        app: ASGIApp,
        failed: Callable[[Request], Response],
        served: Callable[[Served], None] = lambda _: None,
        headers: Headers = HEADERS,
    ) -> None:
        self._app = app
        self._failed = failed
        self._served = served
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 0

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                held = list(message.get("headers", ()))
                names = {name.lower() for name, _ in held}
                # An answer's own policy stands alone: a browser would hold a page to both.
                message["headers"] = [*held, *(header for header in self._headers if header[0] not in names)]
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as error:
            log.error("request failed", route=_route(scope), **described(error))
            if status == 0:
                await self._failed(Request(scope))(scope, receive, guarded)
        finally:
            self._note(Served(_method(scope), _route(scope), status, time.perf_counter() - started))

    def _note(self, served: Served) -> None:
        self._served(served)
        if served.route not in QUIET:
            ms = round(served.seconds * 1000, 1)
            log.info("request", method=served.method, route=served.route, status=served.status, ms=ms)


def _route(scope: Scope) -> str:
    """The route's form, never the address that was asked for."""
    return str(getattr(scope.get("route"), "path", "unmatched"))


def _method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in ("GET", "POST", "DELETE", "OPTIONS", "HEAD") else "other"
