"""What goes to and fro between a person and a double."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Sent:
    """One message a person got. `options`: what can be tapped, as (label, token); `raw`: as our side sent it.

    `edited`: how often it was changed since; `ticks`: what it shows (`sent`, `delivered`, `read`).
    """

    chat: str
    id: str
    text: str
    options: tuple[tuple[str, str], ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict)
    at: float = field(default_factory=time.monotonic)
    edited: int = 0
    ticks: str = "sent"


@dataclass(frozen=True)
class Said:
    """One thing a person did. `payload`: as it goes to the webhook, before it is signed."""

    chat: str
    kind: str
    text: str
    payload: Any
    at: float


@dataclass(frozen=True)
class Call:
    """One call of the webhook."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes
