"""Losses told only by how far along she was, in a message where nothing else tells of one: `it was nine weeks`.

The last to be asked: no word for a loss, no ending and nothing seen was read, and no child, illness or pregnancy of now
is spoken of beside the weeks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import LATE, MOST, norm
from yarrow.language.losses.weeks import weeks_of
from yarrow.language.numbers import every
from yarrow.language.text import Sentence

TIMES = frozenset({"times", "time"})
OFTEN = frozenset({"twice", "thrice"})
EACH = frozenset({"a", "per", "each", "every", "daily", "weekly"})
LEADING = range(1, 4)  # words before the weeks that tell that they were
SINCE = frozenset({"on", "into"})  # five weeks on: a length of time


@dataclass(frozen=True)
class Glimpsed:
    """Counts the times that are told of pregnancies which are no more."""

    ongoing: frozenset[str]
    over: frozenset[str]
    past: frozenset[str]
    pregnant: frozenset[str]
    twice: frozenset[str]

    def count(
        self, sentences: Sequence[Sentence], others: Sequence[Collection[int]], treated: Collection[int], *, ill: bool
    ) -> int | None:
        """How many pregnancies are told of by their weeks alone, as past ones; None if there are none.

        `treated`: sentences that tell of a medicine; weeks there or right after may be those of its course.
        """
        closed = {*treated, *(number for number, one in enumerate(sentences) if one.question)}
        words = {token.norm for sentence in sentences for token in sentence.tokens}
        found = sum(
            self._times(one, others[number], ill=ill)
            for number, one in enumerate(sentences)
            if not {number, number - 1} & closed
        )
        often = _often(sentences)
        if not (found or (often > 1 and words & self.pregnant)) or not words & self.over:
            return None
        return max(found, often, 2 if words & self.twice else 1)

    def _times(self, sentence: Sentence, others: Collection[int], *, ill: bool) -> int:
        """How many times of pregnancies one sentence tells, if it tells of nothing that goes on."""
        tokens = sentence.tokens
        if sentence.question or self.ongoing & {token.norm for token in tokens}:
            return 0
        weeks = [week for week in weeks_of(tokens, over=True) if week.weeks < LATE and week.start not in others]
        return sum(
            not (week.visit or week.scan)
            and norm(tokens, week.end) not in SINCE
            and not (ill and not self.past & {norm(tokens, week.start - step) for step in LEADING})
            for week in weeks
        )


def _often(sentences: Sequence[Sentence]) -> int:
    """`Four times`: the number that is said of the whole; 0 if none is."""
    return max(
        (
            some.whole
            for one in sentences
            for some in every(one.tokens)
            if some.is_settled
            and some.whole <= MOST
            and norm(one.tokens, some.start) != "both"
            and (norm(one.tokens, some.end) in TIMES or norm(one.tokens, some.start) in OFTEN)
            and not EACH & {norm(one.tokens, some.end), norm(one.tokens, some.end + 1)}
            and "pregnant" not in {norm(one.tokens, some.start - 1), norm(one.tokens, some.end + 1)}
        ),
        default=0,
    )
