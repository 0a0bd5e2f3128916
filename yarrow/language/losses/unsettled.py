"""A count she leaves open herself: `I lost count`, `hard to say how many`, `I say three but my notes say two`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import MOST, norm
from yarrow.language.numbers import read
from yarrow.language.signs import Signs
from yarrow.language.text import Sentence, Token

OF_LOSSES = frozenset({"them", "mine", "losses", "how", "miscarriages", "these", "those", "it", "pregnancies"})
REACH = 3  # words between who says a number and the number
SETTLED = 4  # words between a word that settles the number and the number
LOSSES = frozenset({"miscarriages", "losses", "mcs", "miscarriage", "loss"})
ENDS = frozenset({"", ",", "and", "but", "because", "as", "so", "if", "-", "with", "when", "or", "(", ")", "then", "i"})


@dataclass(frozen=True)
class Unsettled:
    """Knows where the number of losses is left open, whatever numbers are told beside it."""

    saying: frozenset[str]
    settling: frozenset[str]
    other_counted: frozenset[str]
    signs: Signs

    def is_open(self, sentences: Sequence[Sentence]) -> bool:
        """Whether she says that she does not know the number, or tells of numbers that disagree and of none as right.

        Only for a message that tells of losses.
        """
        return any(self._is_doubted(sentence) for sentence in sentences) or self._disagree(sentences)

    def may_be_more(self, sentences: Sequence[Sentence]) -> bool:
        """Whether the number she tells may be a greater one: `two, could be three`, `three or four if you count …`."""
        return any("loss_count_doubted" in self.signs.in_(sentence) for sentence in sentences)

    def _is_doubted(self, sentence: Sentence) -> bool:
        """`I don't know how many`; not `how many weeks`, nor `lost track of time`."""
        if sentence.question and sentence.tokens[-1].norm in ("count", "counting"):  # "Lost count? Not me."
            return False
        for at in self.signs.in_(sentence).get("loss_count_open", ()):
            after = [norm(sentence.tokens, place) for place in range(at.end, at.end + 3)]
            if after[0] not in self.other_counted and (after[0] != "of" or OF_LOSSES & set(after)):
                return True
        return False

    def _disagree(self, sentences: Sequence[Sentence]) -> bool:
        """`my husband says two, I say three`, unless one of them is said to be right: `so two`."""
        said: set[int] = set()
        settled = False
        for sentence in sentences:
            for count, settles in self._numbers(sentence.tokens):
                settled = settles if len(said | {count}) > 1 else False
                said |= set() if settles else {count}
        return len(said) > 1 and not settled

    def _numbers(self, tokens: Sequence[Token]) -> Iterator[tuple[int, bool]]:
        """Each number that somebody says, and whether it settles what was said before."""
        for at in range(len(tokens)):
            some = read(tokens, at)
            plain = some is not None and some.is_settled and some.low == some.whole and 0 < some.whole <= MOST
            if some is None or not plain or norm(tokens, some.end) not in ENDS | LOSSES:
                continue
            before = [norm(tokens, place) for place in range(max(0, at - SETTLED), at)]
            if self.settling & set(before):
                yield some.whole, True
            elif self.saying & set(before[-REACH:]):
                yield some.whole, False
