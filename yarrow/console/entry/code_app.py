"""Setting up the second factor, and new recovery codes."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from yarrow.console import cookies
from yarrow.console.entry.factor import Factor
from yarrow.console.entry.own import Own
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit

WRONG = "This code is not right. Check that the app shows “Yarrow” and that its clock is right, then try again."


class CodeApp:
    """The pages."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._own, self._factor = Own(parts), Factor(parts)

    async def ask(self, visit: Visit) -> Response:
        """The secret as a picture and in letters, and a place for the first code."""
        return self._page(visit)

    async def picture(self, visit: Visit) -> Response:
        """The picture."""
        account = await self._own.account(visit)
        return Response(self._factor.picture(visit.seat, account.email), media_type="image/svg+xml")

    async def set_up(self, visit: Visit) -> Response:
        """Proved: the recovery codes, shown this once. The session has a new key from here on."""
        codes = await self._factor.set_up(visit.seat, visit.form.one("code"))
        if codes is None:
            return self._page(visit, WRONG, 422)
        response = self._codes(visit, codes)
        confirm = self._parts.record.sessions.confirm
        key = await self._parts.threads.record(confirm, visit.seat.session, self._parts.now())
        cookies.put(response, visit.request, cookies.SESSION, key)
        return response

    async def new_codes(self, visit: Visit) -> Response:
        """New recovery codes, shown this once; the old ones are good for nothing."""
        if not visit.seat.has_code:
            return RedirectResponse("/me/code", 303)
        return self._codes(visit, await self._factor.new_recovery(visit.seat))

    def _codes(self, visit: Visit, codes: tuple[str, ...]) -> Response:
        return self._parts.sheets.page("entry/recovery.html", visit, codes=codes)

    def _page(self, visit: Visit, error: str = "", status: int = 200) -> Response:
        secret = self._factor.proposed(visit.seat)
        groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return self._parts.sheets.page("entry/code_app.html", visit, status=status, secret=groups, error=error)
