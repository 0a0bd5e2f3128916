"""Settings of both sides, read once from the environment. The only reader of os.environ."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yarrow.messengers import VARIABLES as MESSENGER_VARIABLES
from yarrow.messengers import Messengers, read_messengers, with_secrets
from yarrow.post import VARIABLES as POST_VARIABLES
from yarrow.post import Post, read_post

Guidance = Literal["full", "safety_net"]
T = TypeVar("T")
SECRET_FILE = "channel.secret"  # noqa: S105 - a file's name, not a secret
AUDIT_KEY_FILE = "audit.key"
CHANNELS_KEY_FILE = "channels.key"
LOCALES = ("UK", "US", "IE", "EU", "AU", "NZ", "CA", "IN", "other")


class SettingsError(ValueError):
    """A setting is wrong; the message names the variable and says what to write."""


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, its default as written in docs/running.md, and what it means."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("YARROW_HOME", "var", "folder of the database, the channel secret, logs and pid files"),
    Variable("YARROW_DATABASE_URL", "SQLite in the home folder", "the record, an SQLAlchemy URL"),
    Variable("YARROW_HOST", "127.0.0.1", "address the gateway listens on"),
    Variable("YARROW_PORT", "8080", "port the gateway listens on"),
    Variable("YARROW_RASA_URL", "http://127.0.0.1:8081", "where the Rasa server listens"),
    Variable("YARROW_ACTIONS_URL", "http://127.0.0.1:8082/webhook", "where the action server listens"),
    Variable("YARROW_SNAPSHOT_URL", "SQLite in the home folder", "Rasa's snapshots, an SQLAlchemy URL"),
    Variable("YARROW_CHANNEL_SECRET", "made on first start", "shared by the gateway and Rasa's channel"),
    Variable("YARROW_LOCALE", "unknown", "where the patients live; unknown: they are asked"),
    Variable("YARROW_LANG", "en-GB", "spelling: en-GB or en-US"),
    Variable("YARROW_GUIDANCE", "full", "full, or safety_net: no individual level is shown to the patient"),
    Variable("YARROW_ORIGINS", "none", "web origins that may call the chat API, separated by commas"),
    Variable("YARROW_LIMIT_MESSAGES", "300/minute", "messages of one conversation; off: no limit"),
    Variable("YARROW_LIMIT_ADDRESS", "3000/minute", "messages from one network address; off: no limit"),
    Variable("YARROW_LIMIT_CONVERSATIONS", "300/minute", "new conversations from one network address; off: no limit"),
    Variable(
        "YARROW_LIMIT_RESUME",
        "20/15 minutes",
        "resume codes from one network address, files of one conversation; off: no limit",
    ),
    Variable("YARROW_LIMITS_URL", "async+memory://", "where limits are counted; async+redis://… with several gateways"),
    Variable("YARROW_CLINIC", "the clinic", "the clinic's name on the pages"),
    Variable("YARROW_CONTACT", "none", "whom to ask about privacy: an e-mail address, or a sentence"),
    Variable("YARROW_LEAVE_TO", "https://www.bbc.com/weather", 'where "Leave this page" goes'),
    Variable("YARROW_DEMO", "on", "on: an invented clinic's page at / and the integrators' page; off: neither"),
    Variable("YARROW_CONSOLE_HOST", "127.0.0.1", "address the staff console listens on"),
    Variable("YARROW_CONSOLE_PORT", "8090", "port the staff console listens on"),
    Variable("YARROW_CONSOLE_URL", "its host and port", "how staff reach the console: for links and sign-in"),
    Variable("YARROW_TIMEZONE", "UTC", "the clinic's time zone on the console's pages, as in Europe/London"),
    Variable("YARROW_STAFF_TOTP", "admin", "who needs a code at sign-in: admin (and whoever set one up), or all"),
    Variable("YARROW_SECOND_LOOK_SHARE", "0.1", "share of conversations that staff judge too, blind: 0 to 1"),
    Variable("YARROW_AUDIT_KEY", "made on first start", "signs the audit log; keep a copy elsewhere"),
    Variable("YARROW_OIDC_ISSUER", "none", "sign-in provider of the clinic (OpenID Connect), its https address"),
    Variable("YARROW_OIDC_CLIENT_ID", "none", "the console's name at that provider"),
    Variable("YARROW_OIDC_CLIENT_SECRET", "none", "the console's secret at that provider"),
    *(Variable(*one) for one in POST_VARIABLES),
    *(Variable(*one) for one in MESSENGER_VARIABLES),
    Variable("YARROW_LOG_LEVEL", "info", "debug, info, warning or error"),
)


@dataclass(frozen=True)
class Limits:
    """How often; each as the `limits` library writes it ("300/minute"), None: no limit."""

    messages: str | None = "300/minute"
    address: str | None = "3000/minute"
    conversations: str | None = "300/minute"
    resume: str | None = "20/15 minutes"
    url: str = "async+memory://"


@dataclass(frozen=True)
class Site:
    """What the pages say of the clinic they stand for."""

    clinic: str = "the clinic"
    contact: str | None = None
    leave_to: str = "https://www.bbc.com/weather"
    demo: bool = True


@dataclass(frozen=True)
class Oidc:
    """The clinic's sign-in provider."""

    issuer: str
    client: str
    secret: str


