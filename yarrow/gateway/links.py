"""Links that download one thing once: for a browser, which cannot send the key with a download."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import Response

from yarrow.brief.handout import Form, Order
from yarrow.clinical.brief import Audience
from yarrow.gateway import bodies, shapes, transcript, words
from yarrow.gateway.callers import Callers, address
from yarrow.gateway.channels.secure_link import leads_here
from yarrow.gateway.downloads import as_page, headers
from yarrow.gateway.mine import Mine
from yarrow.gateway.parts import Parts
from yarrow.gateway.problems import Problem
from yarrow.gateway.transcript import Transcripts
from yarrow.gateway.turn import now
from yarrow.store.errors import UnknownConversation
from yarrow.store.links import Link

LIFE = timedelta(minutes=10)
MINE = "mine"
CODE_FORM = re.compile(r"[A-Za-z0-9_-]{43}")


class Links:
    """Made by who has the key; opened by who has the link, once."""

    def __init__(self, parts: Parts, callers: Callers, mine: Mine, transcripts: Transcripts) -> None:
        self._parts = parts
        self._callers = callers
        self._mine = mine
        self._transcripts = transcripts

    async def make(self, request: Request, conversation: str) -> dict[str, Any]:
        """A link, good for ten minutes."""
        await self._callers.reader(request, conversation)
        await self._parts.gate.download(conversation)
        body = await bodies.read(request)
        bodies.check_type(request)
        wanted = shapes.checked(shapes.NewLink, bodies.parse(body))
        moment = now()
        link = Link(conversation, wanted.what, wanted.audience)
        code = await self._parts.threads.record(self._parts.record.links.make, link, moment + LIFE, moment)
        # Her page opens its own links: they lead to no file, and what they are good for is a key.
        path = "/mine/open" if wanted.what == MINE else "/api/links"
        return {"url": f"{path}/{code}", "expires_at": shapes.moment(moment + LIFE)}

    async def open(self, request: Request, code: str) -> Response:
        """What the link is good for; after that it is good for nothing. Used, old, unknown, erased: one answer."""
        if is_prefetch(request):
            return Response(status_code=204)
        try:
            return await self._opened(request, code)
        except Problem as problem:
            if "text/html" in request.headers.get("accept", ""):
                return as_page(problem)
            raise

    async def look(self, request: Request, code: str) -> Response:
        """Whether the link is good, and for what; it stays good."""
        link = await self._found(request, code)
        copied = _copied(link)
        return Response(headers=transcript.headers(copied) if copied else headers(_order(link)))

    async def _opened(self, request: Request, code: str) -> Response:
        link = await self._found(request, code)
        # Made before the link is used up: a file that could not be made costs nobody her link.
        try:
            answer = await self._made(link)
        except UnknownConversation:
            raise _no_link() from None
        if not await self._parts.threads.record(self._parts.record.links.use, code, now()):
            raise _no_link()
        self._parts.metrics.downloads.labels(link.what, link.audience, "link").inc()
        return answer

    async def _made(self, link: Link) -> Response:
        copied = _copied(link)
        if copied:
            return await self._transcripts.made(link.conversation, copied)
        return await self._mine.made(_order(link))

    async def _found(self, request: Request, code: str) -> Link:
        if not await self._parts.gate.request(address(request)):
            raise Problem(429, "too-fast", words.TOO_FAST, retry_after=20)
        known = CODE_FORM.fullmatch(code) is not None
        link = await self._parts.threads.record(self._parts.record.links.find, code, now()) if known else None
        if link is None or link.what == MINE or leads_here(link):
            raise _no_link()
        return link


def is_prefetch(request: Request) -> bool:
    """Whether a browser only makes ready for a click that may never come."""
    purposes = (request.headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz"))
    return any("prefetch" in purpose.lower() for purpose in purposes)


def _copied(link: Link) -> transcript.Form | None:
    """The form of the copy of the conversation it is for; None if it is for the brief."""
    kind, _, form = link.what.partition(".")
    return cast(transcript.Form, form) if kind == "conversation" else None


def _order(link: Link) -> Order:
    form = cast(Form, link.what.partition(".")[2])  # `make` took no other
    return Order(link.conversation, form, cast(Audience, link.audience), now())


def _no_link() -> Problem:
    return Problem(404, "no-link", words.NO_LINK)
