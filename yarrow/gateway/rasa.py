"""The only caller of Rasa: one turn goes in, its result comes out. Rasa is not trusted to have answered well."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from yarrow.intake.turn import Result, Turn

TURN_PATH = "/webhooks/gateway/turn"
READY_PATH = "/webhooks/gateway/ready"
SNAPSHOTS_PATH = "/webhooks/gateway/conversations"
MOST_ANSWER_BYTES = 2_000_000
MOST_CONNECTIONS = 8
OK, NOT_FOUND = 200, 404


class RasaAway(Exception):
    """Rasa cannot be reached, or says it is not ready: the message waits, this was no try."""


class RasaFailed(Exception):
    """Rasa took the turn and did not answer it as agreed; `reason` is a short code for logs and metrics."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What Rasa's channel answered."""

    status: int
    body: bytes

    @property
    def content(self) -> Any:
        """The body as JSON. Raises ValueError, or RecursionError if it is nested without end."""
        return json.loads(self.body)

    @property
    def was_begun(self) -> bool:
        """Whether Rasa says that it began the turn and could not end it (yarrow/nlu/channel.py)."""
        try:
            content = self.content
        except (ValueError, RecursionError):
            return False
        return isinstance(content, dict) and content.get("title") == "incomplete"


class Rasa:
    """Rasa's one channel, on loopback."""

    def __init__(self, url: str, secret: str, *, timeout: float = 10.0) -> None:
        self._url, self._headers, self._timeout = url.rstrip("/"), {"X-Yarrow-Secret": secret}, timeout
        self._session: aiohttp.ClientSession | None = None

    async def turn(self, turn: Turn) -> Result:
        """The result of a turn. Raises RasaAway or RasaFailed."""
        try:
            answer = await self._ask("POST", TURN_PATH, self._timeout, turn.to_json())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise RasaAway from None
        except TimeoutError:
            raise RasaFailed("timeout") from None
        except aiohttp.ClientError as error:
            raise RasaFailed(type(error).__name__) from None
        if answer.status != OK:
            # A turn that was begun and broke off is a try, or a message that ends a process would end it for ever.
            if not answer.was_begun and not await self.is_ready():
                raise RasaAway  # it answers, but cannot take turns yet: that is not the message's fault
            raise RasaFailed(f"status {answer.status}")
        return _result(answer, turn)

    async def is_ready(self) -> bool:
        """Whether Rasa says it can take turns."""
        try:
            answer = await self._ask("GET", READY_PATH, 1.0)
        except (aiohttp.ClientError, TimeoutError):
            return False
        return answer.status == OK

    async def forget(self, conversation: str) -> bool:
        """Have Rasa delete its snapshot of a conversation; False if it could not be asked."""
        try:
            answer = await self._ask("DELETE", f"{SNAPSHOTS_PATH}/{conversation}", 5.0)
        except (aiohttp.ClientError, TimeoutError):
            return False
        return answer.status in (OK, NOT_FOUND)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    async def _ask(self, method: str, path: str, seconds: float, content: Any = None) -> Answer:
        # The timeout of ours is around all of it: waiting for a free connection, a slow drip of bytes, everything.
        async with (
            asyncio.timeout(seconds),
            self._connected().request(method, self._url + path, json=content) as response,
        ):
            return Answer(response.status, await response.read())

    def _connected(self) -> aiohttp.ClientSession:
        """The session, made in the event loop it lives in. No proxy of the environment ever sees a turn."""
        if self._session is None:
            # Sanic closes a connection idle for 5 s; ours are given up before, so that no turn meets its end.
            connector = aiohttp.TCPConnector(limit=MOST_CONNECTIONS, keepalive_timeout=4)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers=self._headers,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=2.0),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


def _result(answer: Answer, turn: Turn) -> Result:
    if len(answer.body) > MOST_ANSWER_BYTES:
        raise RasaFailed("too long")
    try:
        content = answer.content
        number, result = content["turn"], Result.from_json(content["result"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RasaFailed("unreadable") from None
    if number != turn.number:
        raise RasaFailed("wrong turn")
    if not result.messages and not any(event.get("event") == "already_said" for event in result.events):
        raise RasaFailed("empty")
    if not all(isinstance(message.text, str) and message.text.strip() for message in result.messages):
        raise RasaFailed("empty")
    return result
