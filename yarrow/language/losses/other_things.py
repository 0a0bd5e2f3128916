"""What else a bare number may be of, where losses are not named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.text import Sentence

ASKED = 4  # words of a question that she answers herself
AFTER = 6  # words of the next sentence that may say what the number was of: `I have two. They are 4 and 6`
NEXT = 4  # words after the number that may: `it's 3 now, the pain`
TIMES = frozenset(
    {
        "times",
        "years",
        "year",
        "months",
        "weeks",
        "week",
        "ivf",
        "icsi",
        "living",
        "days",
        "scan",
        "scans",
        "pregnant",
        "sick",
    }
)
BEFORE = 12  # words before the number that may


@dataclass(frozen=True)
class OtherThings:
    """Knows what else a bare number may be of."""

    children: frozenset[str]
    countable: frozenset[str]
    losses: frozenset[str]

    def asks_herself(self, sentence: Sentence) -> bool:
        """`Losses?`, `How many miscarriages?`: asked by her, and answered by the number that follows."""
        words = [token.norm for token in sentence.tokens]
        return len(words) <= ASKED and words[-1] in self.losses

    def has_number(self, sentences: Sequence[Sentence], number: int, at: int, *, none: bool = False) -> bool:
        """Whether the number here may be of something else: it is named before it, or just after."""
        tokens = [token.norm for token in sentences[number].tokens]
        earlier = [token.norm for sentence in sentences[:number] for token in sentence.tokens]
        before = [*earlier, *tokens[:at]][-BEFORE:]
        same = tokens[at + 1 :]
        if none:
            return bool({*before} & self.countable)
        if set(same[:NEXT]) & self.countable - TIMES:
            return True
        return bool({*before[-BEFORE:]} & (self.countable | self.children) - LOSS_NEAR) or _are_children(
            sentences, number, same
        )


LOSS_NEAR = frozenset({"weeks", "week", "pregnant", "year", "years"})


def _are_children(sentences: Sequence[Sentence], number: int, same: Sequence[str]) -> bool:
    """`I have two. They are 4 and 6`, `four, all girls`."""
    following = [token.norm for sentence in sentences[number + 1 : number + 2] for token in sentence.tokens][:AFTER]
    aged = bool({"is", "are", "hes", "shes", "theyre"} & set(following[:2])) and any(
        word.isdecimal() or word in ("three", "four", "five", "six", "seven", "eight") for word in following
    )
    return bool({"boys", "girls", "boy", "girl", "sons", "daughters", "healthy"} & {*same, *following}) or aged
