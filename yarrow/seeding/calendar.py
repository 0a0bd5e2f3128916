"""When the visits to an invented clinic took place: over three weeks, most in the evening, some just now."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

WEEKS = 3
# How many of a hundred ended within the last three hours, and within the last day.
JUST_NOW, TODAY = 4, 12
# How often somebody writes in each hour of the day: evenings and nights more than mornings.
HOURS = (5, 4, 3, 2, 2, 2, 3, 4, 5, 5, 5, 5, 6, 5, 5, 5, 6, 7, 8, 10, 11, 11, 9, 7)
# A person needs about half a minute for what a program says in a twentieth of a second.
PACE = 400.0


def end_of_visit(now: datetime, chance: random.Random) -> datetime:
    """When one visit ended."""
    drawn = chance.randrange(100)
    if drawn < JUST_NOW:
        return now - timedelta(minutes=chance.uniform(1, 180))
    if drawn < TODAY:
        return now - timedelta(hours=chance.uniform(3, 24))
    day = now - timedelta(days=chance.randint(1, 7 * WEEKS))
    hour = chance.choices(range(24), HOURS)[0]
    ended = day.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60))
    return min(ended, now - timedelta(days=1))
