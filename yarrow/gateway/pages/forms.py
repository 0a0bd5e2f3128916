"""What a form sends: read up to a bound, decoded kindly, and refused if another site sent it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import ClientDisconnect, Request

from yarrow.gateway import words
from yarrow.gateway.bodies import READ_SECONDS
from yarrow.gateway.problems import Problem

# Far more than is taken, so that words that are too long can be given back.
MOST_BYTES = 512_000
MOST_FIELDS = 200
FORM = "application/x-www-form-urlencoded"
OURS = frozenset({"same-origin", "none"})


@dataclass(frozen=True)
class Form:
    """The fields of a form, in order."""

    fields: tuple[tuple[str, str], ...] = ()

    def one(self, name: str) -> str:
        """The first value of a field, trimmed; empty if there is none."""
        return next((value.strip() for field, value in self.fields if field == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that is not empty."""
        return tuple(value.strip() for field, value in self.fields if field == name and value.strip())


async def read(request: Request) -> Form:
    """The form. Raises Problem: 403 from another site, 415 if it is no form, 400 or 408 if it did not come whole."""
    check_site(request)
    kind = request.headers.get("content-type", FORM).partition(";")[0].strip()
    if kind != FORM:
        raise Problem(415, "not-a-form", words.WRONG_FORM)
    raw = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.stream():
                raw += chunk[: MOST_BYTES - len(raw)]
                if len(raw) >= MOST_BYTES:
                    break
    except TimeoutError:
        raise Problem(408, "too-slow", words.TOO_SLOW) from None
    except ClientDisconnect:
        raise Problem(400, "not-whole", words.WRONG_FORM) from None
    try:
        pairs = parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Problem(400, "wrong-form", words.WRONG_FORM) from None
    return Form(tuple(pairs))


def check_site(request: Request) -> None:
    """Raise Problem 403 if another site sent this form.

    Browsers say from where: all current ones in Sec-Fetch-Site, older ones in Origin. Where neither is said, the
    cookie's SameSite keeps the key from being sent along.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        is_ours = site in OURS
    else:
        origin = request.headers.get("origin")
        is_ours = origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
    if not is_ours:
        raise Problem(403, "other-site", words.OTHER_SITE)
