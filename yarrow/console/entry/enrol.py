"""The one-time link: whoever was given it sets their password and comes in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from yarrow.console.entry import new_password, passwords
from yarrow.console.entry.arrival import Arrival
from yarrow.console.gate import read_form
from yarrow.console.parts import Parts
from yarrow.console.refusal import Refusal
from yarrow.store.staff import Account


def worn_out() -> Refusal:
    """The link was used, is too old, or never was one."""
    return Refusal(404, "This link is good for nothing any more", "Ask whoever sent it for a new one.")


class Enrol:
    """The page behind the link."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._arrival = Arrival(parts)

    async def ask(self, request: Request) -> Response:
        """The form, which shows whose account it is."""
        return self._page(await self._invited(request))

    async def enter(self, request: Request) -> Response:
        """Set the password; the link is used up."""
        form = await read_form(request)
        account = await self._invited(request)
        password = form.raw("password")
        if fault := new_password.fault(password, form.raw("again"), account):
            return self._page(account, fault, 422)
        kept = await self._parts.threads.record(passwords.hashed, password)
        code, now = str(request.path_params["code"]), self._parts.now()
        enrolled = await self._parts.threads.record(self._parts.record.accounts.enrol, code, kept, now)
        if enrolled is None:
            raise worn_out()
        return await self._arrival.first_step(request, enrolled, "/", by="link")

    async def _invited(self, request: Request) -> Account:
        code, now = str(request.path_params["code"]), self._parts.now()
        account = await self._parts.threads.record(self._parts.record.accounts.invited, code, now)
        if account is None:
            raise worn_out()
        return account

    def _page(self, account: Account, error: str = "", status: int = 200) -> Response:
        return self._parts.sheets.page("entry/enrol.html", None, status=status, account=account, error=error)
