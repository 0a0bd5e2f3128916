"""Losses in a row, of which nothing else may be told: `lost one in 2014, one in 2016 and a third in May`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import COUNTED, Head, norm
from yarrow.language.numbers import read
from yarrow.language.text import Token

YEARS = range(1980, 2100)
WHEN = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "spring", "summer", "autumn", "winter", "fall", "christmas", "easter", "year",
})  # fmt: skip
AT = frozenset({"in", "last", "this", "during", "around", "early", "late", "at"})
TO_COME = frozenset({"will", "ill", "would", "id", "should", "might", "if", "could", "may", "hopefully", "im", "we'll"})


@dataclass(frozen=True)
class Rows:
    """Knows losses in a row."""

    other: frozenset[str]

    def goes_on(self, tokens: Sequence[Token], head: Head, before: Sequence[Head], named: Sequence[Head]) -> bool:
        """Whether this pronoun is the next of losses told before it in the sentence."""
        earlier = [one for one in named if one.end <= head.start and one.count and one.kind in COUNTED]
        if not earlier or self.other & {token.norm for token in tokens[head.end :]}:
            return False
        if head.place and head.place > 1:
            return any(one.place == head.place - 1 for one in (*earlier, *before)) or _is_dated(tokens, head.end)
        return (
            head.count == 1
            and head.how in ("one", "another")
            and earlier[-1].count == 1
            and _is_dated(tokens, head.end)
        )


def is_to_come(tokens: Sequence[Token], at: int) -> bool:
    """`The next one I will`, `if there is a next one`: none that has been."""
    around = {norm(tokens, at + step) for step in (-5, -4, -3, -2, -1, 2, 3)}
    return bool(around & TO_COME)


def _is_dated(tokens: Sequence[Token], at: int) -> bool:
    """`in 2016`, `last spring` here."""
    step = 1 if norm(tokens, at) in AT else 0
    some = read(tokens, at + step)
    year = some is not None and some.is_settled and some.whole in YEARS
    return bool(step) and (year or norm(tokens, at + step) in WHEN)
