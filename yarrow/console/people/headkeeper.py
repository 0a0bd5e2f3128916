"""The head of the audit log, written to a second place: without it nobody could tell that the newest lines are gone."""

from __future__ import annotations

import asyncio

import structlog

from yarrow.console.parts import Parts
from yarrow.store.audit import Head
from yarrow.store.errors import RecordUnavailable
from yarrow.store.heads import keep
from yarrow.web.logs import described

log = structlog.get_logger(__name__)
EVERY_SECONDS = 3600.0


async def keep_head(parts: Parts) -> None:
    """Write it at the start and every hour."""
    while True:
        try:
            head: Head = await parts.threads.record(parts.record.audit.head)
            keep(parts.settings.home, head, parts.now())
        except (RecordUnavailable, OSError) as error:
            log.error("audit head not kept", **described(error))
        await asyncio.sleep(EVERY_SECONDS)
