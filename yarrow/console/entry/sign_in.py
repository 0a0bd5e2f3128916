"""Signing in with a password, and then with a code where one is set up."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.console import cookies
from yarrow.console.entry import passwords
from yarrow.console.entry.arrival import Arrival
from yarrow.console.entry.factor import Factor
from yarrow.console.entry.tries import Tries
from yarrow.console.gate import inside, read_form
from yarrow.console.parts import Parts
from yarrow.store.attempts import Counter
from yarrow.store.staff import Account

WRONG = "This address and password do not belong together. Check both, then try again."
WRONG_CODE = "This code is not right, or it was used before. Wait for the next one, then try again."


class SignIn:
    """The pages and their forms."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._tries, self._arrival, self._factor = Tries(parts), Arrival(parts), Factor(parts)

    async def ask(self, request: Request) -> Response:
        """The form."""
        return self._page(onwards=inside(request.query_params.get("next", "/")))

    async def enter(self, request: Request) -> Response:
        """Whoever knows the password comes in, or goes on to the code."""
        form = await read_form(request)
        email, onwards = form.one("email"), inside(form.one("next") or "/")
        counters = await self._tries.counters(request, email)
        if too_soon := await self._tries.take(counters):
            return self._page(onwards=onwards, email=email, error=too_soon, status=429)
        account = await self._parts.threads.record(self._parts.record.accounts.by_email, email)
        if not await self._is_right(account, form.raw("password")) or account is None:
            await self._arrival.refused(account, "password")
            return self._page(onwards=onwards, email=email, error=WRONG, status=401)
        await self._tries.right(counters)
        return await self._arrival.first_step(request, account, onwards, by="password")

    async def ask_code(self, request: Request) -> Response:
        """Where the code is written, once the password was right."""
        if await self._half(request) is None:
            return RedirectResponse("/sign-in", 303)
        return self._code_page(inside(request.query_params.get("next", "/")))

    async def enter_code(self, request: Request) -> Response:
        """Whoever has the code, or a recovery code, comes in."""
        form = await read_form(request)
        onwards, account = inside(form.one("next") or "/"), await self._half(request)
        if account is None:
            return RedirectResponse("/sign-in", 303)
        # Only who knows the password comes this far, so this counts by account, from wherever it is tried.
        counters = (Counter(f"code {account.id}"),)
        if too_soon := await self._tries.take(counters):
            return self._code_page(onwards, too_soon, 429)
        if not await self._factor.is_right(account, form.one("code")):
            await self._arrival.refused(account, "code")
            return self._code_page(onwards, WRONG_CODE, 401)
        await self._tries.right(counters)
        return await self._arrival.whole(request, account, onwards, by="code")

    async def _is_right(self, account: Account | None, password: str) -> bool:
        """The same work whether or not there is such an account."""
        kept = account.password_hash if account and account.is_enabled else None
        is_right = await self._parts.threads.record(passwords.is_right, kept, password)
        if is_right and account and kept and passwords.is_outdated(kept):
            new = await self._parts.threads.record(passwords.hashed, password)
            await self._parts.threads.record(self._parts.record.accounts.rehash, account.id, new)
        return is_right

    async def _half(self, request: Request) -> Account | None:
        """Whose password was right in this browser a moment ago."""
        key, now = request.cookies.get(cookies.HALF, ""), self._parts.now()
        seated = self._parts.record.sessions.seated
        found = await self._parts.threads.record(seated, key, now, stage="code") if key else None
        return found.account if found else None

    def _page(self, *, onwards: str, email: str = "", error: str = "", status: int = 200) -> Response:
        return self._parts.sheets.page(
            "entry/sign_in.html",
            None,
            status=status,
            onwards=onwards,
            email=email,
            error=error,
            has_provider=self._parts.settings.console.oidc is not None,
        )

    def _code_page(self, onwards: str, error: str = "", status: int = 200) -> Response:
        return self._parts.sheets.page("entry/code.html", None, status=status, onwards=onwards, error=error)
