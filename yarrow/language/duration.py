"""How long, and how long ago, in days. A week is 7 days, a month 30, a year 365 (reference coding manual, Numbers)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from yarrow.language.calendar import MONTH_NAMES, dated
from yarrow.language.numbers import Quantity, read
from yarrow.language.once import once
from yarrow.language.text import Token

DAYS = {"day": 1.0, "days": 1.0, "d": 1.0, "night": 1.0, "nights": 1.0, "week": 7.0, "weeks": 7.0, "w": 7.0,
        "fortnight": 14.0, "fortnights": 14.0, "month": 30.0, "months": 30.0, "m": 30.0, "year": 365.0, "years": 365.0,
        "y": 365.0, "decade": 3650.0, "decades": 3650.0, "hour": 1 / 24, "hours": 1 / 24, "h": 1 / 24,
        "minute": 1 / 1440, "minutes": 1 / 1440, "min": 1 / 1440, "mins": 1 / 1440, "hr": 1 / 24, "hrs": 1 / 24,
        "cycle": 30.0, "cycles": 30.0}  # fmt: skip
# What goes on in a smaller unit without an "and": 2 years 4 months, 3 weeks 2 days.
_PARTS_OF_YEARS, _PARTS_OF_WEEKS = ("month", "months", "m"), ("day", "days", "d")
GOING_ON = dict.fromkeys(("year", "years", "y"), _PARTS_OF_YEARS) | dict.fromkeys(
    ("week", "weeks", "w"), _PARTS_OF_WEEKS
)
HOURS, DAY_UNIT, WEEKS, MONTHS = "hours", "days", "weeks", "months"  # units that questions ask in
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAYS)}
WEEKDAYS |= {"mon": 0, "tues": 1, "tue": 1, "weds": 2, "wed": 2, "thurs": 3, "thur": 3, "fri": 4, "sat": 5, "sun": 6}
LAST = {"week": 7, "month": 30, "year": 365, "night": 1, "fortnight": 14}
THEN = {"today": 0, "now": 0, "tonight": 0, "yesterday": 1}
PARTS_OF_A_DAY = frozenset({"night", "morning", "evening", "afternoon", "lunchtime"})  # "Monday night"
OFTEN = frozenset({"once", "twice", "thrice"})  # "once a week" is no length of time


@dataclass(frozen=True)
class Duration:
    """A length of time at tokens `start` to `end` (exclusive). `low`, `high`: days; None if no number was said."""

    low: float | None
    high: float | None
    unit: str
    start: int
    end: int
    about: bool = False
    bound: bool = False


@once
def durations(tokens: Sequence[Token]) -> list[Duration]:
    """All the lengths of time in the tokens, left to right."""
    found: list[Duration] = []
    at = 0
    while at < len(tokens):
        length = read_duration(tokens, at)
        if length:
            found.append(length)
        at = length.end if length else at + 1
    return found


def read_duration(tokens: Sequence[Token], at: int) -> Duration | None:
    """`two years`, `18 months`, `a year and a half`, `6w`, `half a year`, at this token; None if there is none."""
    if tokens[at].norm in OFTEN:
        return None
    quantity = read(tokens, at)
    if quantity is None and tokens[at].norm in ("a", "an", "last", "past"):
        quantity = Quantity(1, 1, at, at + 1)
    if quantity is None and tokens[at].norm == "fortnight":
        return Duration(14.0, 14.0, "fortnight", at, at + 1)
    if quantity is None and _is_one_and_a_half(tokens, at):
        quantity = Quantity(1, 1, at, at)
    if quantity is None:
        return None
    unit_at = quantity.end
    while unit_at < len(tokens) and tokens[unit_at].norm in (
        "a",
        "an",
        "of",
        "more",
        "-",
        "full",
        "whole",
        "solid",
        "long",
    ):
        unit_at += 1
    unit = tokens[unit_at].norm if unit_at < len(tokens) else ""
    if unit not in DAYS or (len(unit) == 1 and tokens[at].kind != "number"):
        return None
    return _and_more(tokens, quantity, unit, unit_at + 1)


def _is_one_and_a_half(tokens: Sequence[Token], at: int) -> bool:
    """`Year and a half`, without a number before it."""
    words = [token.norm for token in tokens[at : at + 4]]
    return words[0] in ("year", "month", "week", "hour") and words[1:] in (["and", "a", "half"], ["and", "a", "bit"])


def _and_more(tokens: Sequence[Token], quantity: Quantity, unit: str, end: int) -> Duration:
    """`and a half`, `and three months` or `three months` after the unit."""
    low, high = quantity.low, quantity.high
    days = DAYS[unit]
    extra = 0.0
    words = [token.norm for token in tokens[end : end + 3]]
    if words == ["and", "a", "half"] or words[:2] == ["and", "half"]:
        extra, end = days / 2, end + words.index("half") + 1
    elif len(words) > 1:
        joined = words[0] == "and"
        more = read_duration(tokens, end + 1) if joined else read_duration(tokens, end)
        if more and more.low is not None and DAYS[more.unit] < days and (joined or more.unit in GOING_ON.get(unit, ())):
            extra, end = more.low, more.end
    return Duration(
        None if low is None else low * days + extra, None if high is None else high * days + extra, unit,
        quantity.start, end, quantity.about, quantity.bound,
    )  # fmt: skip


def days_ago(tokens: Sequence[Token], today: date | None) -> tuple[float, float, int, int] | None:
    """How many days ago, as low, high and the tokens it was read from: `3 weeks ago`, `last Tuesday`, `in March`."""
    for length in durations(tokens):
        after = [token.norm for token in tokens[length.end : length.end + 2]]
        ago = after[:1] in (["ago"], ["back"], ["before"], ["post"]) or after == ["or", "so"]
        ago = ago and (length.start == 0 or tokens[length.start - 1].norm not in ("at", "around"))
        if ago and length.low is not None and length.high is not None:
            return length.low, length.high, length.start, length.end + 1
    for at, token in enumerate(tokens):
        day = dated(tokens, at, today) if today else None
        if day is not None:
            return day[0], day[0], at, day[1]
        found = _named_day(tokens, at, token.norm, today)
        if found is not None:
            return found, found, max(at - 1, 0), at + 1
    return None


def _named_day(tokens: Sequence[Token], at: int, word: str, today: date | None) -> float | None:
    before = tokens[at - 1].norm if at else ""
    if before == "last" and word in LAST:
        return LAST[word]
    if before == "this" and word in ("morning", "afternoon", "evening", "week"):
        return 0 if word != "week" else None
    if word in THEN and (at + 1 >= len(tokens) or tokens[at + 1].norm != "is"):  # "today is Monday" dates nothing
        return 1 if word == "yesterday" else 0
    if today is None:
        return None
    after = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if word in WEEKDAYS and (before in ("last", "on", "this", "since", "past") or after in PARTS_OF_A_DAY):
        return (today.weekday() - WEEKDAYS[word]) % 7 or 7
    return _days_since_month(tokens, at, today) if before in ("in", "since", "last", "of", "from") else None


def _days_since_month(tokens: Sequence[Token], at: int, today: date) -> float | None:
    """Days since the middle of the month named, or of the year named."""
    word = tokens[at].norm
    following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if word in MONTH_NAMES:
        year = int(following) if following.isdecimal() and len(following) == 4 else None
        month = MONTH_NAMES[word]
        year = year or (today.year if month <= today.month else today.year - 1)
        return max((today - date(year, month, 15)).days, 0)
    if word.isdecimal() and len(word) == 4 and 1980 <= int(word) <= today.year:
        return max((today - date(int(word), 7, 1)).days, 0)
    return None


def months_since(tokens: Sequence[Token], today: date | None) -> int | None:
    """Whole months since the month or year after `since`; None if none is named or today is not known."""
    if today is None:
        return None
    for at in range(1, len(tokens)):
        if tokens[at - 1].norm not in ("since", "from") and not (at > 1 and tokens[at - 2].norm == "since"):
            continue
        month = MONTH_NAMES.get(tokens[at].norm)
        following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
        if month:
            year = int(following) if following.isdecimal() and len(following) == 4 else None
            last = tokens[at - 1].norm == "last"
            year = year or (today.year if month <= today.month and not last else today.year - 1)
            return max((today.year - year) * 12 + today.month - month, 0)
        if tokens[at].norm.isdecimal() and 1980 <= int(tokens[at].norm) <= today.year:
            return (today.year - int(tokens[at].norm)) * 12 + today.month - 1
    return None


def in_unit(days: float, unit: str) -> float:
    """A length in days as whole hours, days, weeks (months as 52/12 weeks) or months (a year is 12)."""
    if unit == HOURS:
        return round(days * 24, 1)
    months = days / 30 if days % 30 == 0 and days % 365 else int(days // 365) * 12 + (days % 365) / 30
    if unit == WEEKS:
        return int(months * 52 / 12 if days >= 30 else days / 7)
    if unit == MONTHS:
        return int(days // 365 * 12 + 6) if 182 <= days % 365 <= 183 else int(months)
    return int(days)
