"""Heads of the audit log kept outside the database: a file that is only added to."""

from __future__ import annotations

import os
from datetime import datetime, timezone
from pathlib import Path

from yarrow.store.audit import Head
from yarrow.store.errors import RecordError

FILE = "audit.head"


class UnreadableHead(RecordError):
    """A line of the file is not a head; the message says which."""


def keep(home: Path, head: Head, now: datetime) -> None:
    """Add the head to the file in the home folder (mode 0600), unless it is the last one there. Raises OSError."""
    path = home / FILE
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if path.exists() and (heads := read(path)) and heads[-1] == head:
        return
    with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="ascii") as file:
        file.write(line(head, now))


def line(head: Head, now: datetime) -> str:
    """A head as it is written: number, hash, when."""
    return f"{head.number} {head.hash} {now.astimezone(timezone.utc).isoformat(timespec='seconds')}\n"


def read(path: Path) -> tuple[Head, ...]:
    """Every head of the file, oldest first. Raises UnreadableHead, OSError."""
    heads = []
    for place, text in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        number, _, rest = text.partition(" ")
        digest = rest.partition(" ")[0]
        if not number.isdecimal() or len(digest) != 64:
            raise UnreadableHead(f"line {place} of {path} is not a head of the audit log")
        heads.append(Head(int(number), digest))
    return tuple(heads)
