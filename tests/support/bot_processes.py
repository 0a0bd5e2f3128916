"""The two processes of the bot side, started as the supervisor starts them, and a client that talks as the gateway."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.support.in_process import ROOT, trained_model
from yarrow import launch

SECRET = "a-secret-for-the-tests"
CASE = {
    "facts": [
        {"path": "consent", "status": "present", "value": True},
        {"path": "locale", "status": "present", "value": "UK"},
        {"path": "age", "status": "present", "value": 31},
        {"path": "pregnant_now", "status": "present", "value": "no"},
    ],
    "standing": {"question": "cycles", "section": "about", "consent": True, "passed": ["symptoms_now"]},
}


def a_turn(conversation: str, number: int, text: str | None = "why do you ask?", *choices: str) -> dict[str, Any]:
    """The JSON of a turn, the question of the cycles being open."""
    said = {"id": f"m{number}", "text": text, "choices": list(choices), "at": None}
    return {"conversation": conversation, "turn": number, "said": said, "case": CASE, "today": "2026-11-22"}


class Processes:
    """Rasa and the action server in a home of their own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.rasa_port, self.actions_port = free_port(), free_port()
        self._environment = {
            **os.environ,
            "YARROW_HOME": str(home),
            **launch.environment(
                actions_url=f"http://127.0.0.1:{self.actions_port}/webhook",
                snapshot_url=f"sqlite:///{home}/snapshots.db",
                secret=SECRET,
            ),
        }
        trained_model()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.start_actions()
        self._start("rasa", launch.rasa_command(sys.executable, str(launch.MODEL), self.rasa_port))
        wait_until(lambda: self.get(launch.READY)[0] == 200, self.running["rasa"])

    def start_actions(self) -> None:
        """Start the action server, and wait until it answers."""
        self._start("actions", launch.actions_command(sys.executable, self.actions_port))
        wait_until(lambda: call(self.actions_port, "GET", launch.ACTIONS_READY)[0] == 200, self.running["actions"])

    def kill(self, name: str) -> None:
        """kill -9."""
        self.running[name].kill()
        self.running[name].wait()

    def stop(self) -> None:
        """End both."""
        for process in self.running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
                process.wait(20)

    def logs(self) -> str:
        """All that both have written so far."""
        return "\n".join(path.read_text("utf-8") for path in self.home.glob("*.log"))

    def post(self, turn: Any, secret: str = SECRET) -> tuple[int, Any]:
        """A turn, and what is answered."""
        return call(self.rasa_port, "POST", "/webhooks/gateway/turn", turn, secret)

    def get(self, path: str) -> tuple[int, Any]:
        """A GET of the channel."""
        return call(self.rasa_port, "GET", path, secret=SECRET)

    def delete(self, path: str) -> tuple[int, Any]:
        """A DELETE of the channel."""
        return call(self.rasa_port, "DELETE", path, secret=SECRET)

    def _start(self, name: str, command: list[str]) -> None:
        with (self.home / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )


def call(port: int, method: str, path: str, body: Any = None, secret: str = "") -> tuple[int, Any]:
    """One HTTP call on loopback; (0, None) if nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        connection.request(method, path, data, {launch.SECRET_HEADER: secret, "Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read()
    except ConnectionError:
        return 0, None
    finally:
        connection.close()
    return response.status, json.loads(content) if content.startswith((b"{", b"[")) else content.decode()


def wait_until(holds: Any, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until it holds. Raises AssertionError if the process ends first, or it takes too long."""
    end = time.monotonic() + seconds
    while not holds():
        assert process.poll() is None, f"ended with {process.returncode}"
        assert time.monotonic() < end, "not ready in time"
        time.sleep(0.1)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
