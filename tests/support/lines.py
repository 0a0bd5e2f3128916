"""Short ways to put lines to people in messaging apps into a record."""

from __future__ import annotations

import itertools
from datetime import timedelta

from tests.support.record import NOW, begin
from yarrow.intake.turn import Message
from yarrow.store.line_values import NewDelivery, NewDispatch

AMIRA, BEA = "a" * 64, "b" * 64
SECOND = timedelta(seconds=1)
LEASE = 30 * SECOND
_numbers = itertools.count(1)


def delivery(event=None, who=AMIRA, words="hello", **given):
    """One thing that came in; with an event of its own unless it is named."""
    event = event or f"e{next(_numbers)}"
    return NewDelivery(
        **{
            "channel": "telegram",
            "who": who,
            "address": f"address of {who[0]}",
            "event": event,
            "kind": "text",
            "content": {"text": words},
            "order": None,
        }
        | given
    )


def write(record, *words, who=AMIRA, now=NOW, **given):
    """Somebody writes; the line she does it on."""
    kept = record.lines.take_in([delivery(who=who, words=one, **given) for one in words or ("hello",)], now)
    return kept[0].line


def bound(record, name="c1", who=AMIRA, **given):
    """A line bound to a new conversation, at the place of its first words; what came in is worked off."""
    line = write(record, who=who, **given)
    work_off(record, line)
    begin(record, name, consent=True)
    record.lines.bind(line, name, 1, NOW)
    return line


def work_off(record, line, now=NOW):
    for one in record.deliveries.waiting(line):
        record.deliveries.handled(one.number, now)


def tell(record, line, *words, level=None, now=NOW):
    """Say these in the line's conversation, and put them on the line; the places they have."""
    conversation = record.lines.find(line).conversation
    said = record.outbox.say(conversation, [Message(one, level=level) for one in words], now)
    new = [NewDispatch(one.seq, is_urgent=level is not None) for one in said]
    assert record.dispatches.sort(line, record.lines.find(line).place, said[-1].seq, new, now)
    return [one.seq for one in said]


def start(record, line, owner="me", now=NOW):
    """Begin what is due on the line; None if nothing is, or another has it."""
    due = record.dispatches.due(line, now)
    return record.dispatches.begin(due.id, owner, now, now + LEASE) if due else None


def send(record, line, owner="me", now=NOW):
    """Send what is due on the line; what it was."""
    dispatch = start(record, line, owner, now)
    assert record.dispatches.done(dispatch.id, owner, now)
    return dispatch
