"""An ASGI app in a real server, in a thread, on a free port."""

from __future__ import annotations

import socket
import threading
import time

import uvicorn
from starlette.types import ASGIApp


class Served:
    """`start` returns when it answers; `stop` when it has ended."""

    def __init__(self, app: ASGIApp, port: int = 0) -> None:
        """`port` 0: any that is free."""
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind(("127.0.0.1", port))
        self.port: int = self._listener.getsockname()[1]
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=2)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listener]}, daemon=True, name="double"
        )

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen. Raises RuntimeError if it does not come up in ten seconds."""
        self._thread.start()
        ends = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > ends or not self._thread.is_alive():
                raise RuntimeError("The double did not start.")
            time.sleep(0.01)

    def stop(self) -> None:
        """End."""
        self._server.should_exit = True
        self._thread.join(5)
        self._listener.close()
