"""Files that are given to browsers: modules, stylesheets, pictures."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rjsmin import jsmin
from starlette.requests import Request
from starlette.responses import Response

TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Item:
    """One file as it is sent. `etag` tells this content, and this encoding of it, from every other."""

    plain: bytes
    packed: bytes
    media_type: str

    def body(self, *, packed: bool) -> bytes:
        return self.packed if packed else self.plain

    def etag(self, *, packed: bool) -> str:
        digest = hashlib.sha256(self.plain).hexdigest()[:32]
        return f'"{digest}-gz"' if packed else f'"{digest}"'


class Shelf:
    """A folder of which some files are given out: those whose whole name has the form. Nothing leads out of it."""

    def __init__(self, folder: Path, form: str, headers: Mapping[str, str]) -> None:
        self._folder = folder
        self._form = re.compile(form)
        self._headers = dict(headers)
        self._items: dict[str, tuple[int, Item]] = {}

    def names(self) -> list[str]:
        """What is on the shelf, in order."""
        paths = (path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*") if path.is_file())
        return sorted(name for name in paths if self._form.fullmatch(name))

    def item(self, name: str) -> Item | None:
        """The file of that name as it is now; None if there is none, or none that is given out."""
        path = self._folder / name
        if self._form.fullmatch(name) is None or not path.is_file():
            return None
        changed = path.stat().st_mtime_ns
        held = self._items.get(name)
        if held is None or held[0] != changed:
            plain = _compact(path)
            held = (changed, Item(plain, gzip.compress(plain, 9, mtime=0), TYPES[path.suffix]))
            self._items[name] = held
        return held[1]

    def give(self, request: Request, name: str) -> Response | None:
        """The file, or that it has not changed; None if there is none of that name."""
        item = self.item(name)
        if item is None:
            return None
        packed = _takes_gzip(request.headers.get("accept-encoding", ""))
        etag = item.etag(packed=packed)
        headers = {**self._headers, "Cache-Control": "no-cache", "ETag": etag, "Vary": "Accept-Encoding"}
        if _is_held(request.headers.get("if-none-match", ""), etag):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(item.body(packed=packed), headers=headers, media_type=item.media_type)


def _compact(path: Path) -> bytes:
    """What the browser runs: a module without its comments, its types and its indentation; they cost a phone, too."""
    if path.suffix != ".js" or path.name.endswith(".min.js"):
        return path.read_bytes()
    return str(jsmin(path.read_text(encoding="utf-8"))).encode()


def _takes_gzip(accepted: str) -> bool:
    for offer in accepted.lower().split(","):
        name, _, weight = offer.partition(";")
        if name.strip() in ("gzip", "*"):
            return re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight) is None
    return False


def _is_held(known: str, etag: str) -> bool:
    return any(one.strip().removeprefix("W/") in (etag, "*") for one in known.split(","))
