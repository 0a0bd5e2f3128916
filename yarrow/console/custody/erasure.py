"""Erasing one person: what would go, why it goes, and the proof that it went."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from yarrow.console import refusal
from yarrow.console.custody.words import GROUNDS, called
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.store.audit import Act

# A file number, so that whoever asks later finds the request; too short and too plain for a name to be told in it.
REFERENCE = re.compile(r"[A-Za-z0-9/._-]{0,24}")


class Erasure:
    """The pages of an erasure."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def find(self, visit: Visit) -> Response:
        """Which conversation: whoever erases may not read it, and gets its number from whoever may."""
        wanted = visit.request.query_params.get("conversation", "").strip()
        if not wanted:
            return self._parts.sheets.page("custody/find.html", visit, wanted="", problem="")
        conversations = self._parts.record.conversations
        if await self._parts.threads.record(conversations.last_seqs, [wanted]):
            return RedirectResponse(f"/conversations/{quote(wanted, safe='')}/erase", 303)
        gone = await self._parts.threads.record(conversations.tombstone, wanted)
        if gone is not None:
            return RedirectResponse(f"/erase/{gone.receipt.id}", 303)
        problem = "There is no conversation with this number."
        return self._parts.sheets.page("custody/find.html", visit, status=404, wanted=wanted[:64], problem=problem)

    async def ask(self, visit: Visit) -> Response:
        """What would go, and the question why."""
        return await self._ask(visit, {})

    async def erase(self, visit: Visit) -> Response:
        """Erase it, and show the receipt."""
        ground, reference = visit.form.one("ground"), visit.form.one("reference")
        problems = _problems(ground, reference, visit.form.one("sure"))
        if problems:
            return await self._ask(visit, problems, 422)
        act = Act(visit.seat.staff, "erase.person", visit.conversation, {"ground": ground, "reference": reference})
        receipt = await self._parts.threads.record(
            self._parts.record.conversations.erase, visit.conversation, "staff", self._parts.now(), act
        )
        return RedirectResponse(f"/erase/{receipt.id}", 303)

    async def receipt(self, visit: Visit) -> Response:
        """The proof: what was erased, when, and whether Rasa's working copy has gone, too."""
        receipt = str(visit.request.path_params["receipt"])
        left = await self._parts.threads.record(self._parts.record.conversations.receipt, receipt)
        if left is None:
            raise refusal.not_found()
        return self._parts.sheets.page("custody/receipt.html", visit, left=left, called=called)

    async def _ask(self, visit: Visit, problems: dict[str, str], status: int = 200) -> Response:
        holds = await self._parts.threads.record(self._parts.record.conversations.holds, visit.conversation)
        return self._parts.sheets.page(
            "custody/erase.html",
            visit,
            status=status,
            conversation=visit.conversation,
            holds={called(table): many for table, many in holds.items() if many},
            total=sum(holds.values()),
            grounds=GROUNDS,
            given={"ground": visit.form.one("ground"), "reference": visit.form.one("reference")},
            problems=problems,
        )


def _problems(ground: str, reference: str, sure: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if ground not in GROUNDS:
        found["ground"] = "Say why."
    if REFERENCE.fullmatch(reference) is None:
        found["reference"] = "Use at most 24 letters, digits and . _ / - here."
    if sure != "yes":
        found["sure"] = "Check the number once more, then tick this."
    return found
