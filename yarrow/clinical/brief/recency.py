"""How long ago something was, and when that was: told in days, said as people say it."""

from __future__ import annotations

from datetime import date, timedelta

from yarrow.clinical.amount import UNITS, YEAR, amount
from yarrow.clinical.brief.day import month_of
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.fact import Fact

DAY = 10


def recency(sheet: Sheet, fact: Fact) -> str:
    """The time since then, with its month: "about 3 months, around August 2026"."""
    days = int(str(fact.value))
    since = _told_on(sheet, fact) - timedelta(days=days)
    return sheet.say("brief.since", amount=_about(sheet, days), month=month_of(since))


def _about(sheet: Sheet, days: int) -> str:
    length, unit = next(((length, unit) for most, length, unit in UNITS if days <= most), (YEAR, "years"))
    words = amount(round(days / length), unit)
    return words if length == 1 else sheet.say("brief.about", amount=words)


def _told_on(sheet: Sheet, fact: Fact) -> date:
    """The day it was told, which is what it counts back from; today if that is not known."""
    try:
        return date.fromisoformat((fact.provenance.at or "")[:DAY])
    except ValueError:
        return sheet.today
