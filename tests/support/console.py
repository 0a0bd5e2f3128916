"""A running console for tests: the real app in a real server, in a thread, and people who are signed in to it."""

from __future__ import annotations

import logging
import re
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import httpx
import pyotp
import structlog
import uvicorn
from argon2 import PasswordHasher

from yarrow.bootstrap.web import ClinicalFrontDesk, FrontDesk, Services
from yarrow.console import cookies
from yarrow.console.app import create_app
from yarrow.settings import ConsoleSettings, WebSettings, sqlite_url
from yarrow.store.accounts import Newcomer
from yarrow.store.record import Record
from yarrow.store.staff import Account

structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
AUDIT_KEY = "the key of the tests' audit log, long enough"
PASSWORD = "seven calm herons by the weir"
SECRET = pyotp.random_base32()
DESK = ClinicalFrontDesk()  # the patients' side of these tests; loaded once, on first use
STAFF_DESK = ClinicalFrontDesk(reads=False)  # as the console itself has it
# At a tenth of the work, as no test has to wait for it.
HASH = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)


class RunningConsole:
    """`with RunningConsole(tmp_path) as console: nurse = console.sign_in("clinician")`."""

    def __init__(
        self,
        home: Path,
        database_url: str | None = None,
        *,
        front_desk: FrontDesk = STAFF_DESK,
        console: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> None:
        self.settings = WebSettings(
            home=home,
            database_url=database_url or sqlite_url(home / "yarrow.db"),
            console=ConsoleSettings(audit_key=AUDIT_KEY, **(console or {})),
            **settings,
        )
        self.services = Services(self.settings, lambda: front_desk)

    def __enter__(self) -> RunningConsole:
        self.services.prepare_record()  # here and not at its start, where a busy machine would be waited for in vain
        self.app = create_app(self.services)
        config = uvicorn.Config(self.app, log_config=None, access_log=False, timeout_graceful_shutdown=5)
        self._server = uvicorn.Server(config)
        # Named as TCP, or asyncio leaves Nagle's algorithm on and every answer takes 40 ms.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self._thread.start()
        ends = time.monotonic() + 20
        while not self._server.started:
            assert self._thread.is_alive(), "the console did not start"
            assert time.monotonic() < ends, "the console was not there in time"
            time.sleep(0.01)
        self.clients: list[httpx.Client] = []
        return self

    def __exit__(self, *_: object) -> None:
        for client in self.clients:
            client.close()
        self._server.should_exit = True
        self._thread.join(10)

    @property
    def record(self) -> Record:
        """What the console writes to."""
        return self.services.record

    def visitor(self, **headers: str) -> Browser:
        """Somebody who is not signed in."""
        browser = Browser(self.url, headers)
        self.clients.append(browser)
        return browser

    def account(self, *roles: str, name: str = "", password: bool = True, code: bool | None = None) -> Account:
        """A new account with these roles and PASSWORD; `code`: with a second factor (usually: admins)."""
        name = name or f"{roles[0].capitalize()} {secrets.token_hex(3)}"
        newcomer = Newcomer(name, f"{secrets.token_hex(6)}@clinic.example", "Nurse", roles)
        account, link = self.record.accounts.add(newcomer, "system", self.now())
        if password:
            self.record.accounts.enrol(link, HASH, self.now())
        if code if code is not None else "admin" in roles:
            self.record.codes.set_up(account.id, SECRET, 0, self.now())
        found = self.record.accounts.find(account.id)
        assert found is not None
        return found

    def sign_in(self, *roles: str, account: Account | None = None, **given: Any) -> Browser:
        """The browser of somebody with these roles, signed in; no password is typed (tests of sign-in do)."""
        account = account or self.account(*roles, **given)
        browser = self.visitor()
        key = self.record.sessions.begin(account.id, "Firefox on Linux", self.now())
        browser.cookies.set(cookies.SESSION, key)
        seated = self.record.sessions.seated(key, self.now())
        assert seated is not None
        browser.csrf, browser.session, browser.account = seated.session.csrf, seated.session.id, account
        return browser

    def now(self) -> datetime:
        """This moment."""
        return datetime.now(timezone.utc)


class Browser(httpx.Client):
    """A browser that does not follow redirects by itself. `csrf`: what its forms carry; `account`: whose it is."""

    csrf: str = ""
    session: str = ""
    account: Account

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        super().__init__(base_url=url, timeout=30, trust_env=False, headers={"Accept": "text/html", **headers})

    def post(self, path: str, data: Any = None, **more: Any) -> httpx.Response:  # type: ignore[override]
        """Send a form as a page of the console does: with its token, from the same site."""
        headers = {"Sec-Fetch-Site": "same-origin", **(more.pop("headers", None) or {})}
        fields = dict(data or {})
        if self.csrf:
            fields.setdefault("csrf", self.csrf)
        return super().post(path, data=fields, headers=headers, **more)


def filled(path: str, conversation: str = "nobody") -> str:
    """The address of a door with something in every gap: a conversation, a number, a name that nothing has."""

    def gap(found: re.Match[str]) -> str:
        if found[1] == "conversation":
            return conversation
        return "7" if found[2] == ":int" else "none-such"

    return re.sub(r"\{(\w+)(:\w+)?\}", gap, path)
