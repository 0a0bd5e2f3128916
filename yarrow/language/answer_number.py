"""The number that a message gives as the answer to the question that was asked, in the question's unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yarrow.language.age_worked_out import age_by_birth, age_from_a_round_one
from yarrow.language.answer_length import MENDING, length
from yarrow.language.dating import CONCEIVED, PUT_BACK, weeks_by_a_date
from yarrow.language.duration import (
    DAY_UNIT,
    HOURS,
    MONTHS,
    WEEKS,
    Duration,
    durations,
)
from yarrow.language.gestation import gestations
from yarrow.language.numbers import Quantity, every
from yarrow.language.quantities import pads_per_hour
from yarrow.language.spread import between, crosses
from yarrow.language.temperature import temperature
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import Asked

# What a number counts when it is no age.
COUNTED = frozenset({
    "mg", "mcg", "micrograms", "ml", "iu", "units", "kg", "stone", "lbs", "degrees", "c", "f", "pads", "times",
    "miscarriages", "losses", "pregnancies", "rounds", "cycles", "transfers", "embryos", "tablets", "pills",
})  # fmt: skip
DECADES = frozenset({"20", "30", "40", "50"})
OTHER_MEASURES = frozenset(
    {"cup", "cups", "mooncup", "disc", "discs", "toilet", "loo", "shower", "bath", "bed", "sheets"}
)
HOURS_OF_A_DAY = 24
# Weeks beside these are not those of the pregnancy: `six weeks from conception`, `two weeks late`.
COUNTED_FROM = CONCEIVED | PUT_BACK | {"late", "missed"}
COUNTS = frozenset({"losses_count", "live_births", "failed_transfers", "ivf.failed_transfers"})


def number(asked: Asked, sentences: Sequence[Sentence], today: date | None) -> tuple[float | None, bool]:
    """The number that answers, in the question's unit, and whether to ask again; None if there is none."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    if not tokens:
        return None, False
    value, unsettled = _in_unit(asked, tokens, today)
    if value is None:
        return None, unsettled
    if (asked.minimum is not None and value < asked.minimum) or (asked.maximum is not None and value > asked.maximum):
        return None, True
    return (int(value) if value == int(value) else value), unsettled


def _in_unit(asked: Asked, tokens: Sequence[Token], today: date | None) -> tuple[float | None, bool]:
    unit = asked.unit or ""
    if "°" in unit:
        found = temperature(tokens, asked=True)
        return (found[0], False) if found else (None, False)
    if asked.id == "gestation_weeks":
        said = gestations(tokens) and not COUNTED_FROM & {token.norm for token in tokens}
        by_a_date = None if said else weeks_by_a_date(tokens, today, month_first=asked.month_first)
        return _weeks_of_pregnancy(tokens) if by_a_date is None else (by_a_date, False)
    if asked.id.endswith(".weeks"):
        return _weeks_of_pregnancy(tokens)
    if unit in (HOURS, DAY_UNIT, WEEKS, MONTHS):
        return length(asked, tokens, today)
    if asked.fact == "age":
        return (
            age_by_birth(tokens, today, month_first=asked.month_first) or age_from_a_round_one(tokens) or _age(tokens)
        )
    if unit == "pads an hour":
        return _pads(asked, tokens)
    if unit == "days a month":
        return _days_a_month(tokens)
    return _plain(asked, tokens)


def _plain(asked: Asked, tokens: Sequence[Token]) -> tuple[float | None, bool]:
    """A number by itself; unsettled if a range over a band, a bound, or a word like `several`."""
    words = [token.norm for token in tokens]
    counts = asked.id in COUNTS
    if counts and words[-1:] in (["zero"], ["none"], ["nil"]) and "so" in words:  # "… that worked, so zero"
        return 0, False
    # "8 months ago" counts months, not losses; of a number alone ("6 a day") the question says what it counts.
    found = _not_timed(tokens, every(tokens)) if counts else every(tokens)
    settled = [some for some in found if some.low is not None]
    if not settled:
        return None, bool(found)
    first = settled[-1] if _is_mended(tokens, settled) else settled[0]
    if not first.is_settled and counts:
        return None, True
    # Of a range the lower end counts. How many losses or children there were is always worth asking once more.
    spread = between(tokens) or (first.low or 0, first.high or 0)
    over = bool(asked.steps) and crosses(asked, *spread)
    return first.low, (first.about or not first.is_settled) if counts else first.bound or over


