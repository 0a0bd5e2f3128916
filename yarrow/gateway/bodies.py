"""Reading what was sent: counted while it comes in, parsed strictly, never echoed."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request

from yarrow.gateway import words
from yarrow.gateway.problems import Problem

MOST_BYTES = 32_000
LANE_BYTES = 64_000
READ_SECONDS = 10.0


@dataclass(frozen=True)
class Body:
    """The first bytes of a request, and whether there were more than are taken."""

    raw: bytes
    is_too_long: bool = False


async def read(request: Request) -> Body:
    """The body, at most as much of it as the red-flag lane reads. Raises Problem if it does not come in time."""
    raw = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.stream():
                raw += chunk[: LANE_BYTES - len(raw)]
                if len(raw) >= LANE_BYTES:
                    break
    except TimeoutError:
        raise Problem(408, "too-slow", words.TOO_SLOW) from None
    except ClientDisconnect:
        raise Problem(400, "not-whole", words.NOT_JSON) from None
    return Body(bytes(raw), len(raw) > MOST_BYTES)


def check_type(request: Request) -> None:
    """Only JSON: a form or plain text could be sent by another site without asking. Raises Problem."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        raise Problem(415, "not-json", words.WRONG_TYPE)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "compressed", words.WRONG_TYPE)


def parse(body: Body) -> dict[str, Any]:
    """The body as a JSON object. Raises Problem (400, 413 or 422) without a word of what was sent."""
    if body.is_too_long:
        raise Problem(413, "too-long", words.TOO_LONG)
    try:
        text = body.raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(400, "not-utf8", words.NOT_UTF8) from None
    try:
        content = json.loads(text, parse_constant=_refuse, object_pairs_hook=_once_each)
    except (ValueError, RecursionError):
        raise Problem(400, "not-json", words.NOT_JSON) from None
    if not isinstance(content, dict):
        raise Problem(422, "wrong-form", words.WRONG_FORM)
    return content


def lenient_text(body: Body) -> str:
    """What the sender may have meant to say, whatever the form: for the red-flag lane only."""
    text = body.raw.decode("utf-8", errors="replace")
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return _unescaped(text)
    said = content.get("text") if isinstance(content, dict) else content
    return said if isinstance(said, str) else ""


def _unescaped(text: str) -> str:
    """A broken JSON text with its line breaks as such; the rest reads well enough as it is."""
    return text.replace("\\n", "\n").replace('"', " ")


def _refuse(constant: str) -> Any:
    raise ValueError(constant)  # NaN and Infinity are not JSON


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("a key is there twice")
    return content
