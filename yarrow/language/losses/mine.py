"""Her own losses told by a pronoun: `mum lost two, so when mine stopped at 8 weeks`, `can flu do it? mine was at 7`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import LATE, UNKNOWN, Head, norm
from yarrow.language.losses.people import Told
from yarrow.language.losses.weeks import weeks_of
from yarrow.language.text import Sentence

MINE = frozenset({"mine", "ours"})
# Not `a friend of mine`, `same as mine`.
COMPARED = frozenset({"of", "as", "like", "than", "to", "with", "and", "for"})
LOST = frozenset({"lost", "miscarried", "losing"})
ENDED = frozenset({
    "stopped", "ended", "went", "died", "gone", "left", "passed", "failed", "came", "finished", "slipped", "measured",
    "was", "happened", "only", "at", "just",
})  # fmt: skip
ASKING = frozenset({"ask", "asking", "wondering", "wonder"})
FAR = 12  # where nobody else's are told: `ours was on the 4th of last month, at ten weeks`
OVER = frozenset({"stopped", "ended", "went", "died", "failed", "slipped"})
REACH = 8  # words behind the pronoun in which its weeks stand


@dataclass(frozen=True)
class Mine:
    """Finds her own losses told by a pronoun, beside those of others or after they were asked about."""

    other_things: frozenset[str]
    now: frozenset[str]
    asking: frozenset[str]

    def find(
        self, sentences: Sequence[Sentence], named: Sequence[Head], people: Sequence[Told], *, spoken: bool
    ) -> list[Head]:
        """A head for each `mine` with its weeks, where none of hers is told in the sentence.

        `spoken`: a word for a loss stands somewhere. Without another's losses, none of hers may be told by a word.
        """
        others = any(one.others for one in people)
        asked = self._asks(sentences, spoken=spoken) and not any(head.count for head in named)
        early = asked and any(week.weeks < LATE for one in sentences for week in weeks_of(one.tokens))
        found: list[Head] = []
        for number, sentence in enumerate(sentences if others or asked else ()):
            tokens = sentence.tokens
            own = any(head.sentence == number and head.start in people[number].hers for head in named)
            if own or sentence.question:
                continue
            told = [(week.start, week.weeks) for week in weeks_of(tokens, bare=True)]
            found += [
                Head(UNKNOWN, 1, "one", number, at, at + 1)
                for at, token in enumerate(tokens)
                if token.norm in MINE and norm(tokens, at - 1) not in COMPARED
                and (norm(tokens, at - 1) in LOST or norm(tokens, at + 1) in ENDED)
                and (
                    any(at < start <= at + (REACH if others else FAR) and weeks < LATE for start, weeks in told)
                    or (early and norm(tokens, at + 1) in OVER)
                )
            ]  # fmt: skip
        return found

    def _asks(self, sentences: Sequence[Sentence], *, spoken: bool) -> bool:
        """`does stress cause a loss?`, `was it the coffee?`: of losses, and of nothing else that could be hers."""
        parts = [(one.question, {token.norm for token in one.tokens}) for one in sentences]
        asked = [words for question, words in parts if question or ASKING & words]
        about = spoken or any(self.asking & words for words in asked)
        near = set().union(*asked, *(words for _, words in parts if MINE & words))
        return about and bool(asked) and not (self.other_things | self.now) & near
