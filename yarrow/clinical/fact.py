"""One thing said about the patient, with what is known of how it was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

# A yes/no, a number, a word of a closed list, the patient's own text, or one loss {type, weeks, confirmed}.
Value = bool | int | float | str | dict[str, Any] | None
Captured = Literal["button", "text", "edited", "staff"]


class Status(str, Enum):
    """How a fact stands. Unknown (the patient is not sure) is never denied, and declined is never denied."""

    PRESENT = "present"
    DENIED = "denied"
    SUSPECTED = "suspected"
    FAMILY = "family"
    PAST = "past"
    DECLINED = "declined"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Provenance:
    """Where a fact comes from: the message, the span in its stored text (characters, end exclusive), and how.

    `edited`: an earlier answer changed in place; without a message: worked out from other facts.
    """

    message: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    captured: Captured = "text"
    at: str | None = None

    @property
    def is_typed(self) -> bool:
        """Whether `text` is in the patient's own words, not a label she tapped."""
        return self.captured == "text" or (self.captured == "edited" and self.start is not None)

    @property
    def is_derived(self) -> bool:
        """Whether it was worked out from other facts, and said in no message."""
        return self.captured == "edited" and self.message is None


@dataclass(frozen=True)
class Fact:
    """A statement about one path of the flat schema (clinical.md §6.3): `age`, `conditions.sle`, `losses[0]`."""

    path: str
    status: Status = Status.PRESENT
    value: Value = None
    provenance: Provenance = field(default_factory=Provenance)

    def to_json(self) -> dict[str, Any]:
        """As plain values; `from_json` is the inverse."""
        p = self.provenance
        return {
            "path": self.path,
            "status": self.status.value,
            "value": self.value,
            "message": p.message,
            "start": p.start,
            "end": p.end,
            "text": p.text,
            "captured": p.captured,
            "at": p.at,
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Fact:
        """Build a fact from what `to_json` made. Raises KeyError or ValueError on anything else."""
        provenance = Provenance(
            entry.get("message"),
            entry.get("start"),
            entry.get("end"),
            entry.get("text"),
            entry.get("captured", "text"),
            entry.get("at"),
        )
        return cls(entry["path"], Status(entry["status"]), entry.get("value"), provenance)
