"""Another pregnancy spoken of beside a loss, of whose end nothing was understood: then there is no number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import UNKNOWN, Head, norm, words_of
from yarrow.language.numbers import ordinal
from yarrow.language.text import Sentence, Token

FIRST = frozenset({"", ",", "and", "the", "my", "our", "then", "with", "but", ":"})
MOST = 8


@dataclass(frozen=True)
class Untold:
    """Finds pregnancies beyond those whose end was told."""

    pregnancies: frozenset[str]
    conceived: frozenset[str]
    children: frozenset[str]
    known: frozenset[str]

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head], loose: Sequence[Head]) -> list[Head]:
        """A head without a number where an ordinal tells of a pregnancy beyond those whose end was told.

        `loose`: the heads without a word for a loss, the only ones that so little is known of.
        """
        told = [head for head in named if head.how != "none"]
        if not loose or len(told) > len(loose):
            return []
        if self._is_again(sentences, min(told, key=lambda head: (head.sentence, head.start))):
            return [Head(UNKNOWN, None, "vague", loose[0].sentence, 0, 1)]
        highest = max((head.place or 0 for head in told), default=0)
        for number, sentence in enumerate(sentences):
            words = {token.norm for token in sentence.tokens}
            for at in range(len(sentence.tokens)):
                place = self._place(sentence.tokens, at)
                if any(head.sentence == number and (head.start > at or len(told) > 1) for head in told):
                    continue
                known = self.known & words or gestations(sentence.tokens[at:]) or sentence.question
                if place > max(highest, len(told)) and not known:
                    return [Head(UNKNOWN, None, "vague", number, at, at + 1)]
        return []

    def _is_again(self, sentences: Sequence[Sentence], first: Head) -> bool:
        """`Pregnant again, and by the weekend it was over`, told first: one before it, if no child was spoken of."""
        before = [token.norm for token in sentences[first.sentence].tokens[: first.end]]
        said = {word for one in sentences[: first.sentence + 1] for word in words_of(one)}
        return not said & self.children and any(
            word in self.conceived and after == "again" for word, after in pairwise(before)
        )

    def _place(self, tokens: Sequence[Token], at: int) -> int:
        place = ordinal(tokens, at)
        if place is None or norm(tokens, at - 1) not in FIRST or not 1 < place[0] <= MOST:
            return 0
        return place[0] if norm(tokens, place[1]) in self.pregnancies | {",", ":"} else 0
