"""A channel of Twilio: words go out through its REST API, calls come in signed by it."""

from __future__ import annotations

from urllib.parse import quote

from yarrow.gateway.channels.channel import Address, Check, Reply, Webhook
from yarrow.gateway.channels.incoming import Incoming, Parsed
from yarrow.gateway.channels.piece import Limits, Piece
from yarrow.gateway.channels.platforms.api import Api
from yarrow.gateway.channels.platforms.twilio import arrivals, signature
from yarrow.gateway.channels.platforms.twilio.account import Account
from yarrow.gateway.channels.platforms.twilio.refusals import refused
from yarrow.gateway.channels.platforms.twilio.ways import Way
from yarrow.messengers import Twilio

# Nothing said in the answer itself: every message goes out as a dispatch, and so is in the record.
SILENCE = Reply(body='<?xml version="1.0" encoding="UTF-8"?><Response/>', media_type="text/xml")


class TwilioChannel:
    """SMS, or WhatsApp through Twilio."""

    def __init__(self, way: Way, twilio: Twilio, sender: str, public_url: str) -> None:
        """`sender`: a number, a short code, or a messaging service; `public_url`: where Twilio calls us."""
        self._way = way
        self._token = twilio.token
        self._account = twilio.account
        self._sender = sender
        self._here = f"{public_url}/channels/{way.name}"
        self._api = Api(twilio.api, auth=(twilio.account, twilio.token))
        # Messaging services are kept at another address of Twilio's; a double keeps both at one.
        self._services = Api(twilio.api.replace("://api.", "://messaging."), auth=(twilio.account, twilio.token))

    @property
    def name(self) -> str:
        """`sms` or `twilio_whatsapp`."""
        return self._way.name

    @property
    def title(self) -> str:
        """As people call it."""
        return self._way.title

    @property
    def limits(self) -> Limits:
        """1,600 signs, nothing to tap."""
        return self._way.limits

    def verify(self, call: Webhook) -> None:
        """By X-Twilio-Signature. Raises Forged."""
        signature.verify(call, self._token)

    def greet(self, call: Webhook) -> Reply | None:
        """Twilio asks for nothing before its first call; one by GET brings a message, too."""
        return None

    def parse(self, call: Webhook) -> Parsed:
        """A message, or what became of one of ours. Raises NotRead."""
        return arrivals.parse(call, self._way)

    def taken(self, call: Webhook) -> Reply:
        """An empty answer in TwiML; anything else would be sent on as a message, or counted as an error."""
        return SILENCE

    async def send(self, piece: Piece, to: Address, dispatch: str) -> None:
        """One message. Raises Refused."""
        content = {
            "To": to["to"],
            "Body": piece.text,
            "StatusCallback": f"{self._here}?dispatch={quote(dispatch, safe='')}",
        }
        if self._sender.startswith("MG"):
            content["MessagingServiceSid"] = self._sender
        else:
            content["From"] = self._way.address(self._sender)
        answer = await self._api.post(f"/2010-04-01/Accounts/{self._account}/Messages.json", data=content)
        if not answer.is_success:
            raise refused(answer)

    async def notice(self, incoming: Incoming) -> None:
        """SMS knows no typing; Twilio's for WhatsApp is not meant for health (a beta outside its HIPAA terms)."""

    async def check(self) -> list[Check]:
        """The account, the sender, and where Twilio calls."""
        return await self._looked_at().check(self._here)

    async def setup(self, url: str) -> list[Check]:
        """Have Twilio call `url`, and again if it fails."""
        return await self._looked_at().setup(url)

    def return_link(self) -> str | None:
        """Opens the chat again: `sms:` or wa.me with the number; none for a messaging service."""
        if not self._sender.startswith("+"):
            return None
        return f"https://wa.me/{self._sender[1:]}" if self._way.prefix else f"sms:{self._sender}"

    async def close(self) -> None:
        """Give back connections."""
        await self._api.close()
        await self._services.close()

    def _looked_at(self) -> Account:
        return Account(self._api, self._services, self._account, self._sender, self._way)
