"""When something was, as staff read it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from yarrow.console.moments import age, iso, moment

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "ago", "running"),
    [
        (timedelta(seconds=-5), "just now", "less than 1 min"),
        (timedelta(seconds=59), "just now", "less than 1 min"),
        (timedelta(seconds=60), "1 min ago", "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min ago", "59 min"),
        (timedelta(hours=1), "1 h ago", "1 h"),
        (timedelta(hours=2, minutes=3), "2 h 3 min ago", "2 h 3 min"),
        (timedelta(hours=6, minutes=3), "6 h ago", "6 h"),
        (timedelta(hours=24), "1 day ago", "1 day"),
        (timedelta(days=30), "30 days ago", "30 days"),
    ],
)
def test_an_age_is_rounded_down(before, ago, running):
    assert age(NOW - before, NOW) == ago
    assert age(NOW - before, NOW, running=True) == running


def test_a_moment_is_in_the_clinics_time():
    assert moment(NOW, ZoneInfo("Europe/Berlin")) == "Mon 23 Nov 2026, 09:00"
    assert moment(NOW, ZoneInfo("America/New_York")) == "Mon 23 Nov 2026, 03:00"


def test_utc_is_named_because_no_clock_on_a_wall_shows_it():
    assert moment(NOW, ZoneInfo("UTC")) == "Mon 23 Nov 2026, 08:00 UTC"


def test_text_without_a_zone_is_utc():
    assert iso("2026-11-23T08:00:00") == "2026-11-23T08:00:00Z"
    assert iso("2026-11-23T09:00:00+01:00") == "2026-11-23T08:00:00Z"
