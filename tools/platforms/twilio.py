"""The double of Twilio: SMS and WhatsApp of one account (twilio.com/docs/messaging/api, …/guides/webhook-request)."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator

from tools.platforms.faults import Fault
from tools.platforms.platform import Platform
from tools.platforms.talk import Call, Sent

ACCOUNT, TOKEN = "AC" + "5e" * 16, "the-auth-token-of-the-double"
NUMBER, SERVICE, NUMBER_SID = "+441632960000", "MG" + "5e" * 16, "PN" + "5e" * 16
WHATSAPP = "whatsapp:"
STOP_WORDS = ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT")
START_WORDS = ("START", "YES", "UNSTOP")
E164 = re.compile(r"\+[1-9]\d{6,14}")
MOST_SIGNS = 1600
# kind: (content type, what WhatsApp calls it)
MEDIA = {
    "picture": ("image/jpeg", "image"),
    "voice": ("audio/ogg", "audio"),
    "video": ("video/mp4", "video"),
    "file": ("application/pdf", "document"),
    "contact": ("text/vcard", "contacts"),
    "sticker": ("image/webp", "sticker"),
}
ERRORS = {
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too many requests"),
    21211: (400, "Invalid 'To' Phone Number"),
    21602: (400, "Message body is required"),
    21606: (400, "The 'From' phone number provided is not a valid message-capable Twilio phone number"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    63007: (400, "Twilio could not find a Channel with the specified From address"),
}


class TwilioDouble(Platform):
    """One account. A `chat` is `+447700900123` (a text message) or `whatsapp:+447700900123`.

    `whatsapp_webhook`: where it calls for WhatsApp. `stopped`: who has sent STOP, as Twilio itself keeps it; `carrier`:
    what Twilio answered them itself. `fails`: chat → error code that a message meets on its way, after Twilio took it.
    `proxy`: an address begins with the first for the world, and is reached at the second, as behind a proxy.
    """

    name = "sms"
    person = "+447700900123"
    sends = re.compile(r"/Messages\.json$")
    tries_again = (0.05, 0.1, 0.2, 0.4)

    def __init__(self, webhook: str = "", *, whatsapp_webhook: str = "", a_second: float | None = None) -> None:
        super().__init__(webhook, a_second=a_second)
        self.whatsapp_webhook = whatsapp_webhook
        self.stopped: set[str] = set()
        self.carrier: list[Sent] = []
        self.fails: dict[str, int] = {}
        self.tells_back = True
        self.proxy: tuple[str, str] = ("", "")
        self.by_get = False
        self.entered: dict[str, str] = {}  # what `channels setup` entered: of the number, or of the service
        self.account: dict[str, Any] = {"sid": ACCOUNT, "status": "active", "type": "Full", "friendly_name": "Double"}

    # ------------------------------------------------------------ its API
    def routes(self) -> list[Route]:
        """Messages, the account, its number and its messaging service."""
        account = "/2010-04-01/Accounts/{account}"
        return [
            Route(f"{account}/Messages.json", self._messages, methods=["POST"]),
            Route(f"{account}/IncomingPhoneNumbers.json", self._numbers_of_account),
            Route(f"{account}/IncomingPhoneNumbers/{{sid}}.json", self._enter, methods=["POST"]),
            Route(f"{account}.json", self._account),
            Route("/v1/Services/{sid}", self._service, methods=["GET"]),
            Route("/v1/Services/{sid}", self._enter, methods=["POST"]),
        ]

    async def _messages(self, request: Request) -> Response:
        given = {name: str(value) for name, value in (await request.form()).items()}
        code = self._wrong(request, given)
        if code:
            return error(code)
        chat = given["To"]
        wait = self.too_fast(chat)
        if wait is not None:
            return self.refusal(Fault(429, after=wait))
        sent = Sent(chat, self._sid(), given["Body"], (), given)
        self.record(sent)
        if self.tells_back and given.get("StatusCallback"):
            self.later(self._tell_back, sent)
        return JSONResponse(
            {
                "sid": sent.id,
                "account_sid": ACCOUNT,
                "api_version": "2010-04-01",
                "body": sent.text,
                "direction": "outbound-api",
                "error_code": None,
                "error_message": None,
                "from": given.get("From"),
                "messaging_service_sid": given.get("MessagingServiceSid"),
                "num_media": "0",
                "num_segments": "1",
                "status": "queued" if given.get("From") else "accepted",
                "to": chat,
            },
            201,
        )

    def _wrong(self, request: Request, given: Mapping[str, str]) -> int | None:
        chat, sender = given.get("To", ""), given.get("From") or given.get("MessagingServiceSid")
        is_whatsapp = chat.startswith(WHATSAPP)
        if not self._knows(request):
            return 20003
        if sender not in (NUMBER, SERVICE) and sender != f"{WHATSAPP}{NUMBER}":
            return 63007 if is_whatsapp else 21606
        if E164.fullmatch(chat.removeprefix(WHATSAPP)) is None:
            return 21211
        if sender != SERVICE and is_whatsapp != str(sender).startswith(WHATSAPP):
            return 63007
        if not given.get("Body"):
            return 21602
        if len(given["Body"]) > MOST_SIGNS:
            return 21617
        return 21610 if chat in self.stopped else None

    def _tell_back(self, sent: Sent) -> None:
        code = self.fails.get(sent.chat)
        last = ("sent", "undelivered") if code and code < 60000 else ("failed",) if code else ("sent", "delivered")
        for status in last:
            told = {
                "MessageSid": sent.id,
                "SmsSid": sent.id,
                "MessageStatus": status,
                "SmsStatus": status,
                "AccountSid": ACCOUNT,
                "ApiVersion": "2010-04-01",
                "To": sent.chat,
                "From": sent.raw.get("From", ""),
            }
            if code and status == last[-1]:
                told["ErrorCode"] = str(code)
            sent.ticks = status
            self.deliver({**told, "_to": sent.raw["StatusCallback"]})

    async def _account(self, request: Request) -> Response:
        return JSONResponse(self.account) if self._knows(request) else error(20003)

    async def _numbers_of_account(self, request: Request) -> Response:
        if not self._knows(request):
            return error(20003)
        if request.query_params.get("PhoneNumber", NUMBER) != NUMBER:
            return JSONResponse({"incoming_phone_numbers": []})
        number = {"sid": NUMBER_SID, "phone_number": NUMBER, "capabilities": {"sms": True, "mms": True, "voice": True}}
        urls = {"sms_url": self.entered.get("SmsUrl", ""), "sms_method": self.entered.get("SmsMethod", "POST")}
        return JSONResponse({"incoming_phone_numbers": [{**number, **urls}]})

    async def _service(self, request: Request) -> Response:
        if not self._knows(request):
            return error(20003)
        if request.path_params["sid"] != SERVICE:
            return error(20404)
        return JSONResponse(
            {
                "sid": SERVICE,
                "inbound_request_url": self.entered.get("InboundRequestUrl"),
                "inbound_method": self.entered.get("InboundMethod", "POST"),
                "use_inbound_webhook_on_number": self.entered.get("UseInboundWebhookOnNumber", "true") == "true",
            }
        )

    async def _enter(self, request: Request) -> Response:
        if not self._knows(request):
            return error(20003)
        if request.path_params["sid"] not in (NUMBER_SID, SERVICE):
            return error(20404)
        self.entered.update({name: str(value) for name, value in (await request.form()).items()})
        return JSONResponse({"sid": request.path_params["sid"]})

    def _knows(self, request: Request) -> bool:
        expected = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        is_ours = request.path_params.get("account", ACCOUNT) == ACCOUNT
        return is_ours and request.headers.get("authorization") == f"Basic {expected}"

    def refusal(self, fault: Fault) -> Response:
        """As Twilio words it; a busy one says when to come back, if it is told to."""
        code = int(fault.code) if fault.code else 20429 if fault.status == 429 else 0
        if not code:
            return Response("upstream connect error", fault.status or 500, media_type="text/plain")
        headers = {"Retry-After": f"{fault.after:.2f}"} if fault.after is not None else {}
        return error(code, fault.status, headers)

    # ------------------------------------------------------------ its calls
    def sign(self, payload: Any, attempt: int) -> Call:
        """A form (or the address itself), signed by the account's token; the same token of its try every time."""
        content = {name: value for name, value in payload.items() if name != "_to"}
        url = payload.get("_to") or self._webhook_for(content["From"])
        headers = {"I-Twilio-Idempotency-Token": content["MessageSid"], "User-Agent": "TwilioProxy/1.1"}
        url = url.partition("#")[0]
        if self.by_get:
            url = f"{url}{'&' if '?' in url else '?'}{urlencode(content)}"
            headers["X-Twilio-Signature"] = RequestValidator(TOKEN).compute_signature(url, {})
            return Call("GET", self._reached(url), headers, b"")
        headers["X-Twilio-Signature"] = RequestValidator(TOKEN).compute_signature(url, content)
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
        return Call("POST", self._reached(url), headers, urlencode(content).encode())

    def text_payload(self, chat: str, text: str) -> dict[str, str]:
        """Somebody wrote; STOP and START are kept by Twilio itself, before we hear of them."""
        word = text.strip().upper()
        if word in STOP_WORDS:
            self.stopped.add(chat)
            self._answer_itself(chat, "You have successfully been unsubscribed. Reply START to resubscribe.")
        elif word in START_WORDS and chat in self.stopped:
            self.stopped.discard(chat)
            self._answer_itself(chat, "You have successfully been re-subscribed. Reply STOP to unsubscribe.")
        return {**self._message(chat, "SM", "text"), "Body": text}

    def _answer_itself(self, chat: str, text: str) -> None:
        moment_after = time.monotonic() + 0.01  # what it answers to is noted only now
        self.carrier.append(Sent(chat, "", text, at=moment_after))

    def tap_payload(self, chat: str, sent: Sent, label: str, token: str) -> dict[str, str]:
        """A quick reply of a template was tapped."""
        return {**self._message(chat, "SM", "button"), "Body": label, "ButtonText": label, "ButtonPayload": token}

    def other_payload(self, chat: str, kind: str, text: str | None = None) -> dict[str, str]:
        """Media, a place, or a heart put to one of our messages."""
        if kind == "reaction":
            quoted = self.texts(chat)[-1] if self.texts(chat) else "Hello"
            return {**self._message(chat, "SM", "text"), "Body": f"Loved “{quoted}”"}
        if kind == "location" and chat.startswith(WHATSAPP):
            return {**self._message(chat, "SM", kind), "Body": "", "Latitude": "51.50", "Longitude": "-0.12"}
        if kind not in MEDIA:
            return dict(super().other_payload(chat, kind, text))
        media, named = MEDIA[kind]
        message = self._message(chat, "MM", named)
        where = f"https://api.twilio.com/2010-04-01/Accounts/{ACCOUNT}/Messages/{message['MessageSid']}/Media/ME0"
        return {**message, "Body": text or "", "NumMedia": "1", "MediaContentType0": media, "MediaUrl0": where}

    def _message(self, chat: str, prefix: str, kind: str) -> dict[str, str]:
        sid = self._sid(prefix)
        is_whatsapp = chat.startswith(WHATSAPP)
        message = {
            "MessageSid": sid,
            "SmsMessageSid": sid,
            "SmsSid": sid,
            "AccountSid": ACCOUNT,
            "From": chat,
            "To": f"{WHATSAPP}{NUMBER}" if is_whatsapp else NUMBER,
            "NumMedia": "0",
            "NumSegments": "1",
            "ReferralNumMedia": "0",
            "SmsStatus": "received",
            "ApiVersion": "2010-04-01",
        }
        if is_whatsapp:
            named = {"ProfileName": "Amira", "WaId": chat.removeprefix(f"{WHATSAPP}+"), "MessageType": kind}
            return {**message, **named}
        return {**message, "FromCountry": "GB", "FromCity": "", "FromState": "", "FromZip": "", "ToCountry": "GB"}

    def _reached(self, url: str) -> str:
        public, here = self.proxy
        return f"{here}{url.removeprefix(public)}" if public and url.startswith(public) else url

    def _webhook_for(self, chat: str) -> str:
        return self.whatsapp_webhook if chat.startswith(WHATSAPP) and self.whatsapp_webhook else self.webhook

    def _sid(self, prefix: str = "SM") -> str:
        return f"{prefix}{self.number():032x}"


def error(code: int, status: int | None = None, headers: Mapping[str, str] | None = None) -> Response:
    """An error as Twilio's API words it."""
    usual, message = ERRORS.get(code, (400, "Unable to create record"))
    content = {
        "code": code,
        "message": message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status or usual,
    }
    return JSONResponse(content, status or usual, headers=dict(headers or {}))
