"""The brief of a conversation as a file, for staff: the clinician's page, or the one the patient has."""

from __future__ import annotations

import asyncio

from starlette.responses import Response

from yarrow.brief.handout import AUDIENCES, FORMS, MEDIA_TYPES, Order
from yarrow.brief.page import SHEET
from yarrow.brief.paper import PaperUnavailableError
from yarrow.clinical.history import History
from yarrow.console import refusal
from yarrow.console.conversation.reading import note
from yarrow.console.parts import Parts
from yarrow.console.refusal import Refusal
from yarrow.console.visit import Visit
from yarrow.intake.case import Case

SLOW = frozenset({"pdf", "fhir.json"})
SECONDS = 25.0
NOTHING_ELSE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Briefs:
    """Makes briefs. What only a clinician may read is in none of them: they are carried about."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def file(self, visit: Visit) -> Response:
        """The file; `?for=patient` is her own page. Raises Refusal."""
        order = self._order(visit)
        file = await self._parts.threads.record(self._parts.record.charts.read, visit.conversation)
        case = Case(History(file.opened.facts), file.conversation.standing)
        await note(self._parts, visit, "brief.read", form=order.form, audience=order.audience)
        made = await self._made(case, order)
        if made is None:
            raise Refusal(409, "There is no brief yet", "Nothing about her health has been told so far.")
        return Response(made, headers=headers(order))

    def _order(self, visit: Visit) -> Order:
        form = next((one for one in FORMS if one == visit.request.path_params["form"]), None)
        given = visit.request.query_params.get("for", "clinician")
        audience = next((one for one in AUDIENCES if one == given), None)
        if form is None or audience is None:
            raise refusal.not_found()
        return Order(visit.conversation, form, audience, self._parts.now())

    async def _made(self, case: Case, order: Order) -> bytes | None:
        aside = self._parts.threads.paper if order.form in SLOW else self._parts.threads.record
        try:
            async with asyncio.timeout(SECONDS):
                return await aside(self._parts.services.front_desk.handout, case, order)
        except TimeoutError:
            raise Refusal(503, "The file took too long to make", "Try again in a minute, or open the page.") from None
        except PaperUnavailableError:
            raise Refusal(503, "No PDF can be made here", "Open the page instead, and print it.") from None


def headers(order: Order) -> dict[str, str]:
    """A page is shown, anything else is kept, under a name that tells nothing."""
    way = "inline" if order.form == "html" else "attachment"
    whom = "-for-the-clinic" if order.audience == "clinician" else ""
    return {
        "Content-Type": MEDIA_TYPES[order.form],
        "Content-Disposition": f'{way}; filename="summary{whom}-{order.at.date().isoformat()}.{order.form}"',
        "Cache-Control": "no-store",
        "Content-Security-Policy": SHEET.policy if order.form == "html" else NOTHING_ELSE,
    }
