"""A member of staff at a browser of her own, signed in to the console, watched while she works."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.support import layout
from tests.support.clinic import Clinic
from tests.support.keyboard import Keyboard
from tests.support.vigil import Vigil
from yarrow.console import cookies
from yarrow.store.staff import Account


class ConsoleVisitor:
    """`account`: None if she has not signed in; `vigil`: what was seen that should not be."""

    def __init__(self, browser: Browser, clinic: Clinic, *roles: str, name: str = "", **options: Any) -> None:
        self.url = clinic.console.url
        self.account: Account | None = None
        self.context: BrowserContext = browser.new_context(
            **{"locale": "en-GB", "timezone_id": "Europe/London", "viewport": {"width": 1280, "height": 800}, **options}
        )
        self.context.set_default_timeout(10_000)
        self.vigil = Vigil(self.context, self.url)
        if not options.get("java_script_enabled", True):
            self.vigil.tolerated.append(".js: csp")  # so the browser says that it fetches no script
        layout.measure(self.context)
        if roles:
            seated = clinic.console.sign_in(*roles, name=name)
            self.account = seated.account
            self.context.add_cookies(
                [{"name": cookies.SESSION, "value": seated.cookies[cookies.SESSION], "url": self.url}]
            )
        self.page: Page = self.context.new_page()
        self.keyboard = Keyboard(self.page)

    def open(self, path: str) -> Page:
        """A page of the console."""
        self.page.goto(self.url + path)
        return self.page

    def settle(self) -> Page:
        """The page, once nothing is asked for or swapped any more."""
        self.page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
        return self.page

    def close(self) -> None:
        """Leave, and fail if a page did what it should not."""
        self.context.close()
