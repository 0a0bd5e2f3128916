"""Pages that stand in for the one asked for: the way in, what went wrong, and what is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from yarrow.gateway.callers import receipt_json
from yarrow.gateway.pages import cookies, transcript
from yarrow.gateway.pages.cookies import Held
from yarrow.gateway.pages.doors import Desk
from yarrow.gateway.problems import Problem
from yarrow.store.values import Receipt

Said = Mapping[str, Any]
TALKS = "text/html"
KEYLESS = (401, 410)


class Notices:
    """Draws them."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._sheets = desk, desk.sheets

    def start(self) -> Response:
        """No conversation in this browser: begin one, or take one up by its code."""
        return self._sheets.page("start.html")

    def ask_code(self, *, is_open: bool = False, error: str = "", code: str = "", status: int = 200) -> Response:
        """Where a code is written; `is_open`: a conversation is open here, which the code's would replace."""
        return self._sheets.page("resume.html", status=status, is_open=is_open, error=error, code=code)

    def covered(self) -> Response:
        """This page was left in a hurry: nothing is shown before somebody asks for it."""
        return self._sheets.page("covered.html")

    def problem(self, problem: Problem, text: str = "") -> Response:
        """What went wrong, with the lane's words before it, and with the words that were not taken."""
        if problem.receipt is not None:
            return self._receipt(problem.receipt, problem.status, ())
        content = problem.content()
        return self._sheets.page(
            "problem.html",
            status=problem.status,
            urgent=transcript.unrecorded(content.get("messages", ())),
            sentence=problem.sentence,
            text=text,
            keyless=problem.status in KEYLESS,
            missing=problem.status == 404,
        )

    async def erased(self, request: Request, held: Held, messages: Sequence[Said] = ()) -> Response:
        """The receipt of a conversation that is no more; the browser forgets its key and keeps the receipt's name."""
        stone = await self._desk.doors.parts.threads.record(
            self._desk.doors.parts.record.conversations.tombstone, held.conversation
        )
        response = self.receipt(stone.receipt if stone else None, messages)
        cookies.drop(response, request, cookies.CHAT, cookies.READ, cookies.LEFT, cookies.APP)
        if stone:
            cookies.put(response, request, cookies.RECEIPT, f"{stone.receipt.conversation}.{stone.receipt.id}")
        return response

    def receipt(self, receipt: Receipt | None, messages: Sequence[Said] = ()) -> Response:
        """What was deleted and when; not a word of what it was."""
        return self._receipt(receipt_json(receipt) if receipt else None, 200, messages)

    def _receipt(self, receipt: Said | None, status: int, messages: Sequence[Said]) -> Response:
        urgent = [message for message in messages if message.get("level") in transcript.URGENT]
        return self._sheets.page("receipt.html", status=status, receipt=receipt, urgent=transcript.unrecorded(urgent))


def wants_page(request: Request) -> bool:
    """Whether the caller is a browser that shows pages, at an address that is not the API's."""
    accepts = TALKS in request.headers.get("accept", "")
    return accepts and not request.url.path.startswith(("/api/", "/widget/", "/pages/"))
