"""Views of the worklist that somebody keeps, and forgets again."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.datastructures import QueryParams
from starlette.responses import Response

from yarrow.console.parts import Parts
from yarrow.console.refusal import Refusal, not_found
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.console.worklist.wanted import Wanted
from yarrow.store.views import MOST

LONGEST_NAME, LONGEST_QUERY = 80, 1000


class Saving:
    """One's own views; nobody reaches another's."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def save(self, visit: Visit) -> Response:
        """Keep the list as it is narrowed now, under a name."""
        name = " ".join(visit.form.one("name").split())[:LONGEST_NAME]
        wanted = Wanted.read(QueryParams(parse_qsl(visit.form.one("query"))))
        query = wanted.kept()
        if not name or len(query) > LONGEST_QUERY:
            return go(wanted.link(found=""))
        kept = await self._parts.threads.record(
            self._parts.record.views.save, visit.seat.staff, name, query, self._parts.now()
        )
        if not kept:
            raise Refusal(409, "There are too many saved views", f"You have {MOST}. Delete one, then try again.")
        return go(wanted.link(found=""), "saved")

    async def remove(self, visit: Visit) -> Response:
        """Forget one."""
        view = str(visit.request.path_params["view"])
        gone = await self._parts.threads.record(
            self._parts.record.views.remove, visit.seat.staff, view, self._parts.now()
        )
        if not gone:
            raise not_found()
        return go("/worklist", "deleted")
