"""Days of the year said by date or by name: `the 3rd of Nov`, `november 1st`, `Halloween night`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.easter import easter

from yarrow.language.numbers import ordinal
from yarrow.language.text import Token

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
MONTH_NAMES = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTH_NAMES |= {name[:3]: number for name, number in MONTH_NAMES.items()} | {"sept": 9}
# Days that have a name and a date of their own, as (month, day).
NAMED_DAYS = {
    "halloween": (10, 31), "christmas": (12, 25), "xmas": (12, 25), "valentines": (2, 14), "hogmanay": (12, 31),
    "bonfire": (11, 5), "guy": (11, 5), "boxing": (12, 26), "paddys": (3, 17), "patricks": (3, 17),
    "stephens": (12, 26),
}  # fmt: skip
# Days before and after Easter Sunday.
BY_EASTER = {("easter",): 0, ("easter", "sunday"): 0, ("easter", "monday"): 1, ("good", "friday"): -2,
             ("pancake", "tuesday"): -47, ("shrove", "tuesday"): -47, ("ash", "wednesday"): -46}  # fmt: skip
SHORT_YEARS = range(10, 30)  # a bare number after a month that may be its year
COUNTS = frozenset({"weeks", "week", "w", "wks", "wk", "+", "days"})
SECOND_WORDS = {
    "bonfire": "night",
    "guy": "fawkes",
    "boxing": "day",
    "paddys": "day",
    "patricks": "day",
    "stephens": "day",
}


def dated(tokens: Sequence[Token], at: int, today: date) -> tuple[int, int] | None:
    """Days since the date at this token, the last time it came round, and the token after it; None if it is no date."""
    by_easter = _by_easter(tokens, at, today)
    if by_easter is not None:
        return by_easter
    read = _day_and_month(tokens, at) or _named(tokens, at)
    if read is None:
        return None
    day, month, end = read
    following = _norm(tokens, end)
    told = int(following) if following.isdecimal() and len(following) == 4 else None
    found = _last(day, month, today, told)
    return None if found is None else ((today - found).days, end + (1 if told else 0))


def _day_and_month(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """`3 november`, `3rd of nov`, `november 3rd`."""
    if _norm(tokens, at) in MONTH_NAMES:
        day, end = _day(tokens, at + 1)
        if end == at + 2 and (day in SHORT_YEARS or _norm(tokens, end) in COUNTS):
            return None  # "mmc jan 23" is a year, "march 7 wks" no day
        return (day, MONTH_NAMES[_norm(tokens, at)], end) if day else None
    day, end = _day(tokens, at)
    end += 1 if day and _norm(tokens, end) == "of" else 0
    month = MONTH_NAMES.get(_norm(tokens, end)) if day else None
    return (day, month, end + 1) if month else None


def _day(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The day of a month at this token, and the token after it; 0 if there is none."""
    nth = ordinal(tokens, at)
    if nth and 1 <= nth[0] <= 31:
        return nth
    word = _norm(tokens, at)
    return (int(word), at + 1) if word.isdecimal() and 1 <= int(word) <= 31 else (0, at)


def _named(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """`Halloween night`, `Boxing Day`, `new year's day`."""
    word = _norm(tokens, at)
    if word == "new" and _norm(tokens, at + 1) in ("years", "year") and _norm(tokens, at + 2) in ("day", "eve"):
        return (1, 1, at + 3) if _norm(tokens, at + 2) == "day" else (31, 12, at + 3)
    if word not in NAMED_DAYS or (word in SECOND_WORDS and _norm(tokens, at + 1) != SECOND_WORDS[word]):
        return None
    month, day = NAMED_DAYS[word]
    if _norm(tokens, at + 1) == "eve":
        return day - 1, month, at + 2
    return day, month, at + 1


def _by_easter(tokens: Sequence[Token], at: int, today: date) -> tuple[int, int] | None:
    """`Easter Sunday`, `Good Friday`: days since the last one, and the token after it."""
    for length in (2, 1):
        words = tuple(token.norm for token in tokens[at : at + length])
        days = BY_EASTER.get(words)
        if days is None or len(words) < length:
            continue
        feasts = (easter(year) + timedelta(days=days) for year in (today.year, today.year - 1))
        return next((today - feast).days for feast in feasts if feast <= today), at + length
    return None


def _last(day: int, month: int, today: date, year: int | None) -> date | None:
    """The date in that year, or the last time it came round."""
    for some in (year,) if year else (today.year, today.year - 1):
        try:
            found = date(some, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    return None


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
