"""A patient's device: a browser profile of its own, watched while she uses it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.support import layout, screen_reader
from tests.support.gateway import Chat
from tests.support.running import Running
from tests.support.vigil import Vigil
from tests.support.widget import Widget

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESKTOP = {"viewport": {"width": 1280, "height": 800}}


class Device:
    """Nothing is shared with another device; the tabs of one share what it keeps."""

    def __init__(self, browser: Browser, yarrow: Running, *other_origins: str, **options: Any) -> None:
        self.yarrow = yarrow
        self.context: BrowserContext = browser.new_context(
            **{"locale": "en-GB", "timezone_id": "Europe/London", **options}
        )
        self.context.set_default_timeout(10_000)
        self.vigil = Vigil(self.context, yarrow.url, *other_origins)
        screen_reader.listen(self.context)
        layout.measure(self.context)
        self.afterwards: list[Callable[[], object]] = []
        self._key: dict[str, str] = {}
        self.context.on("request", self._note_key)

    @property
    def chat(self) -> Chat:
        """The conversation this device talked in last, from its key: for looking at the record beside the browser."""
        return Chat(self.yarrow.http, self._key)

    def tolerate(self, *parts: str) -> None:
        """What this test itself brings about is no fault."""
        self.vigil.tolerated += parts

    def open(self, path: str) -> Page:
        """A page of the gateway, or of any address, in a new tab."""
        page = self.context.new_page()
        page.goto(path if path.startswith("http") else self.yarrow.url + path)
        return page

    def talk(self, path: str = "/talk") -> Widget:
        """The widget, filling a page, in a new tab, once there is something to read."""
        widget = Widget(self.open(path))
        widget.until_answered()
        return widget

    def take_up(self, chat: Chat, path: str = "/talk") -> Widget:
        """The widget with a conversation that was begun elsewhere."""
        code = chat.http.post(f"{chat.path}/resume-code", headers=chat.key).json()["code"]
        widget = self.talk(path)
        widget.page.evaluate("(code) => document.querySelector('yarrow-chat').conversation.resume(code)", code)
        widget.until_answered()
        return widget

    def open_mine(self, chat: Chat) -> Page:
        """Her own page of a conversation, opened by a link as the widget makes it; this device has its cookie then."""
        answer = chat.http.post(f"{chat.path}/links", json={"what": "mine"}, headers=chat.key)
        return self.open(answer.json()["url"])

    def _note_key(self, request: Request) -> None:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        told = re.search(r"/api/conversations/([^/?]+)", request.url)
        if token and told:
            self._key = {"conversation": told[1], "token": token}

    def close(self) -> None:
        """Do what was left to be done, close all tabs, then the profile."""
        for act in self.afterwards:
            act()
        for page in self.context.pages:
            page.close()
        self.context.close()
