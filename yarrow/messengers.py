"""Settings of the messaging apps, read by yarrow.settings from the environment. A channel without them is off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# (name, default, meaning); yarrow.settings puts them into its list of variables.
VARIABLES: tuple[tuple[str, str, str], ...] = ()
NAMES = ("whatsapp", "twilio_whatsapp", "telegram", "messenger", "slack", "sms")


@dataclass(frozen=True)
class Telegram:
    """`secret`: comes with every call as X-Telegram-Bot-Api-Secret-Token."""

    token: str
    secret: str
    api: str = "https://api.telegram.org"


@dataclass(frozen=True)
class Whatsapp:
    """WhatsApp Cloud API. `number`: the phone number's id; `template`: one that Meta approved and that says nothing
    about health, sent when the 24 hours are over (`name:language`); None: it waits until the person writes.
    """

    token: str
    number: str
    app_secret: str
    verify_token: str
    template: str | None = None
    api: str = "https://graph.facebook.com/v23.0"


@dataclass(frozen=True)
class Messenger:
    """Facebook Messenger. `human_agent`: Meta allowed this page to let people (not programs) answer for seven days."""

    token: str
    page: str
    app_secret: str
    verify_token: str
    human_agent: bool = False
    api: str = "https://graph.facebook.com/v23.0"


@dataclass(frozen=True)
class Slack:
    """A Slack app in a workspace."""

    token: str
    signing_secret: str
    api: str = "https://slack.com/api"


@dataclass(frozen=True)
class Twilio:
    """One Twilio account; `sms` and `whatsapp`: the sender of each, None where it is not used."""

    account: str
    token: str
    sms: str | None = None
    whatsapp: str | None = None
    api: str = "https://api.twilio.com"


@dataclass(frozen=True)
class Messengers:
    """What is set up. `key`: hashes and hides platform ids (64 hex digits or more), made on first start unless set.

    `public_url`: how the world reaches the gateway, without a slash at its end. `web_only`: sections and question ids
    that are answered on the secure page only; "sensitive" stands for every question the protocol marks so.
    """

    public_url: str | None = None
    web_only: frozenset[str] = frozenset({"wellbeing"})
    key: str | None = None
    whatsapp: Whatsapp | None = None
    telegram: Telegram | None = None
    messenger: Messenger | None = None
    slack: Slack | None = None
    twilio: Twilio | None = None

    def has(self, name: str) -> bool:
        """Whether the channel of that name is set up."""
        if name in ("sms", "twilio_whatsapp"):
            return bool(self.twilio and (self.twilio.sms if name == "sms" else self.twilio.whatsapp))
        return getattr(self, name) is not None


def read_messengers(env: Mapping[str, str]) -> Messengers:
    """From the environment. Raises ValueError naming the variable, and never quoting a secret."""
    return Messengers()
