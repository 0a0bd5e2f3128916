"""Of which conversations the figures are: a stretch of days, a channel, a locale; as the address says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from yarrow.console.insight.figure import day
from yarrow.store.figures import Population

USUAL_DAYS = 30
FIRST, LAST = date(2020, 1, 1), date(2099, 12, 31)
MOST_LETTERS = 32


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted, in the clinic's own days."""

    first: date
    last: date
    channel: str = ""
    locale: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str], today: date) -> Period:
        """What an address asks for; what it does not say, or says in no way that makes sense, is as usual."""
        last = _day(query.get("to"), today)
        first = min(_day(query.get("from"), last - timedelta(days=USUAL_DAYS - 1)), last)
        return cls(first, last, _name(query.get("channel")), _name(query.get("locale")))

    def population(self, zone: ZoneInfo) -> Population:
        """The conversations begun in it."""
        return Population(
            since=_midnight(self.first, zone),
            until=_midnight(self.last + timedelta(days=1), zone),
            channel=self.channel or None,
            locale=self.locale or None,
        )

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def words(self) -> str:
        """In words: "from 25 Oct 2026 to 23 Nov 2026, by widget, in UK"."""
        named = [f"by {self.channel}"] * bool(self.channel) + [f"in {self.locale}"] * bool(self.locale)
        return ", ".join([f"from {day(self.first)} to {day(self.last)}", *named])

    @property
    def address(self) -> str:
        """The part of an address that asks for it."""
        named = {"from": self.first.isoformat(), "to": self.last.isoformat()}
        return urlencode({**named, **{key: value for key in ("channel", "locale") if (value := getattr(self, key))}})


def _day(given: str | None, usual: date) -> date:
    try:
        return min(max(date.fromisoformat((given or "").strip()), FIRST), LAST)
    except ValueError:
        return usual


def _name(given: str | None) -> str:
    name = (given or "").strip()[:MOST_LETTERS]
    return name if name.isprintable() else ""


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(timezone.utc)
