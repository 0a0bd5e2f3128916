"""A wire between two parts of Yarrow: passes every request on, and lets a test stop, spoil or count what passes.

It is a wire, not a part: while its far end is dead nobody listens at its near end either, and a connection that breaks
on one side breaks on the other.
"""

from __future__ import annotations

import http.client
import http.server
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Passing:
    """One request on its way: before it is passed on, `answer` is None; `is_dropped` cuts it off without a word."""

    method: str
    path: str
    body: bytes
    answer: bytes | None = None
    is_dropped: bool = False

    def speaks_of(self, conversation: str) -> bool:
        """Whether it belongs to this conversation."""
        return conversation.encode() in self.body


@dataclass
class Held:
    """A request of one conversation, held at one place on the wire: at its near end going in, or coming back."""

    conversation: str
    coming_back: bool = False
    arrived: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    def __call__(self, passing: Passing) -> None:
        is_here = (passing.answer is not None) is self.coming_back
        if is_here and passing.speaks_of(self.conversation) and not self.released.is_set():
            self.arrived.set()
            assert self.released.wait(60), "a held request was never released"
            passing.is_dropped = True


class Wire:
    """`hooks`: called with everything that passes, in both directions, in the thread that carries it."""

    def __init__(self, far_port: int) -> None:
        self.far_port = far_port
        self.near_port = free_port()
        self.hooks: list[Callable[[Passing], None]] = []
        self._server: Server | None = None

    def hold(self, conversation: str, *, coming_back: bool = False) -> Held:
        """Hold the next request of this conversation; once released it is lost, as its sender or receiver died."""
        self.hooks.append(Held(conversation, coming_back))
        return self.hooks[-1]  # type: ignore[return-value]

    def open(self) -> None:
        """Begin to carry; on the same port as before."""
        if self._server is None:
            self._server = Server(self)
            threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def cut(self) -> None:
        """Nobody listens here any more; what is under way is left to break by itself."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def meet(self, passing: Passing) -> None:
        """Show what passes to the hooks."""
        for hook in tuple(self.hooks):
            hook(passing)


class Server(http.server.ThreadingHTTPServer):
    """Carries each request in a thread of its own."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        super().__init__(("127.0.0.1", wire.near_port), Carrier)


class Carrier(http.server.BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def carry(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        passing = Passing(self.command, self.path, body)
        self.server.wire.meet(passing)
        if passing.is_dropped:
            return
        try:
            status, kind, passing.answer = self._passed_on(passing)
        except (OSError, http.client.HTTPException):
            return
        self.server.wire.meet(passing)
        if not passing.is_dropped:
            self._answer(status, kind, passing.answer)

    do_GET = do_POST = do_DELETE = carry

    def _passed_on(self, passing: Passing) -> tuple[int, str, bytes]:
        far = http.client.HTTPConnection("127.0.0.1", self.server.wire.far_port, timeout=60)
        try:
            kept = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            far.request(passing.method, passing.path, passing.body or None, kept)
            answer = far.getresponse()
            return answer.status, answer.headers.get("Content-Type", "application/json"), answer.read()
        finally:
            far.close()

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            self.close_connection = True  # the sender has gone

    def log_message(self, *_: object) -> None:
        """Quiet."""


HOP_BY_HOP = ("connection", "keep-alive", "content-length", "transfer-encoding", "accept-encoding")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
