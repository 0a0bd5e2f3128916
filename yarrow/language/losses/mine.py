"""Her own losses beside those of others, told by a pronoun: `my mum lost two, so when mine stopped at 8 weeks`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.head import UNKNOWN, Head, norm
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
REACH = 8  # words behind the pronoun in which its weeks stand


def of_mine(sentences: Sequence[Sentence], named: Sequence[Head], people: Sequence[Told]) -> list[Head]:
    """A head for each `mine` with its weeks, where losses of others are told and none of hers in the sentence."""
    found: list[Head] = []
    if not any(one.others for one in people):
        return found
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        own = any(head.sentence == number and head.start in people[number].hers for head in named)
        if own or sentence.question:
            continue
        starts = [week.start for week in weeks_of(tokens, bare=True)]
        found += [
            Head(UNKNOWN, 1, "one", number, at, at + 1)
            for at, token in enumerate(tokens)
            if token.norm in MINE and norm(tokens, at - 1) not in COMPARED
            and (norm(tokens, at - 1) in LOST or norm(tokens, at + 1) in ENDED)
            and any(at < start <= at + REACH for start in starts)
        ]  # fmt: skip
    return found
