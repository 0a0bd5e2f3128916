"""The record's rows as plain values: what goes into the store and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from yarrow.clinical.fact import Fact
from yarrow.intake.case import Standing
from yarrow.intake.turn import Message

State = Literal["queued", "working", "done", "failed"]
Sender = Literal["patient", "assistant", "staff"]
Kind = Literal["opening", "safety", "reply", "holding", "failure", "staff", "aside"]
Event = dict[str, Any]


@dataclass(frozen=True)
class Conversation:
    """One conversation as the record has it. `standing`: after the last turn that was applied."""

    id: str
    token_hash: str
    token_expires_at: datetime
    channel: str
    locale: str | None
    standing: Standing
    level: str | None
    needs_human: bool
    version: int
    last_seq: int
    last_turn: int
    created_at: datetime
    updated_at: datetime
    last_activity_at: datetime


@dataclass(frozen=True)
class Change:
    """What the red-flag lane did to the standing, when it spoke on a message."""

    before: Standing
    after: Standing

    def to_json(self) -> dict[str, Any]:
        return {"before": self.before.to_json(), "after": self.after.to_json()}

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Change:
        return cls(Standing.from_json(entry["before"]), Standing.from_json(entry["after"]))


@dataclass(frozen=True)
class Opened:
    """A conversation with its facts (the latest of each path), and what the lane changed in turns still to come.

    `attended`: the title of the person who writes instead of the program, if one does; `told`: the urgent rules staff
    were told of meanwhile, whose words the patient was spared.
    """

    conversation: Conversation
    facts: tuple[Fact, ...]
    pending: tuple[Change, ...] = ()
    attended: str | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Start:
    """A conversation to be created, with the first words said in it."""

    id: str
    token_hash: str
    token_expires_at: datetime
    channel: str
    locale: str | None
    standing: Standing
    messages: tuple[Message, ...]
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Screened:
    """What the red-flag lane said of a message: stored with it, in the same commit."""

    messages: tuple[Message, ...]
    facts: tuple[Fact, ...]
    change: Change
    level: str | None
    triage: dict[str, Any] | None = None
    events: tuple[Event, ...] = ()
    answered: str | None = None
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrival:
    """A message as it comes in. `version`: of the conversation when the lane read it. `held`: before consent.

    `changes`: the question whose earlier answer it changes. `written_to`: the title of the person who reads it; the
    program then has no turn.
    `owner`, `lease_until`: who would like to work on it at once, if nothing is waiting before it; `facts`: what held
    in that version, so that they need not be read again.
    """

    conversation: str
    id: str
    text: str | None
    choices: tuple[str, ...]
    body_hash: str
    version: int
    token_expires_at: datetime
    held: bool = False
    screened: Screened | None = None
    owner: str | None = None
    lease_until: datetime | None = None
    facts: tuple[Fact, ...] = ()
    changes: str | None = None
    written_to: str | None = None


@dataclass(frozen=True)
class Inbound:
    """A message from the patient. `tries`: turns that came to nothing so far.

    `changes`: the question whose earlier answer it changes; `answered`: the one it gave an answer to, once known.
    `written_to`: the title of the person it was written to; None: the program.
    """

    conversation: str
    id: str
    turn: int
    seq: int
    text: str | None
    choices: tuple[str, ...]
    state: State
    tries: int
    at: datetime
    change: Change | None = None
    changes: str | None = None
    answered: str | None = None
    written_to: str | None = None

    @property
    def is_settled(self) -> bool:
        """Whether its turn is over, so that nothing of it will change any more."""
        return self.state in ("done", "failed")


@dataclass(frozen=True)
class Outbound:
    """A message to the patient, with its place in the conversation and the message it answers.

    `author`, `title`: the account of the person who wrote it, and how the patient is told who that is.
    """

    conversation: str
    seq: int
    id: str
    sender: Sender
    kind: Kind
    message: Message
    answers: str | None
    at: datetime
    author: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class Claim:
    """A message this owner may now work on, with the case as it stood when the message's turn came."""

    inbound: Inbound
    owner: str
    standing: Standing
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Accepted:
    """What became of an arrival: `new` and stored, `known` already, or known with `another` body."""

    outcome: Literal["new", "known", "another"]
    state: State
    at: datetime
    claim: Claim | None = None


@dataclass(frozen=True)
class Outcome:
    """What a turn came to, to be stored in one transaction. `consent`: given or refused in this turn.

    `answered`: the question the message gave an answer to.
    """

    standing: Standing
    messages: tuple[Message, ...] = ()
    facts: tuple[Fact, ...] = ()
    triage: dict[str, Any] | None = None
    understanding: dict[str, Any] | None = None
    events: tuple[Event, ...] = ()
    consent: Literal["given", "refused"] | None = None
    needs_human: bool = False
    answered: str | None = None


@dataclass(frozen=True)
class Answer:
    """All that was said in answer to a message so far; `state` done or failed: nothing more will come.

    `answered`: the question that the message gave an answer to, as far as is known. `written_to`: the title of the
    person it was written to, if it was not to the program.
    """

    state: State
    at: datetime
    messages: tuple[Outbound, ...]
    answered: str | None = None
    written_to: str | None = None

    @property
    def is_final(self) -> bool:
        return self.state in ("done", "failed")


@dataclass(frozen=True)
class Entry:
    """One line of a transcript, from either side.

    `answered`: the question a patient's message gave an answer to. `is_settled`: nothing of it will change any more.
    `answers`: the patient's message that one of ours was said to. `author`, `title`: of who wrote it, if staff did.
    `written_to`: of a patient's message, the title of the person it was written to; None: the program.
    """

    seq: int
    id: str
    sender: Sender
    message: Message
    at: datetime
    choices: tuple[str, ...] = ()
    answered: str | None = None
    is_settled: bool = True
    answers: str | None = None
    author: str | None = None
    title: str | None = None
    written_to: str | None = None


@dataclass(frozen=True)
class StoredTriage:
    """A triage result and the turn it was made in."""

    turn: int
    level: str | None
    result: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class StoredEvent:
    """Something staff must see or the record must show; no patient's words in it."""

    turn: int
    name: str
    detail: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class CaseFile:
    """All that is known in one conversation: every fact ever said, the last triage, and what happened.

    `numbers`: what names each fact in the record, in the order of `facts`.
    """

    conversation: Conversation
    facts: tuple[Fact, ...]
    last_fact_turn: int
    triage: StoredTriage | None
    events: tuple[StoredEvent, ...] = field(default=())
    numbers: tuple[int, ...] = field(default=())


@dataclass(frozen=True)
class Receipt:
    """Proof of an erasure; `counts`: how many rows of each kind were deleted."""

    id: str
    conversation: str
    erased_at: datetime
    counts: dict[str, int]
