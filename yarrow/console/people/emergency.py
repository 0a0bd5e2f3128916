"""Breaking the glass: opening a conversation one's role does not, with a reason, for half an hour."""

from __future__ import annotations

from starlette.responses import Response

from yarrow.console import refusal
from yarrow.console.parts import Parts
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.store.glass import LASTS

LEAST, MOST = 10, 1000


class Emergency:
    """The pages."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def ask(self, visit: Visit, error: str = "", status: int = 200) -> Response:
        """What it means, and the reason."""
        return self._parts.sheets.page(
            "people/break_glass.html",
            visit,
            status=status,
            conversation=visit.conversation,
            minutes=int(LASTS.total_seconds() // 60),
            reason=visit.form.one("reason"),
            error=error,
        )

    async def open(self, visit: Visit) -> Response:
        """Open it; administrators are told at once, and somebody else looks at it afterwards."""
        reason = visit.form.one("reason")
        if not LEAST <= len(reason) <= MOST:
            words = f"Say in {LEAST} to {MOST} characters why you need to see it now."
            return await self.ask(visit, words, 422)
        break_ = self._parts.record.glass.break_
        await self._parts.threads.record(break_, visit.seat.staff, visit.conversation, reason, self._parts.now())
        return go(f"/conversations/{visit.conversation}")

    async def list(self, visit: Visit) -> Response:
        """Every opening, those not reviewed first."""
        record, threads = self._parts.record, self._parts.threads
        return self._parts.sheets.page(
            "people/openings.html",
            visit,
            openings=await threads.record(record.glass.all),
            names=await threads.record(record.accounts.names),
        )

    async def review(self, visit: Visit) -> Response:
        """Somebody else has looked at it."""
        opening = visit.form.one("opening")
        review = self._parts.record.glass.review
        if not await self._parts.threads.record(review, opening, visit.seat.staff, self._parts.now()):
            raise refusal.not_found()
        return go("/emergencies", "saved")
