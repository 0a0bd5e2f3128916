"""How staff are told outside the console: the mail server, the webhook, and who gets letters."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Security = Literal["starttls", "tls", "none"]
PORTS: Mapping[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
LOOPBACK = ("127.0.0.1", "::1", "localhost")
ADDRESS = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+")
VARIABLES = (
    ("YARROW_SMTP_HOST", "none", "mail server that takes letters to staff; none: no e-mail is sent"),
    ("YARROW_SMTP_PORT", "587, 465 or 25", "its port; the default goes by how the connection is kept private"),
    ("YARROW_SMTP_SECURITY", "starttls", "starttls, tls, or none (only for a mail server on this machine)"),
    ("YARROW_SMTP_USER", "none", "name to sign in with at the mail server"),
    ("YARROW_SMTP_PASSWORD", "none", "password to sign in with at the mail server"),
    ("YARROW_SMTP_FROM", "none", "sender of the letters; needed with a mail server"),
    ("YARROW_NOTICE_TO", "every reviewer and clinician", "addresses that get the letters instead, with commas"),
    ("YARROW_WEBHOOK_URL", "none", "address that is called when somebody needs a look (Standard Webhooks)"),
    ("YARROW_WEBHOOK_SECRET", "none", "signs those calls: whsec_ and 24 to 64 bytes in base64; needed with an address"),
)


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in. `password` empty: nobody signs in."""

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = ""


@dataclass(frozen=True)
class Webhook:
    """Whom to call. `secret`: as Standard Webhooks writes it."""

    url: str
    secret: str


@dataclass(frozen=True)
class Post:
    """The ways out. `to`: who gets letters instead of the staff who work on conversations; empty: they do."""

    mail_server: MailServer | None = None
    webhook: Webhook | None = None
    to: tuple[str, ...] = ()


def read_post(env: Mapping[str, str]) -> Post:
    """From the environment. Raises ValueError naming the variable, and never quoting a secret."""
    to = tuple(part.strip().lower() for part in _given(env, "YARROW_NOTICE_TO").split(",") if part.strip())
    if any(ADDRESS.fullmatch(one) is None for one in to):
        raise ValueError("YARROW_NOTICE_TO: write e-mail addresses, separated by commas")
    return Post(_mail_server(env), _webhook(env), to)


def _mail_server(env: Mapping[str, str]) -> MailServer | None:
    host = _given(env, "YARROW_SMTP_HOST")
    if not host:
        return None
    security, sender = _security(env, host), _given(env, "YARROW_SMTP_FROM")
    if ADDRESS.fullmatch(sender) is None:
        raise ValueError("YARROW_SMTP_FROM: write the e-mail address the letters come from")
    port = _given(env, "YARROW_SMTP_PORT") or str(PORTS[security])
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError("YARROW_SMTP_PORT: write a port number from 1 to 65535")
    user, password = _given(env, "YARROW_SMTP_USER"), env.get("YARROW_SMTP_PASSWORD") or ""
    if bool(user) != bool(password):
        raise ValueError("YARROW_SMTP_USER and YARROW_SMTP_PASSWORD: set both or neither")
    return MailServer(host, int(port), security, sender, user, password)


def _security(env: Mapping[str, str], host: str) -> Security:
    for security in PORTS:
        if security == (_given(env, "YARROW_SMTP_SECURITY") or "starttls"):
            if security == "none" and host not in LOOPBACK:
                raise ValueError("YARROW_SMTP_SECURITY: none is only for a mail server on this machine")
            return security
    raise ValueError("YARROW_SMTP_SECURITY: write starttls, tls or none")


def _webhook(env: Mapping[str, str]) -> Webhook | None:
    url = _given(env, "YARROW_WEBHOOK_URL")
    if not url:
        return None
    where = urlsplit(url)
    if where.scheme != "https" and not (where.scheme == "http" and where.hostname in LOOPBACK):
        raise ValueError("YARROW_WEBHOOK_URL: write an address that starts with https://")
    secret = _given(env, "YARROW_WEBHOOK_SECRET")
    if not _is_secret(secret):
        raise ValueError("YARROW_WEBHOOK_SECRET: write whsec_ and 24 to 64 bytes in base64")
    return Webhook(url, secret)


def _is_secret(given: str) -> bool:
    try:
        return given.startswith("whsec_") and 24 <= len(base64.b64decode(given[6:], validate=True)) <= 64
    except binascii.Error:
        return False


def _given(env: Mapping[str, str], name: str) -> str:
    given = (env.get(name) or "").strip()
    return "" if given == "none" and name != "YARROW_SMTP_SECURITY" else given
