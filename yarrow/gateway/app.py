"""The gateway as an ASGI app: `create_app(services)`, with no global state."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

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
from yarrow.gateway.chat import Chat
from yarrow.gateway.conversations import Conversations
from yarrow.gateway.events import Events
from yarrow.gateway.guard import Guard
from yarrow.gateway.health import health_routes
from yarrow.gateway.links import Links
from yarrow.gateway.mine import Mine
from yarrow.gateway.pace import Pace
from yarrow.gateway.pages.routes import page_routes
from yarrow.gateway.parts import Parts, assemble
from yarrow.gateway.problems import Problem, not_found, unavailable
from yarrow.gateway.routes import chat_routes, link_routes, transcript_routes
from yarrow.gateway.transcript import Transcripts
from yarrow.gateway.turns import Turns
from yarrow.store.errors import RecordUnavailable, UnknownConversation

log = structlog.get_logger(__name__)
PREPARE_SECONDS = 1.5
RETRY_SECONDS = 1.0


def create_app(services: Services, pace: Pace | None = None) -> FastAPI:
    """The public door. Nothing is loaded or opened before the app is started."""
    parts = assemble(services, pace or Pace())
    callers, turns = Callers(parts), Turns(parts)
    events = Events(parts, callers)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        services.front_desk.begin()
        background = [asyncio.create_task(_prepare(parts, turns)), asyncio.create_task(events.watch())]
        # Usually a matter of milliseconds; a database that is down must not keep the red-flag lane from answering.
        await asyncio.wait(background[:1], timeout=PREPARE_SECONDS)
        if background[0].done():
            background[0].result()  # tables that are not for this code: do not start
        yield
        events.closing.set()
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await turns.stop()
        await parts.rasa.close()
        parts.threads.close()
        parts.record.close()

    app = FastAPI(
        title="Yarrow chat API",
        version=getattr(yarrow, "__version__", "0"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.closing = events.closing
    chat = Chat(parts, callers, turns)
    mine, transcripts = Mine(parts, callers), Transcripts(parts, callers)
    app.include_router(chat_routes(chat, Conversations(parts, callers), events, mine))
    app.include_router(link_routes(Links(parts, callers, mine, transcripts)))
    app.include_router(transcript_routes(transcripts))
    app.include_router(health_routes(parts))
    app.include_router(page_routes(parts))
    _answer_errors(app)
    app.add_middleware(Guard, metrics=parts.metrics)
    if services.settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(services.settings.origins),
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Last-Event-ID"],
            expose_headers=["Retry-After"],
            max_age=600,
        )
    return app


async def _prepare(parts: Parts, turns: Turns) -> None:
    """Bring the tables up to date and take up the work; without a database the gateway still answers red flags."""
    while True:
        try:
            await parts.threads.record(parts.services.prepare_record)
            break
        except RecordUnavailable:
            log.error("record unavailable")
            await asyncio.sleep(RETRY_SECONDS)
    await turns.start()


def _answer_errors(app: FastAPI) -> None:
    async def problem(_request: Request, error: Any) -> Response:
        answer: Problem = error
        return answer.response()

    async def no_record(_request: Request, _error: Exception) -> Response:
        return unavailable().response()

    async def gone(_request: Request, _error: Exception) -> Response:
        return Problem(410, "erased", words.ERASED).response()

    async def plain(_request: Request, error: Any) -> Response:
        if error.status_code == 405:
            return Problem(405, "wrong-method", words.WRONG_METHOD).response()
        return (not_found() if error.status_code == 404 else Problem(400, "not-read", words.WRONG_FORM)).response()

    app.add_exception_handler(Problem, problem)
    app.add_exception_handler(RecordUnavailable, no_record)
    app.add_exception_handler(UnknownConversation, gone)
    app.add_exception_handler(HTTPException, plain)