@dataclass(frozen=True)
class ConsoleSettings:
    """The staff console. `url`: how staff reach it, without a slash at its end; `totp_for`: who needs a code."""

    host: str = "127.0.0.1"
    port: int = 8090
    url: str = "http://127.0.0.1:8090"
    timezone: str = "UTC"
    totp_for: Literal["admin", "all"] = "admin"
    audit_key: str | None = None
    oidc: Oidc | None = None
    second_look_share: float = 0.1


@dataclass(frozen=True)
class WebSettings:
    """What the gateway, the console and the command line need."""

    home: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8080
    rasa_url: str = "http://127.0.0.1:8081"
    channel_secret: str | None = None
    locale: str | None = None
    lang: str = "en-GB"
    guidance: Guidance = "full"
    origins: tuple[str, ...] = ()
    limits: Limits = Limits()
    site: Site = Site()
    console: ConsoleSettings = ConsoleSettings()
    post: Post = field(default_factory=Post)
    messengers: Messengers = field(default_factory=Messengers)
    log_level: str = "info"


@dataclass(frozen=True)
class BotSettings:
    """What Rasa's channel, its snapshot store and the action server need."""

    home: Path
    snapshot_url: str
    actions_url: str = "http://127.0.0.1:8082/webhook"
    channel_secret: str | None = None
    locale: str | None = None
    lang: str = "en-GB"
    guidance: Guidance = "full"


def web_settings(environ: Mapping[str, str] | None = None) -> WebSettings:
    """The web side's settings. Raises SettingsError naming the variable that is wrong."""
    env = os.environ if environ is None else environ
    home = _home(env)
    return WebSettings(
        home=home,
        database_url=env.get("YARROW_DATABASE_URL") or sqlite_url(home / "yarrow.db"),
        host=env.get("YARROW_HOST") or "127.0.0.1",
        port=_read(env, "YARROW_PORT", 8080, _port),
        rasa_url=_read(env, "YARROW_RASA_URL", "http://127.0.0.1:8081", _http_url),
        channel_secret=_secret(env, home),
        locale=_read(env, "YARROW_LOCALE", None, _locale),
        lang=_read(env, "YARROW_LANG", "en-GB", _one_of("en-GB", "en-US")),
        guidance=cast(Guidance, _read(env, "YARROW_GUIDANCE", "full", _one_of("full", "safety_net"))),
        origins=_read(env, "YARROW_ORIGINS", (), _origins),
        limits=_limits(env),
        site=_site(env),
        console=_console(env),
        post=_own_words(read_post, env),
        messengers=_own_words(read_messengers, env),
        log_level=_read(env, "YARROW_LOG_LEVEL", "info", _one_of("debug", "info", "warning", "error")),
    )


