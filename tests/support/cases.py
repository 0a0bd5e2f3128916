"""Conversations for the worklist's tests, brought about by the real store."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta, timezone

from yarrow.intake.case import Standing
from yarrow.intake.turn import Message
from yarrow.store import case_rows
from yarrow.store.case_tables import case_marks
from yarrow.store.values import Arrival, Outcome, Start

DAY = timedelta(hours=24)


def begin(record, *, at=None, channel="widget", locale="UK", consent=True):
    """A conversation that has just begun; its id."""
    name, now = secrets.token_urlsafe(12).replace("-", "x"), at or datetime.now(timezone.utc)
    standing = Standing(question="age", section="about", consent=consent)
    start = Start(name, "h" * 64, now + DAY, channel, locale, standing, (Message("Hello."),))
    record.conversations.begin(start, now)
    return name


def write(record, conversation, words, *facts, at=None, level=None, rules=(), events=(), held=False, **outcome):
    """One message of the patient, and what it came to; the message's id."""
    now, message = at or datetime.now(timezone.utc), secrets.token_hex(8)
    held_now = record.conversations.find(conversation)
    lease = now + timedelta(seconds=14)
    arrival = Arrival(
        conversation, message, words, (), secrets.token_hex(8), held_now.version, now + DAY, held=held,
        owner="tests", lease_until=lease,
    )  # fmt: skip
    claim = record.inbox.accept(arrival, now).claim
    facts = tuple(fact(message) if callable(fact) else fact for fact in facts)
    triage = {"level": level, "rules": list(rules)} if level else None
    done = {"standing": held_now.standing, "messages": (Message("Thank you."),), **outcome}
    assert record.outbox.finish(claim, Outcome(facts=facts, triage=triage, events=tuple(events), **done), now)
    return message


def set_case(record, conversation, **columns):
    """Change what staff change."""
    with record.database.write() as connection:
        case_rows.changed(connection, conversation, **columns)


def tag(record, conversation, value):
    """Put a tag on it."""
    with record.database.write() as connection:
        connection.execute(case_marks.insert().values(conversation=conversation, kind="tag", value=value))
        case_rows.changed(connection, conversation)
