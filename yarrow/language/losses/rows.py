"""Losses in a row, of which nothing else may be told: `lost one in 2014, one in 2016 and a third in May`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import COUNTED, UNKNOWN, Head, norm
from yarrow.language.losses.time import far_along
from yarrow.language.numbers import ordinal, read
from yarrow.language.text import Sentence, Token

YEARS = range(1980, 2100)
WHEN = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "spring", "summer", "autumn", "winter", "fall", "christmas", "easter", "year",
})  # fmt: skip
AT = frozenset({"in", "last", "this", "during", "around", "early", "late", "at"})
REACH = 3  # sentences in which losses are counted on
AHEAD = 5
AFTER_NEXT = frozenset(
    {"", ",", "in", "at", "was", "also", "too", "last", "this", "(", ":", "-", "around", "about", "just", "nearly"}
)
LIVING = frozenset(
    {"boy", "girl", "son", "daughter", "alive", "born", "is", "due", "now", "healthy", "will", "if", "ectopic"}
)
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


def next_ones(sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
    """A head for each `the second`, `3rd 2019` that goes on counting after `the first miscarriage`, `1st loss`."""
    firsts = [head for head in named if head.mention and head.place and not head.loose and head.kind in COUNTED]
    if not firsts:
        return []
    last = firsts[-1]
    place, found = last.place or 0, list[Head]()
    taken = {(head.sentence, at) for head in named for at in range(head.start, head.end)}
    for number in range(last.sentence, min(last.sentence + REACH, len(sentences))):
        tokens = sentences[number].tokens
        for at in range(last.end if number == last.sentence else 0, len(tokens)):
            one = ordinal(tokens, at)
            if one is None or one[0] != place + 1 or (number, at) in taken or sentences[number].question:
                continue
            after = norm(tokens, one[1])
            plain = after in AFTER_NEXT or after.isdecimal() or far_along(tokens, one[1]) is not None
            if not plain or LIVING & set(_own_words(tokens, one[1])) or norm(tokens, at - 1) in ("my", "our"):
                return found
            place = one[0]
            found.append(Head(UNKNOWN, 1, "ordinal", number, at, one[1], None, place, True, True))
    return found


def _own_words(tokens: Sequence[Token], at: int) -> list[str]:
    """What is told of the one whose ordinal ends here: up to `then`, or to a comma that does not follow at once."""
    words = [norm(tokens, place) for place in range(at, at + AHEAD)]
    return words[: next((step for step, word in enumerate(words) if word == "then" or (step and word == ",")), AHEAD)]


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