def _pads(asked: Asked, tokens: Sequence[Token]) -> tuple[float | None, bool]:
    """Pads an hour. What no pad holds (`I use a cup`), or was counted since lunch, is asked about: it is no rate."""
    words = [token.norm for token in tokens]
    if words[0] in ("none", "nil", "zero"):
        return 0, False
    if {"day", "daily"} & set(words):
        value, unsettled = _plain(asked, tokens)
        return None if value is None else round(value / HOURS_OF_A_DAY), unsettled
    if {"every", "per", "in", "an"} & set(words) and not OTHER_MEASURES & set(words):
        return pads_per_hour(tokens), False
    if OTHER_MEASURES & set(words) or ("since" in words and durations(tokens) == []):
        return None, True
    if " ".join(words).endswith("pad and a half"):
        return 1.5, False
    return _plain(asked, tokens)


def _age(tokens: Sequence[Token]) -> tuple[float | None, bool]:
    """Her years. "14 weeks pregnant", "trying for 10 years" or "my son is 9" beside it, or instead, are no age."""
    other = [length for length in durations(tokens) if not _is_years_of_age(tokens, length)]
    free = [
        some
        for some in every(tokens)
        if some.low is not None
        and not any(length.start <= some.start < length.end for length in other)
        and _norm(tokens, some.end) not in COUNTED
        and not (_norm(tokens, some.start - 1) == "is" and _norm(tokens, some.start - 2) not in ("age", "it", "is"))
    ]
    if not free or _is_of_a_decade(tokens):
        return None, _is_of_a_decade(tokens)
    mine = [some for some in free if _norm(tokens, some.start - 1) in ("am", "im", "i'm", "m", "'m", "aged", "age")]
    chosen_one = free[-1] if _is_mended(tokens, free) else (mine or free)[0]
    return chosen_one.low, not chosen_one.is_settled


def _is_of_a_decade(tokens: Sequence[Token]) -> bool:
    """`Late 30s`, `in my 30s`: no age is settled."""
    return any(_norm(tokens, at + 1) == "s" and token.norm in DECADES for at, token in enumerate(tokens))


def _is_years_of_age(tokens: Sequence[Token], length: Duration) -> bool:
    """`34 years`, `34 years old`; not `for 10 years`, `10 years ago`, nor any length in another unit."""
    around = (_norm(tokens, length.start - 1), _norm(tokens, length.end))
    return length.unit.startswith("y") and around[0] not in ("for", "past", "last", "over") and around[1] != "ago"


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""


def _not_timed(tokens: Sequence[Token], found: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that are no part of a length of time."""
    lengths = durations(tokens)
    return [some for some in found if not any(length.start <= some.start < length.end for length in lengths)]


def _is_mended(tokens: Sequence[Token], settled: Sequence[Quantity]) -> bool:
    """`two, no wait, three`: the last number is meant."""
    words = {token.norm for token in tokens[settled[0].end :]}
    return len(settled) > 1 and bool(words & MENDING)


def _weeks_of_pregnancy(tokens: Sequence[Token]) -> tuple[float | None, bool]:
    found = gestations(tokens)
    if found:
        return float(found[-1].weeks), found[-1].bound
    months = [some for some in durations(tokens) if some.unit.startswith("month") and _norm(tokens, some.end) != "ago"]
    if months and months[0].low is not None:
        return float(int(months[0].low / 30 * 52 / 12)), True
    plain = [
        some
        for some in _not_timed(tokens, every(tokens))
        if some.low is not None and not COUNTED & {_norm(tokens, some.end), _norm(tokens, some.end) + "s"}
    ]
    if not plain:
        return None, False
    before = tokens[plain[0].start - 1].norm if plain[0].start else ""
    nearly = 1 if before in ("nearly", "almost") else 0
    return float(plain[0].whole - nearly), not plain[0].is_settled


def _days_a_month(tokens: Sequence[Token]) -> tuple[float | None, bool]:
    words = {token.norm for token in tokens}
    parts = [some.low or 0 for some in every(tokens) if some.low is not None]
    if {"out", "of"} <= words and parts:  # "three days out of every week"
        return int(parts[0] * 30 / (parts[1] if len(parts) > 1 and parts[1] else 7)), False
    if words & {"every", "everyday", "daily", "constantly", "always"} and words & {
        "day",
        "days",
        "everyday",
        "daily",
        "constantly",
        "always",
        "single",
    }:
        return 30, False
    if {"most", "days"} <= words:  # more than half of a month; no more is said, and no more is needed
        return 16, False
    found = [some for some in every(tokens) if some.low is not None]
    if not found and "week" in words and words & {"before", "after", "around"}:  # "the week before I come on"
        return 7, False
    if not found:
        return None, bool(words & {"most", "some", "few", "several"})
    low = found[0].low or 0
    return (int(low * 30 / 7) if "week" in words else low), not found[0].is_settled
