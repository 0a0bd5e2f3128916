"""Losses that are told as what is left of the pregnancies: `pregnant four times, one son, the rest miscarried`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.losses.bare import pregnancies
from yarrow.language.losses.head import COUNTED, MOST, Head, norm
from yarrow.language.losses.other_things import OtherThings
from yarrow.language.numbers import every
from yarrow.language.text import Sentence

REST = frozenset({"rest", "others", "other", "remaining", "minus", "remainder"})
EVERY = frozenset({"none", "neither", "no", "all", "never", "nothing", "zero", "0"})
ONE = frozenset({"a", "my", "our", "the", "1", "one", "single"})


@dataclass(frozen=True)
class LeftOver:
    """Finds losses that are told as what is left of the pregnancies."""

    lost: frozenset[str]
    living: frozenset[str]
    other_things: OtherThings

    def count(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> int | None:
        """Pregnancies without the children born; None if she does not say that all the others were lost."""
        carried = {**pregnancies(sentences), **_gravida(sentences)}
        words = [token.norm for sentence in sentences for token in sentence.tokens]
        if (
            len(carried) != 1
            or any(head.is_plural for head in named)
            or any(head.kind not in COUNTED for head in named)
        ):
            return None
        ((number, at), count) = next(iter(carried.items()))
        if count > MOST or not self.lost & set(words):
            return None
        born = sum(self._born(sentence, at if place == number else -1) for place, sentence in enumerate(sentences))
        if REST & set(words) and 0 < born < count:
            return count - born
        told = [head for head in named if head.count]
        return count if EVERY & set(words) and not born and not told and _has_none(words) else None

    def _born(self, sentence: Sentence, carried: int) -> int:
        """How many children are told of: `one daughter`, `my boy`, `two kids`."""
        tokens = sentence.tokens
        total = 0
        numbers = {some.start: some for some in every(tokens)}
        skip = -1
        for at, token in enumerate(tokens):
            if (
                token.norm not in self.other_things.children | self.living
                or at <= skip
                or {norm(tokens, at - 1), norm(tokens, at - 2)} & {"no", "not", "without"}
            ):
                continue
            before = [place for place in range(max(0, at - 4), at) if place in numbers and place != carried]
            some = numbers[before[-1]] if before else None
            told = some is not None and some.is_settled and not {",", "and"} & {t.norm for t in tokens[some.end : at]}
            if told and some:
                total += some.whole
            elif norm(tokens, at - 1) in ONE:
                total += 1
            skip = at + 2
        return total


def _has_none(words: Sequence[str]) -> bool:
    """`Three pregnancies and no baby`, `none of them stuck`."""
    pairs = set(pairwise(words))
    none = {("no", "baby"), ("no", "babies"), ("no", "child"), ("no", "children"), ("none", "of"), ("not", "one")}
    return bool(pairs & none) or ("none" in words and bool({"stuck", "stayed", "lasted", "survived"} & set(words)))


def _gravida(sentences: Sequence[Sentence]) -> dict[tuple[int, int], int]:
    """The pregnancies of `G7P1`."""
    return {
        (number, at): int(norm(sentence.tokens, at + 1))
        for number, sentence in enumerate(sentences)
        for at, token in enumerate(sentence.tokens)
        if token.norm == "g" and norm(sentence.tokens, at + 1).isdecimal() and norm(sentence.tokens, at + 2) == "p"
    }
