"""Every night, what has been kept long enough is erased, by the rules that an administrator has set."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

import structlog

from yarrow.console.beat import Beat
from yarrow.console.notices.post import owner_here
from yarrow.console.parts import Parts
from yarrow.store.audit import Act
from yarrow.store.record import Record
from yarrow.store.values import Receipt

log = structlog.get_logger(__name__)
REST = 60.0
# By the clinic's clock: when the fewest people write. Rules set by day do nothing before the night.
BEGINS, ENDS = time(3, 0), time(6, 0)
# So many, then whoever wants to stop the console may.
AT_ONCE = 20
ACT = Act("system", "erase.retention")


async def keep_rules(parts: Parts) -> None:
    """Look every minute whether it is time."""
    zone = ZoneInfo(parts.settings.console.timezone)
    beat = Beat("retention", Nightly(parts.record, zone, owner_here()).round, REST)
    beat.start()
    try:
        await asyncio.Event().wait()
    finally:
        beat.stop()


def _now() -> datetime:
    return datetime.now(timezone.utc)


class Nightly:
    """Carries the rules out, a few conversations a round."""

    def __init__(self, record: Record, zone: ZoneInfo, owner: str, clock: Callable[[], datetime] = _now) -> None:
        self._record = record
        self._zone = zone
        self._owner = owner
        self._clock = clock
        self._run: tuple[int, Iterator[Receipt], dict[str, int]] | None = None
        self._erased = 0

    def round(self) -> bool:
        """Begin tonight's run if it is due, or go on with it; whether there is more to do."""
        if self._run is None:
            return self._begin()
        try:
            return self._go_on(*self._run)
        except Exception:
            self._run = None  # it is not finished, so it is taken up again when its time is over
            raise

    def _go_on(self, number: int, going: Iterator[Receipt], days: dict[str, int]) -> bool:
        for _ in range(AT_ONCE):
            if next(going, None) is None:
                self._finish(number, days)
                return False
            self._erased += 1
        return True

    def _begin(self) -> bool:
        now = self._clock()
        local = now.astimezone(self._zone)
        night = local.date().isoformat()
        if not BEGINS <= local.time() < ENDS or self._record.retention_runs.is_done(night):
            return False
        days = {rule.status: rule.days for rule in self._record.retention.rules()}
        number = self._record.retention_runs.begin("system", self._owner, now, night) if days else None
        if number is None:
            return False
        self._run, self._erased = (number, self._record.retention.erase_due(days, ACT, now), days), 0
        return True

    def _finish(self, number: int, days: dict[str, int]) -> None:
        now = self._clock()
        held = sum(fate.held_back for fate in self._record.retention.preview(days, now))
        self._record.retention_runs.finish(number, self._owner, self._erased, held, now)
        self._run = None
        log.info("retention carried out", count=self._erased)
