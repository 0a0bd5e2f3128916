"""The weeks a loss was at: completed, a list that shares one unit included; not those of a pregnancy now or a birth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.gestation import Gestation, gestations, is_birth, is_current
from yarrow.language.losses.head import norm
from yarrow.language.losses.ledger import MONTHS, YEARS
from yarrow.language.numbers import every, read
from yarrow.language.text import Token

EARLIEST, LATEST = 1, 42
BARE = range(3, 16)  # a number without a unit that may be weeks
LISTING = frozenset({",", "and", "&", "at", "then", "another", "also", "about", "around", "again", "-", "/", "or"})
SHARING = frozenset({",", "and", "&", "/", "then"})
LEADING = frozenset({
    "at", "by", "around", "about", "nearly", "almost", "measured", "measuring", "was", "said", "to", "approx",
    "roughly", "only", "just", "reached", "over", "time", "maybe", "were", "of",
})  # fmt: skip
AFTER_BARE = frozenset({
    "", ",", ")", "and", "but", "on", "then", "so", "when", "by", "with", "after", "too", "again", "both", "the", "-",
    ":", "(", "which", "or", "also", "before", "no", "plus", "i", "we", "in", "they",
})  # fmt: skip
LATER = range(3, 24)  # the same after weeks were told in the sentence: no age, no hour
VISITS = frozenset({"scan", "scans", "check", "checkup", "appointment", "ultrasound", "anomaly"})
GROWN = frozenset({"stopped", "growing", "size"})
BEATING = frozenset({"heartbeat", "hb", "beating", "beat", "fhr", "flicker", "behind"})
NOT_BEATING = frozenset({
    "no", "not", "without", "never", "stopped", "lost", "wasnt", "gone", "isnt", "couldnt", "any", "absent", "found",
})  # fmt: skip
NUMBERED = frozenset({"number", "no", "#"})
LABELS = frozenset({"cycle", "round", "day", "age", "aged", "fet", "transfer", "iui"})  # "at cycle 9, six weeks"
# A sentence with one of these tells of a pregnancy that is, beside one that was.
NOWISH = frozenset({"now", "currently", "today", "im", "again", "still", "due", "kicking", "so"})
MENDING = frozenset({"sorry", "wait", "mean", "meant", "actually"})
PRONOUNS = frozenset({"one", "another", "other", "first", "second", "third", "fourth", "time"})
PLACES = frozenset({"at", "measured", "measuring", "by", "nearly", "almost", "around", "about"})


@dataclass(frozen=True)
class Week:
    """Completed weeks at tokens `start` to `end` (exclusive). `scan`: a size; `visit`: when it was looked at."""

    weeks: int
    start: int
    end: int
    scan: bool = False
    visit: bool = False


def weeks_of(
    tokens: Sequence[Token],
    *,
    bare: bool = False,
    births: bool = False,
    skip: frozenset[int] = frozenset(),
    over: bool = False,
) -> list[Week]:
    """All the weeks of one sentence that a loss may have been at. `bare`: a plain number may be one (`gone at 6`).

    `births`: those of births too, where a child that died is spoken of. `skip`: tokens that count losses. `over`:
    the pregnancy of the sentence has ended, so that `pregnant, 9 weeks` is not how far it is now.
    """
    found: dict[int, Week] = {}
    inside: set[int] = set()
    for some in gestations(tokens):
        inside |= set(range(some.start, some.end))
        current = is_current(tokens, some) and not (over and not NOWISH & {token.norm for token in tokens})
        if some.bound or current or (is_birth(tokens, some) and not births):
            continue
        for week in (
            *_listed(tokens, some),
            Week(some.weeks, some.start, some.end, some.scan, _is_visit(tokens, some)),
        ):
            if _is_pointed_at(tokens, some) and any(other.weeks == some.weeks for other in found.values()):
                continue
            twice = week.start != some.start and week.start in inside
            if EARLIEST <= week.weeks <= LATEST and week.start not in skip and not twice:
                found[week.start] = week
                inside |= set(range(week.start, week.end))
    for week in _after_unit(tokens, inside | skip):
        found[week.start] = week
        inside.add(week.start)
    for week in _bare(tokens, inside | skip) if bare or found else ():
        found[week.start] = week
    return [found[start] for start in sorted(found)]


def _after_unit(tokens: Sequence[Token], inside: set[int]) -> list[Week]:
    """`weeks 6, 8 and 8`, `the weeks: 5, 5 and 7`: a list behind its unit."""
    found: list[Week] = []
    for at, token in enumerate(tokens):
        if token.norm != "weeks" or at in inside or (at and tokens[at - 1].kind == "number"):
            continue
        place = at + 1
        while norm(tokens, place) in (":", "were", "at", ",", "and", "&") or place in inside:
            place += 1
        while norm(tokens, place).isdecimal() and int(norm(tokens, place)) in LATER:
            found.append(Week(int(norm(tokens, place)), place, place + 1))
            place += 1
            while norm(tokens, place) in SHARING and norm(tokens, place + 1) in {*SHARING}:
                place += 1
            place += int(norm(tokens, place) in SHARING)
    return found if len(found) > 1 else []


def _is_visit(tokens: Sequence[Token], some: Gestation) -> bool:
    """`the 12 week scan`, `heartbeat at 6 weeks`: when it was looked at, perhaps alive."""
    return norm(tokens, some.end) in VISITS or _is_seen_alive(tokens, some.start)


def _is_seen_alive(tokens: Sequence[Token], start: int) -> bool:
    """`heartbeat at 6` before this place."""
    before = [norm(tokens, start - step) for step in range(1, 6)]
    beating = next((step for step, word in enumerate(before) if word in BEATING), None)
    return beating is not None and "," not in before[:beating] and not NOT_BEATING & {*before[: beating + 3]}


def _is_pointed_at(tokens: Sequence[Token], some: Gestation) -> bool:
    """`the nineteen week one`, `the 16 weeker`: one that was told of before."""
    one = norm(tokens, some.end) in ("one", "loss") or norm(tokens, some.end - 1) == "weeker"
    return one and norm(tokens, some.start - 1) in ("the", "my", "our", "that")


def _listed(tokens: Sequence[Token], gestation: Gestation) -> list[Week]:
    """Numbers joined to this one by commas or `and`, which share its unit: `at 6, 8 and 10 weeks`."""
    found: list[Week] = []
    at = gestation.start - 1
    while at >= 1:
        if norm(tokens, at) in ("at", "then"):
            at -= 1
            continue
        if norm(tokens, at) not in SHARING or norm(tokens, at - 1) in SHARING:
            at -= 1
            if norm(tokens, at + 1) in SHARING:
                continue
            break
        some = read(tokens, at - 1)
        if some is None or some.end != at or not some.is_settled or some.whole not in range(2, LATEST):
            break
        if norm(tokens, at - 2) == "+" or norm(tokens, at - 2) in NUMBERED | LABELS:
            break
        found.insert(0, Week(some.whole, at - 1, at))
        at -= 2
    return found


def _bare(tokens: Sequence[Token], inside: set[int]) -> list[Week]:
    """`gone at 6`, `the other at ten`, `(measured 9)`: numbers without a unit, said as one says weeks."""
    found: list[Week] = []
    for some in every(tokens):
        likely = LATER if any(place < some.start for place in inside) else BARE
        if some.start in inside or not some.is_settled or some.whole not in likely or some.low != some.whole:
            continue
        before, after = norm(tokens, some.start - 1), norm(tokens, some.end)
        day = after == "on" or (after == "+" and norm(tokens, some.end + 1).isdecimal())
        said = before in PLACES or (before in {*LEADING, ","} and day)
        listed = before in (",", "and", "&") and some.start - 2 in inside
        listed = listed or (before == "then" and bool({some.start - 2, some.start - 3} & inside))
        mended = bool(MENDING & {norm(tokens, some.start - step) for step in (1, 2, 3)}) and bool(inside)
        told = before in PRONOUNS and bool(inside) and after != ":"
        if (said or listed or mended or told) and (after in AFTER_BARE or (inside and _is_date(tokens, some.end))):
            nearly = before in ("nearly", "almost") or (day and after == "on" and before != "at")
            size = before.startswith("measur") or bool(GROWN & {before, norm(tokens, some.start - 2)})
            visit = not size and _is_seen_alive(tokens, some.start)
            found.append(Week(some.whole - (1 if nearly else 0), some.start, some.end, size, visit))
            inside = inside | {some.start}  # "6 weeks, then 8, then 6 again"
    return found


def _is_date(tokens: Sequence[Token], at: int) -> bool:
    """`another at 9 last March`, `at 10 2021`: not `at 9 last night`."""
    at += int(norm(tokens, at) in ("last", "this", "early", "late"))
    word = norm(tokens, at)
    return word in MONTHS or word == "year" or (word.isdecimal() and int(word) in YEARS)


def listed_weeks(tokens: Sequence[Token]) -> list[int]:
    """The weeks of a list that holds nothing else: `8 weeks, 6 weeks, 11 weeks and`; empty if it is no list."""
    found = {some.start: some for some in gestations(tokens) if not some.bound}
    inside = {place for some in found.values() for place in range(some.start, some.end)}
    weeks: list[int] = []
    for place, token in enumerate(tokens):
        bare = int(token.norm) if token.norm.isdecimal() and place not in inside else 0
        if place in found:
            weeks.append(found[place].weeks)
        elif bare in BARE and found:
            weeks.append(bare)
        elif place not in inside and token.norm not in LISTING:
            return []
    return weeks if len(weeks) > 1 else []
