"""Around everything: one log line and one count per request, safe headers, and no error that leaves unanswered."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yarrow.gateway.logs import described
from yarrow.gateway.metrics import Metrics

log = structlog.get_logger(__name__)
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, metrics: Metrics, failed: Callable[[Request], Response]) -> None:
        self._app = app
        self._metrics = metrics
        self._failed = failed

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
                message["headers"] = [*held, *(header for header in HEADERS if header[0] not in names)]
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as error:
            log.error("request failed", route=_route(scope), **described(error))
            if status == 0:
                await self._failed(Request(scope))(scope, receive, guarded)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        self._metrics.requests.labels(_method(scope), route, str(status)).inc()
        if not route.endswith("/events"):
            self._metrics.request_seconds.labels(route).observe(seconds)
        if route not in QUIET:
            log.info("request", method=_method(scope), route=route, status=status, ms=round(seconds * 1000, 1))


def _route(scope: Scope) -> str:
    """The route's form, never the address that was asked for."""
    return str(getattr(scope.get("route"), "path", "unmatched"))


def _method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in ("GET", "POST", "DELETE", "OPTIONS", "HEAD") else "other"
