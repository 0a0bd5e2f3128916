"""Proving again who one is, before something that cannot be undone or leaves the house."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from yarrow.console import cookies
from yarrow.console.entry import passwords
from yarrow.console.entry.factor import Factor
from yarrow.console.entry.own import Own
from yarrow.console.entry.tries import Tries
from yarrow.console.gate import inside
from yarrow.console.parts import Parts
from yarrow.console.visit import Visit
from yarrow.store.attempts import Counter
from yarrow.store.staff import Account


class Confirm:
    """The page in between."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._own, self._tries, self._factor = Own(parts), Tries(parts), Factor(parts)

    async def ask(self, visit: Visit) -> Response:
        """The form: the password, or a code."""
        return await self._page(visit, inside(visit.request.query_params.get("next", "/")))

    async def enter(self, visit: Visit) -> Response:
        """Proved: on to where one was, with a new key for the session."""
        account, onwards = await self._own.account(visit), inside(visit.form.one("next") or "/")
        counters = (Counter(f"confirm {account.id}"),)
        if too_soon := await self._tries.take(counters):
            return await self._page(visit, onwards, too_soon, 429)
        if not await self._is_right(account, visit):
            return await self._page(visit, onwards, "That is not right. Try again.", 401)
        await self._tries.right(counters)
        confirm = self._parts.record.sessions.confirm
        key = await self._parts.threads.record(confirm, visit.seat.session, self._parts.now())
        response = RedirectResponse(onwards, 303)
        cookies.put(response, visit.request, cookies.SESSION, key)
        return response

    async def _is_right(self, account: Account, visit: Visit) -> bool:
        password, code = visit.form.raw("password"), visit.form.one("code")
        if password:
            return await self._parts.threads.record(passwords.is_right, account.password_hash, password)
        return bool(code) and account.has_totp and await self._factor.is_right(account, code)

    async def _page(self, visit: Visit, onwards: str, error: str = "", status: int = 200) -> Response:
        return self._parts.sheets.page(
            "entry/confirm.html",
            visit,
            status=status,
            onwards=onwards,
            error=error,
            account=await self._own.account(visit),
            has_provider=self._parts.settings.console.oidc is not None,
        )
