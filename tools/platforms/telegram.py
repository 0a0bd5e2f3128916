"""A double of Telegram's Bot API: https://core.telegram.org/bots/api."""

from __future__ import annotations

import json
import re
import time
import zlib
from collections.abc import Mapping
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.platforms.faults import Fault
from tools.platforms.platform import Platform, as_json
from tools.platforms.talk import Call, Sent
from tools.platforms.telegram_updates import Updates

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SECRET = "the-secret-of-this-bot"
TEXT, DATA, BUTTONS = 4096, 64, 100
Content = Mapping[str, Any]


class BadRequest(Exception):
    """What Telegram does not take; its own sentence. `status`: 400, or 403 for those who do not want us."""

    def __init__(self, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.description = description
        self.status = status


class TelegramDouble(Platform):
    """One bot. A chat is the name of a person, or a number as Telegram gives them."""

    name = "telegram"
    sends = re.compile(r"/(sendMessage|editMessageText|editMessageReplyMarkup)$")
    token = TOKEN
    secret = SECRET
    person = "5012345678"

    def __init__(self, webhook: str = "", *, a_second: float | None = None) -> None:
        """`spinning`: taps that have not been answered; `bot`: what it was told of itself; `left`: groups it left."""
        super().__init__(webhook, a_second=a_second)
        self.updates = Updates(self.number, self.token)
        self.spinning: dict[str, str] = {}
        self.blocked: set[str] = set()
        self.deactivated: set[str] = set()
        self.left: list[str] = []
        self.bot: dict[str, Any] = {}
        self.last_error: float | None = None
        self.pending = 0

    # ------------------------------------------------------------ what people do
    def sign(self, payload: Any, attempt: int) -> Call:
        """Telegram signs nothing: it says the secret it was told."""
        headers = {"Content-Type": "application/json", "X-Telegram-Bot-Api-Secret-Token": self.secret}
        return Call("POST", self.webhook, headers, as_json(payload))

    def deliver(self, payload: Any) -> httpx.Response:
        """As every platform; what could not be brought is counted, as getWebhookInfo says it."""
        with self.lock:
            self.pending += 1
        try:
            answer = super().deliver(payload)
        except httpx.HTTPError:
            self.last_error = time.time()
            raise
        if answer.is_success:
            with self.lock:
                self.pending -= 1
        else:
            self.last_error = time.time()
        return answer

    def text_payload(self, chat: str, text: str) -> Any:
        """Somebody wrote; what begins with / is marked as a command."""
        return self.updates.text(self.known(chat), text)

    def tap_payload(self, chat: str, sent: Sent, label: str, token: str) -> Any:
        """Somebody tapped a button, which spins until it is answered."""
        payload = self.updates.tap(self.known(chat), sent, token)
        with self.lock:
            self.spinning[payload["callback_query"]["id"]] = chat
        return payload

    def other_payload(self, chat: str, kind: str, text: str | None = None) -> Any:
        """See Updates.other."""
        return self.updates.other(self.known(chat), kind, text)

    def block(self, chat: str) -> httpx.Response:
        """Somebody blocks the bot."""
        self.blocked.add(chat)
        return self.deliver(self.updates.membership(self.known(chat), "kicked"))

    def known(self, chat: str) -> int:
        """The number of a chat; from now on the bot may write to it."""
        number = int(chat) if chat.lstrip("-").isdecimal() else 5_000_000_000 + zlib.crc32(chat.encode())
        with self.lock:
            self.updates.people[number] = chat
        return number

    # ------------------------------------------------------------ its API
    def routes(self) -> list[Route]:
        """Every method is reached in the same way."""
        return [Route("/bot{token}/{method}", self._method, methods=["GET", "POST"])]

    def refusal(self, fault: Fault) -> Response:
        """429 with its own field; else Telegram's words for a server that fails."""
        if fault.status == 429:
            return _error(429, f"Too Many Requests: retry after {fault.after or 1:g}", retry_after=fault.after or 1)
        return _error(fault.status or 500, fault.code or "Internal Server Error")

    async def _method(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return _error(401, "Unauthorized")
        content: dict[str, Any] = dict(request.query_params)
        if request.method == "POST" and (body := await request.body()):
            content |= json.loads(body)
        act = getattr(self, f"_{_snake(request.path_params['method'])}", None)
        if act is None:
            return _error(404, "Not Found")
        try:
            return JSONResponse({"ok": True, "result": act(content)})
        except BadRequest as bad:
            return _error(bad.status, bad.description)
        except TooFast as fast:
            return self.refusal(Fault(429, after=fast.wait))

    def _send_message(self, content: Content) -> Any:
        chat = self._chat(content)
        _examine(content)
        if wait := self.too_fast(chat):
            raise TooFast(wait)
        sent = Sent(chat, str(self.number()), content["text"], _options(content), dict(content))
        self.record(sent)
        return self.updates.ours(sent)

    def _edit_message_text(self, content: Content) -> Any:
        self._chat(content)
        _examine(content)
        return self._edited(content, {"text": content["text"], "entities": content.get("entities")})

    def _edit_message_reply_markup(self, content: Content) -> Any:
        return self._edited(content, {})

    def _edited(self, content: Content, changes: Content) -> Any:
        chat = self._chat(content)
        with self.lock:
            sent = next((sent for sent in self.to(chat) if sent.id == str(content.get("message_id"))), None)
            if sent is None:
                raise BadRequest("Bad Request: message to edit not found")
            raw = {**sent.raw, **changes, "reply_markup": content.get("reply_markup")}
            if all(raw.get(field) == sent.raw.get(field) for field in ("text", "entities", "reply_markup")):
                raise BadRequest(
                    "Bad Request: message is not modified: specified new message content and reply markup are exactly"
                    " the same as a current content and reply markup of the message"
                )
            sent.text, sent.raw, sent.options = raw["text"], raw, _options(raw)
            sent.edited += 1
        return self.updates.ours(sent)

    def _answer_callback_query(self, content: Content) -> Any:
        with self.lock:
            chat = self.spinning.pop(str(content.get("callback_query_id")), None)
        if chat is None:
            raise BadRequest("Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.notice(chat, {"answered": content["callback_query_id"]})
        return True

    def _send_chat_action(self, content: Content) -> Any:
        self.notice(self._chat(content), {"action": content["action"]})
        return True

    def _leave_chat(self, content: Content) -> Any:
        self.left.append(self._chat(content))
        return True

    def _set_webhook(self, content: Content) -> Any:
        url = str(content.get("url", ""))
        # The real one wants https everywhere; here the gateway of a test is on this machine.
        if url and not url.startswith(("https://", "http://127.0.0.1")):
            raise BadRequest("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = url
        self.secret = str(content.get("secret_token", ""))
        self.bot["webhook"] = dict(content)
        return True

    def _get_webhook_info(self, content: Content) -> Any:
        info: dict[str, Any] = {"url": self.webhook, "has_custom_certificate": False, "max_connections": 40}
        info["pending_update_count"] = self.pending
        if self.last_error is not None:
            info["last_error_date"] = int(self.last_error)
            info["last_error_message"] = "Wrong response from the webhook: 500 Internal Server Error"
        return info

    def _get_me(self, content: Content) -> Any:
        return self.updates.me

    def _set_my_commands(self, content: Content) -> Any:
        self.bot["commands"] = content["commands"]
        return True

    def _set_my_description(self, content: Content) -> Any:
        if len(content["description"]) > 512:
            raise BadRequest("Bad Request: bot description is too long")
        self.bot["description"] = content["description"]
        return True

    def _set_my_short_description(self, content: Content) -> Any:
        if len(content["short_description"]) > 120:
            raise BadRequest("Bad Request: bot short description is too long")
        self.bot["short_description"] = content["short_description"]
        return True

    def _chat(self, content: Content) -> str:
        chat = self.updates.people.get(int(content.get("chat_id", 0)))
        if chat is None:
            raise BadRequest("Bad Request: chat not found")
        if chat in self.blocked:
            raise BadRequest("Forbidden: bot was blocked by the user", 403)
        if chat in self.deactivated:
            raise BadRequest("Forbidden: user is deactivated", 403)
        if chat in self.left:
            raise BadRequest("Forbidden: bot is not a member of the supergroup chat", 403)
        return chat


class TooFast(Exception):
    """More to one person than Telegram takes."""

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


def _examine(content: Content) -> None:
    """What Telegram looks at before it takes a message."""
    text = str(content.get("text", ""))
    if not text.strip():
        raise BadRequest("Bad Request: message text is empty")
    if len(text) > TEXT:
        raise BadRequest("Bad Request: message is too long")
    units = len(text.encode("utf-16-le")) // 2
    for entity in content.get("entities") or ():
        if entity["offset"] + entity["length"] > units:
            raise BadRequest("Bad Request: ENTITY_BOUNDS_INVALID")
    buttons = _buttons(content)
    if len(buttons) > BUTTONS:
        raise BadRequest("Bad Request: REPLY_MARKUP_TOO_LONG")
    for button in buttons:
        if not 1 <= len(button.get("callback_data", "-").encode()) <= DATA:
            raise BadRequest("Bad Request: BUTTON_DATA_INVALID")
        if not button.get("url", "https://").startswith(("https://", "tg://")):
            raise BadRequest("Bad Request: inline keyboard button URL is invalid: Wrong HTTP URL")


def _buttons(content: Content) -> list[Any]:
    markup = content.get("reply_markup") or {}
    return [button for row in markup.get("inline_keyboard", ()) for button in row]


def _options(content: Content) -> tuple[tuple[str, str], ...]:
    return tuple((button["text"], button.get("callback_data") or button["url"]) for button in _buttons(content))


def _error(status: int, description: str, **parameters: Any) -> JSONResponse:
    told = {"ok": False, "error_code": status, "description": description}
    return JSONResponse(told | ({"parameters": parameters} if parameters else {}), status)


def _snake(method: str) -> str:
    return re.sub(r"([A-Z])", r"_\1", method).lower()
