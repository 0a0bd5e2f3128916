"""What stands on every page while somebody needs a look and nobody has seen that."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response

from yarrow.console.notices.seen_by import called
from yarrow.console.notices.words import CAUSES
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.store.notice_values import Standing


class Banner:
    """The banner, which asks for itself again and again."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def show(self, visit: Visit) -> Response:
        """The banner; 204 if it is as the page has it already (`since`)."""
        standing = await self._parts.threads.record(self._parts.record.notices.standing, called(visit.seat))
        since = visit.request.query_params.get("since", "")
        if since == mark(standing):
            return Response(status_code=204)
        values: dict[str, Any] = {"standing": standing, "mark": mark(standing), "causes": CAUSES}
        values["is_listed_below"] = _asking_page(visit) == "/worklist"
        return self._parts.sheets.page("notices/banner.html", visit, is_new=_is_new(standing, since), **values)


def _asking_page(visit: Visit) -> str:
    """The path of the page the banner stands on; empty if it does not say, or says nonsense."""
    try:
        return urlsplit(visit.request.headers.get("hx-current-url", "")).path
    except ValueError:
        return ""


def mark(standing: Standing) -> str:
    """What tells this state of the banner from another."""
    return f"{standing.count}-{standing.newest}"


def _is_new(standing: Standing, since: str) -> bool:
    """Whether something has come since the page last asked; what stood there when the page was opened is not new."""
    newest = since.partition("-")[2]
    return newest.isdecimal() and standing.newest > int(newest)
