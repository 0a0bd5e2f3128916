"""A page asks the use cases as the API does: with a request that carries the cookie's key, and JSON for the form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.types import Message

from yarrow.gateway.pages.cookies import Held


def asked(request: Request, held: Held | None, content: Mapping[str, Any] | None = None, **query: str) -> Request:
    """The same caller's request in the API's form: every check and the red-flag lane treat it as any other."""
    raw = json.dumps(content, ensure_ascii=False).encode("utf-8") if content is not None else b""
    headers = [(b"content-type", b"application/json")]
    if held is not None:
        headers.append((b"authorization", f"Bearer {held.key}".encode("ascii")))
    scope = {**request.scope, "headers": headers, "query_string": urlencode(query).encode("ascii")}

    async def receive() -> Message:
        return {"type": "http.request", "body": raw, "more_body": False}

    return Request(scope, receive)
