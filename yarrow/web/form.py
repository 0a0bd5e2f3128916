"""What a form sends: read up to a bound, decoded kindly, and refused if another site sent it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import ClientDisconnect, Request

# Far more than is taken, so that words that are too long can be given back.
MOST_BYTES = 512_000
MOST_FIELDS = 200
READ_SECONDS = 10.0
PLAIN = "application/x-www-form-urlencoded"
WITH_FILES = "multipart/form-data"
OURS = frozenset({"same-origin", "none"})


class FormRefused(Exception):
    """A form that is not taken: its HTTP status, and what is wrong with it in a word."""

    def __init__(self, status: int, kind: str) -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind


@dataclass(frozen=True)
class File:
    """A file that came with a form. `name` is whatever the sender called it: never a path to write to."""

    field: str
    name: str
    content: bytes


@dataclass(frozen=True)
class Form:
    """The fields of a form, in order, and its files."""

    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[File, ...] = ()

    def one(self, name: str) -> str:
        """The first value of a field, trimmed; empty if there is none."""
        return next((value.strip() for field, value in self.fields if field == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that is not empty."""
        return tuple(value.strip() for field, value in self.fields if field == name and value.strip())

    def raw(self, name: str) -> str:
        """The first value of a field as it was sent, spaces and all: a password."""
        return next((value for field, value in self.fields if field == name), "")

    def file(self, name: str) -> File | None:
        """The first file of a field; None if none was chosen."""
        return next((file for file in self.files if file.field == name and file.content), None)


async def read(request: Request, *, most_bytes: int = MOST_BYTES, files: bool = False) -> Form:
    """The form; with `files`, one that carries files is taken too.

    Raises FormRefused: 403 from another site, 415 if it is no form, 413 if files are too large, 400 or 408 if it did
    not come whole. Without files, what is longer than `most_bytes` is cut there.
    """
    check_site(request)
    kind = request.headers.get("content-type", PLAIN).partition(";")[0].strip()
    if kind != PLAIN and not (files and kind == WITH_FILES):
        raise FormRefused(415, "not-a-form")
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await (_plain(request, most_bytes) if kind == PLAIN else _with_files(request, most_bytes))
    except TimeoutError:
        raise FormRefused(408, "too-slow") from None
    except ClientDisconnect:
        raise FormRefused(400, "not-whole") from None
    except ValueError:
        raise FormRefused(400, "wrong-form") from None


def check_site(request: Request) -> None:
    """Raise FormRefused 403 if another site sent this form.

    Browsers say from where: all current ones in Sec-Fetch-Site, older ones in Origin. Where neither is said, the
    cookie's SameSite keeps the key from being sent along.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        is_ours = site in OURS
    else:
        origin = request.headers.get("origin")
        is_ours = origin is None or origin.partition("://")[2] == request.headers.get("host")
    if not is_ours:
        raise FormRefused(403, "other-site")


async def _plain(request: Request, most_bytes: int) -> Form:
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk[: most_bytes - len(raw)]
        if len(raw) >= most_bytes:
            break
    return Form(tuple(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)))


async def _with_files(request: Request, most_bytes: int) -> Form:
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > most_bytes:
        raise FormRefused(413, "too-long")
    try:
        parsed = await MultiPartParser(request.headers, request.stream(), max_files=500, max_fields=MOST_FIELDS).parse()
    except HTTPException:
        raise FormRefused(400, "wrong-form") from None
    try:
        pairs = parsed.multi_items()
        fields = tuple((name, value) for name, value in pairs if isinstance(value, str))
        uploads = [(name, value) for name, value in pairs if isinstance(value, UploadFile)]
        return Form(fields, tuple([File(name, one.filename or "", await one.read()) for name, one in uploads]))
    finally:
        await parsed.close()
