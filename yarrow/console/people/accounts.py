"""Who works here: the list, somebody new, and what becomes of an account."""

from __future__ import annotations

import re

from starlette.responses import Response

from yarrow.console import refusal
from yarrow.console.parts import Parts
from yarrow.console.refusal import Refusal
from yarrow.console.rights import ROLES, Role
from yarrow.console.said import go
from yarrow.console.visit import Visit
from yarrow.store.accounts import AlreadyThere, LastAdmin, Newcomer
from yarrow.store.staff import Account

# As in a list of people: one @, something on each side, a dot behind it. The link proves the rest.
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,60}")
MOST = {"name": 200, "title": 64}
MEANINGS = {
    "reviewer": "reads conversations and works on them",
    "clinician": "reads everything, corrects, writes to patients",
    "admin": "looks after accounts, keeping and deleting; reads no conversation",
    "auditor": "reads the audit log; reads no conversation",
}


def last_admin() -> Refusal:
    """Nobody would be left to look after accounts."""
    return Refusal(409, "This is the last administrator", "Make somebody else an administrator first.")


class People:
    """The pages about accounts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def list(self, visit: Visit, *, status: int = 200, errors: dict[str, str] | None = None) -> Response:
        """Everybody, and a form for somebody new."""
        accounts = await self._parts.threads.record(self._parts.record.accounts.all)
        return self._parts.sheets.page(
            "people/list.html",
            visit,
            status=status,
            accounts=accounts,
            roles=[(role, f"{role}: {MEANINGS[role]}") for role in ROLES],
            form=visit.form,
            errors=errors or {},
            now=self._parts.now(),
        )

    async def add(self, visit: Visit) -> Response:
        """Somebody new, and the link for them, shown this once."""
        newcomer, errors = _newcomer(visit)
        if errors:
            return await self.list(visit, status=422, errors=errors)
        accounts, now = self._parts.record.accounts, self._parts.now()
        try:
            account, code = await self._parts.threads.record(accounts.add, newcomer, visit.seat.staff, now)
        except AlreadyThere:
            return await self.list(visit, status=409, errors={"email": "Somebody has an account with this address."})
        return self._link(visit, account, code)

    async def show(self, visit: Visit, *, status: int = 200, errors: dict[str, str] | None = None) -> Response:
        """One person's account, and where they are signed in."""
        account, now = await self._account(visit), self._parts.now()
        sessions = await self._parts.threads.record(self._parts.record.sessions.of, account.id, now)
        return self._parts.sheets.page(
            "people/one.html",
            visit,
            status=status,
            account=account,
            sessions=sessions,
            roles=[(role, f"{role}: {MEANINGS[role]}") for role in ROLES],
            errors=errors or {},
        )

    async def change(self, visit: Visit) -> Response:
        """Name and title."""
        account = await self._account(visit)
        errors = _too_long(visit, "name", "title")
        if errors:
            return await self.show(visit, status=422, errors=errors)
        name, title = visit.form.one("name"), visit.form.one("title")
        set_person, now = self._parts.record.accounts.set_person, self._parts.now()
        await self._parts.threads.record(set_person, account.id, name, title, visit.seat.staff, now)
        return go(f"/people/{account.id}", "saved")

    async def set_roles(self, visit: Visit) -> Response:
        """What they may do; they sign in anew."""
        account, roles = await self._account(visit), _roles(visit)
        if not roles:
            return await self.show(visit, status=422, errors={"roles": "Choose at least one."})
        set_roles, now = self._parts.record.accounts.set_roles, self._parts.now()
        try:
            await self._parts.threads.record(set_roles, account.id, roles, visit.seat.staff, now)
        except LastAdmin:
            raise last_admin() from None
        return go(f"/people/{account.id}", "saved")

    async def reset(self, visit: Visit) -> Response:
        """A new link: password, second factor, sessions and known browsers go."""
        account = await self._account(visit)
        if not account.is_enabled:
            raise refusal.not_found()
        reset, now = self._parts.record.accounts.reset, self._parts.now()
        return self._link(visit, account, await self._parts.threads.record(reset, account.id, visit.seat.staff, now))

    async def disable(self, visit: Visit) -> Response:
        """Nobody signs in with it any more."""
        account, now = await self._account(visit), self._parts.now()
        disable = self._parts.record.accounts.disable
        try:
            await self._parts.threads.record(disable, account.id, visit.seat.staff, now)
        except LastAdmin:
            raise last_admin() from None
        return go(f"/people/{account.id}", "saved")

    async def enable(self, visit: Visit) -> Response:
        """The account works again."""
        account, now = await self._account(visit), self._parts.now()
        await self._parts.threads.record(self._parts.record.accounts.enable, account.id, visit.seat.staff, now)
        return go(f"/people/{account.id}", "saved")

    async def _account(self, visit: Visit) -> Account:
        account = str(visit.request.path_params["account"])
        found = await self._parts.threads.record(self._parts.record.accounts.find, account)
        if found is None:
            raise refusal.not_found()
        return found

    def _link(self, visit: Visit, account: Account, code: str) -> Response:
        link = f"{self._parts.settings.console.url}/enrol/{code}"
        return self._parts.sheets.page("people/link.html", visit, account=account, link=link)


def _newcomer(visit: Visit) -> tuple[Newcomer, dict[str, str]]:
    """Who is to have an account, and what is wrong with what was written, by field."""
    form, errors = visit.form, _too_long(visit, "name", "title")
    if not EMAIL.fullmatch(form.one("email")):
        errors["email"] = "Write the whole address, as in a.name@clinic.example."
    roles = _roles(visit)
    if not roles:
        errors["roles"] = "Choose at least one."
    return Newcomer(form.one("name"), form.one("email"), form.one("title"), roles), errors


def _too_long(visit: Visit, *fields: str) -> dict[str, str]:
    values = {field: visit.form.one(field) for field in fields}
    missing = {field: "Write something here." for field, value in values.items() if not value}
    long = {
        field: f"Write no more than {MOST[field]} characters."
        for field, value in values.items()
        if len(value) > MOST[field]
    }
    return {**missing, **long}


def _roles(visit: Visit) -> tuple[Role, ...]:
    given = visit.form.all("roles")
    return tuple(role for role in ROLES if role in given)
