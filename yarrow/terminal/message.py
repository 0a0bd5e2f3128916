"""A message of the chat API, and the question it may ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Control characters could move the cursor or clear the screen; line breaks and tabs are all a message needs.
UNSAFE = {code: None for code in [*range(32), *range(127, 160)] if code not in (9, 10)}


@dataclass(frozen=True)
class Choice:
    """An answer offered: what is shown, and what is sent."""

    label: str
    value: str


@dataclass(frozen=True)
class Asking:
    """The open question: its id, kind, section, how far the history has come, and whether it may be skipped."""

    id: str
    kind: str
    section: str = ""
    done: int = 0
    of: int = 0
    skippable: bool = True
    choices: tuple[Choice, ...] = ()

    @property
    def takes_several(self) -> bool:
        """Whether more than one choice may be given."""
        return self.kind == "multi_choice"

    @property
    def takes_digits(self) -> bool:
        """Whether a typed number is the answer itself, not the place of a choice."""
        return self.kind not in ("choice", "multi_choice", "yes_no")


@dataclass(frozen=True)
class Message:
    """One message, from the patient, the assistant or staff; `level` only where it states one, `by`: staff's title."""

    id: str
    sender: str
    text: str
    asking: Asking | None = None
    level: str | None = None
    by: str | None = None

    @property
    def is_emergency(self) -> bool:
        """T0 and T1: help is needed now."""
        return self.level in ("T0", "T1")

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> Message:
        """Read a message as the API sends it. Raises KeyError if it is not one."""
        text, by = safe(entry["text"]), title_of(entry.get("by"))
        return cls(str(entry["id"]), entry.get("from", "assistant"), text, asking_of(entry), entry.get("level"), by)


@dataclass(frozen=True)
class Attended:
    """Which person writes instead of the program, and whether they type now; `title` None: nobody does."""

    title: str | None
    is_typing: bool = False

    @classmethod
    def from_json(cls, entry: Mapping[str, Any] | None) -> Attended:
        """Read it as the API sends it; an older gateway does not."""
        return cls(title_of(entry), bool((entry or {}).get("typing")))


def title_of(entry: Mapping[str, Any] | None) -> str | None:
    """What a person from the clinic is; None if there is nobody."""
    title = (entry or {}).get("title")
    return safe(title) if title else None


def asking_of(entry: Mapping[str, Any]) -> Asking | None:
    """The question a message asks, with its choices; None if it asks none."""
    question = entry.get("question")
    if not question:
        return None
    choices = tuple(Choice(safe(c["label"]), c["value"]) for c in entry.get("choices") or ())
    progress = question.get("progress") or {}
    return Asking(
        question["id"],
        question.get("kind", "text"),
        section=question.get("section") or "",
        done=progress.get("done", 0),
        of=progress.get("of", 0),
        skippable=question.get("skippable", True),
        choices=choices,
    )


def safe(text: str) -> str:
    """The text without characters that a terminal would obey."""
    return text.translate(UNSAFE)
