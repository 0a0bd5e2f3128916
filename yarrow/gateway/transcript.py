"""Her own copy of the conversation, to keep: both sides with their times, as a page or as JSON.

What is said about violence at home is not in it: a file can be found by others (DESIGN §4.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from yarrow.gateway.callers import Callers
from yarrow.gateway.downloads import NOTHING_ELSE
from yarrow.gateway.parts import Parts
from yarrow.gateway.shapes import labels_of, moment, shown
from yarrow.gateway.transcript_page import SHEET, Line, page
from yarrow.gateway.turn import now
from yarrow.store.values import Entry
from yarrow.web.discreet import open_to_others, private_messages

Form = Literal["html", "json"]
AT_ONCE = 1000
KEPT = ("id", "from", "text", "at")


class Transcripts:
    """Makes copies of conversations."""

    def __init__(self, parts: Parts, callers: Callers) -> None:
        self._parts = parts
        self._callers = callers

    async def file(self, request: Request, conversation: str, form: Form) -> Response:
        """The copy, for who has the key."""
        await self._callers.reader(request, conversation)
        await self._parts.gate.download(conversation)
        answer = await self.made(conversation, form)
        self._parts.metrics.downloads.labels(f"conversation.{form}", "patient", "key").inc()
        return answer

    async def made(self, conversation: str, form: Form) -> Response:
        """The copy. Raises UnknownConversation if it was erased meanwhile."""
        entries = await self._entries(conversation)
        labels = labels_of([entry.message for entry in entries])
        casefile = await self._parts.threads.record(self._parts.record.casefiles.read, conversation)
        private = private_messages(casefile)
        said = [(entry, shown(entry, labels)) for entry in open_to_others(entries, private)]
        if form == "json":
            messages = [{name: message[name] for name in KEPT} for _, message in said]
            content = {"conversation": conversation, "made_at": moment(now()), "messages": messages}
            return JSONResponse(content, headers=headers(form))
        lines = [Line(entry.sender, message["text"], entry.at) for entry, message in said]
        drawn = page(lines, made=now(), lang=self._parts.settings.lang)
        return Response(drawn, headers=headers(form), media_type="text/html")

    async def _entries(self, conversation: str) -> Sequence[Entry]:
        """Every message, however long the conversation has become."""
        found: list[Entry] = []
        while True:
            place = found[-1].seq if found else 0
            more = await self._parts.threads.record(self._parts.record.outbox.transcript, conversation, place, AT_ONCE)
            found += more
            if len(more) < AT_ONCE:
                return found


def headers(form: Form) -> dict[str, str]:
    """What goes with the copy: a page is shown, JSON is kept; under a name that tells nothing."""
    way = "inline" if form == "html" else "attachment"
    return {
        "Content-Disposition": f'{way}; filename="conversation-{now().date().isoformat()}.{form}"',
        "Cache-Control": "no-store",
        "Content-Security-Policy": SHEET.policy if form == "html" else NOTHING_ELSE,
    }
