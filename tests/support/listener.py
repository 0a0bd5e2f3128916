"""Where a platform's double calls, in a test of the double alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tools.platforms.served import Served


@dataclass(frozen=True)
class Came:
    """A call."""

    headers: Mapping[str, str]
    body: bytes


class Listener:
    """Answers with `statuses`, one after the other, then with 200."""

    def __init__(self) -> None:
        self.came: list[Came] = []
        self.statuses: list[int] = []
        self._served = Served(Starlette(routes=[Route("/hook", self._hook, methods=["POST"])]))

    @property
    def url(self) -> str:
        """What to call."""
        return f"{self._served.url}/hook"

    async def _hook(self, request: Request) -> Response:
        self.came.append(Came(dict(request.headers), await request.body()))
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)


@contextmanager
def listening() -> Iterator[Listener]:
    """Somebody to call."""
    listener = Listener()
    listener._served.start()
    try:
        yield listener
    finally:
        listener._served.stop()
