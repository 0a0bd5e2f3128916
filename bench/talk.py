"""A patient who talks to a server: one message after another, each timed."""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import httpx

from bench.script import line


class Line(Protocol):
    """A way to say something to a server and hear its answer."""

    async def open(self) -> None:
        """Begin a conversation."""

    async def say(self, text: str) -> int:
        """Say it; how many messages came back. Raises httpx.HTTPError if the server fails."""


@dataclass
class Gateway:
    """Yarrow's chat API."""

    client: httpx.AsyncClient
    address: str
    conversation: str = ""
    token: str = ""

    async def open(self) -> None:
        reply = await self.client.post(f"{self.address}/api/conversations", json={"locale": "UK"})
        reply.raise_for_status()
        self.conversation, self.token = reply.json()["conversation"], reply.json()["token"]

    async def say(self, text: str) -> int:
        reply = await self.client.post(
            f"{self.address}/api/conversations/{self.conversation}/messages",
            json={"id": str(uuid.uuid4()), "text": text},
            headers={"Authorization": f"Bearer {self.token}"},
        )
        reply.raise_for_status()
        return len(reply.json()["messages"])


@dataclass
class StockRest:
    """Rasa's own REST channel."""

    client: httpx.AsyncClient
    address: str
    sender: str = field(default_factory=lambda: uuid.uuid4().hex)

    async def open(self) -> None:
        """Nothing to do: the first message opens the conversation."""

    async def say(self, text: str) -> int:
        reply = await self.client.post(
            f"{self.address}/webhooks/rest/webhook", json={"sender": self.sender, "message": text}
        )
        reply.raise_for_status()
        return len(reply.json())


Connect = Callable[[httpx.AsyncClient], Line]


@dataclass
class Timed:
    """Milliseconds of each turn, by its number from 1; turns that came back empty or not at all; seconds in all."""

    turns: dict[int, list[float]] = field(default_factory=dict)
    empty: int = 0
    failed: int = 0
    seconds: float = 0.0

    def between(self, first: int, last: int) -> list[float]:
        """The times of these turns, both ends included."""
        return [ms for turn, times in self.turns.items() if first <= turn <= last for ms in times]


async def converse(connect: Connect, *, chats: int, first: int, last: int, budget: float) -> Timed:
    """Hold so many conversations at once, to turn `last`; `seconds` counts from turn `first`, which all reach together.

    Nobody says anything more once `budget` seconds are over.
    """
    timed, deadline = Timed(), time.monotonic() + budget
    async with httpx.AsyncClient(timeout=60.0, limits=httpx.Limits(max_connections=chats + 4)) as client:
        lines = [connect(client) for _ in range(chats)]
        await asyncio.gather(*(each.open() for each in lines))
        for turns in (range(1, first), range(first, last + 1)):
            began = time.monotonic()
            await asyncio.gather(*(_say(each, turns, deadline, timed) for each in lines))
    timed.seconds = time.monotonic() - began
    return timed


async def _say(who: Line, turns: range, deadline: float, timed: Timed) -> None:
    for turn in turns:
        if time.monotonic() > deadline:
            return
        began = time.perf_counter()
        try:
            heard = await who.say(line(turn))
        except httpx.HTTPError as error:
            status = error.response.status_code if isinstance(error, httpx.HTTPStatusError) else type(error).__name__
            print(f"bench: turn {turn} got no answer: {status}", file=sys.stderr)
            timed.failed += 1
            continue
        timed.turns.setdefault(turn, []).append((time.perf_counter() - began) * 1000)
        timed.empty += heard == 0
