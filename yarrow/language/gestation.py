"""Weeks of pregnancy: completed weeks, rounded down (reference coding manual, Losses)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.numbers import Quantity, read
from yarrow.language.once import once
from yarrow.language.text import Token

WEEK = frozenset({"week", "weeks", "w", "wk", "wks", "weeker", "weekers", "weekish", "weaks", "wekks", "weeek", "weks"})
NEARLY = frozenset({"nearly", "almost", "coming", "approaching", "under", "short"})
BEFORE = frozenset({"before", "under", "within", "below", "than", "by", "past", "beyond", "until", "till"})
DAYS_PAST = frozenset({"dpo", "dpt", "dp"})
WEEKDAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tues", "tue", "weds", "wed",
    "thurs", "thur", "fri", "sat", "sun", "tomorrow",
})  # fmt: skip
SHORTEST, LONGEST = 1, 42
PAST = frozenset({
    "was", "when", "if", "lost", "miscarried", "mc", "mmc", "ended", "until", "before", "after", "loss", "at",
    "miscarriage", "ectopic", "were", "had", "first", "second", "last", "next", "chemical", "would", "should",
})  # fmt: skip
BORN = frozenset({"born", "delivered", "arrived", "delivery", "birth", "came", "deliver"})
CHILD = frozenset({"boy", "girl", "son", "daughter", "premmie", "preemie", "prem", "premature", "early"})
ENDED = frozenset({
    "lost", "loss", "losing", "died", "stillborn", "sleeping", "asleep", "stillbirth", "miscarried", "miscarriage",
    "tfmr", "termination", "dead", "heartbeat", "lived", "mc", "mmc", "gone",
})  # fmt: skip
AROUND = 5  # words between a birth and its weeks


@dataclass(frozen=True)
class Gestation:
    """Completed weeks read at tokens `start` to `end` (exclusive). `bound`: only a limit was said. `scan`: a size."""

    weeks: int
    start: int
    end: int
    bound: bool = False
    scan: bool = False


@once
def gestations(tokens: Sequence[Token]) -> list[Gestation]:
    """All the weeks of pregnancy that could be meant, left to right; lengths of time ('3 weeks ago') are left out."""
    found: list[Gestation] = []
    at = 0
    while at < len(tokens):
        gestation = read_gestation(tokens, at)
        if gestation and SHORTEST <= gestation.weeks <= LONGEST:
            found.append(gestation)
        at = gestation.end if gestation else at + 1
    return found


def read_gestation(tokens: Sequence[Token], at: int) -> Gestation | None:
    """`6w3d`, `6+3`, `8 weeks`, `nearly 9 weeks`, `16dpo`, `week 7` at this token; None if there is none."""
    if _norm(tokens, at) == "week" and (counted := _week_number(tokens, at)):
        return counted
    quantity = read(tokens, at)
    if quantity is None or quantity.low is None:
        return None
    unit = quantity.end + (1 if _norm(tokens, quantity.end) in ("-", "full") else 0)
    word = _norm(tokens, unit)
    if word in DAYS_PAST:
        return Gestation((quantity.whole + 14) // 7, quantity.start, unit + 1)
    if word == "+" and _digits(tokens, unit + 1, 6) and _norm(tokens, unit + 2) not in ("months", "years"):
        end = unit + 2 + (1 if _norm(tokens, unit + 2) in WEEK else 0)
        return _with_doubt(tokens, quantity, end)
    if [_norm(tokens, quantity.end + step) for step in range(3)] == ["and", "a", "bit"]:
        unit = quantity.end + 3
        end = unit + 1 if _norm(tokens, unit) in WEEK else unit
        return None if _is_length(tokens, quantity, end) else _with_doubt(tokens, quantity, end)
    if word in WEEK and not _is_length(tokens, quantity, unit + 1):
        return _with_doubt(tokens, quantity, _days_end(tokens, unit + 1))
    return None


def is_current(tokens: Sequence[Token], some: Gestation) -> bool:
    """Whether these are the weeks of a pregnancy now: `I'm 8+3`, `8 weeks pregnant`; not those of a loss."""
    words = [token.norm for token in tokens]
    before = words[max(0, some.start - 4) : some.start]
    after = words[some.end : some.end + 3]
    told = bool({"was", "were", "been", "had", "lost", "ended", "ago"} & set(words[: some.start]))
    now = ("pregnant" in after[:2] or "preg" in after[:1] or "gone" in after[:1] or "along" in after[:2]) and not told
    now = now or ("pregnant" in before and not {"was", "been", "were", "got", "fell"} & set(words[: some.start]))
    now = now or bool({"im", "am", "currently", "now", "today", "shes"} & set(before[-3:]))
    now = now or (bool({"app", "apps"} & set(before)) and not told)  # `the app says 5 weeks`
    by_dates = after[1:] if after[:1] == ["now"] else after
    now = now or (by_dates[:2] in (["by", "my"], ["by", "dates"]) and not told)
    now = now or (after[:2] == ["with", "number"] and not told) or (after[:1] == ["tomorrow"] and "pregnant" in words)
    now = now or ("today" in after[:1] and "was" not in before) or after[:3] == ["with", "my", "second"]
    return now and not PAST & set(before) and not {"ago", "when", "scan", "out", "post"} & set(after[:2])


def is_birth(tokens: Sequence[Token], some: Gestation) -> bool:
    """Whether these are the weeks a living child was born at: `a boy at 33 weeks`, `born at 31 weeks`."""
    words = [token.norm for token in tokens]
    before = set(words[max(0, some.start - AROUND) : some.start])
    return (
        some.weeks > 22 and bool(before & (BORN | CHILD)) and not ENDED & (before | set(words[some.end : some.end + 4]))
    )


def _week_number(tokens: Sequence[Token], at: int) -> Gestation | None:
    """`week 7`, `at week eight`."""
    quantity = read(tokens, at + 1) if at + 1 < len(tokens) else None
    if quantity is None or not quantity.is_settled or _norm(tokens, at - 1) in ("a", "this", "last", "per", "each"):
        return None
    after = _norm(tokens, quantity.end)
    counts = after in ("", ",", "and", "but", ")", "of", "scan", "with", "on", "when", "then", "in")
    return Gestation(quantity.whole, at, quantity.end) if counts and quantity.whole > 2 else None


def _with_doubt(tokens: Sequence[Token], quantity: Quantity, end: int) -> Gestation:
    before = [_norm(tokens, quantity.start - step) for step in (1, 2, 3)]
    nearly = before[0] in NEARLY or before[:2] in (["on", "coming"], ["quite", "not"], ["off", "shy"])
    on_scan = _norm(tokens, end + 2) in ("scan", "ultrasound", "screen", "sonogram", "us", "uss", "tvs")
    nearly = nearly or (
        not on_scan
        and _norm(tokens, end) == "on"
        and _norm(tokens, end + 1) in {*WEEKDAYS, "the"}
        and _is_to_be(tokens, quantity)
    )
    nearly = nearly or (_norm(tokens, end) in WEEKDAYS and _is_to_be(tokens, quantity))
    bound = (before[0] in BEFORE and before[:2] != ["under", "just"]) or quantity.low != quantity.high
    over = {_norm(tokens, quantity.start - step) for step in (2, 3)} & {"gone", "stopped", "growing", "over", "ended"}
    bound = bound and not (before[0] == "by" and over and quantity.low == quantity.high)  # "gone by 8 weeks"
    bound = bound or (before[0] == "to" and before[1] == "up")
    scan = any(word.startswith("measur") or word in ("size", "sized", "stopped", "stop") for word in before)
    scan = scan or before[:2] in (["since", "gone"], ["said", "scan"])
    scan = scan or "growing" in before[1:] or _norm(tokens, end) in ("size", "sized")
    return Gestation(quantity.whole - (1 if nearly and not _is_part(quantity) else 0), quantity.start, end, bound, scan)


def _is_to_be(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`13 weeks on Saturday` are not completed yet, unless they `were`, or it happened on that day."""
    before = {_norm(tokens, quantity.start - step) for step in range(1, 6)}
    return "at" not in before and not before & {"lost", "miscarried", "ended"}


