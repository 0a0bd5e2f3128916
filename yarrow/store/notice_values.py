"""What staff are told of, and how it went, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Cause = Literal[
    "level", "person_wanted", "cannot_get_help", "action_failed", "attendance_lapsed", "not_delivered", "glass_break"
]  # fmt: skip
Audience = Literal["clinic", "admins"]
Channel = Literal["email", "webhook"]
LetterState = Literal["waiting", "sending", "sent", "failed"]


@dataclass(frozen=True)
class Notice:
    """Something staff must be told. `level`: how urgent, where the cause is a level.

    `addressed_at`: when it was decided who gets a letter; `seen_at`, `seen_by`: who of staff saw it first.
    """

    id: str
    number: int
    conversation: str
    cause: Cause
    level: str | None
    audience: Audience
    at: datetime
    addressed_at: datetime | None = None
    seen_at: datetime | None = None
    seen_by: str | None = None


@dataclass(frozen=True)
class Letter:
    """A notice on its way to one recipient. `error`: a short code of what went wrong last."""

    id: str
    notice: str
    conversation: str
    channel: Channel
    recipient: str
    state: LetterState
    tries: int
    made_at: datetime
    next_at: datetime
    audience: Audience = "clinic"
    sent_at: datetime | None = None
    error: str | None = None


@dataclass(frozen=True)
class Told:
    """A notice with its letters."""

    notice: Notice
    letters: tuple[Letter, ...]


@dataclass(frozen=True)
class Standing:
    """The notices nobody has seen yet: how many, the newest (to see whether there is another), since when, the first.

    `oldest` is None if there are none.
    """

    count: int
    newest: int
    oldest: datetime | None
    first: tuple[Notice, ...]
