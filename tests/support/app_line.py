"""A line to somebody in a messaging app, in the record itself, and messages that went or did not go over it."""

from __future__ import annotations

import secrets
from datetime import timedelta

from yarrow.gateway.turn import now
from yarrow.store.line_values import Dispatch, NewDelivery, NewDispatch
from yarrow.store.record import Record

OWNER = "a sender of the tests"
LEASE = timedelta(seconds=30)


class AppLine:
    """`AppLine(record, conversation, "telegram").give_up("blocked")`: each call is about the newest message."""

    def __init__(self, record: Record, conversation: str, channel: str = "telegram") -> None:
        self.record, self.conversation = record, conversation
        came = NewDelivery(channel, secrets.token_hex(32), "hidden", secrets.token_hex(32), "text", {}, None)
        (kept,) = record.lines.take_in([came], now())
        assert kept.line is not None
        self.id = kept.line
        record.lines.bind(self.id, conversation, self._last(), now())

    def put(self, seq: int | None = None, *, is_urgent: bool = False) -> Dispatch:
        """A message of the conversation (the newest, unless said) is to go out."""
        place = self._line_place()
        new = NewDispatch(seq if seq is not None else self._last_of_ours(), is_urgent)
        assert self.record.dispatches.sort(self.id, place, place, [new], now())
        (found,) = [one for one in self._all() if one.seq == new.seq]
        return found

    def begun(self, **more: bool) -> Dispatch:
        """It is being sent."""
        begun = self.record.dispatches.begin(self.put(**more).id, OWNER, now(), now() + LEASE)
        assert begun is not None
        return begun

    def give_up(self, code: str, **more: bool) -> Dispatch:
        """It is given up for this reason."""
        one = self.begun(**more)
        self.record.dispatches.give_up(one.id, OWNER, code, now())
        return one

    def hold(self, code: str = "window", **more: bool) -> Dispatch:
        """It waits until she writes."""
        one = self.begun(**more)
        self.record.dispatches.hold(one.id, OWNER, code, now())
        return one

    def deliver(self) -> Dispatch:
        """It has arrived."""
        one = self.begun()
        self.record.dispatches.done(one.id, OWNER, now())
        self.record.dispatches.receipt(one.id, "delivered", None, now())
        return one

    def _all(self) -> list[Dispatch]:
        return list(self.record.dispatches.standing_of(self.conversation).values())

    def _last(self) -> int:
        return self.record.conversations.last_seqs([self.conversation])[self.conversation]

    def _last_of_ours(self) -> int:
        said = self.record.outbox.transcript(self.conversation)
        return next(entry.seq for entry in reversed(said) if entry.sender != "patient")

    def _line_place(self) -> int:
        line = self.record.lines.find(self.id)
        assert line is not None
        return line.place
