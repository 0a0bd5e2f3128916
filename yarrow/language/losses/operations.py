"""A loss told by nothing but what was done after it, or by its weeks and its year: `since my D&C`, `one at 7 in 2020`.

Little tells so of a loss; it is heard only where nothing else in the message does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.gestation import gestations
from yarrow.language.losses.anew import is_date
from yarrow.language.losses.head import LATE, MISCARRIAGE, UNKNOWN, Head, norm
from yarrow.language.losses.other_things import OtherThings
from yarrow.language.text import Sentence, Token

JOINED = frozenset({"&", "and", "+", "n"})
# Then there was more than one, and how many is not told.
SEVERAL = frozenset({"ones", "others", "both", "twice", "first", "second", "third", "fourth", "each", "every"})
UNCOUNTED = frozenset({"bleeding", "blood", "year", "years", "week", "weeks"})  # what may stand before such a one
LASTLY = frozenset({"last", "ago", "back", "before"})
BEFORE = 4  # words before an early one that say there was one
WHEN = 5  # words behind it that say when


@dataclass(frozen=True)
class Operations:
    """Finds a loss told by its operation or its time alone."""

    treated: frozenset[str]
    other_reasons: frozenset[str]
    to_come: frozenset[str]
    having: frozenset[str]
    kinds: frozenset[str]
    other_things: OtherThings

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """One head at most, where no other tells of a loss or of none."""
        words = [token.norm for one in sentences for token in one.tokens]
        if named or SEVERAL & set(words) or ("last", "one") in pairwise(words):
            return []
        for number, sentence in enumerate(sentences):
            near = {token.norm for one in sentences[max(0, number - 1) : number + 1] for token in one.tokens}
            if sentence.question or near & self.other_reasons:
                continue
            at = self._operation(sentence.tokens)
            if at is not None:
                return [Head(MISCARRIAGE, 1, "said", number, at, at + 1)]
            at = self._early_one(sentence.tokens)
            if at is not None:
                return [Head(UNKNOWN, 1, "one", number, at, at + 1)]
        return []

    def _operation(self, tokens: Sequence[Token]) -> int | None:
        """Where a D&C is named, or another treatment with the weeks it was at, that has been done."""
        if self.to_come & {token.norm for token in tokens}:
            return None
        early = any(some.weeks < LATE for some in gestations(tokens))
        for at, token in enumerate(tokens):
            scraped = token.norm == "d" and norm(tokens, at + 1) in JOINED and norm(tokens, at + 2) == "c"
            if scraped or token.norm in ("dnc", "dandc") or (early and token.norm in self.treated):
                return at
        return None

    def _early_one(self, tokens: Sequence[Token]) -> int | None:
        """`had one at 7 weeks last year`, `an early one in the summer`: with its time, and nothing else so counted."""
        starts = {some.start: some.end for some in gestations(tokens) if some.weeks < LATE}
        for at in range(len(tokens)):
            if tokens[at].norm != "one":
                continue
            before = [norm(tokens, place) for place in range(at - BEFORE, at)]
            end = next((starts[place] for place in range(at + 1, at + 4) if place in starts), 0)
            weeks = bool(end) and (before[-1] in self.having or before[-1] in self.kinds or self._is_kind(tokens, at))
            early = before[-1] in self.kinds and bool(self.having & set(before))
            behind = [norm(tokens, place) for place in range(end or at + 1, (end or at + 1) + WHEN)]
            dated = any(is_date(word) or word in LASTLY for word in behind)
            other = (self.other_things.countable - UNCOUNTED) & {token.norm for token in tokens[: at + 1]}
            if (weeks or early) and dated and not other:
                return at
        return None

    def _is_kind(self, tokens: Sequence[Token], at: int) -> bool:
        return norm(tokens, at + 1) in self.kinds
