"""A number of losses that is spelt out, pregnancies that are counted, weeks that are listed one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.gestation import gestations
from yarrow.language.loss_events import TIMES, LossEvent
from yarrow.language.numbers import every
from yarrow.language.text import Sentence, Token

ADDING = frozenset({"and", "plus", "&", "+", "then", "with"})
UMBRELLAS = frozenset({"unknown_loss"})
MOST_PARTS = 20
NEAR = 4  # words between `one` and what it was
# What a number counts if it counts no losses, and what stands before such a number.
UNITS = frozenset({
    "week", "weeks", "w", "wk", "wks", "weeker", "day", "days", "month", "months", "year", "years", "hour", "hours",
    "+", "mg", "st", "nd", "rd", "th", "-", "/", "trimester", "weekers", "yrs", "yo", "cycle", "cycles", "scans",
    "tests", "embryos", "transfers", "rounds", "ago", "kids", "children", "child", "living", "live", "healthy",
})  # fmt: skip
NOT_PARTS_AFTER = frozenset(
    {"at", "after", "before", "aged", "age", "week", "+", "trisomy", "im", "am", "for", "since"}
)
PREGNANCIES = frozenset({"pregnancies", "pregnancys"})
WEEKS_OF_A_LOSS = range(3, 24)
OFTEN = frozenset({"once", "twice", "thrice"})
LISTING = frozenset({",", "and", "&", "at", "then", "another", "also", "about", "around", "again", "-", "/"})


@dataclass(frozen=True)
class Part:
    """So many of the losses told in one number, at tokens `start` to `end`; `event` if a word of their own."""

    start: int
    end: int
    count: int
    event: LossEvent | None = None


def parts(sentences: Sequence[Sentence], whole: LossEvent, events: Sequence[LossEvent]) -> list[Part]:
    """What spells out the number of `whole` in the rest of its sentence; empty unless it makes up the number.

    `lost four, three on scan and one chemical`; not `three, one in 2019`.
    """
    if whole.how != "number" or (whole.count or 0) < 2:
        return []
    tokens = sentences[whole.sentence].tokens
    later = {e.start: e for e in reversed(events) if e.sentence == whole.sentence and e.start >= whole.end}
    named = [Part(event.start, event.end, event.count or 0, event) for event in later.values()]
    inside = {place for part in named for place in range(part.start, part.end)}
    loose = [
        part for part in _numbers(tokens, whole.end)
        if not inside & set(range(part.start, part.end)) and not _names_next(tokens, part, named)
    ]  # fmt: skip
    found = sorted([*named, *loose], key=lambda part: part.start)
    # "2 chemicals, 1 mmc, 1 ectopic" are four: only a word for losses of any kind is spelt out by others.
    if any(part.event for part in found) and whole.kind not in UMBRELLAS:
        return []
    added = _norm(tokens, whole.end) in ADDING  # "two losses and one ectopic": besides the number
    return found if len(found) > 1 and not added and sum(part.count for part in found) == whole.count else []


def _names_next(tokens: Sequence[Token], part: Part, named: Sequence[Part]) -> bool:
    """Whether the number is the pronoun of the words that follow: `one was a chemical`."""
    nexts = [other for other in named if part.end <= other.start <= part.end + NEAR]
    between = {token.norm for other in nexts[:1] for token in tokens[part.end : other.start]}
    return part.count == 1 and bool(nexts) and not between & {",", "and", "then", "-"}


def _numbers(tokens: Sequence[Token], begin: int) -> list[Part]:
    """Bare numbers that may count losses, from this place on."""
    return [
        Part(some.start, some.end, some.whole)
        for some in every(tokens)
        if some.start >= begin
        and some.is_settled
        and 0 < some.whole <= MOST_PARTS
        and _norm(tokens, some.end) not in UNITS
        and _norm(tokens, some.start - 1) not in NOT_PARTS_AFTER
    ]


def pregnancies(sentences: Sequence[Sentence]) -> dict[tuple[int, int], int]:
    """Pregnancies counted, and not losses, by sentence and token: `pregnant 5 times`, `five pregnancies`."""
    found: dict[tuple[int, int], int] = {}
    for number, sentence in enumerate(sentences):
        for some in every(sentence.tokens):
            before, after = _norm(sentence.tokens, some.start - 1), _norm(sentence.tokens, some.end)
            often = after in TIMES or sentence.tokens[some.start].norm in OFTEN
            if some.is_settled and ((before in ("pregnant", "preg") and often) or after in PREGNANCIES):
                found[(number, some.start)] = some.whole
    return found


def listed_weeks(tokens: Sequence[Token]) -> list[int]:
    """The weeks of a list that holds nothing else: `8 weeks, 6 weeks, 11 weeks and`; empty if it is no list."""
    found = {some.start: some for some in gestations(tokens) if not some.bound}
    inside = {place for some in found.values() for place in range(some.start, some.end)}
    weeks: list[int] = []
    for place, token in enumerate(tokens):
        bare = int(token.norm) if token.norm.isdecimal() and place not in inside else 0
        if place in found:
            weeks.append(found[place].weeks)
        elif bare in WEEKS_OF_A_LOSS and found:
            weeks.append(bare)
        elif place not in inside and token.norm not in LISTING:
            return []
    return weeks if len(weeks) > 1 else []


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
