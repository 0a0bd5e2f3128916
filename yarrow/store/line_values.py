"""Values of the messaging side: lines to people, what came in over them, what goes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from yarrow.intake.turn import Message

DispatchState = Literal["waiting", "sending", "held", "sent", "failed"]
DeliveryState = Literal["waiting", "handled"]


@dataclass(frozen=True)
class Line:
    """One person in one messaging app. `id`: ours, 16 signs, random.

    `who`: the keyed hash of the platform's id. `address`: what sending needs, encrypted; only the gateway reads it.
    `heard_at`: when the person last wrote, by our clock (platforms let us write freely for a while after that).
    `stopped_at`: since when they want no messages. `place`: of the last message of the conversation that has been
    sorted for this line (`seq`). `notes`: small things to remember on this line, plain JSON without clinical content
    beyond server-issued choice values: the list last put with numbers, ticks so far, which hints were given.
    """

    id: str
    channel: str
    who: str
    address: str
    conversation: str | None
    heard_at: datetime
    stopped_at: datetime | None
    place: int
    notes: Mapping[str, Any]
    made_at: datetime


@dataclass(frozen=True)
class NewDelivery:
    """One thing that came in, as the webhook keeps it. `event`: the keyed hash of the platform's id of it.

    `content`: the Incoming as JSON; gone once it is handled. `order`: the platform's place of it, if it has one.
    `stranger_after`: silent for so long, who writes there may be somebody else.
    """

    channel: str
    who: str
    address: str
    event: str
    kind: str
    content: Mapping[str, Any]
    order: float | None
    stranger_after: timedelta | None = None


@dataclass(frozen=True)
class Kept:
    """What became of a thing that came in. `line`: whose it is; None: it is known, and that line is gone."""

    line: str | None
    outcome: Literal["new", "known", "too_many"]


@dataclass(frozen=True)
class Delivery:
    """A kept delivery. `number`: ours, in the order of arrival."""

    number: int
    line: str
    event: str
    kind: str
    content: Mapping[str, Any]
    order: float | None
    at: datetime
    tries: int


@dataclass(frozen=True)
class Dispatch:
    """One message of the record on its way out over one line.

    `id`: ours, told to the platform where it can be. `seq`: its place in the conversation; None: last words of a
    conversation that is gone, which then stand in `message`. `sent`: how many of its pieces have gone out.
    `held`: it waits until the person writes again. `error`: a code, never what a server said.
    """

    id: str
    channel: str
    line: str | None
    conversation: str | None
    address: str
    seq: int | None
    is_urgent: bool
    state: DispatchState
    sent: int
    tries: int
    made_at: datetime
    next_at: datetime
    error: str | None = None
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    message: Message | None = None
    form: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NewDispatch:
    """One message to go out. `form`: how it is to be put (`{"as": "link"}` for one answered on the secure page)."""

    seq: int
    is_urgent: bool
    form: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Undelivered:
    """One that staff should know of: it was given up, or it waits for the person to write."""

    id: str
    channel: str
    conversation: str
    seq: int
    is_urgent: bool
    state: DispatchState
    error: str | None
    made_at: datetime
    tries: int
