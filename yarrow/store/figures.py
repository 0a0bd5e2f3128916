"""What is counted over many conversations: of which, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Population:
    """The conversations that are counted: begun from `since` on and before `until`, of this channel and locale.

    None: whichever.
    """

    since: datetime | None = None
    until: datetime | None = None
    channel: str | None = None
    locale: str | None = None


@dataclass(frozen=True)
class Reached:
    """In how many conversations a question was asked, answered and passed over, and for how many it stands open.

    `here`: of the open ones, those whose patient was there lately; `left`: the others.
    """

    asked: int = 0
    answered: int = 0
    passed: int = 0
    here: int = 0
    left: int = 0


@dataclass(frozen=True)
class Spread:
    """How many were measured, and in seconds the median, what nine in ten do not exceed, and the longest."""

    count: int
    median: int
    ninth: int
    longest: int


@dataclass(frozen=True)
class Begun:
    """The conversations begun in one half hour (`bucket`: its number since 1970).

    `levels`: how many of each (None: no level). `typed`: messages in them that patients typed; `not_understood`: how
    often one was not understood.
    """

    bucket: int
    levels: dict[str | None, int] = field(default_factory=dict)
    typed: int = 0
    not_understood: int = 0


@dataclass(frozen=True)
class Topic:
    """In how many conversations an evidence topic was asked about, and in how many its answer was given."""

    asked: int = 0
    answered: int = 0


@dataclass(frozen=True)
class Unseen:
    """Urgent conversations of one level that nobody has looked at: how many, and since when the first of them waits."""

    count: int
    since: datetime
