"""A number of losses said short, after losses were spoken of: `my sister had one, I've had two`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.head import MOST, UNKNOWN, Head, norm
from yarrow.language.numbers import every
from yarrow.language.text import Sentence

MINE = frozenset({"ive", "weve", "i", "we", "id", "wed"})
HAVING = frozenset({"had", "have", "lost", "got"})
BETWEEN = frozenset({"now", "already", "also", "only", "just", "myself", "the"})
AFTER = frozenset({
    "", ",", "too", "with", "myself", "now", "so", "as", "already", "since", "but", "altogether", "and", "one",
    "all",
})  # fmt: skip


def said_short(sentences: Sequence[Sentence], named: Sequence[Head], *, spoken: bool) -> list[Head]:
    """A head for each `I've had two` where losses are spoken of but none of hers has been counted so far."""
    if not spoken or any(head.is_plural or head.count == 1 for head in named):
        return []
    found: list[Head] = []
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        for some in every(tokens):
            at = some.start - 1
            while norm(tokens, at) in BETWEEN:
                at -= 1
            before = [norm(tokens, at - step) for step in range(1, 4)]
            mine = norm(tokens, at) in HAVING and bool(MINE & set(before)) and "never" not in before
            if mine and some.is_settled and 0 < some.whole <= MOST and norm(tokens, some.end) in AFTER:
                found.append(Head(UNKNOWN, some.whole, "number", number, some.start, some.end))
    return found
