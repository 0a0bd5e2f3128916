"""What was understood of one message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

FindingKind = Literal["condition", "symptom", "medicine", "test", "loss", "number"]
Assertion = Literal["present", "denied", "suspected", "family", "past", "hypothetical"]
Act = Literal[
    "answer", "yes", "no", "unsure", "skip", "why", "correct", "ask_evidence", "ask_diagnosis",
    "ask_treatment", "ask_person", "pause", "delete", "distress", "other",
]  # fmt: skip


@dataclass(frozen=True)
class AskedOption:
    """An answer that was offered: its value, its label, and the finding ids it stands for."""

    value: str
    label: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """The question the message answers, as far as reading needs it. `steps`: where the bands of its number begin.

    `month_first`: she lives where dates are written so.
    """

    id: str
    kind: str
    fact: str | None = None
    options: tuple[AskedOption, ...] = ()
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    steps: tuple[float, ...] = ()
    month_first: bool = False


@dataclass(frozen=True)
class Finding:
    """A concept in the text with its assertion; `start`/`end` count characters of the stored text, end exclusive."""

    kind: FindingKind
    id: str
    status: Assertion
    start: int
    end: int
    text: str
    value: Any = None

    def to_json(self) -> dict[str, Any]:
        """As in the `findings` of `yarrow understand` (DESIGN §4.4)."""
        return {
            "kind": self.kind, "id": self.id, "status": self.status, "value": self.value,
            "start": self.start, "end": self.end, "text": self.text,
        }  # fmt: skip


@dataclass(frozen=True)
class ReadFact:
    """A fact the text states: a path of the flat schema with status and value, and the span it was read from."""

    path: str
    status: str
    value: Any
    start: int
    end: int


@dataclass(frozen=True)
class Ask:
    """One question that must be asked before judging: what about, and which question id asks it.

    `start`, `end`: the characters of the text that gave rise to it; both 0 where it is no words in particular.
    """

    about: str
    question: str
    start: int = 0
    end: int = 0

    def to_json(self) -> dict[str, str]:
        """As in `ask` of `yarrow understand`."""
        return {"about": self.about, "question": self.question}


@dataclass(frozen=True)
class Understanding:
    """The reading of one message. `topics`: evidence topics or medicines asked about (ids); `chosen`: options named.

    `worries`: what is asked that names neither a thing nor an illness ("is this normal?"). `unclear`: names that settle
    no condition. `plain`: the message is nothing but its act: "no", and not "no sleep". `asks`: what a history told in
    one go asks or requests beside its answer.
    """

    act: Act
    findings: tuple[Finding, ...] = ()
    facts: tuple[ReadFact, ...] = ()
    red_flags: tuple[str, ...] = ()
    ask: Ask | None = None
    topics: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    plain: bool = False
    worries: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    asks: Act | None = None

    @property
    def wants(self) -> Act:
        """What it wants done: the question or request in a history it tells, else its act."""
        return self.asks or self.act
