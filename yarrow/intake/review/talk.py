"""The conversation as staff read it: each message in its own words, marked where facts come from, and what was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from yarrow.clinical.fact import Status
from yarrow.intake.offered import Labels
from yarrow.intake.picture import PRIVATE_PATHS, PRIVATE_RULES
from yarrow.intake.review.chart import Names
from yarrow.intake.review.notes import Notes, Numbered
from yarrow.intake.review.spans import Segment, Span, segments
from yarrow.intake.turn import Message

Sender = Literal["patient", "assistant", "staff"]
# Acts after which nothing needs to be noted for the message to have been understood.
ASIDES = frozenset(
    {"why", "ask_evidence", "ask_diagnosis", "ask_treatment", "ask_person", "pause", "delete", "distress", "skip"}
)


@dataclass(frozen=True)
class Happened:
    """An event of a turn: its name and its details, without any word of hers."""

    turn: int
    name: str
    detail: Mapping[str, Any]
    at: datetime

    @property
    def is_private(self) -> bool:
        """Whether it tells what only a clinician may read."""
        rules = set(self.detail.get("rules") or ())
        named = {str(self.detail.get(key) or "").removeprefix("symptoms.") for key in ("about", "path")}
        private = {path.removeprefix("symptoms.") for path in PRIVATE_PATHS}
        return (bool(rules) and rules <= set(PRIVATE_RULES)) or bool(named & private)


@dataclass(frozen=True)
class Spoken:
    """One message as it is stored, from either side.

    `choices`: what she tapped. `answered`, `changes`: the questions it answered, or changed the answer of. `answers`:
    her message that ours was said to. `act`: what kind of message it was read as. `kind`: of ours (opening, reply,
    safety, holding, failure, staff). `state`: whether hers is worked on. `held`: kept apart until she agrees.
    `title`: the role of the member of staff who wrote it.
    """

    seq: int
    id: str
    sender: Sender
    message: Message
    at: datetime
    turn: int = 0
    choices: tuple[str, ...] = ()
    answered: str | None = None
    changes: str | None = None
    answers: str | None = None
    act: str | None = None
    kind: str = "reply"
    state: str = "done"
    held: bool = False
    title: str | None = None


@dataclass(frozen=True)
class Made:
    """One fact made of a message. `said` is empty where it is simply so. `holds`: nothing later replaced it."""

    number: int
    name: str
    said: str
    status: Status
    marked: bool
    holds: bool


@dataclass(frozen=True)
class Remark:
    """A message to be read. `withheld`: why its words are not shown, None if they are."""

    spoken: Spoken
    words: tuple[Segment, ...] = ()
    tapped: tuple[str, ...] = ()
    made: tuple[Made, ...] = ()
    answered: str | None = None
    changed: str | None = None
    events: tuple[Happened, ...] = ()
    withheld: Literal["private", "not_agreed", "refused"] | None = None

    @property
    def id(self) -> str:
        """The message's."""
        return self.spoken.id

    @property
    def sender(self) -> Sender:
        """Who wrote it."""
        return self.spoken.sender

    @property
    def text(self) -> str:
        """Its words, whole."""
        return "".join(piece.text for piece in self.words)

    @property
    def is_waiting(self) -> bool:
        """Whether it is hers and has not been worked on yet."""
        return self.sender == "patient" and self.spoken.state in ("queued", "working")

    @property
    def is_unread(self) -> bool:
        """Whether she wrote something of which nothing was noted, and that was not plainly something else."""
        aside = self.spoken.act in ASIDES or self.spoken.answered or self.events
        return bool(self.text and self.sender == "patient" and not self.made and not aside and not self.is_waiting)


@dataclass(frozen=True)
class Talk:
    """All messages, in order."""

    remarks: tuple[Remark, ...] = field(default=())

    @property
    def unread(self) -> tuple[Remark, ...]:
        """Hers of which nothing was noted."""
        return tuple(remark for remark in self.remarks if remark.is_unread)


def talk(names: Names, notes: Notes, spoken: Sequence[Spoken], happened: Sequence[Happened]) -> Talk:
    """The conversation."""
    return Talk(tuple(_Talking(names, notes, spoken, happened).remarks()))


class _Talking:
    """Makes remarks of one conversation's messages."""

    def __init__(self, names: Names, notes: Notes, spoken: Sequence[Spoken], happened: Sequence[Happened]) -> None:
        self._names, self._notes, self._spoken = names, notes, spoken
        self._labels = Labels(one.message for one in spoken)
        self._events: dict[int, list[Happened]] = {}
        for event in happened:
            if not (notes.is_partial and event.is_private):
                self._events.setdefault(event.turn, []).append(event)
        latest = (notes.latest(path) for path in notes.of_path)
        self._hold = {one.number for one in latest if one is not None}

    def remarks(self) -> Iterator[Remark]:
        for one in self._spoken:
            if {one.id, one.answers} & self._notes.withheld:
                yield Remark(one, withheld="private")
            elif one.sender == "patient":
                yield self._hers(one)
            else:
                yield Remark(one, words=segments(one.message.text, ()))

    def _hers(self, one: Spoken) -> Remark:
        told = self._notes.of_message.get(one.id, ())
        made = tuple(self._made(fact) for fact in told)
        events = tuple(self._events.get(one.turn, ()))
        if one.held:
            return Remark(one, made=made, events=events, withheld="not_agreed")
        if not one.message.text and not one.choices:
            return Remark(one, made=made, events=events, withheld="refused")
        return Remark(
            one,
            words=segments(one.message.text, _spans(told)) if one.message.text else (),
            tapped=tuple(self._label(value) for value in one.choices),
            made=made,
            answered=self._question(one.answered),
            changed=self._question(one.changes),
            events=events,
        )

    def _made(self, one: Numbered) -> Made:
        fact = one.fact
        marked = fact.provenance.start is not None
        holds = one.number in self._hold
        return Made(one.number, self._names.name(fact.path), self._names.value(fact), fact.status, marked, holds)

    def _label(self, value: str) -> str:
        return self._labels.get(value, value)

    def _question(self, question: str | None) -> str | None:
        return self._names.name(_fact_of(self._names, question)) if question else None


def _fact_of(names: Names, question: str) -> str:
    found = names.sheet.questions.get(question)
    return (found.fact or found.id) if found else question


def _spans(told: Sequence[Numbered]) -> Iterator[Span]:
    for one in told:
        origin = one.fact.provenance
        if origin.start is not None and origin.end is not None:
            yield Span(one.number, origin.start, origin.end)
