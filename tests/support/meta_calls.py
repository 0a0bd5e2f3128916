"""Calls of Meta's webhooks, as an adapter gets them, and somebody who answers its challenge."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tools.platforms.platform import as_json
from tools.platforms.served import Served
from tools.platforms.talk import Call
from yarrow.gateway.channels.channel import Channel, Check, Forged, Webhook
from yarrow.gateway.channels.incoming import Parsed
from yarrow.gateway.channels.piece import Piece
from yarrow.gateway.channels.refused import Refused

URL = "https://clinic.example/channels/whatsapp"


def webhook(call: Call | bytes) -> Webhook:
    """A call as the door hands it on; plain bytes: without any header."""
    if isinstance(call, bytes):
        call = Call("POST", URL, {}, call)
    headers = {name.lower(): value for name, value in call.headers.items()}
    return Webhook(call.method, call.url or URL, headers, {}, call.body, 0.0)


def asked(query: Mapping[str, str]) -> Webhook:
    """A challenge."""
    return Webhook("GET", URL, {}, query, b"", 0.0)


def run(channel: Channel, doing: Awaitable[Any]) -> Any:
    """What a channel gives for something asked of it; its connections are given back."""

    async def and_close() -> Any:
        try:
            return await doing
        finally:
            await channel.close()

    return asyncio.run(and_close())


def sent(channel: Channel, piece: Piece, to: Mapping[str, Any], dispatch: str = "d1") -> None:
    """Send one piece."""
    run(channel, channel.send(piece, to, dispatch))


def refusal(channel: Channel, piece: Piece, to: Mapping[str, Any]) -> Refused:
    """Why a piece is refused. Fails if it goes out."""
    with pytest.raises(Refused) as caught:
        sent(channel, piece, to)
    return caught.value


def parsed(channel: Channel, payload: Any) -> Parsed:
    """What a payload brings."""
    return channel.parse(webhook(as_json(payload)))


def checks(channel: Channel, doing: Awaitable[list[Check]]) -> dict[str, Check]:
    """What checking or setting up found, by what it is about."""
    return {check.about: check for check in run(channel, doing)}


def anything() -> list[Any]:
    """Values that stand where others are expected."""
    return [None, 0, True, "", "x", [], [1], ["x"], [{}], {}, {"id": 1}, {"body": 1}, {"type": []}, {"message": "x"}]


@contextmanager
def answering(channel: Channel) -> Iterator[str]:
    """An address where the channel answers challenges."""

    async def hook(request: Request) -> Response:
        call = Webhook(request.method, str(request.url), {}, dict(request.query_params), b"", 0.0)
        try:
            channel.verify(call)
        except Forged as forged:
            return Response(status_code=forged.status)
        reply = channel.greet(call)
        return PlainTextResponse(reply.body if reply else "", reply.status if reply else 500)

    served = Served(Starlette(routes=[Route("/channels/{name}", hook)]))
    served.start()
    try:
        yield f"{served.url}/channels/{channel.name}"
    finally:
        served.stop()
