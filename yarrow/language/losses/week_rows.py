"""Losses told by nothing but their weeks: `7w, dd, 10w, 4w5d`, `Nov 2022 (8w), Sept 2023 (9w5d)`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.gestation import gestations, is_current
from yarrow.language.losses.bare import pregnancies
from yarrow.language.losses.head import UNKNOWN, Head, norm
from yarrow.language.losses.ledger import MONTHS, YEARS, Ledger
from yarrow.language.losses.shares import Shares
from yarrow.language.numbers import every
from yarrow.language.text import Sentence, Token

CUTS = frozenset({",", "(", "/", "|", "-", "and", "then", "&", "+", ";", "*", ":"})
# What may stand in a part beside the weeks.
BESIDE = frozenset({
    ")", "again", "another", "a", "the", "at", "about", "around", "nearly", "almost", "just", "over", "in", "bloody",
    "only", "barely", "exactly", "or", "so", "ish", "last", "this", "year", "next", "early", "late", "natural",
    "scan", "first", "second", "third", "on", "lost", "gone", "'", ".", "!",
})  # fmt: skip
EARLY = range(3, 24)
DAY = 2  # digits of a day or of a short year
LEAST = 2
LONG = 3  # parts that need no date or word of loss beside them


@dataclass(frozen=True)
class WeekRows:
    """Finds losses told by nothing but their weeks."""

    child: frozenset[str]
    other_things: frozenset[str]
    lost: frozenset[str]
    ledger: Ledger
    shares: Shares

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each part that is nothing but weeks, in a list that begins the message or follows a colon."""
        if (
            any(head.count or head.is_open for head in named)
            or self.shares.find(sentences, named)
            or pregnancies(sentences)
        ):
            return []
        listed: dict[int, list[int]] = {}
        dated = False
        for number, sentence in enumerate(sentences):
            words = {token.norm for token in sentence.tokens}
            if sentence.question or (words & (self.other_things | self.ledger.well) and not words & self.lost):
                continue
            starts = self._list(sentence.tokens)
            years = any(word.isdecimal() and int(word) in YEARS for word in words)
            if starts:
                listed[number] = starts
                dated = (
                    dated or bool(words & (self.lost | MONTHS)) or years or (starts[0] == 0 and len(starts) >= LEAST)
                )
        total = sum(len(starts) for starts in listed.values())
        if total < (LEAST if dated else LONG):
            return []
        return [head for number, starts in listed.items() for head in _heads(sentences[number].tokens, number, starts)]

    def _list(self, tokens: Sequence[Token]) -> list[int]:
        """Where the weeks of each part of the list begin; empty if the sentence holds no such list."""
        found: list[int] = []
        opened = True
        for start, end in _parts(tokens):
            some = next((one for one in gestations(tokens) if start <= one.start and one.end <= end), None)
            words = {
                token.norm
                for at, token in enumerate(tokens[start:end], start)
                if not some or not some.start <= at < some.end
            }
            plain = _plain(words)
            if some and plain and opened and some.weeks in EARLY and not some.bound and not is_current(tokens, some):
                found.append(some.start)
            elif not _plain(words - self.child if found else words) and end - start > 1:
                opened = norm(tokens, end) in (":", "(") and not found
        return found


def _heads(tokens: Sequence[Token], number: int, starts: Sequence[int]) -> list[Head]:
    """One for each, or one for all where their number is said before them: `three in a row: 9 weeks, 5 weeks`."""
    counts = [some for some in every(tokens) if some.end <= starts[0] and some.is_settled and some.whole > 1]
    if any(some.whole == len(starts) for some in counts):
        some = next(some for some in counts if some.whole == len(starts))
        return [Head(UNKNOWN, some.whole, "number", number, some.start, some.end)]
    return [Head(UNKNOWN, 1, "said", number, at, at + 1, loose=True) for at in starts]


def _plain(words: Collection[str]) -> bool:
    """Whether nothing but a date or the like is said."""
    return all(
        word in BESIDE | MONTHS or (word.isdecimal() and (int(word) in YEARS or len(word) <= DAY)) for word in words
    )


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches between the marks that part a list; `4+6` is one number of weeks."""
    inside = {at for one in gestations(tokens) for at in range(one.start, one.end)}
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or (tokens[at].norm in CUTS and at not in inside):
            if at > start:
                yield start, at
            start = at + 1
