"""Settings of the messaging apps, read by yarrow.settings from the environment. A channel without them is off."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

# (name, default, meaning); yarrow.settings puts them into its list of variables.
VARIABLES: tuple[tuple[str, str, str], ...] = (
    ("YARROW_PUBLIC_URL", "none", "how the world reaches the gateway: https; for messaging apps and one-time links"),
    ("YARROW_WEB_ONLY", "wellbeing", "sections and questions answered on the secure page only; sensitive; or none"),
    ("YARROW_CHANNELS_KEY", "made on first start", "hashes and hides ids of messaging apps; the same everywhere"),
    ("YARROW_TELEGRAM_TOKEN", "none", "of the bot, from BotFather; none: no Telegram"),
    ("YARROW_TELEGRAM_SECRET", "made on first start", "comes with every call by Telegram"),
    ("YARROW_TELEGRAM_API", "https://api.telegram.org", "where Telegram is called"),
    ("YARROW_WHATSAPP_TOKEN", "none", "of a system user of Meta's business account; none: no WhatsApp Cloud API"),
    ("YARROW_WHATSAPP_NUMBER", "none", "id of the phone number (not the number); needed with the token"),
    ("YARROW_WHATSAPP_APP_SECRET", "none", "of the app; signs Meta's calls; needed with the token"),
    ("YARROW_WHATSAPP_VERIFY_TOKEN", "made on first start", "what Meta says when the webhook is entered"),
    ("YARROW_WHATSAPP_TEMPLATE", "none", "name:language of the template that asks to write again after 24 hours"),
    ("YARROW_WHATSAPP_API", "https://graph.facebook.com/v23.0", "where the WhatsApp Cloud API is called"),
    ("YARROW_MESSENGER_TOKEN", "none", "of the Facebook page; none: no Messenger"),
    ("YARROW_MESSENGER_PAGE", "none", "id of the page; needed with the token"),
    ("YARROW_MESSENGER_APP_SECRET", "none", "of the app; signs Meta's calls; needed with the token"),
    ("YARROW_MESSENGER_VERIFY_TOKEN", "made on first start", "what Meta says when the webhook is entered"),
    ("YARROW_MESSENGER_HUMAN_AGENT", "off", "on: Meta lets people on the staff answer for seven days"),
    ("YARROW_MESSENGER_API", "https://graph.facebook.com/v23.0", "where Messenger is called"),
    ("YARROW_SLACK_TOKEN", "none", "of the bot in the workspace (xoxb-…); none: no Slack"),
    ("YARROW_SLACK_SIGNING_SECRET", "none", "of the app; signs Slack's calls; needed with the token"),
    ("YARROW_SLACK_API", "https://slack.com/api", "where Slack is called"),
    ("YARROW_TWILIO_ACCOUNT", "none", "account SID (AC…); none: no SMS, and no WhatsApp through Twilio"),
    ("YARROW_TWILIO_TOKEN", "none", "the account's auth token; signs Twilio's calls; needed with the account"),
    ("YARROW_TWILIO_SMS", "none", "number (+44…) or messaging service (MG…) that sends SMS; none: no SMS"),
    ("YARROW_TWILIO_WHATSAPP", "none", "number (+44…) or messaging service (MG…) on WhatsApp; none: not there"),
    ("YARROW_TWILIO_API", "https://api.twilio.com", "where Twilio is called"),
)
NAMES = ("whatsapp", "twilio_whatsapp", "telegram", "messenger", "slack", "sms")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
# What Meta and Telegram let these be made of is narrower than what a person may type: 1 to 256 of A-Z a-z 0-9 _ -.
SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
TELEGRAM_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
TEMPLATE = re.compile(r"[a-z0-9_]+:[a-z]{2}(_[A-Z]{2})?")
SENDER = re.compile(r"\+[1-9]\d{6,14}|MG[0-9a-f]{32}")
SHORT_CODE = re.compile(r"\d{3,8}")
ACCOUNT = re.compile(r"AC[0-9a-f]{32}")
ASKED_ELSEWHERE = re.compile(r"[a-z][a-z0-9_.]*")


@dataclass(frozen=True)
class Telegram:
    """`secret`: comes with every call as X-Telegram-Bot-Api-Secret-Token; empty until `with_secrets`."""

    token: str
    secret: str
    api: str = "https://api.telegram.org"


@dataclass(frozen=True)
class Whatsapp:
    """WhatsApp Cloud API. `number`: the phone number's id; `template`: one that Meta approved and that says nothing
    about health, sent when the 24 hours are over (`name:language`); None: it waits until the person writes.
    `verify_token`: empty until `with_secrets`.
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
    """What is set up. `key`: hashes and hides platform ids, made on first start unless set (yarrow.settings).

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
    public_url = _public_url(env)
    twilio = _twilio(env)
    if twilio and not public_url:
        raise ValueError("YARROW_PUBLIC_URL: is missing; Twilio signs the address it calls, so it must be known")
    return Messengers(
        public_url=public_url,
        web_only=_web_only(env),
        key=_secret(env, "YARROW_CHANNELS_KEY", least=32) or None,
        whatsapp=_whatsapp(env),
        telegram=_telegram(env),
        messenger=_messenger(env),
        slack=_slack(env),
        twilio=twilio,
    )


def with_secrets(messengers: Messengers, key: str) -> Messengers:
    """With the key, and every secret that was not set drawn from it: the same in every process that has the key."""
    telegram, whatsapp, messenger = messengers.telegram, messengers.whatsapp, messengers.messenger
    if telegram and not telegram.secret:
        telegram = replace(telegram, secret=_drawn(key, "telegram"))
    if whatsapp and not whatsapp.verify_token:
        whatsapp = replace(whatsapp, verify_token=_drawn(key, "whatsapp"))
    if messenger and not messenger.verify_token:
        messenger = replace(messenger, verify_token=_drawn(key, "messenger"))
    return replace(messengers, key=key, telegram=telegram, whatsapp=whatsapp, messenger=messenger)


def _drawn(key: str, name: str) -> str:
    return hmac.new(key.encode(), f"what {name} says to prove itself".encode(), hashlib.sha256).hexdigest()


def _telegram(env: Mapping[str, str]) -> Telegram | None:
    token = _given(env, "YARROW_TELEGRAM_TOKEN")
    if not token:
        return None
    if TELEGRAM_TOKEN.fullmatch(token) is None:
        raise ValueError("YARROW_TELEGRAM_TOKEN: write the token as BotFather gave it, a number, a colon and signs")
    secret = _secret(env, "YARROW_TELEGRAM_SECRET")
    return Telegram(token, secret, _api(env, "YARROW_TELEGRAM_API", Telegram.api))


def _whatsapp(env: Mapping[str, str]) -> Whatsapp | None:
    token = _given(env, "YARROW_WHATSAPP_TOKEN")
    if not token:
        return None
    number = _needed(env, "YARROW_WHATSAPP_NUMBER", "YARROW_WHATSAPP_TOKEN")
    if not number.isdecimal():
        raise ValueError("YARROW_WHATSAPP_NUMBER: write the id of the phone number, digits only, as Meta shows it")
    template = _given(env, "YARROW_WHATSAPP_TEMPLATE") or None
    if template and TEMPLATE.fullmatch(template) is None:
        raise ValueError("YARROW_WHATSAPP_TEMPLATE: write its name and its language, as in please_write:en_GB")
    return Whatsapp(
        token=token,
        number=number,
        app_secret=_needed(env, "YARROW_WHATSAPP_APP_SECRET", "YARROW_WHATSAPP_TOKEN"),
        verify_token=_secret(env, "YARROW_WHATSAPP_VERIFY_TOKEN"),
        template=template,
        api=_api(env, "YARROW_WHATSAPP_API", Whatsapp.api),
    )


def _messenger(env: Mapping[str, str]) -> Messenger | None:
    token = _given(env, "YARROW_MESSENGER_TOKEN")
    if not token:
        return None
    page = _needed(env, "YARROW_MESSENGER_PAGE", "YARROW_MESSENGER_TOKEN")
    if not page.isdecimal():
        raise ValueError("YARROW_MESSENGER_PAGE: write the id of the page, digits only")
    human_agent = _given(env, "YARROW_MESSENGER_HUMAN_AGENT") or "off"
    if human_agent not in ("on", "off"):
        raise ValueError("YARROW_MESSENGER_HUMAN_AGENT: write on or off")
    return Messenger(
        token=token,
        page=page,
        app_secret=_needed(env, "YARROW_MESSENGER_APP_SECRET", "YARROW_MESSENGER_TOKEN"),
        verify_token=_secret(env, "YARROW_MESSENGER_VERIFY_TOKEN"),
        human_agent=human_agent == "on",
        api=_api(env, "YARROW_MESSENGER_API", Messenger.api),
    )


def _slack(env: Mapping[str, str]) -> Slack | None:
    token = _given(env, "YARROW_SLACK_TOKEN")
    if not token:
        return None
    if not token.startswith("xoxb-"):
        raise ValueError("YARROW_SLACK_TOKEN: write the bot's token; it starts with xoxb-")
    signing_secret = _needed(env, "YARROW_SLACK_SIGNING_SECRET", "YARROW_SLACK_TOKEN")
    return Slack(token, signing_secret, _api(env, "YARROW_SLACK_API", Slack.api))


def _twilio(env: Mapping[str, str]) -> Twilio | None:
    account = _given(env, "YARROW_TWILIO_ACCOUNT")
    if not account:
        return None
    if ACCOUNT.fullmatch(account) is None:
        raise ValueError("YARROW_TWILIO_ACCOUNT: write the account SID, AC and 32 signs of 0-9 and a-f")
    token = _needed(env, "YARROW_TWILIO_TOKEN", "YARROW_TWILIO_ACCOUNT")
    sms, whatsapp = _sender(env, "YARROW_TWILIO_SMS"), _sender(env, "YARROW_TWILIO_WHATSAPP")
    if not sms and not whatsapp:
        raise ValueError("YARROW_TWILIO_SMS and YARROW_TWILIO_WHATSAPP: set one of them, or both")
    return Twilio(account, token, sms, whatsapp, _api(env, "YARROW_TWILIO_API", Twilio.api))


def _sender(env: Mapping[str, str], name: str) -> str | None:
    sender = re.sub(r"[ ()-]", "", _given(env, name)).removeprefix("whatsapp:")
    if not sender or SENDER.fullmatch(sender) or (name == "YARROW_TWILIO_SMS" and SHORT_CODE.fullmatch(sender)):
        return sender or None
    raise ValueError(f"{name}: write a number as in +441632960000, or a messaging service, MG and 32 signs")


def _web_only(env: Mapping[str, str]) -> frozenset[str]:
    given = (env.get("YARROW_WEB_ONLY") or "wellbeing").strip()
    if given == "none":
        return frozenset()
    names = [name.strip() for name in given.split(",") if name.strip()]
    if any(ASKED_ELSEWHERE.fullmatch(name) is None for name in names):
        raise ValueError("YARROW_WEB_ONLY: write names of sections or questions, separated by commas, or none")
    return frozenset(names)


def _public_url(env: Mapping[str, str]) -> str | None:
    url = _given(env, "YARROW_PUBLIC_URL").rstrip("/")
    if url and not _is_private_way(url):
        raise ValueError("YARROW_PUBLIC_URL: write an address that starts with https:// and has no ? or #")
    return url or None


def _api(env: Mapping[str, str], name: str, default: str) -> str:
    url = _given(env, name).rstrip("/") or default
    if not _is_private_way(url):
        raise ValueError(f"{name}: write an address that starts with https:// (or http:// on this machine)")
    return url


def _is_private_way(url: str) -> bool:
    """Nobody on the way can read along: https, or this machine itself."""
    try:
        where = urlsplit(url)
        host = where.hostname
    except ValueError:
        return False
    is_plain = not (where.query or where.fragment or where.username or where.password)
    return is_plain and bool(host) and (where.scheme == "https" or (where.scheme == "http" and host in LOOPBACK))


def _needed(env: Mapping[str, str], name: str, because: str) -> str:
    given = _given(env, name)
    if not given:
        raise ValueError(f"{name}: is missing; it is needed with {because}")
    return given


def _secret(env: Mapping[str, str], name: str, least: int = 16) -> str:
    given = _given(env, name)
    if given and (SECRET.fullmatch(given) is None or len(given) < least):
        raise ValueError(f"{name}: write {least} to 256 signs of A-Z a-z 0-9 _ -, or leave it out")
    return given


def _given(env: Mapping[str, str], name: str) -> str:
    given = (env.get(name) or "").strip()
    return "" if given == "none" else given
