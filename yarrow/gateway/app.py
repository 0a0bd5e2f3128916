"""The gateway as an ASGI app: `create_app(services)`, with no global state."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import structlog
from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response

import yarrow
from yarrow.bootstrap.web import Services
from yarrow.gateway import words
from yarrow.gateway.callers import Callers
from yarrow.gateway.channels.routes import channel_routes
from yarrow.gateway.chat import Chat
from yarrow.gateway.conversations import Conversations
from yarrow.gateway.events import Events
from yarrow.gateway.health import health_routes
from yarrow.gateway.links import Links
from yarrow.gateway.mine import Mine
from yarrow.gateway.pace import Pace
from yarrow.gateway.pages.doors import Desk, Doors
from yarrow.gateway.pages.notices import Notices, wants_page
from yarrow.gateway.pages.routes import page_routes
from yarrow.gateway.pages.sheet import Sheets
from yarrow.gateway.parts import Parts, assemble
from yarrow.gateway.problems import Problem, failed, not_found, unavailable
from yarrow.gateway.routes import chat_routes, link_routes, transcript_routes
from yarrow.gateway.transcript import Transcripts
from yarrow.gateway.turns import Turns
from yarrow.messengers import NAMES
from yarrow.settings import messengers
from yarrow.store.errors import RecordUnavailable, UnknownConversation
from yarrow.web.guard import Guard

if TYPE_CHECKING:
    from yarrow.gateway.channels.channel import Channel
    from yarrow.gateway.channels.messaging import Messaging

log = structlog.get_logger(__name__)
PREPARE_SECONDS = 1.5
RETRY_SECONDS = 1.0


def create_app(services: Services, pace: Pace | None = None, channels: Mapping[str, Channel] | None = None) -> FastAPI:
    """The public door. Nothing is loaded or opened before the app is started.

    `channels`: the messaging apps, by name; None: those that the settings set up.
    """
    parts = assemble(services, pace or Pace())
    callers, turns = Callers(parts), Turns(parts)
    messaging = _messaging(parts, turns, channels)
    events = Events(parts, callers)

    async def life(_app: FastAPI) -> AsyncIterator[None]:
        services.front_desk.begin()
        background = [asyncio.create_task(_prepare(parts, turns, messaging)), asyncio.create_task(events.watch())]
        # Usually a matter of milliseconds; a database that is down must not keep the red-flag lane from answering.
        await asyncio.wait(background[:1], timeout=PREPARE_SECONDS)
        if background[0].done():
            background[0].result()  # tables that are not for this code: do not start
        yield
        events.closing.set()
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await asyncio.gather(turns.stop(), *([messaging.stop()] if messaging else []))
        await parts.rasa.close()
        parts.threads.close()
        parts.record.close()

    app = FastAPI(
        title="Yarrow chat API",
        version=getattr(yarrow, "__version__", "0"),
        lifespan=asynccontextmanager(life),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.closing = events.closing
    app.state.messaging = messaging
    notices = _add_routes(app, parts, turns, events)
    _answer_errors(app, notices)
    app.add_middleware(Guard, failed=lambda request: _told(request, failed(), notices), served=parts.metrics.served)
    if services.settings.origins:
        _let_in(app, services.settings.origins)
    return app


def _add_routes(app: FastAPI, parts: Parts, turns: Turns, events: Events) -> Notices:
    """Every address; returns what says on a page that something went wrong."""
    callers, messaging = Callers(parts), app.state.messaging
    chat = Chat(parts, callers, turns)
    mine, transcripts = Mine(parts, callers), Transcripts(parts, callers)
    conversations = Conversations(parts, callers)
    app.include_router(chat_routes(chat, conversations, events, mine))
    app.include_router(link_routes(Links(parts, callers, mine, transcripts)))
    app.include_router(transcript_routes(transcripts))
    app.include_router(health_routes(parts))
    if messaging:
        app.include_router(channel_routes(messaging))
    set_up = messaging.channels if messaging else {}
    doors = Doors(parts, callers, chat, conversations, mine, transcripts, set_up)
    desk = Desk(doors, Sheets(parts.settings))
    notices = Notices(desk)
    app.include_router(page_routes(desk, notices))
    return notices


def _let_in(app: FastAPI, origins: Collection[str]) -> None:
    """Let the pages of these sites speak with the API."""
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(origins),
        allow_methods=["GET", "POST", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "Last-Event-ID"],
        expose_headers=["Retry-After"],
        max_age=600,
    )


def _messaging(parts: Parts, turns: Turns, given: Mapping[str, Channel] | None) -> Messaging | None:
    """The messaging apps; None, and nothing of theirs is loaded, where none is set up."""
    if given is None and not any(parts.settings.messengers.has(name) for name in NAMES):
        return None
    from yarrow.gateway.channels.messaging import Messaging
    from yarrow.gateway.channels.registry import channels

    return Messaging(parts, turns, channels(messengers(parts.settings)) if given is None else given)


async def _prepare(parts: Parts, turns: Turns, messaging: Messaging | None) -> None:
    """Bring the tables up to date and take up the work; without a database the gateway still answers red flags."""
    while True:
        try:
            await parts.threads.record(parts.services.prepare_record)
            break
        except RecordUnavailable:
            log.error("record unavailable")
            await asyncio.sleep(RETRY_SECONDS)
    await turns.start()
    if messaging:
        await messaging.start()


def _told(request: Request, problem: Problem, notices: Notices) -> Response:
    """The problem as who asked can read it: a browser that opened a page gets a page."""
    return notices.problem(problem) if wants_page(request) else problem.response()


def _answer_errors(app: FastAPI, notices: Notices) -> None:
    async def problem(request: Request, error: Any) -> Response:
        return _told(request, error, notices)

    async def no_record(request: Request, _error: Exception) -> Response:
        return _told(request, unavailable(), notices)

    async def gone(request: Request, _error: Exception) -> Response:
        return _told(request, Problem(410, "erased", words.ERASED), notices)

    async def plain(request: Request, error: Any) -> Response:
        if error.status_code == 405:
            return _told(request, Problem(405, "wrong-method", words.WRONG_METHOD), notices)
        missing = error.status_code == 404
        return _told(request, not_found() if missing else Problem(400, "not-read", words.WRONG_FORM), notices)

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(RecordUnavailable, no_record)
    app.add_exception_handler(UnknownConversation, gone)
    app.add_exception_handler(HTTPException, plain)
