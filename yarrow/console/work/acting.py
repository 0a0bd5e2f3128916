"""What is done with a conversation by one press: assign, say how far it is, tag, note, flag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse, Response

from yarrow.console import refusal
from yarrow.console.parts import Parts
from yarrow.console.rights import Right, rights_of
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.console.work.file import opened
from yarrow.console.work.words import CAUSES, WORK
from yarrow.store.casework import NotYours
from yarrow.store.errors import Overtaken
from yarrow.store.work_values import WORK as STATES
from yarrow.store.work_values import Hand

LONGEST_NOTE, LONGEST_TAG, LONGEST_WORDS = 4000, 40, 500


class Acting:
    """The work on one conversation."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._work = parts.record.casework

    async def assign(self, visit: Visit) -> Response:
        """Give it to somebody who may work on it, to oneself, or to nobody."""
        to = visit.form.one("staff") or None
        if to is not None and to not in {account for account, _ in await colleagues(self._parts)}:
            raise refusal.not_understood()
        return await self._changed(visit, "assigned", self._work.assign, to)

    async def status(self, visit: Visit) -> Response:
        """Say how far it is; a follow-up has a day."""
        if visit.form.one("work") == "before":
            return await self._undo(visit)
        work = next((one for one in STATES if one == visit.form.one("work")), None)
        if work is None:
            raise refusal.not_understood()
        day = _day(visit.form.one("follow_up_on"))
        if work == "follow_up" and day is None:
            raise refusal.Refusal(400, "On which day?", "Nothing was saved. Go back and choose the day to follow up.")
        return await self._changed(visit, "done" if work == "done" else "changed", self._work.set_status, work, day)

    async def _undo(self, visit: Visit) -> Response:
        """Whoever marked it as done by mistake has it as it stood before; not if somebody has changed it since."""
        file = await self._parts.threads.record(self._work.read, visit.conversation)
        set_so = [step for step in file.steps if step.did == "status"]
        if file.work != "done" or not set_so or set_so[-1].staff != visit.seat.staff:
            return go(_page(visit))
        before = set_so[-2].detail if len(set_so) > 1 else {"work": "new", "on": None}
        day = date.fromisoformat(before["on"]) if before["on"] else None
        return await self._changed(visit, "undone", self._work.set_status, before["work"], day)

    async def tag(self, visit: Visit) -> Response:
        """Put a tag on, or take one off."""
        gone, new = visit.form.one("remove"), " ".join(visit.form.one("tag").lower().split())[:LONGEST_TAG]
        if gone:
            return await self._changed(visit, "changed", self._work.untag, gone)
        if not new:
            return go(_page(visit))
        return await self._changed(visit, "changed", self._work.tag, new)

    async def note(self, visit: Visit) -> Response:
        """Keep a note for colleagues."""
        text = visit.form.one("text")[:LONGEST_NOTE]
        if not text:
            return go(_page(visit))
        private = bool(visit.form.one("private")) and visit.seat.may(Right.PRIVATE, visit.conversation)
        return await self._changed(visit, "noted", self._work.note, text, private=private)

    async def strike(self, visit: Visit) -> Response:
        """Strike out a note of one's own."""
        return await self._changed(visit, "changed", self._work.strike, int(visit.request.path_params["note"]))

    async def flag_form(self, visit: Visit) -> Response:
        """Why a message is flagged."""
        file = await opened(self._parts, visit, "conversation.read")
        message = visit.request.query_params.get("message", "")
        spoken = next((one for one in file.chart.told.spoken if one.id == message and one.sender == "patient"), None)
        if spoken is None or message in file.notes.withheld:
            raise refusal.not_found()
        return self._parts.sheets.page("work/flag.html", visit, file=file, spoken=spoken, causes=list(CAUSES.items()))

    async def flag(self, visit: Visit) -> Response:
        """Flag a message."""
        cause = visit.form.one("cause")
        if cause not in CAUSES:
            raise refusal.not_understood()
        flagged = {
            "message": visit.form.one("message"),
            "cause": cause,
            "words": visit.form.one("words")[:LONGEST_WORDS],
        }
        return await self._changed(visit, "flagged", self._work.flag, flagged)

    async def clear(self, visit: Visit) -> Response:
        """A flagged message has been looked at."""
        return await self._changed(visit, "changed", self._work.clear_flag, int(visit.request.path_params["flag"]))

    async def _changed(self, visit: Visit, said: str, change: Callable[..., Any], *what: Any, **more: Any) -> Response:
        """Make a change; who was overtaken by a colleague is told by whom, and nothing is changed."""
        seen = visit.form.one("seen")
        hand = Hand(visit.seat.staff, int(seen) if seen.isdecimal() and len(seen) < 19 else None)
        try:
            await self._parts.threads.record(change, visit.conversation, hand, *what, self._parts.now(), **more)
        except NotYours:
            raise refusal.not_found() from None
        except Overtaken as other:
            raise refusal.Refusal(
                409,
                f"{other} changed this conversation before you",
                "Nothing of yours was saved. Open the conversation again to see how it stands, then decide.",
            ) from None
        if visit.form.one("then") == "next":
            return RedirectResponse(_next(visit), 303)
        return go(_page(visit), said)


async def colleagues(parts: Parts) -> list[tuple[str, str]]:
    """(id, name) of everybody who may work on a conversation, by name."""
    accounts = await parts.threads.record(parts.record.accounts.all)
    return [
        (account.id, account.name)
        for account in accounts
        if account.is_enabled and Right.WORK in rights_of(account.roles)  # type: ignore[arg-type]
    ]


def work_options() -> list[tuple[str, str]]:
    """How far the work can be, in words."""
    return [(state, WORK[state][0]) for state in STATES]


def _page(visit: Visit) -> str:
    return f"/conversations/{visit.conversation}"


def _next(visit: Visit) -> str:
    """The next conversation of the list they came from (`list`: its address's fields)."""
    came_from = [(name, value) for name, value in parse_qsl(visit.form.one("list")) if name not in ("after", "done")]
    return f"/worklist/next?{urlencode([*came_from, ('after', visit.conversation), ('done', '1')])}"


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
