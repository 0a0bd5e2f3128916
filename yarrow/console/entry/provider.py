"""Signing in by the clinic's provider: there, and back."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import asdict
from datetime import timedelta

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from yarrow.console import cookies, refusal
from yarrow.console.entry.arrival import Arrival
from yarrow.console.entry.oidc import Errand, Person, Provider, ProviderFailed
from yarrow.console.gate import inside
from yarrow.console.parts import Parts
from yarrow.console.refusal import Refusal
from yarrow.console.visit import FRESH
from yarrow.settings import audit_key
from yarrow.store.staff import Account

log = structlog.get_logger(__name__)
BACK = "/sign-in/provider/back"
ON_THE_WAY = timedelta(minutes=10)


def not_there() -> Refusal:
    """The provider does not answer, or not as it should."""
    return Refusal(
        502, "The sign-in provider did not let you in", "Try again. If it goes on, sign in with your password here."
    )


def nobody_here() -> Refusal:
    """The provider knows them; this clinic's list does not."""
    return Refusal(
        403,
        "There is no account for you here",
        "Ask an administrator to add you, with the e-mail address you use at your sign-in provider.",
    )


class ProviderSignIn:
    """The two addresses."""

    def __init__(self, parts: Parts) -> None:
        self._parts, self._arrival = parts, Arrival(parts)
        console = parts.settings.console
        self._provider = Provider(console.oidc, f"{console.url}{BACK}") if console.oidc else None

    async def leave(self, request: Request) -> Response:
        """Off to the provider."""
        if self._provider is None:
            raise refusal.not_found()
        query = request.query_params
        errand = self._provider.errand(inside(query.get("next", "/")))
        try:
            address = await self._provider.address(errand, again=query.get("again") == "yes")
        except ProviderFailed as failure:
            log.warning("provider failed", reason=str(failure))
            raise not_there() from None
        response = RedirectResponse(address, 303)
        cookies.put(response, request, cookies.PROVIDER, self._sealed(errand), lasts=ON_THE_WAY)
        return response

    async def back(self, request: Request) -> Response:
        """Back, with a code: whoever has an account here comes in."""
        errand = self._opened(request.cookies.get(cookies.PROVIDER, ""))
        state = request.query_params.get("state", "")
        if self._provider is None or errand is None or not hmac.compare_digest(state.encode(), errand.state.encode()):
            raise not_there()
        try:
            person = await self._provider.person(request.query_params.get("code", ""), errand)
        except ProviderFailed as failure:
            log.warning("provider failed", reason=str(failure))
            await self._arrival.refused(None, "provider")
            raise not_there() from None
        account = await self._account(person)
        if account is None:
            await self._arrival.refused(None, "provider")
            raise nobody_here()
        response = await self._arrival.first_step(
            request, account, errand.onwards, by="provider", is_proved=self._is_proved(person)
        )
        cookies.drop(response, request, cookies.PROVIDER)
        return response

    def _is_proved(self, person: Person) -> bool:
        """Whether they proved to the provider a moment ago who they are, and it did not only know the browser."""
        return person.proved_at is not None and self._parts.now().timestamp() - person.proved_at < FRESH.total_seconds()

    async def _account(self, person: Person) -> Account | None:
        """By who they are at the provider; the first time by the address the provider has verified."""
        accounts, threads = self._parts.record.accounts, self._parts.threads
        account = await threads.record(accounts.by_subject, person.subject)
        if account is None and person.email:
            account = await threads.record(accounts.by_email, person.email)
            if account and not await threads.record(accounts.bind, account.id, person.subject, self._parts.now()):
                account = None
        return account if account and account.is_enabled else None

    def _sealed(self, errand: Errand) -> str:
        plain = base64.urlsafe_b64encode(json.dumps(asdict(errand)).encode()).decode()
        return f"{plain}.{self._seal(plain)}"

    def _opened(self, sealed: str) -> Errand | None:
        plain, _, seal = sealed.partition(".")
        if not hmac.compare_digest(seal.encode(), self._seal(plain).encode()):
            return None
        return Errand(**json.loads(base64.urlsafe_b64decode(plain)))

    def _seal(self, plain: str) -> str:
        key = audit_key(self._parts.settings)
        return hmac.new(key, f"provider errand {plain}".encode(), hashlib.sha256).hexdigest()
