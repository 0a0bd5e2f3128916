"""Golden conversations: read from YAML, played by whoever can play them, and compared with what they expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

from yarrow.bootstrap.bot import desk
from yarrow.clinical import interview
from yarrow.clinical.fact import Fact
from yarrow.clinical.history import History
from yarrow.intake.case import Case, Standing
from yarrow.intake.known import history_of
from yarrow.intake.opening import open_case
from yarrow.intake.picture import full_json
from yarrow.intake.turn import Message, applied

FOLDER = Path(__file__).resolve().parents[1] / "conversations"


@dataclass(frozen=True)
class Stored:
    """What a record holds of a conversation: present facts, the latest status of each path, and the triage."""

    facts: Mapping[str, Any]
    status: Mapping[str, str]
    conversation: str
    triage: Mapping[str, Any]


class Talk(Protocol):
    """One conversation that is being played: in one process, or over HTTP with all of Yarrow behind it."""

    messages: Sequence[Message]  # of the last turn
    events: Sequence[str]  # … their names

    def say(self, text: str | None = None, choices: tuple[str, ...] = (), changes: str | None = None) -> None:
        """One message of the patient, answered; `changes`: the question whose earlier answer it changes."""

    def befall(self, fault: str) -> list[str]:
        """Let something happen before the next turn; what is not as expected. Raises KeyError for another fault."""

    def stored(self) -> Stored:
        """What is on record by now."""


def golden() -> list[dict[str, Any]]:
    """Every golden conversation."""
    return [entry for path in sorted(FOLDER.glob("*.yml")) for entry in yaml.safe_load(path.read_text("utf-8"))]


def play(talk: Talk, entry: dict[str, Any]) -> list[str]:
    """Play the conversation; what is not as expected, in order."""
    wrong = []
    for number, turn in enumerate(entry["turns"], 1):
        if "fault" in turn:
            wrong += [f"turn {number}: {problem}" for problem in talk.befall(turn["fault"])]
            continue
        choices = tuple(turn.get("choices") or ([turn["choice"]] if "choice" in turn else ()))
        talk.say(turn.get("said"), choices, turn.get("changes"))
        wrong += [f"turn {number}: {problem}" for problem in unanswered(talk, turn.get("answered") or {})]
    if "stored" in entry:
        wrong += [f"stored: {problem}" for problem in unstored(talk.stored(), entry["stored"])]
    return wrong


def started(start: dict[str, Any]) -> Case:
    """The case a conversation starts from: at the hello, or in the middle with facts already known."""
    known = dict(start.get("known") or {})
    if start.get("locale"):
        known["locale"] = start["locale"]
    history = history_of(known)
    if "at" not in start:
        opened = open_case(desk(), Standing(), Case(history))
        return applied(Case(history), opened)
    history = history.adding([Fact("consent", value=True)])
    passed: list[str] = []
    while question := interview.next_question(desk().protocol, history, passed=passed):
        if question.id == start["at"]:
            standing = Standing(question=question.id, section=question.section, passed=tuple(passed), consent=True)
            return Case(history, standing)
        passed.append(question.id)
    raise ValueError(f"The question {start['at']!r} is never asked of a patient with these facts.")


def stored_of(history: History, conversation: str) -> Stored:
    """What a record with this history and this status of the conversation holds."""
    status = {path: fact.status.value for path, fact in history.latest.items()}
    return Stored(history.flat, status, conversation, full_json(desk(), history))


def unreadable(request: dict[str, Any]) -> dict[str, Any]:
    """A request to the action server whose message has a date no use case can work with: `action_fails`."""
    for event in request["tracker"]["events"]:
        if turn := (event.get("metadata") or {}).get("turn"):
            event["metadata"] = {"turn": {**turn, "today": "not a date"}}
    return request


def unanswered(talk: Talk, expected: dict[str, Any]) -> Iterator[str]:
    """Where the turn's answer differs from what is expected."""
    words = "\n".join(message.text for message in talk.messages)
    if not words:
        yield "nothing was said"
    for part in expected.get("contains") or ():
        if part.lower() not in words.lower():
            yield f"{part!r} is not said in: {words}"
    for part in expected.get("lacks") or ():
        if part.lower() in words.lower():
            yield f"{part!r} is said in: {words}"
    if "question" in expected and asked(talk) != expected["question"]:
        yield f"asks {asked(talk)}, not {expected['question']}: {words}"
    levels = [message.level for message in talk.messages if message.level]
    if "level" in expected and (min(levels) if levels else None) != expected["level"]:
        yield f"says the levels {levels}, not {expected['level']}"
    if expected.get("event") and expected["event"] not in talk.events:
        yield f"has the events {list(talk.events)}, not {expected['event']}"


def asked(talk: Talk) -> str | None:
    """The id of the question that was put last."""
    return next((str(m.question["id"]) for m in reversed(talk.messages) if m.question), None)


def unstored(stored: Stored, expected: dict[str, Any]) -> Iterator[str]:
    """Where the record differs from what is expected."""
    for name, value in (expected.get("facts") or {}).items():
        if stored.facts.get(name) != value:
            yield f"{name} is {stored.facts.get(name)!r}, not {value!r}"
    for path, status in (expected.get("status") or {}).items():
        if stored.status.get(path) != status:
            yield f"{path} is {stored.status.get(path)}, not {status}"
    for path in expected.get("absent") or ():
        if stored.status.get(path) == "present":
            yield f"{path} is there"
    if "conversation" in expected and stored.conversation != expected["conversation"]:
        yield f"the conversation is {stored.conversation}, not {expected['conversation']}"
    yield from _other_triage(stored.triage, expected)


def _other_triage(triage: Mapping[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    if "level" in expected and triage["level"] != expected["level"]:
        yield f"the level is {triage['level']}, not {expected['level']}"
    for name in ("rules", "recommendations"):
        found = [entry if isinstance(entry, str) else entry["id"] for entry in triage[name]]
        missing = [one for one in expected.get(name) or () if one not in found]
        if missing:
            yield f"{name} lack {missing}: {found}"
