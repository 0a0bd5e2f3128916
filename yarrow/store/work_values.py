"""What staff did with a conversation, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Work = Literal["new", "in_review", "follow_up", "done"]
WORK: tuple[Work, ...] = ("new", "in_review", "follow_up", "done")


@dataclass(frozen=True)
class Hand:
    """Who changes something. `seen`: the last step they had seen; None where it does not matter."""

    staff: str
    seen: int | None = None


@dataclass(frozen=True)
class Deed:
    """Something somebody does. `did`: assign, status, tag, untag, note, strike, flag, unflag, correct."""

    conversation: str
    staff: str
    did: str
    detail: dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One thing somebody did. `name`: theirs, as colleagues know them."""

    number: int
    staff: str
    name: str
    did: str
    detail: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class Note:
    """A note for colleagues. `private`: for clinicians only. `struck_at`: no longer meant, but still there."""

    number: int
    staff: str
    name: str
    text: str
    private: bool
    at: datetime
    struck_at: datetime | None


@dataclass(frozen=True)
class Flag:
    """A message somebody should look at, and why."""

    number: int
    message: str
    staff: str
    name: str
    cause: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Casework:
    """Where the work on a conversation stands. `head`: the number of its last step, 0 if there is none."""

    work: str = "new"
    follow_up_on: date | None = None
    assignee: str | None = None
    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    flags: tuple[Flag, ...] = ()
    steps: tuple[Step, ...] = field(default=())

    @property
    def head(self) -> int:
        return self.steps[-1].number if self.steps else 0


@dataclass(frozen=True)
class Correction:
    """A fact that staff put right: the new fact and the one it stands for, by number, and what it did to the triage."""

    number: int
    conversation: str
    fact: int
    replaces: int | None
    path: str
    staff: str
    name: str
    reason: str
    level_before: str | None
    level_after: str
    rules_came: tuple[str, ...]
    rules_went: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class SecondLook:
    """How a person judged the same conversation. `blind`: they had not opened it before."""

    number: int
    conversation: str
    staff: str
    name: str
    level: str
    bot_level: str
    bot_rules: tuple[str, ...]
    reason: str
    blind: bool
    at: datetime


@dataclass(frozen=True)
class Lesson:
    """A message that was misunderstood, without personal details, and what should have been made of it."""

    number: int
    conversation: str
    message: str
    staff: str
    name: str
    kind: str
    wanted: dict[str, Any]
    start: dict[str, Any]
    text: str
    state: str
    at: datetime
