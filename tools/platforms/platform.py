"""What every double of a messaging platform has: a real HTTP server, what it was sent, how it calls, how it fails."""

from __future__ import annotations

import itertools
import json
import re
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from tools.platforms.faults import Fault, FaultyApp
from tools.platforms.served import Served
from tools.platforms.talk import Call, Said, Sent


class Platform(ABC):
    """One platform. `with TelegramDouble() as telegram: telegram.webhook = …; telegram.say("anna", "hello")`.

    A subclass says how its API answers (`routes`, which call `record`), how it signs (`sign`), what its payloads look
    like (`text_payload`, `tap_payload`, `other_payload`) and how it words an error (`refusal`). `chat` is always the
    name by which the platform knows the person; how it looks is the subclass's own.
    """

    name: str = ""
    # Paths to which a fault without `at` applies: those that send something to a person.
    sends: re.Pattern[str] = re.compile(".")
    # Seconds before each further try, when the webhook does not answer 2xx: shorter than any platform has the patience.
    tries_again: Sequence[float] = (0.05, 0.1, 0.2)
    # How long it waits for the webhook's answer.
    patience: float = 10.0

    def __init__(self, webhook: str = "", *, a_second: float | None = None) -> None:
        """`webhook`: where it calls; `a_second`: messages a second it takes for one person (None: any number)."""
        self.webhook = webhook
        self.a_second = a_second
        self.sent: list[Sent] = []
        self.said: list[Said] = []
        self.calls: list[tuple[Call, int | None]] = []  # every try of every call, with what it was answered
        self.notices: list[tuple[str, dict[str, Any]]] = []  # typing, read marks, answered taps: (chat, what came)
        self.faults: deque[Fault] = deque()
        self.lock = threading.RLock()
        self._numbers = itertools.count(1)
        self._last: dict[str, float] = {}
        self._http = httpx.Client(trust_env=False, timeout=self.patience)
        self._server: Served | None = None
        self._callers = ThreadPoolExecutor(2, thread_name_prefix=f"{self.name}-calls")

    # ------------------------------------------------------------ what a subclass says
    @abstractmethod
    def routes(self) -> list[Route]:
        """Its API."""

    @abstractmethod
    def sign(self, payload: Any, attempt: int) -> Call:
        """The call that brings this payload, signed as the platform does; `attempt` counts from 0."""

    @abstractmethod
    def text_payload(self, chat: str, text: str) -> Any:
        """Somebody wrote."""

    def tap_payload(self, chat: str, sent: Sent, label: str, token: str) -> Any:
        """Somebody tapped an option of a message that was sent to them."""
        raise NotImplementedError(f"{self.name} has nothing to tap")

    def other_payload(self, chat: str, kind: str, text: str | None = None) -> Any:
        """Anything else: `picture`, `voice`, `sticker`, `location`, `reaction`, `edit`, `deletion`, `group`, …"""
        raise NotImplementedError(f"{self.name} has no {kind}")

    @abstractmethod
    def refusal(self, fault: Fault) -> Response:
        """The error as this platform words it: with its own field for when to come back, if `fault.after`."""

    # ------------------------------------------------------------ being there
    @property
    def url(self) -> str:
        """Where its API is reached."""
        if self._server is None:
            raise RuntimeError(f"The double of {self.name} has not been started.")
        return self._server.url

    def start(self) -> None:
        """Listen on a free port; once more after `rest`, on the same."""
        port = self._server.port if self._server else 0
        self._server = Served(FaultyApp(Starlette(routes=self.routes()), self), port)
        self._server.start()

    def rest(self) -> None:
        """Be away: nothing listens until the next `start`; what was sent stays."""
        if self._server is not None:
            self._server.stop()

    def stop(self) -> None:
        """End for good and give back connections."""
        self._callers.shutdown(wait=True, cancel_futures=True)
        self.rest()
        self._http.close()

    def __enter__(self) -> Any:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # ------------------------------------------------------------ what people do
    def say(self, chat: str, text: str) -> httpx.Response:
        """Write a message."""
        return self._done(chat, "text", text, self.text_payload(chat, text))

    def tap(self, chat: str, label: str) -> httpx.Response:
        """Tap the newest option with that label (or that begins with it) that this person was sent."""
        sent, whole, token = self.option(chat, label)
        return self._done(chat, "tap", whole, self.tap_payload(chat, sent, whole, token))

    def send(self, chat: str, kind: str, text: str | None = None) -> httpx.Response:
        """Send a picture, a voice note, a reaction, …; `text`: its caption, or the new words of an edit."""
        return self._done(chat, kind, text or "", self.other_payload(chat, kind, text))

    def send_picture(self, chat: str, caption: str | None = None) -> httpx.Response:
        """Send a picture."""
        return self.send(chat, "picture", caption)

    def again(self, chat: str) -> httpx.Response:
        """Bring the newest thing this person did once more, as platforms do that missed our answer."""
        with self.lock:
            newest = next(said for said in reversed(self.said) if said.chat == chat)
        return self.deliver(newest.payload)

    def option(self, chat: str, label: str) -> tuple[Sent, str, str]:
        """The newest option of that label: the message it is in, its whole label, its token."""
        for sent in reversed(self.to(chat)):
            for exact in (True, False):
                for whole, token in sent.options:
                    if whole == label or (not exact and whole.casefold().startswith(label.casefold())):
                        return sent, whole, token
        raise LookupError(f"Nothing that was sent has the option “{label}”.")

    def deliver(self, payload: Any) -> httpx.Response:
        """Call the webhook, again and again (`tries_again`) until it answers 2xx; the last answer.

        Raises httpx.HTTPError if there was never an answer.
        """
        answer: httpx.Response | None = None
        failed: httpx.HTTPError | None = None
        for attempt, pause in enumerate((0.0, *self.tries_again)):
            time.sleep(pause)
            call = self.sign(payload, attempt)
            try:
                answer = self.make(call)
            except httpx.HTTPError as error:
                failed = error
                continue
            if answer.is_success:
                break
        if answer is None:
            raise failed or RuntimeError("no try was made")
        return answer

    def make(self, call: Call) -> httpx.Response:
        """Make one call as it is, once: also for one that is forged, spoilt or old."""
        status: int | None = None
        try:
            answer = self._http.request(call.method, call.url, content=call.body, headers=call.headers)
            status = answer.status_code
            return answer
        finally:
            with self.lock:
                self.calls.append((call, status))

    # ------------------------------------------------------------ what was sent
    def to(self, chat: str) -> list[Sent]:
        """What was sent to one person, in order; a message that was edited stands as it is now."""
        with self.lock:
            return [sent for sent in self.sent if sent.chat == chat]

    def texts(self, chat: str) -> list[str]:
        """What one person reads, in order."""
        return [sent.text for sent in self.to(chat)]

    def record(self, sent: Sent) -> None:
        """Keep what was sent; called by the routes."""
        with self.lock:
            self.sent.append(sent)

    def notice(self, chat: str, what: dict[str, Any]) -> None:
        """Keep a typing sign, a read mark, an answered tap; called by the routes."""
        with self.lock:
            self.notices.append((chat, what))

    def too_fast(self, chat: str) -> float | None:
        """Seconds to wait, if this person gets more than `a_second`; called by the routes before `record`."""
        if self.a_second is None:
            return None
        with self.lock:
            now = time.monotonic()
            wait = self._last.get(chat, -1e9) + 1 / self.a_second - now
            if wait > 0:
                return wait
            self._last[chat] = now
            return None

    def number(self) -> int:
        """The next running number, for ids."""
        with self.lock:
            return next(self._numbers)

    def later(self, act: Callable[..., Any], *arguments: Any) -> None:
        """Do something that calls the webhook while a request is being answered (receipts): on another thread."""
        self._callers.submit(act, *arguments)

    def _done(self, chat: str, kind: str, text: str, payload: Any) -> httpx.Response:
        with self.lock:
            self.said.append(Said(chat, kind, text, payload, time.monotonic()))
        return self.deliver(payload)


def as_json(payload: Any) -> bytes:
    """The bytes of a JSON payload, without spaces, as platforms send them."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
