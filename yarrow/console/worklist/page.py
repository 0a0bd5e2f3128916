"""The worklist: who needs to be looked at first."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.responses import RedirectResponse, Response

from yarrow.console.conversation.heading import CHANNELS, STATUSES
from yarrow.console.parts import Parts
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.console.work.words import WORK
from yarrow.console.worklist.options import Options
from yarrow.console.worklist.searches import Searches
from yarrow.console.worklist.sight import Sight, Sights
from yarrow.console.worklist.wanted import Wanted
from yarrow.console.worklist.words import EMPTY, SORT, VIEWS
from yarrow.store.audit import Act
from yarrow.store.search_query import MOST_SIGNS, parsed

WORDS: dict[str, Any] = {"views": VIEWS, "empty": EMPTY, "works": WORK, "statuses": STATUSES, "channels": CHANNELS}


class Worklist:
    """Its page, its rows alone for a page that keeps itself fresh, its search and its saved views."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._options = Options(parts)
        self._sights = Sights(parts, self._options)
        self._searches = Searches()

    async def show(self, visit: Visit) -> Response:
        """The whole page."""
        wanted = Wanted.read(visit.request.query_params)
        words = self._searches.words(visit.seat.staff, wanted.found) if wanted.found else None
        sight = await self._sight(visit, wanted, words)
        if words is not None:
            await self._note_search(visit, sight)
        record, threads = self._parts.record, self._parts.threads
        drawn = await threads.record(self._sights.drawn, sight, visit.seat)
        choices = await threads.record(self._options.all, drawn["names"])
        saved = await threads.record(record.views.of, visit.seat.staff)
        more: dict[str, Any] = {"choices": choices, "saved": saved, "sorts": SORT, "announce": ""}
        return self._parts.sheets.page("worklist/page.html", visit, **WORDS, **drawn, **more)

    async def rows(self, visit: Visit) -> Response:
        """The rows and counts; 204 if they are as the page has them already (`since`)."""
        since = visit.request.query_params.get("since", "")
        threads = self._parts.threads
        if since == await threads.record(self._sights.mark, self._parts.now()):
            return Response(status_code=204)
        wanted = Wanted.read(visit.request.query_params)
        if wanted.found:  # what was found is not looked up again behind anybody's back
            return Response(status_code=204)
        sight = await self._sight(visit, wanted, None)
        drawn = await threads.record(self._sights.drawn, sight, visit.seat)
        return self._parts.sheets.page("worklist/list.html", visit, **WORDS, **drawn, announce=_announced(visit, sight))

    async def search(self, visit: Visit) -> Response:
        """Keep what is searched for, and on to what is found."""
        words = visit.form.one("q")[:MOST_SIGNS]
        if parsed(words, private=False) is None:
            return RedirectResponse("/worklist", 303)
        return RedirectResponse(f"/worklist?found={self._searches.keep(visit.seat.staff, words)}", 303)

    async def next(self, visit: Visit) -> Response:
        """On to the next one of a list (`after`: behind which; `done`: that one was marked as done just now)."""
        params = visit.request.query_params
        after = "".join(sign for sign in params.get("after", "") if sign.isprintable())
        wanted, is_done = Wanted.read(params), "done" in params
        words = self._searches.words(visit.seat.staff, wanted.found) if wanted.found else None
        found = await self._parts.threads.record(
            partial(self._sights.next, wanted, visit.seat, words, after, was_open=is_done)
        )
        undo = {"undo": after} if is_done else {}
        if found:
            return go(f"/conversations/{found}", "done_next" if is_done else "", **undo)
        end = "clear" if wanted.view == "look" else "end"
        return go(wanted.link(), f"done_{end}" if is_done else end, **undo)

    async def _sight(self, visit: Visit, wanted: Wanted, words: str | None) -> Sight:
        return await self._parts.threads.record(self._sights.take, wanted, visit.seat, words)

    async def _note_search(self, visit: Visit, sight: Sight) -> None:
        """Who found which conversations is in the log before they are shown; not the words."""
        detail = {"found": sight.page.total, "shown": [row.conversation for row in sight.page.rows]}
        act = Act(visit.seat.staff, "conversation.search", None, detail)
        await self._parts.threads.record(self._parts.record.audit.add, act, self._parts.now())


def _announced(visit: Visit, sight: Sight) -> str:
    """What is read out: only that more need a look than when the page last asked."""
    before = visit.request.query_params.get("look", "")
    now = sight.counts["look"]
    if not before.isdecimal() or now <= int(before[:9]):
        return ""
    return "1 conversation needs a look" if now == 1 else f"{now} conversations need a look"
