"""A patient at the pages without script: one browser's cookies, forms filled in and sent as a browser sends them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import httpx


class Forms(HTMLParser):
    """The forms of a page: where each goes, what its hidden and ticked fields hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.found.append({"action": given.get("action", ""), "fields": {}})
        hidden = tag == "input" and given.get("type") == "hidden"
        if hidden and self.found:
            self.found[-1]["fields"][given["name"]] = given.get("value") or ""


class PageVisitor:
    """`visitor = PageVisitor(gateway); visitor.begin(); visitor.say("34")`."""

    def __init__(self, gateway: Any, **headers: str) -> None:
        self.url = f"http://127.0.0.1:{gateway.port}"
        base = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin", **headers}
        self.http = httpx.Client(base_url=self.url, timeout=20, trust_env=False, headers=base)
        self.page: httpx.Response | None = None

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Open a page; where it leads on, follow."""
        self.page = self.http.get(path, headers=headers, follow_redirects=True)
        return self.page

    def post(self, path: str, *, follow: bool = True, **fields: Any) -> httpx.Response:
        """Send a form."""
        self.page = self.http.post(path, data=fields, follow_redirects=follow)
        return self.page

    def begin(self) -> httpx.Response:
        return self.post("/chat/begin", anew="1")

    def form(self, action: str = "/chat/say") -> dict[str, str]:
        """What the form of the page that is open holds before anything is filled in."""
        assert self.page is not None
        forms = Forms()
        forms.feed(self.page.text)
        return next(form["fields"] for form in forms.found if form["action"] == action)

    def say(self, text: str = "", *, follow: bool = True, **fields: Any) -> httpx.Response:
        """Fill in the conversation's form as it stands on the open page, and send it."""
        return self.post("/chat/say", follow=follow, **{**self.form(), "act": "send", "text": text, **fields})

    @property
    def key(self) -> tuple[str, str]:
        """Conversation and key, as the cookie has them."""
        conversation, _, key = self.http.cookies["yarrow_chat"].partition(".")
        return conversation, key

    def api(self, what: str) -> httpx.Response:
        """The API's answer for this conversation."""
        conversation, key = self.key
        return httpx.get(
            f"{self.url}/api/conversations/{conversation}/{what}",
            headers={"Authorization": f"Bearer {key}"},
            timeout=20,
        )

    def texts(self) -> list[str]:
        """What was said in this conversation, both sides."""
        return [message["text"] for message in self.api("messages").json()["messages"]]


def title(page: httpx.Response) -> str:
    """The page's title."""
    found = re.search(r"<title>(.*?)</title>", page.text, re.DOTALL)
    return found.group(1) if found else ""
