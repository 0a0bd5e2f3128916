"""The conversation as a page shows it: its lines, the open question, what is urgent, and whether an answer is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

URGENT = frozenset({"T0", "T1"})
Said = Mapping[str, Any]
SAFE = ("tel:", "sms:", "https:")


@dataclass(frozen=True)
class Line:
    """One message. `changes`: the question whose answer can be changed here; `by`: the person who wrote it."""

    id: str
    sender: str
    text: str
    at: str | None
    is_urgent: bool
    calls: tuple[Mapping[str, str], ...]
    changes: str | None = None
    by: str | None = None


@dataclass(frozen=True)
class View:
    """What of a conversation is shown. `latest`: the id of the line to open the page at.

    `staff`: the person who writes instead of the program; then nothing is asked, and no answer is due.
    """

    lines: tuple[Line, ...] = ()
    urgent: tuple[Line, ...] = ()
    question: str | None = None
    is_due: bool = False
    latest: str | None = None
    staff: str | None = None

    @property
    def last_urgent(self) -> str | None:
        """The id of the newest urgent line that is not read yet."""
        return self.urgent[-1].id if self.urgent else None


def viewed(messages: Sequence[Said], read: str | None, *, is_due: bool, staff: str | None = None) -> View:
    """The conversation with these messages; `read`: the last urgent one that was read; `staff`: who writes now."""
    newest = {message["answered"]: message["id"] for message in messages if message.get("answered")}
    lines = tuple(_line(message, newest) for message in messages)
    return View(
        lines=lines,
        urgent=_unread(lines, read),
        question=None if is_due or staff else _asked(messages),
        is_due=is_due and staff is None,
        latest=_latest(lines),
        staff=staff,
    )


def question_of(messages: Sequence[Said], question: str) -> Said | None:
    """The newest message that put this question."""
    put = (message for message in reversed(messages) if (message.get("question") or {}).get("id") == question)
    return next(put, None)


def unrecorded(messages: Sequence[Said]) -> tuple[Line, ...]:
    """Safety words that came with a refusal."""
    return tuple(_line({**message, "level": message.get("level") or "T0"}, {}) for message in messages)


def said_once(now: Sequence[Line], unread: Sequence[Line]) -> tuple[Line, ...]:
    """What is urgent, the newest words first; the same words do not stand there twice."""
    return tuple({line.text: line for line in (*now, *unread)}.values())


def last_said(messages: Sequence[Said]) -> str | None:
    """The id of her newest message."""
    return next((message["id"] for message in reversed(messages) if message["from"] == "patient"), None)


def _line(message: Said, newest: Mapping[str, str]) -> Line:
    answered = message.get("answered")
    return Line(
        id=message["id"],
        sender=message["from"],
        text=message["text"],
        at=message.get("at"),
        is_urgent=message.get("level") in URGENT,
        calls=tuple(call for call in message.get("calls") or () if call["to"].startswith(SAFE)),
        changes=answered if answered and newest.get(answered) == message["id"] else None,
        by=(message.get("by") or {}).get("title"),
    )


def _asked(messages: Sequence[Said]) -> str | None:
    """The open question: the newest one put since she last spoke."""
    for message in reversed(messages):
        if message["from"] == "patient":
            return None
        if message.get("question"):
            return str(message["question"]["id"])
    return None


def _unread(lines: Sequence[Line], read: str | None) -> tuple[Line, ...]:
    places = [place for place, line in enumerate(lines) if line.id == read]
    since = places[-1] + 1 if places else 0
    return tuple(line for line in lines[since:] if line.is_urgent)


def _latest(lines: Sequence[Line]) -> str | None:
    """The first line after her last: where what is new begins."""
    for place in range(len(lines) - 1, -1, -1):
        if lines[place].sender == "patient":
            return lines[min(place + 1, len(lines) - 1)].id
    return lines[0].id if lines else None