def bot_settings(environ: Mapping[str, str] | None = None) -> BotSettings:
    """The bot side's settings. Raises SettingsError naming the variable that is wrong."""
    env = os.environ if environ is None else environ
    home = _home(env)
    return BotSettings(
        home=home,
        snapshot_url=env.get("YARROW_SNAPSHOT_URL") or sqlite_url(home / "snapshots.db"),
        actions_url=_read(env, "YARROW_ACTIONS_URL", "http://127.0.0.1:8082/webhook", _http_url),
        channel_secret=_secret(env, home),
        locale=_read(env, "YARROW_LOCALE", None, _locale),
        lang=_read(env, "YARROW_LANG", "en-GB", _one_of("en-GB", "en-US")),
        guidance=cast(Guidance, _read(env, "YARROW_GUIDANCE", "full", _one_of("full", "safety_net"))),
    )


def ensure_secret(home: Path, name: str = SECRET_FILE) -> str:
    """A secret kept in the home folder (mode 0600), made if there is none; safe when two start at once."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / name
    if not path.exists():
        # Written aside and then linked, so that nobody ever reads a half-written secret.
        draft = home / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
        try:
            with contextlib.suppress(FileExistsError):  # another start was quicker: its secret is the one
                os.link(draft, path)
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def audit_key(web: WebSettings) -> bytes:
    """What signs the audit log: the setting, or else the key in the home folder, made if there is none."""
    return (web.console.audit_key or ensure_secret(web.home, AUDIT_KEY_FILE)).encode()


def channels_key(web: WebSettings) -> str:
    """What hashes and hides ids of messaging apps: the setting, or the key in the home folder, made if need be."""
    return web.messengers.key or ensure_secret(web.home, CHANNELS_KEY_FILE)


def messengers(web: WebSettings) -> Messengers:
    """The messaging apps with all their secrets; those that were not set are made, once and for all."""
    return with_secrets(web.messengers, channels_key(web))


def sqlite_url(path: Path) -> str:
    """The SQLAlchemy URL of a SQLite file."""
    return f"sqlite:///{path.absolute()}"


def _home(env: Mapping[str, str]) -> Path:
    return Path(env.get("YARROW_HOME") or "var").absolute()


def _secret(env: Mapping[str, str], home: Path) -> str | None:
    given = env.get("YARROW_CHANNEL_SECRET")
    if given:
        if len(given) < 16:
            raise SettingsError("YARROW_CHANNEL_SECRET is too short: write 16 characters or more, or leave it out.")
        return given
    path = home / SECRET_FILE
    return path.read_text(encoding="ascii").strip() if path.exists() else None


def _read(env: Mapping[str, str], name: str, default: T, parse: Callable[[str], T]) -> T:
    given = (env.get(name) or "").strip()
    if not given:
        return default
    try:
        return parse(given)
    except ValueError as error:
        raise SettingsError(f"{name} is {given!r}: {error}") from None


def _port(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise ValueError("write a port number from 1 to 65535")
    return int(given)


def _share(given: str) -> float:
    try:
        share = float(given)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ValueError("write a number from 0 to 1, such as 0.1 for one in ten")
    return share


def _http_url(given: str) -> str:
    if not given.startswith(("http://", "https://")):
        raise ValueError("write an address that starts with http:// or https://")
    return given.rstrip("/")


def _locale(given: str) -> str | None:
    if given == "unknown":
        return None
    if given not in LOCALES:
        raise ValueError(f"write one of {', '.join(LOCALES)}, or unknown")
    return given


def _one_of(*values: str) -> Callable[[str], str]:
    def parse(given: str) -> str:
        if given not in values:
            raise ValueError(f"write one of {', '.join(values)}")
        return given

    return parse


def _origins(given: str) -> tuple[str, ...]:
    origins = tuple(origin.strip().rstrip("/") for origin in given.split(",") if origin.strip())
    if any(not origin.startswith(("http://", "https://")) or origin.count("/") != 2 for origin in origins):
        raise ValueError("write origins like https://clinic.example, separated by commas; * is not possible")
    return () if given == "none" else origins


def _limits(env: Mapping[str, str]) -> Limits:
    usual = Limits()
    return Limits(
        messages=_read(env, "YARROW_LIMIT_MESSAGES", usual.messages, _rate),
        address=_read(env, "YARROW_LIMIT_ADDRESS", usual.address, _rate),
        conversations=_read(env, "YARROW_LIMIT_CONVERSATIONS", usual.conversations, _rate),
        resume=_read(env, "YARROW_LIMIT_RESUME", usual.resume, _rate),
        url=env.get("YARROW_LIMITS_URL") or usual.url,
    )


def _site(env: Mapping[str, str]) -> Site:
    usual = Site()
    return Site(
        clinic=_read(env, "YARROW_CLINIC", usual.clinic, str),
        contact=_read(env, "YARROW_CONTACT", usual.contact, lambda given: None if given == "none" else given),
        leave_to=_read(env, "YARROW_LEAVE_TO", usual.leave_to, _http_url),
        demo=_read(env, "YARROW_DEMO", "on", _one_of("on", "off")) == "on",
    )


def _console(env: Mapping[str, str]) -> ConsoleSettings:
    host = env.get("YARROW_CONSOLE_HOST") or "127.0.0.1"
    port = _read(env, "YARROW_CONSOLE_PORT", 8090, _port)
    return ConsoleSettings(
        host=host,
        port=port,
        url=_read(env, "YARROW_CONSOLE_URL", local_address(host, port), _http_url),
        timezone=_read(env, "YARROW_TIMEZONE", "UTC", _timezone),
        totp_for=cast(Literal["admin", "all"], _read(env, "YARROW_STAFF_TOTP", "admin", _one_of("admin", "all"))),
        audit_key=_read(env, "YARROW_AUDIT_KEY", None, _long_secret),
        oidc=_oidc(env),
        second_look_share=_read(env, "YARROW_SECOND_LOOK_SHARE", 0.1, _share),
    )


def local_address(host: str, port: int) -> str:
    """Where something that listens on `host` is reached from this machine."""
    name = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def _oidc(env: Mapping[str, str]) -> Oidc | None:
    names = ("YARROW_OIDC_ISSUER", "YARROW_OIDC_CLIENT_ID", "YARROW_OIDC_CLIENT_SECRET")
    issuer, client, secret = (env.get(name, "").strip() for name in names)
    if not issuer:
        return None
    missing = [name for name, given in zip(names, (issuer, client, secret), strict=True) if not given]
    if missing:
        raise SettingsError(f"{missing[0]} is missing: sign-in by a provider needs {', '.join(names)}.")
    return Oidc(_read(env, names[0], "", _http_url), client, secret)


def _timezone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("write a time zone by its name, as in Europe/London") from None
    return given


def _long_secret(given: str) -> str:
    if len(given) < 32:
        raise ValueError("write 32 characters or more, or leave it out")
    return given


def _own_words(read: Callable[[Mapping[str, str]], T], env: Mapping[str, str]) -> T:
    """What reads its own variables says itself what is wrong, without quoting a secret."""
    try:
        return read(env)
    except ValueError as error:
        raise SettingsError(str(error)) from None


def _rate(given: str) -> str | None:
    if given == "off":
        return None
    number, slash, period = given.partition("/")
    word = period.split()[-1].rstrip("s") if period.split() else ""
    if not slash or not number.strip().isdecimal() or word not in ("second", "minute", "hour", "day"):
        raise ValueError("write a number and a period, as in 300/minute or 20/15 minutes, or off")
    return given
