"""Coming in: once somebody has proved who they are, by whichever way."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.console import cookies
from yarrow.console.entry.devices import described
from yarrow.console.parts import Parts
from yarrow.store.attempts import DEVICE_LASTS
from yarrow.store.audit import Act
from yarrow.store.staff import Account


class Arrival:
    """Begins sessions. The key is always a new one: what a browser brought along opens nothing."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def first_step(
        self, request: Request, account: Account, onwards: str, *, by: str, is_proved: bool = True
    ) -> Response:
        """The first factor was right: come in, or show the second. `by`: password, provider or link.

        `is_proved`: whether it was shown just now; a provider may only remember the browser.
        """
        if not account.has_totp:
            return await self.whole(request, account, onwards, by=by, is_proved=is_proved)
        key = await self._begin(request, account, "code")
        response = RedirectResponse(f"/sign-in/code?next={quote(onwards)}", 303)
        cookies.put(response, request, cookies.HALF, key)
        return response

    async def whole(
        self, request: Request, account: Account, onwards: str, *, by: str, is_proved: bool = True
    ) -> Response:
        """Signed in."""
        record, threads, now = self._parts.record, self._parts.threads, self._parts.now()
        await threads.record(record.audit.add, Act(account.id, "sign_in.ok", detail={"by": by}), now)
        for name in (cookies.SESSION, cookies.HALF):
            if held := request.cookies.get(name):
                await threads.record(record.sessions.drop, held)
        key = await self._begin(request, account, "whole", is_proved)
        device = await threads.record(record.devices.remember, account.id, request.cookies.get(cookies.DEVICE, ""), now)
        response = RedirectResponse(onwards, 303)
        cookies.drop(response, request, cookies.HALF)
        cookies.put(response, request, cookies.SESSION, key)
        cookies.put(response, request, cookies.DEVICE, device, lasts=DEVICE_LASTS)
        return response

    async def refused(self, account: Account | None, why: str) -> None:
        """Write down that somebody did not come in; `why`: password, code, provider."""
        act = Act("system", "sign_in.failed", detail={"staff": account.id if account else None, "why": why})
        await self._parts.threads.record(self._parts.record.audit.add, act, self._parts.now())

    async def _begin(self, request: Request, account: Account, stage: str, is_proved: bool = False) -> str:
        device, now = described(request.headers.get("user-agent", "")), self._parts.now()
        begin = self._parts.record.sessions.begin
        return await self._parts.threads.record(begin, account.id, device, now, stage=stage, is_proved=is_proved)
