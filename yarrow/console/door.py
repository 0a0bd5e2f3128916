"""One address of the console, and what right opens it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.responses import Response

from yarrow.console.rights import Right
from yarrow.console.visit import Visit
from yarrow.web.form import MOST_BYTES

Handler = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True)
class Door:
    """`method`: GET (HEAD with it) or POST. `right`: what opens it; where `{conversation}` is in `path`, for that one.

    `passive`: asked by the page itself, not by the person at it; it does not keep the session alive.
    `fresh`: only for somebody who has just proved again who they are (yarrow/console/entry/confirm.py).
    `most_bytes`: the longest form that is read; `files`: the form may carry files.
    """

    method: str
    path: str
    right: Right
    handler: Handler
    passive: bool = False
    fresh: bool = False
    most_bytes: int = MOST_BYTES
    files: bool = False
