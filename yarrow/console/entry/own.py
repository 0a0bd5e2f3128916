"""One's own account: who one is here, where one is signed in, one's password."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from yarrow.console import cookies, refusal
from yarrow.console.entry import new_password, passwords
from yarrow.console.entry.arrival import Arrival
from yarrow.console.entry.tries import Tries
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.store.attempts import Counter
from yarrow.store.audit import Act
from yarrow.store.staff import Account

# Where somebody begins their day, by what they may do.
FIRST_PAGES = ((Right.WORKLIST, "/worklist"), (Right.PEOPLE, "/people"), (Right.AUDIT, "/audit"))


class Own:
    """The pages about oneself."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._tries, self._arrival = Tries(parts), Arrival(parts)

    async def first(self, visit: Visit) -> Response:
        """The page somebody begins with."""
        return RedirectResponse(next((page for right, page in FIRST_PAGES if visit.seat.may(right)), "/me"), 303)

    async def still_here(self, _visit: Visit) -> Response:
        """The person said that they are still there."""
        return Response(status_code=204)

    async def show(self, visit: Visit, error: str = "", status: int = 200) -> Response:
        """Who one is here, one's second factor, and every place one is signed in."""
        record, threads = self._parts.record, self._parts.threads
        sessions = await threads.record(record.sessions.of, visit.seat.staff, self._parts.now())
        left = await threads.record(record.codes.recovery_left, visit.seat.staff)
        account = await self.account(visit)
        return self._parts.sheets.page(
            "entry/account.html", visit, status=status, account=account, sessions=sessions, left=left, error=error
        )

    async def end_session(self, visit: Visit) -> Response:
        """End one of one's own sessions; this one, too."""
        seat, session = visit.seat, visit.form.one("session")
        act = Act(seat.staff, "session.end")
        ended = self._parts.record.sessions.end
        if not await self._parts.threads.record(ended, seat.staff, session, act, self._parts.now()):
            raise refusal.not_found()
        return _left(visit) if session == seat.session else go("/me", "ended")

    async def sign_out(self, visit: Visit) -> Response:
        """The key is good for nothing from here on, wherever it was copied to."""
        seat, sessions = visit.seat, self._parts.record.sessions
        act = Act(seat.staff, "sign_out")
        await self._parts.threads.record(sessions.end, seat.staff, seat.session, act, self._parts.now())
        return _left(visit)

    async def change_password(self, visit: Visit) -> Response:
        """A new password: every other session ends."""
        account, form = await self.account(visit), visit.form
        counters = (Counter(f"confirm {account.id}"),)
        if too_soon := await self._tries.take(counters):
            return await self.show(visit, too_soon, 429)
        if not await self._parts.threads.record(passwords.is_right, account.password_hash, form.raw("now")):
            return await self.show(visit, "The password you have now is not this one.", 422)
        await self._tries.right(counters)
        if fault := new_password.fault(form.raw("password"), form.raw("again"), account):
            return await self.show(visit, fault, 422)
        kept = await self._parts.threads.record(passwords.hashed, form.raw("password"))
        await self._parts.threads.record(self._parts.record.accounts.set_password, account.id, kept, self._parts.now())
        return await self._arrival.whole(visit.request, account, "/me?said=changed", by="new password")

    async def account(self, visit: Visit) -> Account:
        """The account of who sits there."""
        found = await self._parts.threads.record(self._parts.record.accounts.find, visit.seat.staff)
        if found is None:
            raise refusal.signed_out()
        return found


def _left(visit: Visit) -> Response:
    response = RedirectResponse("/sign-in", 303)
    cookies.drop(response, visit.request, cookies.SESSION)
    return response
