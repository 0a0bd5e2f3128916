"""What the pages keep in a browser: the key to one conversation, and a few marks. No script can read any of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from yarrow.gateway.keys import LIFE

CHAT = "yarrow_chat"  # which conversation, and its key
READ = "yarrow_read"  # the last urgent message she says she has read
LEFT = "yarrow_left"  # this page was left in a hurry: show nothing before she asks
RECEIPT = "yarrow_receipt"  # of the conversation she had deleted
APP = "yarrow_app"  # the messaging app whose link led here
PAIR = re.compile(r"([A-Za-z0-9_-]{16,64})\.([A-Za-z0-9_-]{16,128})")
MARK = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


@dataclass(frozen=True)
class Held:
    """A conversation and a key to it."""

    conversation: str
    key: str


def held(request: Request) -> Held | None:
    """What this browser has the key to; None if to nothing."""
    found = PAIR.fullmatch(request.cookies.get(CHAT, ""))
    return Held(found.group(1), found.group(2)) if found else None


def keep(response: Response, request: Request, key: Held) -> None:
    """From now on this browser has this key, for as long as a key lives."""
    put(response, request, CHAT, f"{key.conversation}.{key.key}")


def mark(request: Request, name: str) -> str | None:
    """What is noted under that name."""
    found = request.cookies.get(name, "")
    return found if MARK.fullmatch(found) else None


def put(response: Response, request: Request, name: str, value: str) -> None:
    """Note something in the browser; over https it is sent over https only."""
    secure = request.url.scheme == "https"
    seconds = int(LIFE.total_seconds())
    response.set_cookie(name, value, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")


def drop(response: Response, request: Request, *names: str) -> None:
    """Forget what is noted under these names."""
    secure = request.url.scheme == "https"
    for name in names:
        response.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
