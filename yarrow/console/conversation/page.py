"""The page of one conversation: what she said beside what was made of it, why this level, and the work on it."""

from __future__ import annotations

from starlette.responses import Response

from yarrow.console.conversation.live import place
from yarrow.console.conversation.panels import panels
from yarrow.console.conversation.reading import looked, note, read
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit

# `swap`: the pieces go into a page that is there already. `on_paper`: nothing is folded away.
SCREEN = {"swap": False, "on_paper": False}
PAPER = {"swap": False, "on_paper": True}


class ConversationPage:
    """Draws it, for screen and for paper."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def show(self, visit: Visit) -> Response:
        """The page."""
        reading = await read(self._parts, visit)
        now = await note(self._parts, visit, "conversation.read")
        await looked(self._parts, visit, reading.file.conversation.last_seq, now)
        values = await panels(self._parts, visit, reading)
        since = place(reading, values["work_panel"]["work"].head)
        return self._parts.sheets.page(
            "conversation/page.html", visit, **SCREEN, reading=reading, since=since, announce="", **values
        )

    async def paper(self, visit: Visit) -> Response:
        """Everything on paper, nothing folded; `?notes=with`: with what staff wrote among themselves."""
        reading = await read(self._parts, visit)
        with_notes = visit.request.query_params.get("notes") == "with"
        now = await note(self._parts, visit, "conversation.print", notes=with_notes)
        values = await panels(self._parts, visit, reading, "work_panel")
        return self._parts.sheets.page(
            "conversation/paper.html", visit, **PAPER, reading=reading, with_notes=with_notes, now=now, **values
        )
