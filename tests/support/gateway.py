"""A running gateway for tests: the real app in a real server, in a thread, with a fake Rasa behind it."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import structlog
import uvicorn

from tests.support.fake_rasa import SECRET, FakeRasa
from tests.support.front_desk import TestFrontDesk
from yarrow.bootstrap.web import Services
from yarrow.gateway.app import create_app
from yarrow.gateway.pace import Pace
from yarrow.settings import Limits, WebSettings, sqlite_url

structlog.configure(
    wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL)
)  # tests read what is logged elsewhere
HURRIED = Pace(
    rasa_timeout=3.0,
    holding_after=1.5,
    after_safety=0.5,
    lease=4.0,
    retry_pause=0.05,
    sweep_every=0.1,
    probe_every=0.05,
    drain=3.0,
    settle=0.05,
    settle_at_most=0.2,
    line_lease=4.0,
    send_timeout=2.0,
    back_off=(0.05, 0.1, 0.2, 0.3),
    tells_back=0.5,
    paused=0.3,
)


class RunningGateway:
    """`with RunningGateway(tmp_path) as gateway: chat = gateway.begin()`."""

    def __init__(
        self,
        home: Path,
        *,
        rasa: FakeRasa | None = None,
        pace: Pace = HURRIED,
        front_desk: Any = None,
        channels: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> None:
        self.rasa = rasa or FakeRasa()
        self.front_desk = front_desk or TestFrontDesk()
        self._pace = pace
        self._more = {} if channels is None else {"channels": channels}
        settings.setdefault("database_url", sqlite_url(home / "yarrow.db"))
        settings.setdefault("limits", Limits(None, None, None, None))
        self._settings = WebSettings(home=home, channel_secret=SECRET, **settings)

    def __enter__(self) -> RunningGateway:
        if self.rasa._server is None and not self.rasa._port:
            self.rasa.start()
        settings = WebSettings(**{**self._settings.__dict__, "rasa_url": self.rasa.url})
        self.services = Services(settings, lambda: self.front_desk)
        self.app = create_app(self.services, self._pace, **self._more)
        config = uvicorn.Config(self.app, log_config=None, access_log=False, timeout_graceful_shutdown=5)
        self._server = uvicorn.Server(config)
        # Named as TCP, or asyncio leaves Nagle's algorithm on and every answer takes 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=20, trust_env=False)
        until(lambda: self._server.started)
        return self

    def __exit__(self, *_: object) -> None:
        self.tell_to_stop()
        self.http.close()
        self._thread.join(10)
        self.rasa.stop()

    def tell_to_stop(self) -> None:
        """What SIGTERM does."""
        self.app.state.closing.set()
        self._server.should_exit = True

    def begin(self, **body: Any) -> Chat:
        """A new conversation."""
        answer = self.http.post("/api/conversations", json=body)
        assert answer.status_code == 201, answer.text
        return Chat(self.http, answer.json())

    def agreed(self) -> Chat:
        """A new conversation whose patient has agreed."""
        chat = self.begin()
        assert chat.say(choice="consent:yes").status_code == 200
        return chat

    @property
    def record(self) -> Any:
        return self.services.record


class Chat:
    """One conversation, from the patient's side."""

    def __init__(self, http: httpx.Client, begun: dict[str, Any]) -> None:
        self.http = http
        self.id, self.token, self.begun = begun["conversation"], begun["token"], begun.get("messages", [])

    @property
    def path(self) -> str:
        return f"/api/conversations/{self.id}"

    @property
    def key(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def say(self, text: str | None = None, *, id: str | None = None, **body: Any) -> httpx.Response:
        """Send a message."""
        content = {"id": id or str(uuid.uuid4()), **({"text": text} if text is not None else {}), **body}
        return self.http.post(f"{self.path}/messages", json=content, headers=self.key)

    def raw(self, body: bytes, **headers: str) -> httpx.Response:
        """Send these very bytes as a message."""
        headers = {
            "Content-Type": "application/json",
            **self.key,
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        return self.http.post(f"{self.path}/messages", content=body, headers=headers)

    def get(self, what: str, **params: str) -> httpx.Response:
        return self.http.get(f"{self.path}/{what}", params=params, headers=self.key)

    def history(self) -> list[dict[str, Any]]:
        return self.get("messages").json()["messages"]

    def events(self, **params: str) -> Iterator[dict[str, Any]]:
        """Server-sent events as they come: {"event", "id", "data"}."""
        with self.http.stream("GET", f"{self.path}/events", params=params, headers=self.key) as answer:
            assert answer.status_code == 200, answer.read()
            event: dict[str, Any] = {}
            for line in answer.iter_lines():
                name, _, value = line.partition(": ")
                if name == "data":
                    event["data"] = json.loads(value)
                elif name in ("event", "id"):
                    event[name] = value
                elif not line and event:
                    yield event
                    event = {}


def texts(answer: httpx.Response) -> list[str]:
    """What an answer says."""
    return [message["text"] for message in answer.json().get("messages", [])]


def until(fact: Any, seconds: float = 30.0) -> Any:
    """Wait until something holds; fails if it does not in time."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found = fact()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError("it did not come to hold in time")
