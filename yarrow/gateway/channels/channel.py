"""The shape of an adapter. docs/channels/new.md shows how a new one is made in an afternoon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from yarrow.gateway.channels.incoming import Incoming, Parsed
from yarrow.gateway.channels.piece import Limits, Piece

Address = Mapping[str, Any]


class Forged(Exception):
    """The call is not from the platform. `status` 401: nothing proves it is; 403: what should prove it is wrong."""

    def __init__(self, status: int, reason: str) -> None:
        """`reason`: a short code for the log and the count ("no-signature", "wrong-signature", "too-old")."""
        super().__init__(reason)
        self.status = status
        self.reason = reason


class NotRead(Exception):
    """The call is from the platform, and nothing in it can be read: it is counted, and answered as taken."""


@dataclass(frozen=True)
class Webhook:
    """A call by a platform. `url`: as it called us, from the public address; header names in small letters."""

    method: str
    url: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    at: float  # seconds since 1970, when it came in


@dataclass(frozen=True)
class Reply:
    """What a platform is answered."""

    status: int = 200
    body: str = ""
    media_type: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)


TAKEN = Reply()


class Channel(Protocol):
    """One platform: its signatures, its payloads, its limits, its way of sending. It keeps no state of its own."""

    @property
    def name(self) -> str:
        """As in addresses, tables and settings: `telegram`."""

    @property
    def title(self) -> str:
        """As people call it: `Telegram`."""

    @property
    def limits(self) -> Limits:
        """What a message may be here."""

    def verify(self, call: Webhook) -> None:
        """See whether the platform has made this call. Raises Forged."""

    def greet(self, call: Webhook) -> Reply | None:
        """The answer to a call that only asks whether we are there (a challenge); None: it brings something."""

    def parse(self, call: Webhook) -> Parsed:
        """What the call brings; it has been verified. Raises NotRead."""

    def taken(self, call: Webhook) -> Reply:
        """What the platform wants to hear once the call is kept."""

    async def send(self, piece: Piece, to: Address, dispatch: str) -> None:
        """Send one piece. `dispatch`: our own name of it, told to the platform where it gives it back.

        Raises Refused.
        """

    async def notice(self, incoming: Incoming) -> None:
        """Show that it has arrived and an answer is being written: read marks, typing, the end of a button's spinning.

        Best effort: raises nothing.
        """

    async def check(self) -> list[Check]:
        """What `yarrow channels check` and `yarrow doctor` say: the token, the webhook, the sender. Raises nothing."""

    async def setup(self, url: str) -> list[Check]:
        """Tell the platform where to call (`url`), as far as it lets itself be told. Raises nothing."""

    def return_link(self) -> str | None:
        """An address that opens the chat in the app again (`https://t.me/bot`); None if there is none."""

    async def close(self) -> None:
        """Give back connections."""


@dataclass(frozen=True)
class Check:
    """One thing looked at: `about` in a word or two, and a sentence that says what to do if it is not well."""

    is_well: bool
    about: str
    sentence: str
