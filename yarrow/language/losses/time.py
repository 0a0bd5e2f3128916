"""How far along, wherever it is said beside an ending: `at 8 weeks`, `at three months`, `in the tenth week`, `at 6`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.gestation import WEEK, read_gestation
from yarrow.language.losses.head import norm
from yarrow.language.numbers import ordinal, read
from yarrow.language.text import Token

MONTH = frozenset({"month", "months", "mth", "mths", "mnth", "mnths"})
SAID_AT = frozenset({"at", "by", "around", "@", "about"})
MOST_MONTHS = 5
BARE = range(4, 24)
LATEST = 23
# A plain number is no week before these.
COUNTED = frozenset({
    "am", "pm", "years", "year", "yr", "yrs", "days", "day", "kg", "stone", "%", "mg", "hours", "minutes", "o", ":",
    "cycles", "times", "mm", "cm", "ml", "/", "mins", "eggs", "embryos",
})  # fmt: skip
# After these a length of time has passed, and none is how far along.
LENGTH = frozenset({"ago", "later", "since", "old", "apart", "post", "wait", "earlier", "after", "running", "off"})


def far_along(tokens: Sequence[Token], at: int) -> int | None:
    """Where the time of a pregnancy that begins at this token ends; None if there is none, or it is too late."""
    some = read_gestation(tokens, at)
    if some is not None:
        return some.end if some.weeks <= LATEST and norm(tokens, some.end) not in LENGTH else None
    place = ordinal(tokens, at)
    if place and norm(tokens, place[1]) in WEEK | MONTH:
        return place[1] + 1
    some_months = read(tokens, at)
    if some_months is None or some_months.low is None:
        return None
    after = norm(tokens, some_months.end)
    if after in MONTH:
        early = some_months.low <= MOST_MONTHS and norm(tokens, some_months.end + 1) not in LENGTH
        return some_months.end + 1 if early else None
    plain = some_months.is_settled and some_months.whole in BARE and after not in COUNTED
    return some_months.end if plain and norm(tokens, at - 1) in SAID_AT else None
