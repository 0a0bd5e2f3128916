"""What staff were told, by which way, and what became of it."""

from __future__ import annotations

from typing import get_args
from urllib.parse import urlsplit

from starlette.responses import Response

from yarrow.console import refusal
from yarrow.console.notices.words import CAUSES, CHANNELS, STATES, problem
from yarrow.console.parts import Parts
from yarrow.console.postman.addresses import addresses
from yarrow.console.rights import Right
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.store.notice_values import Audience
from yarrow.store.notices import Which

AT_ONCE = 50
EVERYBODYS: tuple[Audience, ...] = ("clinic", "admins")


class Listed:
    """The list, and what can be done from it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def show(self, visit: Visit) -> Response:
        """A page of the list. What it was about is shown to those who may read conversations."""
        which, before = _which(visit), visit.request.query_params.get("before", "")
        threads, record = self._parts.threads, self._parts.record
        limit = int(before) if before.isdecimal() and len(before) < 10 else None
        told = await threads.record(record.notices.told, EVERYBODYS, which, before=limit, limit=AT_ONCE + 1)
        return self._parts.sheets.page(
            "notices/list.html",
            visit,
            told=told[:AT_ONCE],
            further=told[AT_ONCE - 1].notice.number if len(told) > AT_ONCE else None,
            which=which,
            names=await threads.record(record.accounts.names),
            ways=await self._ways(),
            counts=await threads.record(record.letters.counts),
            may_read=visit.seat.may(Right.CONVERSATION),
            words={"causes": CAUSES, "channels": CHANNELS, "states": STATES},
            problem=problem,
        )

    async def seen(self, visit: Visit) -> Response:
        """Somebody who looks after conversations has seen a notice."""
        return await self._see(visit, "clinic")

    async def noted(self, visit: Visit) -> Response:
        """An administrator has seen what only administrators are told."""
        return await self._see(visit, "admins")

    async def again(self, visit: Visit) -> Response:
        """A letter is tried again."""
        letter = str(visit.request.path_params["letter"])
        again = self._parts.record.letters.again
        if not await self._parts.threads.record(again, letter, visit.seat.staff, self._parts.now()):
            raise refusal.not_found()
        return go("/notices?which=unsent", "tried")

    async def _see(self, visit: Visit, audience: Audience) -> Response:
        notice = str(visit.request.path_params["notice"])
        seen = self._parts.record.notices.seen
        if not await self._parts.threads.record(seen, notice, audience, visit.seat.staff, self._parts.now()):
            raise refusal.not_found()
        return go("/notices", "seen")

    async def _ways(self) -> dict[str, str]:
        """How staff are told outside the console, in words; empty if they are not."""
        post, found = self._parts.settings.post, {}
        accounts = await self._parts.threads.record(self._parts.record.accounts.all)
        people = [one for one in addresses("clinic", post, accounts) if one[0] == "email"]
        if post.mail_server is not None:
            found["email"] = (
                f"{len(people)} {'person' if len(people) == 1 else 'people'}, from {post.mail_server.sender}"
            )
        if post.webhook is not None:
            found["webhook"] = urlsplit(post.webhook.url).hostname or ""
        return found


def _which(visit: Visit) -> Which:
    given = visit.request.query_params.get("which", "")
    return next((one for one in get_args(Which) if one == given), "all")
