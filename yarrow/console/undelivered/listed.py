"""What did not reach a patient's messaging app, and what can be done about it."""

from __future__ import annotations

from starlette.responses import Response

from yarrow.console.parts import Parts
from yarrow.console.refusal import Refusal
from yarrow.console.said import go
from yarrow.console.undelivered.words import reason, standing, title
from yarrow.console.visit import Visit

AT_ONCE = 50
MOST_PAGES = 1000


class Listed:
    """The list; no word of a message is on it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def show(self, visit: Visit) -> Response:
        """A page of it: what is urgent first."""
        threads, dispatches = self._parts.threads, self._parts.record.dispatches
        page = _page(visit.request.query_params.get("page", ""))
        count = await threads.record(dispatches.undelivered_count)
        return self._parts.sheets.page(
            "undelivered/list.html",
            visit,
            found=await threads.record(dispatches.undelivered, AT_ONCE, (page - 1) * AT_ONCE),
            count=count,
            page=page,
            pages=-(-count // AT_ONCE),
            words={"title": title, "reason": reason, "standing": standing},
        )

    async def count(self, visit: Visit) -> Response:
        """How many there are, for the navigation."""
        count = await self._parts.threads.record(self._parts.record.dispatches.undelivered_count)
        return self._parts.sheets.page("undelivered/count.html", visit, count=count)

    async def again(self, visit: Visit) -> Response:
        """One of them is tried again, and who wanted that is written down. Raises Refusal 409."""
        dispatch = str(visit.request.path_params["dispatch"])
        again = self._parts.record.dispatches.again
        if not await self._parts.threads.record(again, dispatch, visit.seat.staff, self._parts.now()):
            raise _not_again()
        return go("/undelivered", "tried")


def _page(given: str) -> int:
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 6 else 1
    return min(max(number, 1), MOST_PAGES)


def _not_again() -> Refusal:
    return Refusal(
        409,
        "It was not sent again",
        "It has gone out meanwhile, was deleted, or she has asked for no more messages.",
        ("/undelivered", "Back to the list"),
    )
