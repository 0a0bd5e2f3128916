"""A double of Slack: its Web API, its events and its interactions: https://docs.slack.dev."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.platforms.faults import Fault
from tools.platforms.platform import Platform, as_json
from tools.platforms.slack_events import APP, BOT, BOT_USER, TEAM, Events
from tools.platforms.talk import Call, Sent

TOKEN = "xoxb-not-a-token-of-anybody"
SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
BUTTON, OPTION, VALUE, BOXES, BLOCK, ELEMENTS = 75, 75, 150, 10, 50, 25
Content = Mapping[str, Any]


class SlackDouble(Platform):
    """One workspace with the app in it. A chat is the id of a person; any that begins with U is a member."""

    name = "slack"
    sends = re.compile(r"/chat\.(postMessage|update)$")
    # At once, after a minute and after five; a minute lasts 50 ms here.
    tries_again = (0.0, 0.05, 0.25)
    token = TOKEN
    secret = SIGNING_SECRET
    person = "U0000ANNA"

    def __init__(self, webhook: str = "", *, a_second: float | None = None) -> None:
        """`disabled`: members whose account is switched off; `scopes`: what the token may do.

        `notices`: what lock screens have shown; a change of a message shows nothing.
        """
        super().__init__(webhook, a_second=a_second)
        self.events = Events(self.number)
        self.disabled: set[str] = set()
        self.scopes = "chat:write,im:history,app_mentions:read"
        self.echoes = True

    # ------------------------------------------------------------ what people do
    def sign(self, payload: Any, attempt: int) -> Call:
        """Signed with the secret and the time; a tap is a form, everything else JSON."""
        is_tap = payload.get("type") == "block_actions"
        body = urlencode({"payload": json.dumps(payload)}).encode() if is_tap else as_json(payload)
        stamp = str(int(time.time()))
        digest = hmac.new(self.secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded" if is_tap else "application/json",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
        }
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_error"}
        return Call("POST", self.webhook, headers, body)

    def deliver(self, payload: Any) -> httpx.Response:
        """An event comes again if it is not taken; a tap does not: the person sees a sign that it failed."""
        if payload.get("type") == "block_actions":
            return self.make(self.sign(payload, 0))
        return super().deliver(payload)

    def text_payload(self, chat: str, text: str) -> Any:
        """Somebody wrote."""
        return self.events.text(chat, text)

    def tap_payload(self, chat: str, sent: Sent, label: str, token: str) -> Any:
        """Somebody tapped a button, chose one of a group, or ticked a box (again: unticked it)."""
        element, option = next((element, option) for element, option in _elements(sent.raw) if _token(option) == token)
        if element["type"] == "checkboxes":
            with self.lock:
                ticked = sent.raw["ticked"].setdefault(element["block_id"], [])
                ticked.remove(option) if option in ticked else ticked.append(option)
        return self.events.tap(chat, sent, element, option)

    def other_payload(self, chat: str, kind: str, text: str | None = None) -> Any:
        """See Events.other."""
        return self.events.other(chat, kind, text)

    def challenge(self) -> httpx.Response:
        """Somebody enters the address in the app's settings."""
        return self.make(self.sign({"token": "x", "challenge": "3eZbrw1aBm2rZgRN", "type": "url_verification"}, 0))

    # ------------------------------------------------------------ its API
    def routes(self) -> list[Route]:
        """The methods that an app of ours needs."""
        return [Route("/{method}", self._method, methods=["POST"])]

    def refusal(self, fault: Fault) -> Response:
        """429 with the header; else an error by its code, which Slack answers with 200."""
        if fault.status == 429:
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": f"{fault.after or 1:g}"})
        if fault.code:
            return JSONResponse({"ok": False, "error": fault.code}, fault.status or 200)
        return Response("Server Error", fault.status or 500)

    async def _method(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {self.token}":
            return JSONResponse({"ok": False, "error": "invalid_auth"})
        methods = {"chat.postMessage": self._post, "chat.update": self._update, "auth.test": self._auth}
        act = methods.get(request.path_params["method"])
        if act is None:
            return JSONResponse({"ok": False, "error": "unknown_method"})
        body = await request.body()
        try:
            return act(json.loads(body) if body else {})
        except Wrong as wrong:
            return JSONResponse({"ok": False, "error": wrong.code})

    def _auth(self, content: Content) -> Response:
        names = {"url": "https://clinic.slack.com/", "team": "Clinic", "user": "yarrow"}
        told = {"ok": True, **names, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "app_id": APP}
        return JSONResponse(told, headers={"X-OAuth-Scopes": self.scopes})

    def _post(self, content: Content) -> Response:
        chat = self._chat(content)
        _examine(content)
        if wait := self.too_fast(chat):
            return self.refusal(Fault(429, after=wait))
        sent = Sent(chat, self.events.stamp(), _shown(content), _options(content), _kept(content))
        self.record(sent)
        # Telephones show the text, desktops the words of the blocks if there are any.
        self.notice(chat, {"telephone": content.get("text"), "desktop": sent.text})
        self._tell(self.events.echo, sent)
        return JSONResponse(
            {"ok": True, "channel": content["channel"], "ts": sent.id, "message": self.events.ours(sent)}
        )

    def _update(self, content: Content) -> Response:
        chat = self._chat(content)
        _examine(content)
        with self.lock:
            sent = next((sent for sent in self.to(chat) if sent.id == content.get("ts")), None)
            if sent is None:
                raise Wrong("message_not_found")
            before = self.events.ours(sent)
            sent.text, sent.options, sent.raw = _shown(content), _options(content), _kept({**sent.raw, **content})
            sent.edited += 1
        self._tell(self.events.changed, sent, before)
        return JSONResponse({"ok": True, "channel": content["channel"], "ts": sent.id, "text": content["text"]})

    def _tell(self, make: Any, *about: Any) -> None:
        """The app hears its own messages, too, as everybody in the chat does."""
        if self.webhook and self.echoes:
            self.later(self.deliver, make(*about))

    def _chat(self, content: Content) -> str:
        channel = str(content.get("channel", ""))
        if channel.startswith("C"):
            return channel
        chat = f"U{channel.removeprefix('D')}"
        if not channel.startswith("D"):
            raise Wrong("channel_not_found")
        if chat in self.disabled:
            raise Wrong("user_disabled")
        return chat


class Wrong(Exception):
    """What Slack does not take, by its code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _examine(content: Content) -> None:
    """What Slack looks at before it takes a message."""
    blocks = content.get("blocks") or ()
    if not content.get("text") and not blocks:
        raise Wrong("no_text")
    if len(blocks) > BLOCK or len(content.get("text", "")) > 40_000:
        raise Wrong("msg_too_long")
    named = [
        element["action_id"] for block in blocks for element in block.get("elements", ()) if "action_id" in element
    ]
    places = [(block["block_id"], element.get("action_id")) for block, element in _controls(blocks)]
    if len(set(places)) != len(places) or not all(named):
        raise Wrong("invalid_blocks")
    for _block, element in _controls(blocks):
        _examine_element(element)
    if any(len(block.get("elements", ())) > ELEMENTS for block in blocks):
        raise Wrong("invalid_blocks")


def _examine_element(element: Content) -> None:
    if element["type"] == "button":
        is_right = 0 < len(element["text"]["text"]) <= BUTTON
    else:
        options = element["options"]
        is_right = 0 < len(options) <= BOXES and all(
            0 < len(option["text"]["text"]) <= OPTION and len(option["value"]) <= VALUE for option in options
        )
        # Slack takes no empty list, and none but the very options.
        first = element.get("initial_options")
        is_right = is_right and (first is None or (bool(first) and all(option in options for option in first)))
    if not is_right:
        raise Wrong("invalid_blocks")


def _controls(blocks: Any) -> Iterator[tuple[Content, Content]]:
    yield from ((block, element) for block in blocks if block["type"] == "actions" for element in block["elements"])


def _elements(content: Content) -> Iterator[tuple[Content, Content]]:
    """Everything that can be tapped: the element, and the option in it."""
    for block, element in _controls(content.get("blocks") or ()):
        placed = {**element, "block_id": block["block_id"]}
        yield from ((placed, option) for option in element.get("options") or (element,))


def _token(option: Content) -> str:
    return str(option.get("value") or option.get("url"))


def _options(content: Content) -> tuple[tuple[str, str], ...]:
    return tuple((option["text"]["text"], _token(option)) for _element, option in _elements(content))


def _shown(content: Content) -> str:
    """What is read in the chat: the blocks, if there are any."""
    words = [
        part.get("text") or part.get("url", "")
        for block in content.get("blocks") or ()
        if block["type"] == "rich_text"
        for section in block["elements"]
        for part in section["elements"]
    ]
    return "".join(words) or str(content["text"])


def _kept(content: Content) -> dict[str, Any]:
    """As it was sent, and what stands ticked in it."""
    ticked = {
        block["block_id"]: list(element.get("initial_options") or ())
        for block, element in _controls(content.get("blocks") or ())
        if element["type"] == "checkboxes"
    }
    return {**content, "ticked": ticked}
