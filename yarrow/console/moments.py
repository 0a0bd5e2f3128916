"""Moments as staff read them: in the clinic's time zone, or as how long ago."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

MINUTE, HOUR, DAY = 60, 3_600, 86_400


def aware(at: datetime | str) -> datetime:
    """The moment, from ISO text too; what carries no zone is UTC."""
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def iso(at: datetime | str) -> str:
    """For machines: UTC, to the second."""
    return f"{aware(at).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def moment(at: datetime | str, zone: ZoneInfo) -> str:
    """ "Mon 23 Nov 2026, 08:12", with the zone if it is UTC, which no clock on a wall shows."""
    when = aware(at).astimezone(zone)
    return f"{when:%a} {when.day} {when:%b %Y, %H:%M}" + (" UTC" if zone.key == "UTC" else "")


def time_of_day(at: datetime | str, zone: ZoneInfo) -> str:
    """ "08:12", where the day stands above."""
    return f"{aware(at).astimezone(zone):%H:%M}"


def day(at: datetime | str, zone: ZoneInfo) -> str:
    """ "Monday 23 November 2026", with the zone of the clocks below it if that is UTC."""
    when = aware(at).astimezone(zone)
    return f"{when:%A} {when.day} {when:%B %Y}" + (" (UTC)" if zone.key == "UTC" else "")


def age(at: datetime | str, now: datetime, *, running: bool = False) -> str:
    """ "12 min ago"; `running`: "12 min", a time that goes on. Rounded down; what lies ahead is now."""
    seconds = max(0, int((now - aware(at)).total_seconds()))
    if seconds < MINUTE:
        return "less than 1 min" if running else "just now"
    words = _span(seconds)
    return words if running else f"{words} ago"


def _span(seconds: int) -> str:
    if seconds < HOUR:
        return f"{seconds // MINUTE} min"
    if seconds < DAY:
        hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
        return f"{hours} h {minutes} min" if hours < 6 and minutes else f"{hours} h"
    days = seconds // DAY
    return "1 day" if days == 1 else f"{days} days"
