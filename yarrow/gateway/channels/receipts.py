"""What platforms tell us later: that they have a message of ours, or that it came to nothing."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from yarrow.gateway.channels.incoming import Receipt
from yarrow.gateway.parts import Parts
from yarrow.gateway.turn import now

log = structlog.get_logger(__name__)


class Receipts:
    """Takes receipts. One of a message that is gone, or that was told before, changes nothing."""

    def __init__(self, parts: Parts) -> None:
        self._record, self._threads, self._metrics = parts.record, parts.threads, parts.metrics

    async def take(self, channel: str, receipts: Sequence[Receipt]) -> None:
        """Note what became of these. Raises RecordUnavailable: then the platform tells us again."""
        for one in receipts:
            changed = await self._threads.record(
                self._record.dispatches.receipt, one.dispatch, one.standing, one.code, now()
            )
            if changed and one.standing == "failed":
                self._metrics.dispatches.labels(channel, "failed").inc()
                log.warning("dispatch failed", part=channel, reason=one.code)
