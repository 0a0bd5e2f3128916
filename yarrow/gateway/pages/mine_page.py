"""`/mine`: what she has told, what was made of it, her files, and the end of it all if she wants it."""

from __future__ import annotations

from typing import Any, cast

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.brief.handout import Form
from yarrow.gateway.pages import cookies, forms
from yarrow.gateway.pages.asking import asked
from yarrow.gateway.pages.cookies import Held
from yarrow.gateway.pages.doors import Desk
from yarrow.gateway.pages.notices import Notices
from yarrow.gateway.problems import no_key, not_found

SUMMARIES = ("html", "pdf", "fhir.json")
CONVERSATIONS = ("html", "json")


class MinePage:
    """Everything that is hers, on one page."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        self._desk, self._doors, self._notices = desk, desk.doors, notices

    async def show(self, request: Request) -> Response:
        """Summary, files, answers, code, deletion."""
        held = cookies.held(request)
        if held is None:
            return self._notices.ask_code()
        if cookies.mark(request, cookies.LEFT):
            return self._notices.covered()
        summary = await self._doors.mine.summary(asked(request, held), held.conversation)
        answers = await self._doors.mine.answers(asked(request, held), held.conversation)
        response = self._desk.sheets.page(
            "mine.html",
            sections=summary["summary"]["sections"],
            has_file=summary["brief"] is not None,
            answers=[section for section in answers["sections"] if section["answers"]],
        )
        cookies.keep(response, request, held)
        return response

    async def summary(self, request: Request, form: str) -> Response:
        """The brief as a file. Raises Problem."""
        held = self._held(request)
        if form not in SUMMARIES:
            raise not_found()
        audience = request.query_params.get("for", "patient")
        wanted = asked(request, held, None, **{"for": audience})
        return await self._doors.mine.file(wanted, held.conversation, cast(Form, form))

    async def conversation(self, request: Request, form: str) -> Response:
        """Her own copy of the conversation. Raises Problem."""
        held = self._held(request)
        if form not in CONVERSATIONS:
            raise not_found()
        return await self._doors.transcripts.file(asked(request, held), held.conversation, cast(Any, form))

    async def code(self, request: Request) -> Response:
        """A code to go on with elsewhere, shown once. Raises Problem."""
        await forms.read(request)
        held = self._held(request)
        made = await self._doors.conversations.resume_code(asked(request, held), held.conversation)
        address = f"{request.base_url}chat/resume"
        return self._desk.sheets.page("code.html", code=made["code"], until=made["expires_at"], address=address)

    async def ask_delete(self, request: Request) -> Response:
        """Whether she is sure."""
        self._held(request)
        return self._desk.sheets.page("delete.html")

    async def delete(self, request: Request) -> Response:
        """Everything goes. Raises Problem."""
        await forms.read(request)
        held = self._held(request)
        receipt = await self._doors.conversations.erase(asked(request, held), held.conversation)
        response = RedirectResponse("/mine/receipt", 303)
        cookies.drop(response, request, cookies.CHAT, cookies.READ, cookies.LEFT, cookies.APP)
        cookies.put(response, request, cookies.RECEIPT, f"{receipt['conversation']}.{receipt['receipt']}")
        return response

    async def receipt(self, request: Request) -> Response:
        """The receipt of what this browser had deleted. Raises Problem 404."""
        conversation, _, name = (cookies.mark(request, cookies.RECEIPT) or "").partition(".")
        find = self._doors.parts.record.conversations.tombstone
        stone = await self._doors.parts.threads.record(find, conversation) if name else None
        if stone is None or stone.receipt.id != name:
            raise not_found()
        return self._notices.receipt(stone.receipt)

    def _held(self, request: Request) -> Held:
        held = cookies.held(request)
        if held is None:
            raise no_key()
        return held
