"""Ids and tokens: unguessable, hashed at rest, compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import timedelta

LIFE = timedelta(hours=24)
# Not moved forward at each reading: a write per hour is enough to let it slide.
RENEWED_AFTER = timedelta(hours=1)
ID_FORM = re.compile(r"[A-Za-z0-9_-]{16,64}")
BEARER = re.compile(r"[Bb]earer +([A-Za-z0-9_-]{16,128})")
NOBODY = hashlib.sha256(b"nobody").hexdigest()


def new_conversation() -> str:
    """An id of 144 bits; none begins with a dash, which a command line would take for an option."""
    while (made := secrets.token_urlsafe(18)).startswith("-"):
        pass
    return made


def new_token() -> str:
    """A token of 256 bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is stored of a token; it has entropy enough to need no salt."""
    return hashlib.sha256(token.encode("ascii")).hexdigest()


def bearer(header: str | None) -> str | None:
    """The token of an Authorization header; None if there is none of that form."""
    found = BEARER.fullmatch(header or "")
    return found.group(1) if found else None


def fits(token: str | None, token_hash: str | None) -> bool:
    """Whether the token is the one; takes the same time whatever is missing."""
    same = hmac.compare_digest(hashed(token or "nobody"), token_hash or NOBODY)
    return same and token is not None and token_hash is not None
