"""What platforms tell us later: that they have a message of ours, or that it came to nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import structlog

from yarrow.gateway.channels.delivery.setbacks import is_in_trouble, setback
from yarrow.gateway.channels.incoming import Receipt
from yarrow.gateway.channels.refused import Refused
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now
from yarrow.store.line_values import Dispatch

log = structlog.get_logger(__name__)
# A dispatch, or a piece of it. Other programs may write over the same account, and name their messages otherwise.
NAME = re.compile(r"([0-9a-f]{32})(?:\.[0-9]{1,3})?")


class Receipts:
    """Takes receipts. One of a message that is gone, or that was told before, changes nothing."""

    def __init__(self, parts: Parts) -> None:
        self._record, self._threads = parts.record, parts.threads
        self._metrics, self._pace = parts.metrics, parts.pace

    async def take(self, channel: str, receipts: Sequence[Receipt]) -> None:
        """Note what became of these. Raises RecordUnavailable: then the platform tells us again."""
        for one in receipts:
            dispatch = await self._told_of(channel, one.dispatch)
            if dispatch is None:
                continue
            if one.standing != "failed":
                await self._threads.record(self._record.dispatches.receipt, one.dispatch, one.standing, one.code, now())
            elif await self._failed(dispatch, one, one.code or "failed"):
                self._metrics.dispatches.labels(channel, "failed").inc()
                log.warning("dispatch failed", part=channel, reason=one.code)

    async def _told_of(self, channel: str, name: str) -> Dispatch | None:
        """What this platform was given under that name; None if it was given nothing."""
        named = NAME.fullmatch(name)
        found = await self._threads.record(self._record.dispatches.find, named[1]) if named else None
        return found if found is not None and found.channel == channel else None

    async def _failed(self, dispatch: Dispatch, receipt: Receipt, code: str) -> bool:
        """It was taken, and has not been brought to her after all; False if that changes nothing any more."""
        dispatches, moment, name = self._record.dispatches, now(), receipt.dispatch
        then = setback(dispatch, Refused(receipt.reason or "never", code), moment, self._pace, tells_back=False)
        if then.kind == "hold":
            return await self._threads.record(dispatches.take_back, name, code, moment, next_at=None)
        if then.kind in ("later", "pause"):
            next_at = moment + timedelta(seconds=then.seconds)
            is_waiting = await self._threads.record(dispatches.take_back, name, code, moment, next_at=next_at)
            if is_waiting and is_in_trouble(dispatch, moment, self._pace, then.seconds):
                await self._threads.record(dispatches.tell_of_trouble, dispatch.id, moment)
            return is_waiting
        if receipt.reason == "stopped" and dispatch.line is not None:
            await self._threads.record(self._record.lines.stop, dispatch.line, moment)
        return await self._threads.record(dispatches.receipt, name, "failed", code, moment)
