"""Handing over everything about one person: what for, then one file."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from yarrow.clinical.history import History
from yarrow.console.custody.copy import Copy, lines_of
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.intake.case import Case
from yarrow.store.audit import Act
from yarrow.store.values import Entry
from yarrow.web.discreet import open_to_others, private_messages

AT_ONCE = 1000
KINDS = {
    "open": "A copy that others may see: messages and answers, without what only a clinician may read",
    "whole": "Everything: for the patient alone, another clinic or an inquiry",
}


class HandingOver:
    """The page, and the file."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def ask(self, visit: Visit) -> Response:
        """Which copy it is to be."""
        return self._asked(visit, "")

    async def give(self, visit: Visit) -> Response:
        """The file; that it was made is noted before anything of it is sent."""
        kind = visit.form.one("kind")
        if kind not in KINDS:
            return self._asked(visit, "Choose one.", 422)
        act = Act(visit.seat.staff, "export.person", visit.conversation, {"kind": kind})
        await self._parts.threads.record(self._parts.record.audit.add, act, self._parts.now())
        copy = await self._copy(visit.conversation, is_whole=kind == "whole")
        packed = await self._parts.threads.paper(copy.packed)
        # A name that tells nothing: it stays in lists of downloads.
        name = f"copy-{copy.made.date().isoformat()}.zip"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(packed, headers=headers, media_type="application/zip")

    def _asked(self, visit: Visit, problem: str, status: int = 200) -> Response:
        values: dict[str, Any] = {"conversation": visit.conversation, "kinds": KINDS, "problem": problem}
        return self._parts.sheets.page("custody/hand_over.html", visit, status=status, **values)

    async def _copy(self, conversation: str, *, is_whole: bool) -> Copy:
        threads, record, desk = self._parts.threads, self._parts.record, self._parts.services.front_desk
        casefile = await threads.record(record.casefiles.read, conversation)
        entries = await self._entries(conversation)
        case = Case(History(casefile.facts), casefile.conversation.standing)
        answers = await threads.record(desk.answers, case)
        happened = [
            {**event.detail, "event": event.name, "at": event.at.isoformat()}
            for event in casefile.events
            if event.name == "safety"
        ]
        return Copy(
            conversation=conversation,
            made=self._parts.now(),
            lines=lines_of(entries if is_whole else list(open_to_others(entries, private_messages(casefile)))),
            answers=answers["sections"],
            record=await threads.record(desk.handed_over, conversation, case, happened, private=is_whole),
            tables=await threads.record(record.whole.read, conversation) if is_whole else None,
        )

    async def _entries(self, conversation: str) -> list[Entry]:
        """Every message, however long the conversation has become."""
        found: list[Entry] = []
        transcript = self._parts.record.outbox.transcript
        while True:
            place = found[-1].seq if found else 0
            more = await self._parts.threads.record(transcript, conversation, place, AT_ONCE)
            found += more
            if len(more) < AT_ONCE:
                return found
