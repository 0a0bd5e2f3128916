"""Before every door: who is it, may they, did their own page send it. Then, and only then, the door opens."""

from __future__ import annotations

import hmac
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.console import cookies, refusal
from yarrow.console.door import Door
from yarrow.console.parts import Parts
from yarrow.console.refusal import Refusal
from yarrow.console.rights import Right
from yarrow.console.visit import Seat, Visit, seat_of
from yarrow.store.errors import UnknownConversation
from yarrow.store.staff_sessions import Seated
from yarrow.web import form
from yarrow.web.form import Form, FormRefused

SET_UP_CODE = "/me/code"
LARGEST = 2**31 - 1


class Gate:
    """Wraps doors for one app."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def admit(self, door: Door, request: Request) -> Response:
        """Let the request through the door, or say why not. Raises Refusal, UnknownConversation, RecordUnavailable."""
        seated = await self._seated(door, request)
        if seated is None:
            return _to_sign_in(door, request)
        answer = await self._opened(door, request, seat_of(seated))
        if door.passive:
            answer.headers["X-Idle-Left"] = str(seated.idle_left(self._parts.now()))
        return answer

    async def _opened(self, door: Door, request: Request, seat: Seat) -> Response:
        conversation = request.path_params.get("conversation")
        if any(isinstance(value, int) and value > LARGEST for value in request.path_params.values()):
            raise refusal.not_found()  # no row has such a number, and a database cannot even be asked for it
        request.state.visit = Visit(request, seat)  # for the page that says what went wrong
        if not seat.may(door.right, conversation):
            raise _refused(door, seat, conversation)
        read = await self._form(door, request, seat)
        if door.right is not Right.OWN and self._lacks_code(seat):
            return _elsewhere(door, request, SET_UP_CODE)
        if conversation is not None:
            await self._must_exist(conversation)
        if door.fresh and not seat.is_fresh(self._parts.now()):
            return _elsewhere(door, request, f"/confirm?next={quote(_page(request))}")
        return await door.handler(Visit(request, seat, read))

    async def _seated(self, door: Door, request: Request) -> Seated | None:
        key = request.cookies.get(cookies.SESSION, "")
        if not key:
            return None
        sessions, now = self._parts.record.sessions, self._parts.now()
        seated = await self._parts.threads.record(sessions.seated, key, now)
        if seated is not None and not door.passive:
            await self._parts.threads.record(sessions.seen, seated.session, now)
        return seated

    async def _form(self, door: Door, request: Request, seat: Seat) -> Form:
        """The form, if one was posted, and it is from a page of this very session."""
        if door.method != "POST":
            return Form()
        read = await read_form(request, most_bytes=door.most_bytes, files=door.files)
        given = request.headers.get("x-csrf") or read.one("csrf")
        if not hmac.compare_digest(given.encode(), seat.csrf.encode()):
            raise refusal.not_ours()
        return read

    def _lacks_code(self, seat: Seat) -> bool:
        everybody = self._parts.settings.console.totp_for == "all"
        return not seat.has_code and (everybody or "admin" in seat.roles)

    async def _must_exist(self, conversation: str) -> None:
        if not await self._parts.threads.record(self._parts.record.conversations.last_seqs, [conversation]):
            raise UnknownConversation(conversation)


async def read_form(request: Request, *, most_bytes: int = form.MOST_BYTES, files: bool = False) -> Form:
    """A form of the console. Raises Refusal."""
    try:
        return await form.read(request, most_bytes=most_bytes, files=files)
    except FormRefused as refused:
        words = {403: refusal.not_ours, 413: refusal.too_long}
        raise words.get(refused.status, refusal.not_understood)() from None


def _refused(door: Door, seat: Seat, conversation: str | None) -> Refusal:
    if conversation and door.right is Right.CONVERSATION and seat.may(Right.BREAK_GLASS):
        return refusal.only_in_an_emergency(conversation)
    return refusal.not_allowed()


def inside(address: str) -> str:
    """The address if it is a page of the console, else the first page: nobody is sent to another site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    is_ours = not parts.scheme and not parts.netloc and address.startswith("/") and "\\" not in address
    return address if is_ours and not address.startswith("//") and address.isprintable() else "/"


def _elsewhere(door: Door, request: Request, path: str) -> Response:
    """First to another page. A live page must not put that one into the middle of itself."""
    if door.passive:
        return Response(status_code=204)
    if request.headers.get("hx-request") == "true":
        return Response(status_code=204, headers={"HX-Redirect": path})
    return RedirectResponse(path, 303)


def _to_sign_in(door: Door, request: Request) -> Response:
    """Where somebody who is not signed in goes."""
    if door.passive or request.headers.get("hx-request") == "true":
        return Response(status_code=401)  # the page covers itself, and says why (static/idle.js)
    if door.method == "POST":
        raise refusal.signed_out()
    return RedirectResponse(_sign_in(_page(request)), 303)


def _sign_in(page: str) -> str:
    return "/sign-in" if page == "/" else f"/sign-in?next={quote(page)}"


def _page(request: Request) -> str:
    """The page the person is on: this one, or the one whose form they sent."""
    if request.method == "POST":
        _, _, came_from = request.headers.get("referer", "").partition("://")
        host, slash, path = came_from.partition("/")
        return inside(f"{slash}{path.partition('?')[0]}") if host == request.headers.get("host") else "/"
    query = f"?{request.url.query}" if request.url.query else ""
    return inside(f"{request.url.path}{query}")
