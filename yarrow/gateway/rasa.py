"""The only caller of Rasa: one turn goes in, its result comes out. Rasa is not trusted to have answered well."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx

from yarrow.intake.turn import Result, Turn

TURN_PATH = "/webhooks/gateway/turn"
READY_PATH = "/webhooks/gateway/ready"
SNAPSHOTS_PATH = "/webhooks/gateway/conversations"
MOST_ANSWER_BYTES = 2_000_000


class RasaAway(Exception):
    """Rasa cannot be reached, or says it is not ready: the message waits, this was no try."""


class RasaFailed(Exception):
    """Rasa took the turn and did not answer it as agreed; `reason` is a short code for logs and metrics."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Rasa:
    """Rasa's one channel, on loopback."""

    def __init__(
        self, url: str, secret: str, *, timeout: float = 10.0, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._timeout = timeout
        # Sanic closes a connection that has been idle for 5 s; ours are given up before, so that no turn meets its end.
        limits = httpx.Limits(max_connections=8, max_keepalive_connections=8, keepalive_expiry=4)
        self._client = httpx.AsyncClient(
            base_url=url,
            headers={"X-Yarrow-Secret": secret},
            timeout=httpx.Timeout(timeout, connect=2.0),
            limits=limits,
            transport=transport,
            trust_env=False,  # a proxy in the environment must never see a turn
        )

    async def turn(self, turn: Turn) -> Result:
        """The result of a turn. Raises RasaAway or RasaFailed."""
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._client.post(TURN_PATH, json=turn.to_json())
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise RasaAway from None
        except (TimeoutError, httpx.TimeoutException):
            raise RasaFailed("timeout") from None
        except httpx.HTTPError as error:
            raise RasaFailed(type(error).__name__) from None
        if answer.status_code != httpx.codes.OK:
            # A turn that was begun and broke off is a try, or a message that ends a process would end it for ever.
            if not _was_begun(answer) and not await self.is_ready():
                raise RasaAway  # it answers, but cannot take turns yet: that is not the message's fault
            raise RasaFailed(f"status {answer.status_code}")
        return _result(answer, turn)

    async def is_ready(self) -> bool:
        """Whether Rasa says it can take turns."""
        try:
            answer = await self._client.get(READY_PATH, timeout=1.0)
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK

    async def forget(self, conversation: str) -> bool:
        """Have Rasa delete its snapshot of a conversation; False if it could not be asked."""
        try:
            answer = await self._client.delete(f"{SNAPSHOTS_PATH}/{conversation}", timeout=5.0)
        except httpx.HTTPError:
            return False
        return answer.status_code in (httpx.codes.OK, httpx.codes.NOT_FOUND)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


def _was_begun(answer: httpx.Response) -> bool:
    """Whether Rasa says that it began the turn and could not end it (yarrow/nlu/channel.py)."""
    try:
        content: Any = answer.json()
    except (ValueError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("title") == "incomplete"


def _result(answer: httpx.Response, turn: Turn) -> Result:
    if len(answer.content) > MOST_ANSWER_BYTES:
        raise RasaFailed("too long")
    try:
        content: Any = answer.json()
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
