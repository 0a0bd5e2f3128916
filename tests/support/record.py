"""Short ways to put things into a record, for the store's tests."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.store.values import Arrival, Outcome, Start

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)
LATER = NOW + timedelta(seconds=10)
DAY = timedelta(hours=24)
QUESTION = {"id": "age", "kind": "number", "section": "about", "progress": {"done": 0, "of": 3}, "skippable": True}


def begin(record, name="c1", **standing):
    start = Start(name, "h" * 64, NOW + DAY, "widget", "UK", Standing(**standing), (Message("Hello."),))
    record.conversations.begin(start, NOW)
    return name


def arrival(record, message, words="34", **given):
    version = record.conversations.find("c1").version
    return Arrival("c1", message, words, (), f"hash of {words}", version, NOW + DAY, **given)


def take(record, message, words="34", **given):
    return record.inbox.accept(arrival(record, message, words, **given), NOW)


def claim(record, owner="me", at=NOW):
    return record.inbox.claim("c1", owner, at, at + timedelta(seconds=14))


def outcome(*facts, **more):
    return Outcome(Standing(question="age"), (Message("Thanks.", (), QUESTION),), facts, **more)