def _is_part(quantity: Quantity) -> bool:
    """Nearly eight and a half is still eight."""
    return quantity.low is not None and quantity.low != int(quantity.low)


def _days_end(tokens: Sequence[Token], at: int) -> int:
    """The token after `3 days`, `3d`, `and 3 days` that follow the weeks."""
    start = at + 1 if _norm(tokens, at) in ("and", "+", ",", "plus") else at
    if _norm(tokens, at) == "+" and _digits(tokens, at + 1, 6):
        return at + 2
    days = read(tokens, start) if start < len(tokens) else None
    return days.end + 1 if days and _norm(tokens, days.end) in ("day", "days", "d") else at


def _is_length(tokens: Sequence[Token], quantity: Quantity, at: int) -> bool:
    """Whether it is how long, or how long ago, and not how far along."""
    words = [_norm(tokens, at + step) for step in range(3)]
    before = [_norm(tokens, quantity.start - step) for step in (1, 2)]
    after = words[0] in ("ago", "later", "since", "back", "old", "after", "apart", "post", "out", "wait", "postpartum",
                         "pp", "late", "running", "straight", "solid", "long", "earlier", "from", "time", "of",
                         "overdue", "without", "waiting", "postnatal", "clear", "younger", "holiday") or words[:2] in (
        ["or", "so"], ["in", "a"], ["and", "counting"], ["between", "them"],
    )  # fmt: skip
    if words[0] == "back" and words[1] in ("before", "in", "when"):  # "at 6 weeks back in 2019"
        after = False
    if words[0] == "of":
        after = words[1] not in ("pregnancy", "gestation", "my", "the")
    ahead = before[0] in ("every", "for", "each", "next", "these", "per", "another", "last", "wait") or (
        before[0] in ("past", "over") and before[1] in ("the", "for")
    )
    if before[0] == "another" and before[1] in ("and", "then", "plus") and words[0] in ("", ",", "and", "then", "in"):
        # "lost one at 10 weeks and then another 6 weeks"
        ahead = not any(_norm(tokens, at) in WEEK for at in range(quantity.start - 2))
    return after or ahead or before == ["about", "for"] or (before[0] == "in" and _is_ahead(tokens, quantity.start))


def _is_ahead(tokens: Sequence[Token], at: int) -> bool:
    """`back in six weeks`, not `lost in 8 weeks` of those who say in for at."""
    return _norm(tokens, at - 2) not in (
        "miscarried",
        "abortion",
        "aborted",
        "abort",
        "went",
        "ended",
        "finished",
        "gone",
        "spoiled",
        "lost",
        "baby",
        "it",
        "pregnancy",
        "miscarriage",
        "loss",
        "one",
        "stopped",
    )


def _digits(tokens: Sequence[Token], at: int, highest: int) -> bool:
    norm = _norm(tokens, at)
    return norm.isdecimal() and int(norm) <= highest


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
