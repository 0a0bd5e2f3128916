"""A double of the WhatsApp Cloud API: one business number."""

from __future__ import annotations

import asyncio
import base64
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tools.platforms.graph import GraphDouble, error
from tools.platforms.talk import Sent
from tools.platforms.whatsapp_payloads import called, other, person_of
from tools.platforms.whatsapp_rules import broken_rule, shown

NUMBER = "106540352242922"
SHOWN = "+44 20 7946 0958"


class WhatsappDouble(GraphDouble):
    """`chat` is the person's phone number. `hides_number`: people with a username, who show only an id."""

    name = "whatsapp"
    person = "447700900123"
    sends = re.compile(r"/messages$")
    busy_code = 130429
    broken_code = 131000

    def __init__(self, webhook: str = "", *, a_second: float | None = None) -> None:
        """`refuses_late`: what may not go out is taken, and a status says so afterwards, as it mostly is."""
        super().__init__(webhook, a_second=a_second)
        self.number_id = NUMBER
        self.hides_number: set[str] = set()
        self.opted_out: set[str] = set()
        self.refuses_late = False
        self.reads = False  # whether people open what they get at once
        self.override: str | None = None  # where this number's calls go, if it was told
        self._people: dict[str, str] = {}  # what is read or answered → who

    @property
    def api(self) -> str:
        """What YARROW_WHATSAPP_API is set to."""
        return f"{self.url}/v23.0"

    def routes(self) -> list[Route]:
        """Messages, and the number itself."""
        return [
            Route("/{version}/{number}/messages", self.allowed(self._messages), methods=["POST"]),
            Route("/{version}/{number}", self.allowed(self._number), methods=["GET", "POST"]),
        ]

    # ------------------------------------------------------------ what people do
    def text_payload(self, chat: str, text: str) -> Any:
        """Words."""
        return self.payload(chat, {"type": "text", "text": {"body": text}})

    def tap_payload(self, chat: str, sent: Sent, label: str, token: str) -> Any:
        """A button or a row."""
        kind = "list_reply" if sent.raw.get("interactive", {}).get("type") == "list" else "button_reply"
        chosen = {"type": kind, kind: {"id": token, "title": label}}
        context = {"from": re.sub(r"\D", "", SHOWN), "id": sent.id}
        return self.payload(chat, {"context": context, "type": "interactive", "interactive": chosen})

    def other_payload(self, chat: str, kind: str, text: str | None = None) -> Any:
        """Everything else that WhatsApp tells of."""
        return self.payload(chat, other(kind, text, self.number()))

    def payload(self, chat: str, message: dict[str, Any]) -> Any:
        """One message of somebody, as it goes to the webhook."""
        message_id = self._id(chat)
        self.heard(chat)
        person = person_of(chat, hides_number=chat in self.hides_number)
        message = {**person.sender, "id": message_id, "timestamp": str(self.second()), **message}
        return self._call({"contacts": [person.contact], "messages": [message]})

    # ------------------------------------------------------------ its API
    async def _messages(self, request: Request) -> Response:
        note = await request.json()
        if request.path_params["number"] != self.number_id:
            return error("100/33", details="Unsupported post request.")
        if note.get("status") == "read":
            return self._read(note)
        chat = self._chat(note)
        rule = broken_rule(note)
        if chat is None or rule is not None:
            return error("131009", details=rule or "Parameter value is not valid")
        refused = self._refuses(chat, note)
        if refused is not None and (not self.refuses_late or refused in ("130429", "131056")):
            return error(refused)
        message_id = self._id(chat)
        if refused is None:
            text, options = shown(note)
            self.record(Sent(chat, message_id, text, options, note))
        self._tell(chat, message_id, note.get("biz_opaque_callback_data"), refused)
        contact = {"input": note.get("to") or note.get("recipient"), "wa_id": chat}
        return JSONResponse(
            {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": message_id}]},
        )

    def _refuses(self, chat: str, note: dict[str, Any]) -> str | None:
        if self.too_fast(chat) is not None:
            return "131056"
        if chat in self.blocked:
            return "131026"
        if chat in self.opted_out:
            return "131050"
        return "131047" if note["type"] != "template" and self.days_silent(chat) >= 1 else None

    def _read(self, note: dict[str, Any]) -> Response:
        chat = self._people.get(note.get("message_id", ""))
        if chat is None:
            return error("131009", details="There is no such message.")
        self.notice(chat, note)
        return JSONResponse({"success": True})

    async def _number(self, request: Request) -> Response:
        if request.path_params["number"] != self.number_id:
            return error("100/33", details="Unsupported get request.")
        if request.method == "POST":
            wanted = (await request.json())["webhook_configuration"]
            arguments = (wanted["override_callback_uri"], wanted["verify_token"])
            if not await asyncio.to_thread(self.challenge, *arguments):
                return error("2200", 400, "Callback verification failed")
            self.override = self.webhook = arguments[0]
            return JSONResponse({"success": True})
        calls = {"phone_number": self.override} if self.override else {"application": self.webhook}
        shown_number = {"verified_name": "The clinic", "display_phone_number": SHOWN, "quality_rating": "GREEN"}
        return JSONResponse({**shown_number, "webhook_configuration": calls, "id": self.number_id})

    # ------------------------------------------------------------ what it tells of
    def _tell(self, chat: str, message_id: str, opaque: str | None, refused: str | None) -> None:
        if not self.tells:
            return
        standings = ["failed"] if refused else ["sent", "delivered", *(["read"] if self.reads else [])]
        for standing in standings:
            self.later(self.deliver, self.status(chat, message_id, standing, opaque, refused))

    def status(self, chat: str, message_id: str, standing: str, opaque: str | None, code: str | None = None) -> Any:
        """One status of one message, as it goes to the webhook."""
        status: dict[str, Any] = {"id": message_id, "status": standing, "timestamp": str(self.second())}
        status["recipient_id"] = chat
        if opaque is not None:
            status["biz_opaque_callback_data"] = opaque
        if code is not None:
            details = {"title": "Refused", "message": "Refused", "error_data": {"details": "Refused by the double."}}
            status["errors"] = [{"code": int(code), **details}]
        elif standing in ("sent", "delivered"):
            status["pricing"] = {
                "billable": False,
                "pricing_model": "PMP",
                "category": "service",
                "type": "free_customer_service",
            }
        return self._call({"statuses": [status]})

    def _call(self, value: dict[str, Any]) -> Any:
        return called(self.number_id, SHOWN, value)

    def _chat(self, note: dict[str, Any]) -> str | None:
        to, user = note.get("to"), note.get("recipient")
        if to is not None:
            return str(to)
        known = (chat for chat in self._heard if person_of(chat, hides_number=True).contact["user_id"] == user)
        return next(known, None)

    def _id(self, chat: str) -> str:
        raw = f"{chat}:{self.number():08d}".encode()
        message_id = "wamid." + base64.b64encode(raw).decode()
        with self.lock:
            self._people[message_id] = chat
        return message_id
