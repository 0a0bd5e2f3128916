"""The console as an ASGI app: `create_app(services)`, with no global state."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from yarrow.bootstrap.web import Services
from yarrow.console import refusal
from yarrow.console.attending.doors import doors as attending
from yarrow.console.content.doors import doors as content
from yarrow.console.conversation.doors import doors as conversation
from yarrow.console.custody.doors import doors as custody
from yarrow.console.door import Door
from yarrow.console.entry.doors import doors as entry
from yarrow.console.entry.routes import public_routes
from yarrow.console.gate import Gate
from yarrow.console.insight.doors import doors as insight
from yarrow.console.notices.doors import doors as notices
from yarrow.console.parts import Parts, assemble
from yarrow.console.people.doors import doors as people
from yarrow.console.policy import HEADERS, SaidSecure
from yarrow.console.refusal import Refusal
from yarrow.console.shelves import console_shelf
from yarrow.console.undelivered.doors import doors as undelivered
from yarrow.console.work.doors import doors as work
from yarrow.console.workers import WORKERS
from yarrow.console.worklist.doors import doors as worklist
from yarrow.store.errors import RecordUnavailable, UnknownConversation
from yarrow.web.guard import Guard

log = structlog.get_logger(__name__)
AREAS = (entry, worklist, conversation, work, attending, notices, undelivered, custody, insight, content, people)
PREPARE_SECONDS = 5.0
RETRY_SECONDS = 1.0
Answer = Callable[[Request], Awaitable[Response]]


def all_doors(parts: Parts) -> tuple[Door, ...]:
    """Every address that needs somebody signed in, with the right that opens it."""
    return tuple(door for area in AREAS for door in area(parts))


def create_app(services: Services) -> Starlette:
    """The staff's door. Nothing is loaded before the app is started; the record is opened, but not asked."""
    parts = assemble(services)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        services.front_desk.begin()  # so that the first page of the day need not wait for the protocol
        prepared = asyncio.create_task(_prepare(parts))
        await asyncio.wait((prepared,), timeout=PREPARE_SECONDS)
        if prepared.done():
            prepared.result()  # tables that are not for this code: do not start
        background = [prepared, *(asyncio.create_task(_after(prepared, worker, parts)) for worker in WORKERS)]
        yield
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        parts.threads.close()
        parts.record.close()

    def told(request: Request, what: Refusal) -> Response:
        return parts.sheets.page(
            "problem.html", getattr(request.state, "visit", None), status=what.status, problem=what
        )

    app = Starlette(
        routes=_routes(parts),
        lifespan=lifespan,
        exception_handlers=_answers(told),
        middleware=[Middleware(Guard, failed=lambda request: told(request, refusal.failed()), headers=HEADERS)],
    )
    app.router.redirect_slashes = False
    app.state.parts = parts
    app.add_middleware(SaidSecure, always=parts.settings.console.url.startswith("https:"))
    return app


def _routes(parts: Parts) -> list[Route]:
    gate = Gate(parts)
    routes = [*_files(parts), *public_routes(parts)]
    for door in all_doors(parts):
        routes.append(Route(door.path, _through(gate, door), methods=[door.method]))
    return routes


def _through(gate: Gate, door: Door) -> Answer:
    async def opened(request: Request) -> Response:
        return await gate.admit(door, request)

    return opened


def _files(parts: Parts) -> list[Route]:
    shelf = console_shelf()

    async def file(request: Request) -> Response:
        given = shelf.give(request, request.path_params["name"])
        if given is None:
            raise refusal.not_found()
        return given

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_request: Request) -> Response:
        await parts.threads.record(parts.record.audit.head)
        state = parts.services.front_desk.state()
        return PlainTextResponse(state, 200 if state == "ok" else 503)

    return [Route("/static/{name:path}", file), Route("/healthz", alive), Route("/readyz", ready)]


def _answers(told: Callable[[Request, Refusal], Response]) -> dict[Any, Any]:
    async def refused(request: Request, error: Any) -> Response:
        return told(request, error)

    async def no_record(request: Request, _error: Exception) -> Response:
        return told(request, refusal.unavailable())

    async def gone(request: Request, _error: Exception) -> Response:
        return told(request, refusal.not_found())

    async def plain(request: Request, error: Any) -> Response:
        return told(request, refusal.not_found() if error.status_code in (404, 405) else refusal.not_understood())

    return {Refusal: refused, RecordUnavailable: no_record, UnknownConversation: gone, HTTPException: plain}


async def _prepare(parts: Parts) -> None:
    """Bring the tables up to date, as soon as there is a database."""
    while True:
        try:
            await parts.threads.record(parts.services.prepare_record)
            return
        except RecordUnavailable:
            log.error("record unavailable")
            await asyncio.sleep(RETRY_SECONDS)


async def _after(prepared: asyncio.Task[None], worker: Callable[[Parts], Awaitable[None]], parts: Parts) -> None:
    await prepared
    await worker(parts)
