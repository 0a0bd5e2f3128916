"""Real gateway processes for tests: started on a free port, killed by their own id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx

from tests.support.fake_rasa import SECRET
from tests.support.gateway import Chat, until

ROOT = Path(__file__).parents[2]
STAND_IN = Path(__file__).with_name("gateway_process.py")


class GatewayProcess:
    """One process; `kill` is kill -9. `real`: with the protocol and the reader, not the stand-ins of the tests."""

    def __init__(self, home: Path, rasa_url: str, *, real: bool = False, **environ: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.log = home / f"gateway-{self.port}.log"
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "YARROW_HOME": str(home),
            "YARROW_PORT": str(self.port),
            "YARROW_RASA_URL": rasa_url,
            "YARROW_CHANNEL_SECRET": SECRET,
            "YARROW_LIMIT_MESSAGES": "off",
            "YARROW_LIMIT_ADDRESS": "off",
            **environ,
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *(("-m", "yarrow.gateway") if real else (str(STAND_IN),))],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=20, trust_env=False)

    def ready(self) -> GatewayProcess:
        """Wait until it is alive and has brought its tables up to date."""
        until(lambda: self.is_alive() and self.http.get("/readyz").json()["parts"]["database"] == "ok", 60)
        return self

    def is_alive(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        try:
            return self.http.get("/healthz").status_code == 200
        except httpx.TransportError:
            return False

    def begin(self) -> Chat:
        return Chat(self.http, self.http.post("/api/conversations").raise_for_status().json())

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(30)

    def close(self) -> None:
        if self.process.poll() is None:
            self.kill()
        self.http.close()
