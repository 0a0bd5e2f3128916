"""A number told in shares: `two before my son, three after him`, `one with my ex, two with my husband`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import Head, norm
from yarrow.language.losses.other_things import OtherThings
from yarrow.language.numbers import read
from yarrow.language.text import Sentence, Token

CUTS = frozenset({",", ":", "-", "(", ")", "and", "then", "plus", "&", "/", "but", "'"})
LED = frozenset({
    "i", "ive", "had", "we", "weve", "lost", "its", "so", "yes", "well", "also", "the", "there", "were", "was", "have",
    "another", "just",
})  # fmt: skip
YEARS = range(1980, 2100)
WEEKS = range(3, 24)
HIGHEST = 10


@dataclass(frozen=True)
class Sum:
    """How many the shares make together, and the places (sentence, token) of their numbers."""

    count: int
    places: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Shares:
    """Finds a number told in shares."""

    shared: frozenset[str]
    ages: frozenset[str]
    kinds: frozenset[str]
    other_things: OtherThings

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> Sum | None:
        """The sum of the shares; None if there are not two that stand together, or losses are counted by name."""
        if any(head.count and not head.is_sign for head in named):
            return None
        found: list[tuple[int, int, int]] = []
        for number, start, end in _parts(sentences):
            tokens = sentences[number].tokens
            share = self._share(tokens, start, end)
            if share:
                found.append((number, share[0], share[1]))
        if len(found) < 2:
            return None
        return Sum(sum(count for _, _, count in found), frozenset((number, at) for number, at, _ in found))

    def _share(self, tokens: Sequence[Token], start: int, end: int) -> tuple[int, int] | None:
        """Where the number of this share stands and how many it is."""
        at = start
        while at < end and norm(tokens, at) in LED:
            at += 1
        some = read(tokens, at)
        if some is None or not some.is_settled or not 0 < some.whole <= HIGHEST or some.low != some.whole:
            return None
        rest = [token.norm for token in tokens[some.end : end]]
        if rest[:1] == ["more"] or rest[:1] == ["further"]:
            rest = rest[1:]
        if not rest:
            return None
        shared = rest[0] in self.shared and (rest[0] not in ("at", "on", "by") or _is_told(tokens, some.end, end))
        shared = shared and (rest[0] != "w" or rest[1:2] in (["my"], ["the"], ["his"]))  # "7w" is seven weeks
        dated = rest[0] == "in" and (
            bool(self.ages & set(rest)) or any(w.isdecimal() and int(w) in YEARS for w in rest)
        )
        if not (shared or dated) or set(rest) & self.other_things.countable - self.kinds:
            return None
        children = set(rest) & self.other_things.children and rest[0] not in ("before", "after", "between", "since")
        return None if children else (at, some.whole)


def _parts(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, int]]:
    for number, sentence in enumerate(sentences):
        start = 0
        for at in range(len(sentence.tokens) + 1):
            if at == len(sentence.tokens) or sentence.tokens[at].norm in CUTS:
                if at > start and not sentence.question:
                    yield number, start, at
                start = at + 1


def _is_told(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether weeks follow: `at 8 weeks`, `at 13`."""
    some = read(tokens, at + 1)
    return some is not None and some.low is not None and some.whole in WEEKS and some.end <= end
