"""All of Yarrow running: the real gateway, Rasa and action server as processes, with wires a test can reach into."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx

from tests.support.gateway import Chat, until
from tests.support.wire import Wire, free_port
from yarrow import launch
from yarrow.settings import bot_settings, web_settings
from yarrow.store.record import Record
from yarrow.supervisor.part import Part, die_with_parent
from yarrow.supervisor.plan import BOT_PYTHON, ROOT, plan

NAMES = ("actions", "rasa", "gateway")  # what patients need; the console is started by those tests that want it
CONSOLE = "console"
START_SECONDS = 90
SECRET = "a-secret-of-the-running-tests"
MARKER = "marigoldine"  # said by the patients of these tests, and to be found in no log


class Running:
    """`with Running(home) as yarrow: chat = yarrow.agreed()`. Processes are started and killed by name.

    The gateway reaches Rasa, and Rasa the action server, through `wires`; a part is there for its caller only once it
    is ready. `environ`: settings beside those of the test.
    """

    def __init__(self, home: Path, **environ: str) -> None:
        self.home = home
        ports = {name: free_port() for name in NAMES}
        self.wires = {name: Wire(ports[name]) for name in ("rasa", "actions")}
        self._environment = {
            **os.environ,
            "YARROW_HOME": str(home),
            "YARROW_PORT": str(ports["gateway"]),
            "YARROW_CONSOLE_PORT": str(free_port()),
            "YARROW_RASA_URL": f"http://127.0.0.1:{ports['rasa']}",
            "YARROW_ACTIONS_URL": f"http://127.0.0.1:{ports['actions']}/webhook",
            "YARROW_CHANNEL_SECRET": SECRET,
            **dict.fromkeys(("YARROW_LIMIT_MESSAGES", "YARROW_LIMIT_ADDRESS", "YARROW_LIMIT_RESUME"), "off"),
            **environ,
        }
        self.settings = web_settings(self._environment)
        self.url = f"http://127.0.0.1:{ports['gateway']}"
        whole = plan(self.settings, bot_settings(self._environment), self.url)
        self.parts: dict[str, Part] = {part.name: part for part in (whole.front, *whole.behind)}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Running:
        train_if_needed()
        self.http = httpx.Client(base_url=self.url, timeout=30, trust_env=False)
        self.record = Record(self.settings.database_url)
        try:
            self.start(*NAMES)
            self.wait(*NAMES)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes.values():
            process.send_signal(signal.SIGCONT)
            process.terminate()
        for name in self.processes:
            self.stop(name)
        self.http.close()
        self.record.close()

    def start(self, *names: str) -> None:
        """Start parts, without waiting. Only in the main thread: a part ends with the thread that started it."""
        for name in names:
            part = self.parts[name]
            log = self.log(name)
            log.parent.mkdir(exist_ok=True)
            with log.open("ab") as output:
                self.processes[name] = subprocess.Popen(
                    part.command,
                    cwd=ROOT,
                    env={**self._environment, **part.environment, **self._over_the_wires(name)},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    preexec_fn=die_with_parent,
                )

    def wait(self, *names: str) -> None:
        """Wait until these parts are ready, and let their callers reach them."""
        for name in sorted(names, key=(*NAMES, CONSOLE).index):
            self._wait_for(name)

    def kill(self, name: str) -> None:
        """kill -9."""
        process = self.processes[name]
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        if name in self.wires:
            self.wires[name].cut()

    def restart(self, name: str) -> None:
        """Start a part that was killed, and wait until it is there."""
        self.start(name)
        self.wait(name)

    def stop(self, name: str) -> None:
        """End a part as the supervisor does."""
        if name in self.wires:
            self.wires[name].cut()
        process = self.processes[name]
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)

    def mend(self) -> None:
        """Whatever a test has left dead or spoiled is as new."""
        for wire in self.wires.values():
            wire.hooks.clear()
        dead = [name for name in NAMES if self.processes[name].poll() is not None]
        self.start(*dead)
        self.wait(*NAMES)
        until(lambda: self.http.get("/readyz").status_code == 200)

    def log(self, name: str) -> Path:
        """Where a part writes, standard output and error alike."""
        return self.home / "log" / f"{name}.log"

    def written(self) -> str:
        """All that the parts have written so far, wherever in the log folder."""
        return "\n".join(path.read_text("utf-8", "replace") for path in sorted((self.home / "log").iterdir()))

    def holding(self, words: str) -> set[str]:
        """The names of the files in the home folder that hold these words.

        Read by another process: whoever closes a file loses all locks he has on it, SQLite's among them, and a gateway
        that starts then takes this test's own connections for gone.
        """
        found = subprocess.run(["grep", "-rlF", words, self.home], capture_output=True, text=True, check=False)
        assert found.returncode in (0, 1), found.stderr
        return {Path(line).name for line in found.stdout.splitlines()}

    def begin(self, **body: Any) -> Chat:
        """A new conversation, at the hello."""
        answer = self.http.post("/api/conversations", json={"locale": "UK", **body})
        assert answer.status_code == 201, answer.text
        return Chat(self.http, answer.json())

    def agreed(self) -> Chat:
        """A new conversation whose patient has agreed and speaks for herself; she is asked whether she is pregnant."""
        chat = self.begin()
        for choice in ("consent:yes", "for_whom:self"):
            assert chat.say(choice=choice).json()["complete"] is True
        while (question := chat.history()[-1]["question"]["id"]) != "pregnant_now":
            assert chat.say("skip").json()["complete"] is True, question
        return chat

    def _over_the_wires(self, name: str) -> dict[str, str]:
        if name == "gateway":
            return {"YARROW_RASA_URL": f"http://127.0.0.1:{self.wires['rasa'].near_port}"}
        if name == "rasa":
            return {"YARROW_ACTIONS_URL": f"http://127.0.0.1:{self.wires['actions'].near_port}/webhook"}
        return {}

    def _wait_for(self, name: str) -> None:
        process = self.processes[name]
        end = time.monotonic() + START_SECONDS
        while not self._is_ready(name):
            assert process.poll() is None, f"{name} ended with {process.returncode}:\n{self.log(name).read_text()}"
            assert time.monotonic() < end, f"{name} was not ready in time:\n{self.log(name).read_text()}"
            time.sleep(0.05)
        if name in self.wires:
            self.wires[name].open()

    def _is_ready(self, name: str) -> bool:
        # The gateway is there as soon as it is alive: it answers red flags before the others are ready.
        url = f"{self.url}/healthz" if name == "gateway" else self.parts[name].ready_url
        try:
            return self.http.get(url, headers=dict(self.parts[name].ready_headers), timeout=3).status_code == 200
        except httpx.TransportError:
            return False


def train_if_needed() -> None:
    """The model the parts are started with, made from what is there now."""
    if not launch.is_trained(ROOT):
        subprocess.run(launch.train_command(str(BOT_PYTHON)), cwd=ROOT, check=True, capture_output=True)
