"""A loss told as the same once more: `lost it at 7 weeks, then it happened again in May`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.head import COUNTED, UNKNOWN, Head, norm
from yarrow.language.text import Sentence

HAPPENED = frozenset({"happened", "happend"})
NOT_YET = frozenset({
    "if", "never", "not", "didnt", "hasnt", "wont", "cant", "will", "might", "may", "could", "would", "scared",
    "terrified", "afraid", "hope", "hoping", "doesnt", "dont", "before", "when", "until", "worried", "unless",
    "why", "how",
})  # fmt: skip
AFTER = frozenset({"", ",", "in", "at", "this", "last", "around", "about", "by", "on", "and", "two", "a", "the"})
# What else may happen again.
ELSE = frozenset({
    "rash", "pain", "pains", "bleed", "bleeding", "spotting", "cramps", "period", "dizzy", "fainted", "faint", "panic",
    "flare", "headache", "row", "diarrhoea", "bloating",
})  # fmt: skip
REACH = 2  # sentences between the loss and what happened again


def happened_again(sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
    """A head for each `it happened again` where the loss before it is one of hers, and nothing else is spoken of."""
    found: list[Head] = []
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        for at in range(1, len(tokens)):
            if norm(tokens, at) != "again" or norm(tokens, at - 1) not in HAPPENED:
                continue
            before = [head for head in named if (head.sentence, head.end) <= (number, at)]
            last = before[-1] if before else None
            if last is None or last.count != 1 or last.kind not in COUNTED or number - last.sentence > REACH:
                continue
            begin = last.end if last.sentence == number else 0
            words = {token.norm for token in tokens[begin:at]} | {norm(tokens, at + step) for step in (1, 2, 3)}
            if norm(tokens, at + 1) in AFTER and not words & (NOT_YET | ELSE) and not sentence.question:
                found.append(Head(UNKNOWN, 1, "another", number, at - 1, at + 1))
    return found
