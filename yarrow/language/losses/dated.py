"""Pregnancies listed by their dates, one a sentence: `March: bfp, gone at 5+1. July: 6+4, natural. 2023, mmc at 9.`"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.gestation import gestations, is_birth
from yarrow.language.losses.dates import dates_from
from yarrow.language.losses.head import COUNTED, LATE, UNKNOWN, Head, norm
from yarrow.language.losses.weeks import weeks_of
from yarrow.language.text import Sentence

MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})  # fmt: skip
YEARS = range(1980, 2100)
EVERY = frozenset({"all", "both", "each", "every", "always"})
LEAST = 3  # dates that make a list by themselves
PARTING = frozenset({":", ",", "-"})


@dataclass(frozen=True)
class Dated:
    """Finds losses in a list of pregnancies by their dates."""

    other: frozenset[str]

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each dated sentence with weeks and no head of its own, in a list where others tell of losses."""
        rows = {number for number, sentence in enumerate(sentences) if _is_dated(sentence)}
        told = {head.sentence for head in named if head.kind in COUNTED and head.count == 1}
        if len(rows) < 2 or not rows & told:
            return []
        taken = {head.sentence for head in named}
        return [
            Head(UNKNOWN, 1, "said", number, 0, 1)
            for number in sorted(rows - taken)
            if self._is_told(sentences[number])
        ]

    def all_early(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for dates and nothing else, of which it is told how early: `May 2020, June 2021, all by 7 weeks`."""
        if any(head.count and (head.is_plural or head.place) for head in named) or any(head.is_open for head in named):
            return []
        for number, sentence in enumerate(sentences):
            dates, end = dates_from(sentence.tokens, 0)
            near = [
                one for one in (*sentences[max(0, number - 1) : number + 2],) if not one.question or one is sentence
            ]
            words = {token.norm for one in near for token in one.tokens}
            early = any(
                some.weeks < LATE and not is_birth(one.tokens, some) for one in near for some in gestations(one.tokens)
            )
            alone = (
                end == len(sentence.tokens)
                or norm(sentence.tokens, end - 1) == ","
                or norm(sentence.tokens, end) in EVERY
            )
            if dates >= LEAST and alone and early and EVERY & words and not words & self.other:
                return [Head(UNKNOWN, dates, "number", number, 0, end)]
        return []

    def _is_told(self, sentence: Sentence) -> bool:
        words = {token.norm for token in sentence.tokens}
        return len(weeks_of(sentence.tokens)) == 1 and not words & self.other and not sentence.question


def _is_dated(sentence: Sentence) -> bool:
    """Whether it begins with a month or a year, as an entry of a list does."""
    tokens = sentence.tokens
    first = norm(tokens, 0)
    end = 1
    if first in MONTHS and norm(tokens, 1).isdecimal():
        end = 2
    year = first.isdecimal() and int(first) in YEARS
    return (first in MONTHS or year) and norm(tokens, end) in PARTING
