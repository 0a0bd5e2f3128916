"""A messaging platform in the test's own process: a tiny channel, and a person who writes over it."""

from __future__ import annotations

import itertools
import json
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support.gateway import until
from yarrow.gateway.channels.channel import TAKEN, Address, Check, Forged, NotRead, Reply, Webhook
from yarrow.gateway.channels.incoming import Incoming, Parsed, Receipt
from yarrow.gateway.channels.piece import Limits, Piece
from yarrow.gateway.channels.refused import Refused

SECRET = "the fake platform's secret"
ROOMY = Limits(text=4_000, with_options=1_000, buttons=3, button=20, rows=10, row=24, row_detail=72, pause=0.0)
KEYS = itertools.count(1)


@dataclass(frozen=True)
class Sent:
    """A piece that went out: to whom, as which dispatch, and when (by a clock that only goes forward)."""

    piece: Piece
    to: Mapping[str, Any]
    dispatch: str
    at: float

    @property
    def text(self) -> str:
        return self.piece.text


@dataclass
class FakeChannel:
    """A channel without a platform. `faults`: what the next sendings come to (None: it goes out).

    A call is a JSON list of things done (see `Texter`), with SECRET in `x-fake-secret`. `lost`: pieces that went out
    although their sender was told otherwise (a fault with `unsure`).
    """

    name: str = "fake"
    title: str = "Fake"
    limits: Limits = ROOMY
    sent: list[Sent] = field(default_factory=list)
    noticed: list[Incoming] = field(default_factory=list)
    faults: deque[Refused | None] = field(default_factory=deque)
    lost: list[Sent] = field(default_factory=list)
    parsed: int = 0
    says: str = ""  # what the platform is answered once a call is kept

    def verify(self, call: Webhook) -> None:
        given = call.headers.get("x-fake-secret")
        if given is None:
            raise Forged(401, "no-secret")
        if given != SECRET:
            raise Forged(403, "wrong-secret")

    def greet(self, call: Webhook) -> Reply | None:
        return Reply(body=call.query["challenge"]) if "challenge" in call.query else None

    def parse(self, call: Webhook) -> Parsed:
        self.parsed += 1
        try:
            done = json.loads(call.body)
            incoming = tuple(_incoming(one) for one in done if "event" in one)
            receipts = tuple(Receipt(**one) for one in done if "dispatch" in one)
        except (ValueError, TypeError, KeyError) as error:
            raise NotRead("not-json") from error
        return Parsed(incoming, receipts)

    def taken(self, call: Webhook) -> Reply:
        return Reply(body=self.says) if self.says else TAKEN

    async def send(self, piece: Piece, to: Address, dispatch: str) -> None:
        fault = self.faults.popleft() if self.faults else None
        one = Sent(piece, dict(to), dispatch, time.monotonic())
        if fault is not None:
            if fault.unsure:
                self.lost.append(one)
            raise fault
        self.sent.append(one)

    async def notice(self, incoming: Incoming) -> None:
        self.noticed.append(incoming)

    async def check(self) -> list[Check]:
        return [Check(True, "fake", "It is well.")]

    async def setup(self, url: str) -> list[Check]:
        return [Check(True, "webhook", url)]

    def return_link(self) -> str | None:
        return "https://fake.example/chat"

    async def close(self) -> None:
        """Nothing to give back."""

    def texts(self, who: str | None = None) -> list[str]:
        """What has gone out, to one person or to all."""
        return [one.text for one in self.sent if who is None or one.to.get("chat") == who]


class Texter:
    """One person in the fake app. `post`: an HTTP client at the gateway."""

    def __init__(self, post: httpx.Client, channel: FakeChannel, who: str = "amira") -> None:
        self.post, self.channel, self.who = post, channel, who

    def thing(self, text: str | None = None, **more: Any) -> dict[str, Any]:
        """Something done, as the platform tells it; a new event unless it is named."""
        kind = "tap" if more.get("tokens") else "text"
        return {"event": f"e{next(KEYS)}", "who": self.who, "kind": kind, "text": text, **more}

    def tell(self, *things: Mapping[str, Any], secret: str | None = SECRET) -> httpx.Response:
        """The platform's call with these things."""
        headers = {"x-fake-secret": secret} if secret is not None else {}
        return self.post.post(f"/channels/{self.channel.name}", content=json.dumps(things), headers=headers)

    def say(self, text: str | None = None, **more: Any) -> httpx.Response:
        """Write a message, or do something else (`kind="voice"`)."""
        return self.tell(self.thing(text, **more))

    def tap(self, *labels: str) -> httpx.Response:
        """Tap these options of the newest messages that offer them."""
        return self.tell(self.thing(tokens=[self.token(label) for label in labels]))

    def agree(self) -> None:
        """Open the chat, agree, and be asked the first question."""
        self.say(kind="start")
        self.gets("Is that all right?")
        self.tap("Yes")
        self.gets("Could you be pregnant?")

    def token(self, label: str) -> str:
        """What comes back when this option is tapped."""
        mine = [one.piece for one in reversed(self.channel.sent) if one.to.get("chat") == self.who]
        options = [option for piece in mine for option in piece.options]
        return next(option.token for option in options if label in (option.label, option.detail))

    def texts(self) -> list[str]:
        """What she has been sent."""
        return self.channel.texts(self.who)

    def gets(self, words: str, *, times: int = 1) -> str:
        """Wait until these words have come so often; the whole message."""

        def come() -> str | None:
            found = [text for text in self.texts() if words in text]
            return found[-1] if len(found) >= times else None

        return str(until(come))


def _incoming(one: Mapping[str, Any]) -> Incoming:
    return Incoming(
        event=one["event"],
        who=one["who"],
        to=one.get("to", {"chat": one["who"]}),
        kind=one["kind"],
        text=one.get("text"),
        tokens=tuple(one.get("tokens", ())),
        done=one.get("done", True),
        order=one.get("order"),
        mark=one.get("mark", {}),
    )
