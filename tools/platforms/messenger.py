"""A double of the Messenger Platform: one page."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.platforms.graph import GraphDouble, error
from tools.platforms.messenger_payloads import called, event, other
from tools.platforms.talk import Sent

PAGE = "104823909876543"
APP = 1517776481860111
TEXT, TEMPLATE_TEXT, TITLE, PAYLOAD, METADATA = 2000, 640, 20, 1000, 1000
QUICK_REPLIES, BUTTONS = 13, 3


class MessengerDouble(GraphDouble):
    """`chat` is the person's id for this page. `human_agent`: the app may use that tag."""

    name = "messenger"
    person = "7012345678901234"
    sends = re.compile(r"/messages$")
    busy_code = 613

    def __init__(self, webhook: str = "", *, a_second: float | None = None) -> None:
        """See GraphDouble."""
        super().__init__(webhook, a_second=a_second)
        self.page = PAGE
        self.human_agent = False
        self.fields: list[str] = []  # what the page tells the app of
        self.profile: dict[str, Any] = {}

    @property
    def api(self) -> str:
        """What YARROW_MESSENGER_API is set to."""
        return f"{self.url}/v23.0"

    def routes(self) -> list[Route]:
        """Messages, the page, its subscriptions, its profile."""
        return [
            Route("/{version}/{page}/messages", self.allowed(self._messages), methods=["POST"]),
            Route("/{version}/{page}/subscribed_apps", self.allowed(self._subscribed), methods=["GET", "POST"]),
            Route("/{version}/{page}/messenger_profile", self.allowed(self._profile), methods=["GET", "POST"]),
            Route("/{version}/{page}", self.allowed(self._page)),
        ]

    # ------------------------------------------------------------ what people do
    def text_payload(self, chat: str, text: str) -> Any:
        """Words."""
        return self.payload(chat, {"message": {"mid": self._mid(), "text": text}})

    def tap_payload(self, chat: str, sent: Sent, label: str, token: str) -> Any:
        """A quick reply, or a button of a template."""
        if "quick_replies" in sent.raw["message"]:
            return self.payload(
                chat, {"message": {"mid": self._mid(), "text": label, "quick_reply": {"payload": token}}}
            )
        return self.payload(chat, {"postback": {"mid": self._mid(), "title": label, "payload": token}})

    def other_payload(self, chat: str, kind: str, text: str | None = None) -> Any:
        """Everything else that Messenger tells of."""
        return self.payload(chat, other(kind, text, self._mid()))

    def payload(self, chat: str, content: dict[str, Any]) -> Any:
        """One thing somebody did, as it goes to the webhook."""
        self.heard(chat)
        return called(self.page, event(chat, self.page, self.second() * 1000, content))

    # ------------------------------------------------------------ its API
    async def _messages(self, request: Request) -> Response:
        note = await request.json()
        chat = str(note.get("recipient", {}).get("id", ""))
        if request.path_params["page"] != self.page or not chat:
            return error("100/33", details="Unsupported post request.")
        if chat not in self._heard:
            return error("100/2018001", details="No matching person found.")
        if "sender_action" in note:
            self.notice(chat, note)
            return JSONResponse({"recipient_id": chat})
        refused = self._refuses(chat, note)
        if refused is not None:
            return error(refused)
        mid = self._mid()
        text, options = shown(note["message"])
        self.record(Sent(chat, mid, text, options, note))
        self._tell(chat, mid, text, note["message"].get("metadata"))
        return JSONResponse({"recipient_id": chat, "message_id": mid})

    def _refuses(self, chat: str, note: dict[str, Any]) -> str | None:
        if self.too_fast(chat) is not None:
            return "613"
        if chat in self.blocked:
            return "551/1545041"
        if broken_rule(note) is not None:
            return "100"
        if note.get("tag") == "HUMAN_AGENT":
            return None if self.human_agent and self.days_silent(chat) < 7 else "10/2018278"
        return None if self.days_silent(chat) < 1 else "10/2018278"

    async def _page(self, request: Request) -> Response:
        if request.path_params["page"] != self.page:
            return error("100/33", details="Unsupported get request.")
        return JSONResponse({"name": "The clinic", "id": self.page})

    async def _subscribed(self, request: Request) -> Response:
        if request.method == "POST":
            self.fields = (await request.json())["subscribed_fields"].split(",")
            return JSONResponse({"success": True})
        apps = [{"id": str(APP), "name": "Yarrow", "subscribed_fields": self.fields}] if self.fields else []
        return JSONResponse({"data": apps})

    async def _profile(self, request: Request) -> Response:
        if request.method == "POST":
            wanted = await request.json()
            if any(len(one["text"]) > 160 for one in wanted.get("greeting", ())):
                return error("100", details="A greeting has at most 160 signs.")
            self.profile |= wanted
            return JSONResponse({"result": "success"})
        asked = request.query_params.get("fields", "").split(",")
        found = {name: value for name, value in self.profile.items() if name in asked}
        return JSONResponse({"data": [found] if found else []})

    # ------------------------------------------------------------ what it tells of
    def _tell(self, chat: str, mid: str, text: str, metadata: str | None) -> None:
        if not self.tells:
            return
        told = {"metadata": metadata} if metadata is not None else {}
        echo = {"message": {"is_echo": True, "app_id": APP, "mid": mid, "text": text, **told}}
        at = self.second() * 1000
        self.later(self.deliver, called(self.page, event(self.page, chat, at, echo)))
        arrived = {"delivery": {"mids": [mid], "watermark": at}}
        self.later(self.deliver, called(self.page, event(chat, self.page, at, arrived)))

    def _mid(self) -> str:
        return f"m_invented-{self.number():010d}"


def broken_rule(note: dict[str, Any]) -> str | None:
    """Which rule of the Send API a message breaks; None if it breaks none."""
    message = note["message"]
    if len(message.get("metadata", "")) > METADATA or note.get("messaging_type") not in ("RESPONSE", "MESSAGE_TAG"):
        return "metadata or messaging_type"
    text, options = shown(message)
    templated = "attachment" in message
    most, longest = (BUTTONS, TEMPLATE_TEXT) if templated else (QUICK_REPLIES, TEXT)
    if not 0 < len(text) <= longest or len(options) > most:
        return "text or number of buttons"
    fits = all(0 < len(label) <= TITLE and 0 < len(payload) <= PAYLOAD for label, payload in options)
    return None if fits else "a button is too long, or empty"


def shown(message: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The words of a message, and what can be tapped: (label, token)."""
    if "attachment" not in message:
        replies = message.get("quick_replies", ())
        return message["text"], tuple((reply["title"], reply["payload"]) for reply in replies)
    payload = message["attachment"]["payload"]
    buttons = [button for button in payload["buttons"] if button["type"] == "postback"]
    return payload["text"], tuple((button["title"], button["payload"]) for button in buttons)
