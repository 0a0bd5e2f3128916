"""`/go/{code}`: from a messaging app into the browser. A link is good for one press of the button on its page.

Apps, virus scanners and browsers open addresses to see what is behind them, so opening uses nothing up and shows
nothing of the conversation, not even whose it is.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.gateway import keys, words
from yarrow.gateway.callers import address
from yarrow.gateway.channels.secure_link import leads_here
from yarrow.gateway.links import CODE_FORM
from yarrow.gateway.pages import cookies, forms
from yarrow.gateway.pages.app_back import opening
from yarrow.gateway.pages.cookies import Held
from yarrow.gateway.pages.doors import Desk
from yarrow.gateway.problems import Problem
from yarrow.gateway.turn import now
from yarrow.store.errors import UnknownConversation
from yarrow.store.links import Link

UNLISTED = {"X-Robots-Tag": "noindex, nofollow, noarchive"}


class GoOn:
    """The page of a link, and what its button does."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._doors = desk, desk.doors

    async def look(self, request: Request, code: str) -> Response:
        """What the link is for, and a button. It stays good."""
        link = await self._found(request, code)
        return self._asked(request, code, link) if link else self._useless(request)

    async def go(self, request: Request, code: str) -> Response:
        """Into the conversation, with a key of this browser's own. Raises Problem 403 for a form of another site.

        A browser that has the key to another conversation is asked first: a link can be sent by anybody.
        """
        is_asked = bool((await forms.read(request)).one("other"))
        link = await self._found(request, code)
        if link is None:
            return self._useless(request)
        if _is_elsewhere(request, link) and not is_asked:
            return self._asked(request, code, link)
        key = await self._key(link, code)
        return self._into(request, link, key) if key else self._useless(request)

    async def close(self, request: Request) -> Response:
        """What was opened from an app is closed in this browser, which keeps nothing of it. Raises Problem 403."""
        await forms.read(request)
        held, app = cookies.held(request), self._title(cookies.mark(request, cookies.APP) or "")
        if held is None or app is None:
            return RedirectResponse("/chat", 303)
        record, threads = self._doors.parts.record, self._doors.parts.threads
        await threads.record(record.page_keys.forget, keys.hashed(held.key))
        response = self._page("go_closed.html", app=app, link=opening(self._doors, request))
        cookies.drop(response, request, cookies.CHAT, cookies.READ, cookies.LEFT, cookies.APP)
        return response

    async def _key(self, link: Link, code: str) -> Held | None:
        """Use the link up for a key; None if somebody was quicker, or the conversation was deleted."""
        record, threads = self._doors.parts.record, self._doors.parts.threads
        if not await threads.record(record.links.use, code, now()):
            return None
        key = keys.new_token()
        try:
            await threads.record(record.page_keys.add, link.conversation, keys.hashed(key), now() + keys.LIFE, now())
        except UnknownConversation:
            return None
        return Held(link.conversation, key)

    def _into(self, request: Request, link: Link, key: Held) -> Response:
        response = RedirectResponse("/chat#latest", 303, UNLISTED)
        cookies.drop(response, request, cookies.READ, cookies.LEFT, cookies.RECEIPT)
        cookies.keep(response, request, key)
        cookies.put(response, request, cookies.APP, link.audience)
        return response

    async def _found(self, request: Request, code: str) -> Link | None:
        if not await self._doors.parts.gate.request(address(request)):
            raise Problem(429, "too-fast", words.TOO_FAST, retry_after=20)
        if not CODE_FORM.fullmatch(code):
            return None
        link = await self._doors.parts.threads.record(self._doors.parts.record.links.find, code, now())
        return link if leads_here(link) else None

    def _asked(self, request: Request, code: str, link: Link) -> Response:
        is_elsewhere = _is_elsewhere(request, link)
        return self._page("go.html", code=code, app=self._title(link.audience), is_elsewhere=is_elsewhere)

    def _useless(self, request: Request) -> Response:
        return self._page("go_over.html", status=404, is_open=cookies.held(request) is not None)

    def _title(self, name: str) -> str | None:
        channel = self._doors.channels.get(name)
        return channel.title if channel else None

    def _page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        response = self._desk.sheets.page(template, status=status, **values)
        response.headers.update(UNLISTED)
        return response


def _is_elsewhere(request: Request, link: Link) -> bool:
    """Whether this browser has the key to another conversation."""
    held = cookies.held(request)
    return held is not None and held.conversation != link.conversation
