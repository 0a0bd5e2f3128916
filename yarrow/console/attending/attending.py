"""A person from the clinic writes to a patient: takes over, writes, hands back."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from starlette.responses import Response

from yarrow.console.attending.panel import around, panel
from yarrow.console.parts import Parts
from yarrow.console.refusal import not_found
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.intake.attended import Occasion
from yarrow.intake.turn import Message
from yarrow.store.attendance_values import Attendant, Leaving
from yarrow.store.standing import case_now
from yarrow.store.values import Opened
from yarrow.web.handing_back import hand_back
from yarrow.web.text import stored_form

MOST = 4_000
SENT_AS = re.compile(r"[A-Za-z0-9-]{8,64}")
EMPTY = "Write something first."
TOO_LONG = "This is too long: please keep it to 4,000 characters, or send it in two parts."
NOT_YOURS = "This was not sent: you are not the one who writes here now. Your words are kept below."
THEIRS = "Somebody else was quicker and writes here now."
CHANGED = "Who writes here has changed meanwhile. Nothing was done; please look again."


class Attending:
    """What a person does to write to a patient."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def look(self, visit: Visit) -> Response:
        """Who is here, asked by the page itself; nothing (204) while that is the same."""
        query = visit.request.query_params
        found = await around(self._parts, visit, visit.conversation, _moment(query.get("opened"), self._parts.now()))
        if found.state != query.get("state"):
            answer = await self._section(visit)
            answer.headers["HX-Retarget"] = "#attend"
            return answer
        if found.mark == query.get("mark"):
            return Response(status_code=204)
        opened_at = _moment(query.get("opened"), self._parts.now())
        values = {"conversation": visit.conversation, "around": found, "opened_at": opened_at}
        return self._parts.sheets.page("attending/around.html", visit, attend_panel=values, announce=True)

    async def begin(self, visit: Visit) -> Response:
        """Take over from the program, or from the person named."""
        conversation = visit.conversation
        opened = await self._opened(conversation)
        instead_of = visit.form.one("instead_of") or None
        occasion: Occasion = "took_over" if opened.attended else "joined"
        words = await self._words(opened, occasion, visit.seat.title)
        begun = await self._parts.threads.record(
            self._parts.record.attendance.begin,
            *(conversation, _who(visit), words, self._parts.now()),
            instead_of=instead_of,
        )
        return await self._done(visit, THEIRS if begun.outcome == "theirs" else None)

    async def say(self, visit: Visit) -> Response:
        """Write to the patient."""
        text, sent_as = stored_form(visit.form.one("text")), visit.form.one("sent_as")
        if not text or len(text) > MOST or not SENT_AS.fullmatch(sent_as):
            return await self._done(visit, EMPTY if not text else TOO_LONG, text=text)
        said = await self._parts.threads.record(
            self._parts.record.attendance.say,
            *(visit.conversation, _who(visit), sent_as, Message(text), self._parts.now()),
        )
        if said.message is None:
            return await self._done(visit, NOT_YOURS, unsent=text)
        return await self._done(visit)

    async def typing(self, visit: Visit) -> Response:
        """They are typing; what, nobody is told."""
        beat = self._parts.record.attendance.beat
        await self._parts.threads.record(beat, visit.conversation, visit.seat.staff, self._parts.now(), is_typing=True)
        return Response(status_code=204)

    async def end(self, visit: Visit) -> Response:
        """Hand back to the program."""
        is_back = await self._parts.threads.record(
            hand_back,
            *(self._parts.record, self._parts.services.front_desk, visit.conversation),
            *(Leaving(by=visit.seat.staff), self._parts.now()),
        )
        return await self._done(visit, None if is_back else CHANGED)

    async def _done(self, visit: Visit, problem: str | None = None, **values: Any) -> Response:
        """The panel as it is now; without scripts, the whole page anew unless there is something to say."""
        if problem is None and "hx-request" not in visit.request.headers:
            return go(f"/conversations/{visit.conversation}#attend")
        return await self._section(visit, problem=problem, **values)

    async def _section(self, visit: Visit, **values: Any) -> Response:
        opened = await self._opened(visit.conversation)
        shown = {**await panel(self._parts, visit, opened), **values}
        name = "attending/section.html" if "hx-request" in visit.request.headers else "attending/alone.html"
        return self._parts.sheets.page(name, visit, attend_panel=shown)

    async def _opened(self, conversation: str) -> Opened:
        opened = await self._parts.threads.record(self._parts.record.conversations.open, conversation)
        if opened is None:
            raise not_found()
        return opened

    async def _words(self, opened: Opened, occasion: Occasion, title: str) -> Message:
        desk = self._parts.services.front_desk
        return await self._parts.threads.record(desk.attending_words, case_now(opened), occasion, title)


def _who(visit: Visit) -> Attendant:
    return Attendant(visit.seat.staff, visit.seat.name, visit.seat.title)


def _moment(given: str | None, otherwise: datetime) -> datetime:
    """When the page was opened, as it says itself."""
    try:
        found = datetime.fromisoformat((given or "").replace(" ", "+"))
    except ValueError:
        return otherwise
    return found if found.tzinfo else otherwise
