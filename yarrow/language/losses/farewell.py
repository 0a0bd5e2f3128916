"""Losses told in words of faith and farewell: `grew wings`, `Allah took three back`, `he left us at 11 weeks`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import MOST, norm
from yarrow.language.numbers import read
from yarrow.language.signs import Signs
from yarrow.language.text import Sentence, Token

Span = tuple[int, int]


@dataclass(frozen=True)
class Farewell:
    """Finds losses told by faith or farewell."""

    heaven: frozenset[str]
    took: frozenset[str]
    taken: frozenset[str]
    little_ones: frozenset[str]
    returned: frozenset[str]
    got: frozenset[str]
    never_took: frozenset[str]
    others: frozenset[str]
    signs: Signs

    def find(self, sentence: Sentence) -> list[tuple[int, int, int]]:
        """Where a sentence tells of a loss by faith or farewell: start, end, and how many."""
        words = [token.norm for token in sentence.tokens]
        left = self.signs.in_(sentence).get("loss_left_us", ())
        return [
            *self._by_god(sentence.tokens, words),
            *((at.start, at.end, 1) for at in left if self._is_a_child(words, at.start)),
        ]

    def _by_god(self, tokens: Sequence[Token], words: list[str]) -> Iterator[tuple[int, int, int]]:
        for at, word in enumerate(words):
            took = next((place for place in range(at + 1, min(at + 4, len(words))) if words[place] in self.took), None)
            if word in self.heaven and took is not None and (count := self._how_many(tokens, took + 1)):
                yield at, took + 1, count
            elif (
                word in self.heaven
                and self.returned & set(words[max(0, at - 4) : at])
                and (count := self._counted(tokens, at))
            ):
                yield max(0, at - 1), at + 1, count
            elif word == "wings" and self.got & set(words[max(0, at - 4) : at]):
                yield at - 1, at + 1, 1

    def _how_many(self, tokens: Sequence[Token], at: int) -> int:
        """How many were taken; 0 if it is not said that babies were."""
        some = read(tokens, at)
        if (
            some is not None
            and some.is_settled
            and some.whole <= MOST
            and norm(tokens, some.end) not in ("years", "months")
        ):
            return some.whole
        word = norm(tokens, at)
        if word == "," and norm(tokens, at + 2) == "times":
            return self._how_many(tokens, at + 1)
        return int(word in self.taken or word in (",", "", "away", "at"))

    def _counted(self, tokens: Sequence[Token], at: int) -> int:
        """`4 babies with Jesus` are four; 0 if no baby is spoken of."""
        for place in reversed(range(max(0, at - 7), at)):
            some = read(tokens, place)
            settled = some is not None and some.is_settled and 1 < some.whole <= MOST
            if some and settled and norm(tokens, some.end) in self.little_ones | self.returned | {"of"}:
                return some.whole
        words = {norm(tokens, place) for place in range(max(0, at - 7), at)}
        return int(bool(self.little_ones & words) and not {"the", "ones"} <= words)

    def _is_a_child(self, words: list[str], at: int) -> bool:
        """Not `my boyfriend left us`, `the transfer didn't stick`."""
        return not (self.never_took & set(words[max(0, at - 6) : at]) or self.others & set(words[max(0, at - 2) : at]))
