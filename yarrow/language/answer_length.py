"""How long, as the answer to the question that was asked, in its unit: hours, days, weeks or months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yarrow.language.calendar import MONTH_NAMES
from yarrow.language.clock import hours_at_least, hours_between, names_a_time
from yarrow.language.duration import (
    DAY_UNIT,
    HOURS,
    MONTHS,
    WEEKDAYS,
    Duration,
    days_ago,
    durations,
    in_unit,
    months_since,
)
from yarrow.language.numbers import every
from yarrow.language.spread import between, crosses, in_earnest, maybe_more
from yarrow.language.text import Token
from yarrow.language.understanding import Asked
from yarrow.language.written_dates import date_in

AHEAD = frozenset({"will", "itll", "ill", "well", "be"})
MENDING = frozenset({"wait", "sorry", "actually", "mean", "meant", "correction", "oops", "lie"})


def length(asked: Asked, tokens: Sequence[Token], today: date | None) -> tuple[float | None, bool]:
    """A length of time in the unit; a plain number is in the unit already; a range gives its lower end."""
    unit = asked.unit or ""
    otherwise = (None, True) if _is_since_an_age(tokens) else _by_the_clock(tokens) if unit == HOURS else None
    if otherwise is not None:
        return otherwise
    two = between(tokens) or maybe_more(tokens)
    if two is not None and durations(tokens):
        low, high = (in_unit(days, unit) for days in two)
        return low, crosses(asked, low, high)
    if unit == MONTHS and (two := in_earnest(tokens, today)) is not None:
        return two[0], crosses(asked, *two)
    mended = _mended(tokens)
    if mended is not None:
        return mended, False
    lengths = [some for some in durations(tokens) if some.low is not None and not _is_gestation(asked, tokens, some)]
    if lengths and lengths[0].low is not None:
        ahead = _days_ahead(tokens, lengths[0].end, today)
        low, high = (in_unit(max((days or 0) - ahead, 0), unit) for days in (lengths[0].low, lengths[0].high))
        return low, lengths[0].bound or crosses(asked, low, high)
    if unit == MONTHS and (months := months_since(tokens, today)) is not None:
        return months, False
    ago = days_ago(tokens, today)
    if ago:
        return in_unit(ago[0], unit), False
    since = _days_since_a_date(asked, tokens, today)
    if since is not None:
        return since, False
    found = every(tokens)
    settled = [some for some in found if some.low is not None]
    if not settled:
        return None, bool(found)
    low, high = between(tokens) or (settled[0].low or 0, settled[0].high or 0)
    return low, settled[0].bound or crosses(asked, low, high)


def _is_since_an_age(tokens: Sequence[Token]) -> bool:
    """`On and off since I was 16`: the number is her age then."""
    words = [token.norm for token in tokens]
    return any(words[at : at + 3] in (["since", "i", "was"], ["since", "ive", "been"]) for at in range(len(words)))


def _by_the_clock(tokens: Sequence[Token]) -> tuple[float | None, bool] | None:
    """Hours between two times of the day; to be asked of one time alone; None where none is told."""
    words = " ".join(token.norm for token in tokens)
    told = hours_between(words) or (None if durations(tokens) else hours_at_least(words))
    return (told, told is None) if told is not None or names_a_time(words) else None


def _days_ahead(tokens: Sequence[Token], at: int, today: date | None) -> int:
    """Days until the length is full: `six weeks on Friday`, `three weeks tomorrow`, `it'll be two years in June`."""
    words = [token.norm for token in tokens]
    at += words[at : at + 1] == ["old"]
    following = words[at + 1] if len(words) > at + 1 else ""
    if words[at : at + 1] == ["tomorrow"]:
        return 1
    if today is None:
        return 0
    if words[at : at + 1] == ["last"] and following in WEEKDAYS:  # it was full then
        return -((today.weekday() - WEEKDAYS[following]) % 7 or 7)
    if words[at : at + 1] == ["on"] and following in WEEKDAYS:
        return (WEEKDAYS[following] - today.weekday()) % 7 or 7
    if words[at : at + 1] == ["in"] and following in MONTH_NAMES and AHEAD & set(words[:at]):
        return (MONTH_NAMES[following] - today.month) % 12 * 30
    return 0


def _days_since_a_date(asked: Asked, tokens: Sequence[Token], today: date | None) -> float | None:
    if today is None or asked.unit != DAY_UNIT:
        return None
    day = date_in(tokens, today, month_first=asked.month_first)
    if day is not None:
        return float((today - day).days)
    named = next((WEEKDAYS[token.norm] for token in tokens if token.norm in WEEKDAYS), None)
    return None if named is None else float((today.weekday() - named) % 7 or 7)


def _is_gestation(asked: Asked, tokens: Sequence[Token], length: Duration) -> bool:
    """`Lost one at 7 weeks`, told where it is asked how long they have tried."""
    return asked.fact == "trying_months" and _norm(tokens, length.start - 1) == "at" and length.unit.startswith("w")


def _mended(tokens: Sequence[Token]) -> float | None:
    """`10 days, wait no, it was the friday so 12`: the last number, said without a unit, in the unit of the first."""
    found = [some for some in every(tokens) if some.is_settled]
    words = {token.norm for token in tokens}
    mends = len(found) > 1 and bool(words & MENDING) and found[-1].end == len(tokens)
    return found[-1].low if mends and not any(some.end == len(tokens) for some in durations(tokens)) else None


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
