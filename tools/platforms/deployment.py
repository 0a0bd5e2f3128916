"""All six platforms at once, as one deployment of Yarrow has them set up."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack

from tools.platforms import graph, messenger, slack, telegram, twilio, whatsapp
from tools.platforms.platform import Platform

# Name of the channel: how the platform is called, and how the person is known there (`person` of the double if empty).
TITLES: Mapping[str, str] = {
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "messenger": "Messenger",
    "slack": "Slack",
    "sms": "SMS",
    "twilio_whatsapp": "WhatsApp (Twilio)",
}


class Deployment:
    """`with Deployment() as apps: apps.calls(gateway)`; SMS and WhatsApp through Twilio are one account, one double."""

    def __init__(self) -> None:
        self.whatsapp = whatsapp.WhatsappDouble()
        self.telegram = telegram.TelegramDouble()
        self.messenger = messenger.MessengerDouble()
        self.slack = slack.SlackDouble()
        self.twilio = twilio.TwilioDouble()
        self._running = ExitStack()

    def __enter__(self) -> Deployment:
        for double in (self.whatsapp, self.telegram, self.messenger, self.slack, self.twilio):
            self._running.enter_context(double)
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def double(self, name: str) -> Platform:
        """The double behind the channel of that name."""
        doubles: dict[str, Platform] = {"sms": self.twilio, "twilio_whatsapp": self.twilio}
        return doubles[name] if name in doubles else getattr(self, name)

    def person(self, name: str) -> str:
        """How the person is known on that channel."""
        if name == "twilio_whatsapp":
            return f"{twilio.WHATSAPP}{self.twilio.person}"
        return str(getattr(self.double(name), "person"))  # noqa: B009 - each double says it in its own class

    def calls(self, gateway: str) -> None:
        """Let every platform call the gateway at this address."""
        for name in ("whatsapp", "telegram", "messenger", "slack", "sms"):
            self.double(name).webhook = f"{gateway}/channels/{name}"
        self.twilio.whatsapp_webhook = f"{gateway}/channels/twilio_whatsapp"

    def environment(self, public_url: str) -> dict[str, str]:
        """The settings under which Yarrow talks to these doubles."""
        return {
            "YARROW_PUBLIC_URL": public_url,
            "YARROW_WHATSAPP_TOKEN": graph.TOKEN,
            "YARROW_WHATSAPP_NUMBER": whatsapp.NUMBER,
            "YARROW_WHATSAPP_APP_SECRET": graph.APP_SECRET,
            "YARROW_WHATSAPP_VERIFY_TOKEN": graph.VERIFY_TOKEN,
            "YARROW_WHATSAPP_API": self.whatsapp.api,
            "YARROW_TELEGRAM_TOKEN": telegram.TOKEN,
            "YARROW_TELEGRAM_SECRET": telegram.SECRET,
            "YARROW_TELEGRAM_API": self.telegram.url,
            "YARROW_MESSENGER_TOKEN": graph.TOKEN,
            "YARROW_MESSENGER_PAGE": messenger.PAGE,
            "YARROW_MESSENGER_APP_SECRET": graph.APP_SECRET,
            "YARROW_MESSENGER_VERIFY_TOKEN": graph.VERIFY_TOKEN,
            "YARROW_MESSENGER_API": self.messenger.api,
            "YARROW_SLACK_TOKEN": slack.TOKEN,
            "YARROW_SLACK_SIGNING_SECRET": slack.SIGNING_SECRET,
            "YARROW_SLACK_API": self.slack.url,
            "YARROW_TWILIO_ACCOUNT": twilio.ACCOUNT,
            "YARROW_TWILIO_TOKEN": twilio.TOKEN,
            "YARROW_TWILIO_SMS": twilio.NUMBER,
            "YARROW_TWILIO_WHATSAPP": twilio.NUMBER,
            "YARROW_TWILIO_API": self.twilio.url,
        }
