"""What crosses between the two sides: a turn goes in, its result comes out; plain values, to and from JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from yarrow.clinical.call import Call
from yarrow.clinical.fact import Fact
from yarrow.intake.case import Case, Standing


@dataclass(frozen=True)
class Said:
    """What the patient sent: an id, text (as stored) and/or the values of choices they tapped.

    `changes`: the question whose earlier answer this message changes, whatever stands open. `offered`: the choices
    that question was last put with, so that what was not on the list is not denied by being left out.
    """

    id: str
    text: str | None = None
    choices: tuple[str, ...] = ()
    at: str | None = None
    changes: str | None = None
    offered: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.text,
            "choices": list(self.choices),
            "at": self.at,
            "changes": self.changes,
            "offered": list(self.offered),
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Said:
        return cls(
            entry["id"],
            entry.get("text"),
            tuple(entry.get("choices") or ()),
            entry.get("at"),
            entry.get("changes"),
            tuple(entry.get("offered") or ()),
        )


@dataclass(frozen=True)
class Turn:
    """One turn of one conversation. `today`: ISO date at the gateway, for "three weeks ago".

    `screened`: the gateway's red-flag lane has already answered this very message; its words are not said again.
    """

    conversation: str
    number: int
    said: Said
    case: Case
    today: str
    screened: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "conversation": self.conversation,
            "turn": self.number,
            "said": self.said.to_json(),
            "case": self.case.to_json(),
            "today": self.today,
            "screened": self.screened,
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Turn:
        return cls(
            entry["conversation"],
            entry["turn"],
            Said.from_json(entry["said"]),
            Case.from_json(entry["case"]),
            entry["today"],
            entry.get("screened", False),
        )


@dataclass(frozen=True)
class Choice:
    """An answer offered: `value` is good only for this question (`pregnant_now:yes`)."""

    label: str
    value: str


@dataclass(frozen=True)
class Message:
    """One message to the patient. `question` as in DESIGN §4.3; `level` only where the message states one.

    `calls`: the numbers its words say.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    question: dict[str, Any] | None = None
    level: str | None = None
    calls: tuple[Call, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "choices": [{"label": c.label, "value": c.value} for c in self.choices],
            "question": self.question,
            "level": self.level,
            "calls": [{"label": c.label, "to": c.to} for c in self.calls],
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Message:
        choices = tuple(Choice(c["label"], c["value"]) for c in entry.get("choices") or ())
        calls = tuple(Call(c["label"], c["to"]) for c in entry.get("calls") or ())
        return cls(entry["text"], choices, entry.get("question"), entry.get("level"), calls)


@dataclass(frozen=True)
class Result:
    """What a turn comes to: words, facts to append, the new standing, triage (full picture, JSON), and events.

    `events`: things the gateway must do or staff must see, `{"event": name, …}` without any patient text:
    `person_wanted`, `safety` (with level and rules), `help` (with how it stands), `cannot_get_help`, `erase`, `paused`,
    `resumed`, `not_understood`, `action_failed`, `completed`, `unreviewed_topic`, `unknown_topic`, `consent_given`,
    `consent_refused`, `conflict` (with the path), `already_said` (the only reason for a turn without words).
    `understanding`: act, intent, findings as JSON, for staff and tests.
    `answered`: the question of the history this message gave an answer to; None for asides and the conversation's own.
    """

    standing: Standing
    messages: tuple[Message, ...] = ()
    facts: tuple[Fact, ...] = ()
    triage: dict[str, Any] | None = None
    understanding: dict[str, Any] = field(default_factory=dict)
    events: tuple[dict[str, Any], ...] = ()
    answered: str | None = None

    @property
    def asks(self) -> bool:
        """Whether a question has been put."""
        return any(message.question for message in self.messages)

    @property
    def is_over(self) -> bool:
        """Whether the turn ends here: a question stands open, the history rests, or the advice was given."""
        return self.standing.question is not None or self.standing.status != "in_progress" or self.standing.advice

    def then(self, later: Result) -> Result:
        """This result followed by a later one of the same turn."""
        return replace(
            later,
            messages=self.messages + later.messages,
            facts=self.facts + later.facts,
            triage=later.triage or self.triage,
            understanding={**self.understanding, **later.understanding},
            events=self.events + later.events,
            answered=later.answered or self.answered,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "standing": self.standing.to_json(),
            "messages": [m.to_json() for m in self.messages],
            "facts": [f.to_json() for f in self.facts],
            "triage": self.triage,
            "understanding": self.understanding,
            "events": list(self.events),
            "answered": self.answered,
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Result:
        return cls(
            Standing.from_json(entry["standing"]),
            tuple(Message.from_json(m) for m in entry["messages"]),
            tuple(Fact.from_json(f) for f in entry["facts"]),
            entry.get("triage"),
            entry.get("understanding") or {},
            tuple(entry.get("events") or ()),
            entry.get("answered"),
        )


def applied(case: Case, result: Result) -> Case:
    """The case after the result: its facts appended, its standing taken over."""
    return Case(case.history.adding(result.facts), result.standing)
