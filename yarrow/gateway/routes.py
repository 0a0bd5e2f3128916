"""The chat API's addresses (DESIGN §4.3) and what OpenAPI says of them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from yarrow.brief.handout import AUDIENCES, MEDIA_TYPES, Form
from yarrow.gateway.chat import Chat
from yarrow.gateway.conversations import Conversations
from yarrow.gateway.events import Events
from yarrow.gateway.links import Links
from yarrow.gateway.mine import Mine
from yarrow.gateway.shapes import (
    Answered,
    Begun,
    Code,
    MadeLink,
    Messages,
    NewConversation,
    NewLink,
    NewMessage,
    ProblemShape,
)
from yarrow.gateway.transcript import Transcripts

PROBLEM: dict[str, Any] = {"model": ProblemShape, "description": "A problem, with a sentence to act on"}
PROBLEMS: dict[int | str, dict[str, Any]] = dict.fromkeys((400, 401, 409, 410, 413, 415, 422, 429, 503), PROBLEM)
BEARER: dict[str, Any] = {"security": [{"bearer": []}]}
ONE = "/api/conversations/{conversation}"


def chat_routes(chat: Chat, conversations: Conversations, events: Events, mine: Mine) -> APIRouter:
    """Every route of the chat API."""
    router = APIRouter(responses=PROBLEMS)
    _begin(router, conversations)
    _messages(router, chat, conversations, events)
    _mine(router, conversations, mine)
    return router


def _begin(router: APIRouter, conversations: Conversations) -> None:
    @router.post("/api/conversations", status_code=201, response_model=Begun, openapi_extra=_body(NewConversation))
    async def begin_conversation(request: Request) -> Response:
        """Begin a conversation."""
        return JSONResponse(await conversations.begin(request), 201)

    @router.post("/api/resume", openapi_extra=_body(Code))
    async def resume(request: Request) -> Response:
        """A new token for a one-time resume code."""
        return JSONResponse(await conversations.resume(request))


def _messages(router: APIRouter, chat: Chat, conversations: Conversations, events: Events) -> None:
    @router.post(f"{ONE}/messages", response_model=Answered, openapi_extra={**_body(NewMessage), **BEARER})
    async def say(request: Request, conversation: str) -> Response:
        """Say something; the same id again returns the same answer and changes nothing."""
        return JSONResponse(await chat.take(request, conversation))

    @router.get(f"{ONE}/messages", response_model=Messages, openapi_extra=BEARER)
    async def read_messages(request: Request, conversation: str, after: str | None = None) -> Response:
        """What was said, all of it or after a message."""
        return JSONResponse(await conversations.messages(request, conversation, after))

    @router.get(f"{ONE}/events", openapi_extra=BEARER)
    async def listen(request: Request, conversation: str, after: str | None = None) -> Response:
        """Late answers and staff messages as server-sent events."""
        return await events.stream(request, conversation, after)


def _mine(router: APIRouter, conversations: Conversations, mine: Mine) -> None:
    @router.get(f"{ONE}/record", openapi_extra=BEARER)
    async def record(request: Request, conversation: str) -> Response:
        """The patient's own data: facts, provenance, triage, safety events."""
        return JSONResponse(await mine.record(request, conversation))

    @router.get(f"{ONE}/answers", openapi_extra=BEARER)
    async def answers(request: Request, conversation: str) -> Response:
        """What is stored, question by question; each answer can be changed with a message that `changes` it."""
        return JSONResponse(await mine.answers(request, conversation))

    @router.get(f"{ONE}/summary", openapi_extra={**BEARER, **_readers()}, operation_id="summary")
    @router.get(f"{ONE}/summary.json", openapi_extra={**BEARER, **_readers()}, operation_id="summary_json")
    async def summary(request: Request, conversation: str) -> Response:
        """The summary in the patient's own terms, with the triage and the brief."""
        return JSONResponse(await mine.summary(request, conversation))

    _files(router, mine)

    @router.post(f"{ONE}/resume-code", openapi_extra=BEARER)
    async def resume_code(request: Request, conversation: str) -> Response:
        """A one-time code to go on with on another device, good for 24 hours."""
        return JSONResponse(await conversations.resume_code(request, conversation))

    @router.delete(ONE, openapi_extra=BEARER)
    async def erase(request: Request, conversation: str) -> Response:
        """Delete the person's data; the receipt is the proof."""
        return JSONResponse(await conversations.erase(request, conversation))


def _files(router: APIRouter, mine: Mine) -> None:
    @router.get(f"{ONE}/summary.html", openapi_extra={**BEARER, **_readers()}, responses=_file("html"))
    async def summary_page(request: Request, conversation: str) -> Response:
        """The brief as a page to read and print."""
        return await mine.file(request, conversation, "html")

    @router.get(f"{ONE}/summary.pdf", openapi_extra={**BEARER, **_readers()}, responses=_file("pdf"))
    async def summary_paper(request: Request, conversation: str) -> Response:
        """The brief as a PDF."""
        return await mine.file(request, conversation, "pdf")

    @router.get(f"{ONE}/summary.fhir.json", openapi_extra={**BEARER, **_readers()}, responses=_file("fhir.json"))
    async def summary_fhir(request: Request, conversation: str) -> Response:
        """The brief as a FHIR R4 document Bundle."""
        return await mine.file(request, conversation, "fhir.json")


def link_routes(links: Links) -> APIRouter:
    """Links that download one thing once."""
    router = APIRouter(responses={**PROBLEMS, 404: PROBLEM})

    @router.post(f"{ONE}/links", status_code=201, response_model=MadeLink, openapi_extra={**_body(NewLink), **BEARER})
    async def make_link(request: Request, conversation: str) -> Response:
        """A link that downloads one thing once, within 10 minutes, without the key."""
        return JSONResponse(await links.make(request, conversation), 201)

    @router.get("/api/links/{code}")
    async def open_link(request: Request, code: str) -> Response:
        """What the link is good for; after that it is good for nothing."""
        return await links.open(request, code)

    @router.head("/api/links/{code}")
    async def look_at_link(request: Request, code: str) -> Response:
        """Whether the link is good; it stays good."""
        return await links.look(request, code)

    return router


def transcript_routes(transcripts: Transcripts) -> APIRouter:
    """Her own copy of the conversation."""
    router = APIRouter(responses=PROBLEMS)

    @router.get(f"{ONE}/conversation.html", openapi_extra=BEARER, responses=_file("html"))
    async def conversation_page(request: Request, conversation: str) -> Response:
        """Both sides of the conversation with their times, as a page to read and print."""
        return await transcripts.file(request, conversation, "html")

    @router.get(f"{ONE}/conversation.json", openapi_extra=BEARER, responses=_file("json"))
    async def conversation_copy(request: Request, conversation: str) -> Response:
        """Both sides of the conversation with their times."""
        return await transcripts.file(request, conversation, "json")

    return router


def _readers() -> dict[str, Any]:
    """`?for=`, described."""
    schema = {"type": "string", "enum": list(AUDIENCES), "default": "patient"}
    return {"parameters": [{"name": "for", "in": "query", "description": "for whom the copy is", "schema": schema}]}


def _file(form: Form) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": "The file", "content": {MEDIA_TYPES[form].partition(";")[0]: {}}}}


def _body(shape: type[BaseModel]) -> dict[str, Any]:
    """The request body, described; it is read by hand, so that the red-flag lane hears what is refused."""
    return {"requestBody": {"content": {"application/json": {"schema": shape.model_json_schema()}}}}
