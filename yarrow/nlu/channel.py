"""Rasa's one input channel: the gateway on the same machine. A turn comes in with its case, a result goes out.

Never an empty answer: a turn that failed is a JSON problem with a 4xx or 5xx status and no patient text.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast
from urllib.parse import urlsplit

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from yarrow.bootstrap.bot import desk
from yarrow.intake.kind import kind_of
from yarrow.intake.turn import Turn
from yarrow.launch import SECRET_HEADER
from yarrow.nlu.message import metadata_of
from yarrow.nlu.readiness import check_agent, must_be_ready
from yarrow.nlu.snapshot import Conflict, InvalidConversation, SnapshotTrackerStore
from yarrow.nlu.trace import IncompleteTurn

logger = logging.getLogger("yarrow.channel")

NAME = "gateway"
MAX_TEXT = 4000
# Slashes, whitespace of any alphabet, and characters nobody sees.
LEADING = re.compile(r"^[\s/\ufeff\u200b-\u200f\u2060-\u2064]+")
REACH_SECONDS = 0.5
Handle = Callable[[UserMessage], Awaitable[Any]]


class ActionsAway(Exception):
    """Nobody listens where the action server should be: a turn would come to nothing."""


class Silence(OutputChannel):
    """What is said is read from the tracker when the turn is saved; nothing is sent before."""

    @classmethod
    def name(cls) -> str:
        """Rasa's name for it."""
        return NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Nothing to do."""


class GatewayChannel(InputChannel):
    """`POST turn`, `GET ready`, `DELETE conversations/<id>` under /webhooks/gateway, for whoever knows the secret."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    @classmethod
    def name(cls) -> str:
        """The name in the routes."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GatewayChannel:
        """The channel with the secret of credentials.yml. Raises ValueError if there is none."""
        secret = str((credentials or {}).get("secret") or "")
        if len(secret) < 16 or secret.startswith("${"):
            raise ValueError("Set YARROW_CHANNEL_SECRET to 16 characters or more; the gateway has the same.")
        return cls(secret)

    def blueprint(self, on_new_message: Handle) -> Blueprint:
        """The routes, and the checks before the first turn."""
        routes = Blueprint("yarrow_gateway")
        routes.listener("after_server_start")(_check)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            return await self._guarded(request, _turn_route(on_new_message))

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return await self._guarded(request, _ready_route)

        @routes.delete("/conversations/<conversation:str>")
        async def forget(request: Request, conversation: str) -> HTTPResponse:
            return await self._guarded(request, _forget_route(conversation))

        return routes

    async def _guarded(self, request: Request, route: Callable[[Request], Awaitable[HTTPResponse]]) -> HTTPResponse:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return problem(401, "not_the_gateway", "Send the channel's secret in X-Yarrow-Secret.")
        try:
            return await route(request)
        except InvalidConversation as error:
            return problem(400, "invalid_conversation", str(error))
        except Conflict as error:
            return problem(409, "conflict", str(error))
        except ActionsAway:
            return problem(503, "no_actions", "The action server cannot be reached; turns have to wait.")
        except IncompleteTurn as error:
            logger.error("turn incomplete: %s", error)
            return problem(503, "incomplete", "The turn came to no answer; it was not saved and may be sent again.")
        except Exception as error:
            logger.error("turn failed: %s", type(error).__name__)
            return problem(503, "failed", f"The turn failed ({type(error).__name__}); it may be sent again.")


def problem(status: int, kind: str, detail: str) -> HTTPResponse:
    """A JSON problem (RFC 9457)."""
    body = {"type": f"urn:yarrow:{kind}", "title": kind.replace("_", " "), "status": status, "detail": detail}
    return json(body, status=status, content_type="application/problem+json")


def user_message(turn: Turn) -> UserMessage:
    """The turn as Rasa takes it: text goes through NLU, a choice brings its intent along and never becomes text."""
    text = plain(turn.said.text or "")
    message = UserMessage(
        text,
        Silence(),
        turn.conversation,
        input_channel=NAME,
        message_id=turn.said.id,
        metadata=metadata_of(turn),
    )
    if turn.said.choices:
        intent = {"name": kind_of(desk(), turn).name, "confidence": 1.0}
        message.parse_data = {"text": text, "intent": intent, "entities": []}
    return message


def plain(text: str) -> str:
    """The text as NLU may see it: never a command (a leading slash, in any disguise of whitespace), never endless."""
    return LEADING.sub("", text[:MAX_TEXT]).strip()


def _turn_route(handle: Handle) -> Callable[[Request], Awaitable[HTTPResponse]]:
    async def route(request: Request) -> HTTPResponse:
        try:
            turn = Turn.from_json(request.json)
        except Exception as error:
            return problem(400, "not_a_turn", f"The body is not a turn ({type(error).__name__}).")
        store = store_of(request.app)
        await _reach_actions(request.app)
        return json({"turn": turn.number, "result": await answer(store, turn, handle)})

    return route


async def answer(store: SnapshotTrackerStore, turn: Turn, handle: Handle) -> dict[str, Any]:
    """The turn's result: the stored one if the turn was run before, else what Rasa makes of it now."""
    stored = store.last(turn.conversation)
    if stored and stored.turn == turn.number:
        return stored.answer
    if stored and stored.turn > turn.number:
        raise Conflict("A later turn of this conversation is already stored.")
    if stored and stored.turn < turn.number - 1:
        # Behind: turns were answered elsewhere. The case that came along is the truth, so start from it.
        store.forget(turn.conversation)
    # On a conflict another request with this very turn was quicker: its answer is the answer.
    with suppress(Conflict):
        await handle(user_message(turn))
    stored = store.last(turn.conversation)
    if stored is None or stored.turn != turn.number:
        raise Conflict("The turn was not stored under its number.")
    return stored.answer


async def _ready_route(request: Request) -> HTTPResponse:
    agent: Agent = request.app.ctx.agent
    store_of(request.app).is_writable()
    await _reach_actions(request.app)
    return json({"status": "ready", "model": agent.model_id})


async def _reach_actions(app: Sanic) -> None:
    """Raise ActionsAway if the action server is not there. One that hangs is there, and its turns are cut."""
    where = urlsplit(app.ctx.agent.action_endpoint.url)
    try:
        _, writer = await asyncio.wait_for(asyncio.open_connection(where.hostname, where.port or 80), REACH_SECONDS)
    except (OSError, asyncio.TimeoutError):
        raise ActionsAway from None
    writer.close()


def _forget_route(conversation: str) -> Callable[[Request], Awaitable[HTTPResponse]]:
    async def route(request: Request) -> HTTPResponse:
        return json({"forgotten": store_of(request.app).forget(conversation)})

    return route


def store_of(app: Sanic) -> SnapshotTrackerStore:
    """The snapshot store, without the wrapper that would hide its failures."""
    return cast(SnapshotTrackerStore, app.ctx.agent.tracker_store._tracker_store)


async def _check(app: Sanic, loop: Any) -> None:
    must_be_ready(await check_agent(getattr(app.ctx, "agent", None)))
