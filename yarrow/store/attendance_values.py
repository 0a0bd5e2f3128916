"""A person writes instead of the program: who, since when, and what beginning and ending it came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from yarrow.clinical.fact import Fact
from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.store.values import Event, Outbound

Beginning = Literal["begun", "mine", "theirs", "declined"]


@dataclass(frozen=True)
class Attendant:
    """A person of the clinic. `staff`: their account; `name`: for colleagues; `title`: for the patient ("Nurse")."""

    staff: str
    name: str
    title: str


@dataclass(frozen=True)
class Attendance:
    """Who writes in a conversation now. `seen_at`: when their page was last heard of; `typing_at`: … they typed.

    `told`: the urgent rules staff have been told of since, whose words the patient has not been told.
    """

    conversation: str
    who: Attendant
    since: datetime
    seen_at: datetime
    typing_at: datetime | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Present:
    """Somebody who has a conversation open."""

    staff: str
    name: str
    seen_at: datetime


@dataclass(frozen=True)
class Begun:
    """What became of a wish to take over: `begun`, `mine` already, `theirs` (and whose), or `declined`.

    `declined`: the patient did not agree that her words are kept.
    """

    outcome: Beginning
    attendance: Attendance | None = None


@dataclass(frozen=True)
class Said:
    """What became of words to a patient: the message (the same if it was sent before), or whose turn it is now."""

    message: Outbound | None
    attendance: Attendance | None = None


@dataclass(frozen=True)
class Leaving:
    """Why a person stops writing: they hand back (`by`), or nothing was heard of them since `unseen_since`."""

    by: str | None = None
    unseen_since: datetime | None = None


@dataclass(frozen=True)
class HandBack:
    """The conversation goes back to the program. `version`: of the conversation when the rest was made of it.

    `words`: that the program answers again; after them come `messages`, unless a turn is still under way.
    """

    conversation: str
    version: int
    words: Message
    standing: Standing
    leaving: Leaving
    messages: tuple[Message, ...] = ()
    facts: tuple[Fact, ...] = ()
    triage: dict[str, Any] | None = None
    events: tuple[Event, ...] = ()
