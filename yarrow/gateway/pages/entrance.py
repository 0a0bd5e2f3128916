"""Ways into a conversation, and out of the page at once."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.gateway import keys, words
from yarrow.gateway.links import CODE_FORM, is_prefetch
from yarrow.gateway.pages import cookies, forms
from yarrow.gateway.pages.asking import asked
from yarrow.gateway.pages.cookies import Held
from yarrow.gateway.pages.doors import Desk
from yarrow.gateway.pages.notices import Notices
from yarrow.gateway.problems import Problem
from yarrow.gateway.turn import now
from yarrow.store.errors import UnknownConversation

CHANNEL = {"channel": "page"}


class Entrance:
    """Each way in gives the browser a key that was made for it."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        self._desk, self._doors, self._notices = desk, desk.doors, notices

    async def begin(self, request: Request) -> Response:
        """A new conversation; one that is open here already goes on, unless another is asked for."""
        form = await forms.read(request)
        if cookies.held(request) and not form.one("anew"):
            return RedirectResponse("/chat#latest", 303)
        begun = await self._doors.conversations.begin(asked(request, None, CHANNEL))
        return self._into("/chat#latest", request, Held(begun["conversation"], begun["token"]))

    async def ask_code(self, request: Request) -> Response:
        """Where a code is written."""
        return self._notices.ask_code(is_open=cookies.held(request) is not None)

    async def resume(self, request: Request) -> Response:
        """The code's conversation goes on here; its other keys stop working."""
        code = (await forms.read(request)).one("code")
        try:
            found = await self._doors.conversations.resume(asked(request, None, {"code": code}))
        except Problem as problem:
            if problem.status not in (401, 422, 429):
                raise
            sentence = words.NO_CODE if problem.status == 422 else problem.sentence
            status = 401 if problem.status == 422 else problem.status
            is_open = cookies.held(request) is not None
            return self._notices.ask_code(is_open=is_open, error=sentence, code=code, status=status)
        return self._into("/chat#latest", request, Held(found["conversation"], found["token"]))

    async def open_mine(self, request: Request, code: str) -> Response:
        """The page of a link made by the widget: it gets a key of its own. Raises Problem 404.

        A browser that has the key to another conversation is asked first: a link can be sent by anybody.
        """
        if is_prefetch(request):
            return Response(status_code=204)
        record, threads = self._doors.parts.record, self._doors.parts.threads
        known = CODE_FORM.fullmatch(code) is not None
        link = await threads.record(record.links.find, code, now()) if known else None
        if link is None or link.what != "mine":
            raise Problem(404, "no-link", words.NO_LINK)
        held = cookies.held(request)
        if request.method == "GET" and held is not None and held.conversation != link.conversation:
            return self._desk.sheets.page("switch.html", code=code)
        if request.method == "POST":
            forms.check_site(request)
        if request.method == "HEAD":
            return Response()
        if not await threads.record(record.links.use, code, now()):
            raise Problem(404, "no-link", words.NO_LINK)
        key = keys.new_token()
        try:
            await threads.record(record.page_keys.add, link.conversation, keys.hashed(key), now() + keys.LIFE, now())
        except UnknownConversation:
            raise Problem(404, "no-link", words.NO_LINK) from None
        return self._into("/mine", request, Held(link.conversation, key))

    async def leave(self, request: Request) -> Response:
        """Away from here at once; whoever comes back to this page sees nothing before asking for it."""
        response = RedirectResponse(self._desk.sheets.site.leave_to, 303, {"Referrer-Policy": "no-referrer"})
        if cookies.held(request):
            cookies.put(response, request, cookies.LEFT, "1")
        return response

    async def come_back(self, request: Request) -> Response:
        """What was covered is shown again."""
        form = await forms.read(request)
        place = "/mine" if form.one("to") == "mine" else "/chat#latest"
        response = RedirectResponse(place, 303)
        cookies.drop(response, request, cookies.LEFT)
        return response

    def _into(self, place: str, request: Request, key: Held) -> Response:
        response = RedirectResponse(place, 303)
        cookies.drop(response, request, cookies.READ, cookies.LEFT, cookies.RECEIPT, cookies.APP)
        cookies.keep(response, request, key)
        return response
