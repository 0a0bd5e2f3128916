"""What the console's pages may load and do: headers of every answer that does not bring its own."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# `same-origin`: with `no-referrer` browsers would send forms with `Origin: null`.
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"cache-control", b"no-store"),
)
FOR_A_YEAR = "max-age=31536000"


class SaidSecure:
    """Over https: the browser is told to come by no other way.

    `always`: staff reach the console over https, whatever a proxy on the way makes of it; so do its cookies.
    """

    def __init__(self, app: ASGIApp, *, always: bool = False) -> None:
        self._app = app
        self._always = always

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._always and scope["type"] == "http":
            scope = {**scope, "scheme": "https"}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and scope.get("scheme") == "https":
                MutableHeaders(scope=message)["Strict-Transport-Security"] = FOR_A_YEAR
            await send(message)

        await self._app(scope, receive, sent)
