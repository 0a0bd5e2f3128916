"""The Twilio account as it is set up: what to look at, and what Twilio lets itself be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from yarrow.gateway.channels.channel import Check
from yarrow.gateway.channels.platforms.api import Api, content_of
from yarrow.gateway.channels.platforms.twilio.ways import Way
from yarrow.gateway.channels.refused import Refused

# Twilio does not try again by itself: this asks for four more tries, whatever went wrong
# (twilio.com/docs/usage/webhooks/webhooks-connection-overrides). It is not part of what is signed.
TRY_AGAIN = "#rc=4&rp=all"


@dataclass(frozen=True)
class Account:
    """One account and the sender we use of it. `services`: where messaging services are kept."""

    api: Api
    services: Api
    account: str
    sender: str
    way: Way

    async def check(self, url: str) -> list[Check]:
        """The account, then the sender and the address it calls; what cannot be looked at is said."""
        account = await self._see_account()
        if not account.is_well:
            return [account]
        if self.sender.startswith("MG"):
            return [account, await self._see_service(url)]
        if self.way.prefix:
            return [account, Check(True, "webhook", f"Twilio does not show it here; it should be {url}{TRY_AGAIN}")]
        return [account, await self._see_number(url)]

    async def setup(self, url: str) -> list[Check]:
        """Enter the address of our webhook; for WhatsApp's numbers that is done by hand, and the sentence says how."""
        account = await self._see_account()
        if not account.is_well:
            return [account]
        wanted = f"{url}{TRY_AGAIN}"
        if self.sender.startswith("MG"):
            entered = {"InboundRequestUrl": wanted, "InboundMethod": "POST", "UseInboundWebhookOnNumber": "false"}
            return [account, await self._enter(self.services, f"/v1/Services/{self.sender}", entered)]
        if self.way.prefix:
            return [account, Check(False, "webhook", _by_hand(wanted))]
        number = await self._number()
        if isinstance(number, Check):
            return [account, number]
        path = f"{self._path()}/IncomingPhoneNumbers/{number.get('sid')}.json"
        return [account, await self._enter(self.api, path, {"SmsUrl": wanted, "SmsMethod": "POST"})]

    async def _see_account(self) -> Check:
        answer = await _asked(self.api, f"{self._path()}.json")
        if isinstance(answer, str):
            return Check(False, "account", answer)
        if answer.status_code in (401, 403, 404):
            sentence = "Twilio does not take them: look at YARROW_TWILIO_ACCOUNT and YARROW_TWILIO_TOKEN"
            return Check(False, "account", sentence)
        found = content_of(answer)
        if found.get("status") != "active":
            return Check(False, "account", "is not active: open the Twilio console, it says why")
        if found.get("type") == "Trial":
            return Check(True, "account", "is active, on trial: only numbers confirmed in the console get messages")
        return Check(True, "account", "is active")

    async def _number(self) -> dict[str, Any] | Check:
        answer = await _asked(self.api, f"{self._path()}/IncomingPhoneNumbers.json", PhoneNumber=self.sender)
        if isinstance(answer, str):
            return Check(False, "number", answer)
        found = content_of(answer).get("incoming_phone_numbers")
        if not isinstance(found, list) or not found or not isinstance(found[0], dict):
            return Check(False, "number", "is not in this account: look at YARROW_TWILIO_SMS")
        return found[0]

    async def _see_number(self, url: str) -> Check:
        number = await self._number()
        if isinstance(number, Check):
            return number
        if not (number.get("capabilities") or {}).get("sms", True):
            return Check(False, "number", "cannot send text messages: choose one in the console that can")
        return _called(str(number.get("sms_url") or ""), str(number.get("sms_method") or "POST"), url)

    async def _see_service(self, url: str) -> Check:
        answer = await _asked(self.services, f"/v1/Services/{self.sender}")
        if isinstance(answer, str):
            return Check(False, "service", answer)
        if not answer.is_success:
            return Check(False, "service", "is not in this account: look at the messaging service in the settings")
        found = content_of(answer)
        if found.get("use_inbound_webhook_on_number"):
            return Check(False, "webhook", "is left to each number: run `yarrow channels setup`, which enters it here")
        return _called(str(found.get("inbound_request_url") or ""), str(found.get("inbound_method") or "POST"), url)

    async def _enter(self, api: Api, path: str, entered: dict[str, str]) -> Check:
        try:
            answer = await api.post(path, data=entered)
        except Refused as away:
            return Check(False, "webhook", _away(away))
        if answer.is_success:
            return Check(True, "webhook", "entered; Twilio calls it, and tries four times more if it must")
        return Check(False, "webhook", f"Twilio did not take it (HTTP {answer.status_code}): enter it in the console")

    def _path(self) -> str:
        return f"/2010-04-01/Accounts/{self.account}"


def _called(entered: str, method: str, url: str) -> Check:
    address, _, options = entered.partition("#")
    if address != url:
        what = "another address is entered" if address else "no address is entered"
        return Check(False, "webhook", f"{what}: run `yarrow channels setup`; it should be {url}{TRY_AGAIN}")
    if method not in ("POST", "GET"):
        return Check(False, "webhook", "is called in an unknown way: choose HTTP POST in the console")
    if "rc=" not in options:
        return Check(False, "webhook", "Twilio would not try again after a failure: run `yarrow channels setup`")
    return Check(True, "webhook", "Twilio calls this address, and tries again")


def _by_hand(url: str) -> str:
    return (
        "do this by hand. Open the Twilio console, then Messaging, Senders, WhatsApp senders. Choose the number. "
        f"As the webhook for incoming messages, enter {url}"
    )


async def _asked(api: Api, path: str, **params: str) -> httpx.Response | str:
    """The answer, or a sentence if there is none."""
    try:
        answer = await api.get(path, params=params)
    except Refused as away:
        return _away(away)
    return answer if answer.status_code < 500 else f"Twilio answers HTTP {answer.status_code}: try again later"


def _away(away: Refused) -> str:
    return f"Twilio cannot be reached ({away.code}): look at the connection, and at YARROW_TWILIO_API if it is set"
