"""Half hours of the record put together into days, weeks or months of the clinic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from yarrow.console.insight.period import Period
from yarrow.store.figures import Begun
from yarrow.store.figuring import BUCKET_SECONDS

# A picture holds no more bars than can be told apart.
MOST_DAYS, MOST_WEEKS = 62, 430


@dataclass
class Stretch:
    """What began in one day, week or month, named by its first day."""

    first: date
    levels: Counter[str | None] = field(default_factory=Counter)
    typed: int = 0
    not_understood: int = 0

    def add(self, begun: Begun) -> None:
        """Count it in."""
        self.levels.update(begun.levels)
        self.typed += begun.typed
        self.not_understood += begun.not_understood


def unit(period: Period) -> str:
    """How long the stretches of a period are."""
    return "day" if period.days <= MOST_DAYS else "week" if period.days <= MOST_WEEKS else "month"


def stretches(period: Period, begun: Iterable[Begun], zone: ZoneInfo) -> tuple[Stretch, ...]:
    """Every stretch of the period, those in which nothing began among them."""
    length = unit(period)
    found = {first: Stretch(first) for first in _firsts(period, length)}
    for one in begun:
        day = datetime.fromtimestamp(one.bucket * BUCKET_SECONDS, timezone.utc).astimezone(zone).date()
        first = max(_first(day, length), period.first) if length != "day" else day
        found.setdefault(first, Stretch(first)).add(one)
    return tuple(found[first] for first in sorted(found))


def _firsts(period: Period, length: str) -> Iterator[date]:
    for number in range(period.days):
        day = period.first + timedelta(days=number)
        if day == period.first or day == _first(day, length):
            yield day


def _first(day: date, length: str) -> date:
    if length == "day":
        return day
    return day - timedelta(days=day.weekday()) if length == "week" else day.replace(day=1)
