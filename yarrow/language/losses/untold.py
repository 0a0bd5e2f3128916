"""Another pregnancy spoken of beside a loss, of whose end nothing was understood: then there is no number."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import UNKNOWN, Head, norm
from yarrow.language.numbers import ordinal
from yarrow.language.text import Sentence, Token

PREGNANCIES = frozenset({"one", "pregnancy", "baby", "time", ",", ":", "was", "i", "we", "bump", "go", "the"})
# What became of it, or that it is still to come.
KNOWN = frozenset({
    "born", "boy", "girl", "son", "daughter", "alive", "negative", "bfn", "now", "due", "neg", "healthy", "term",
    "section", "home", "toddler", "living", "ds", "dd", "stuck", "transfer", "scan", "opinion", "is", "im",
    "currently", "trying", "booked", "will", "never", "hope", "if", "ectopic", "here", "tests", "test", "marriage",
    "husband", "partner", "treatment", "fet", "round", "ivf", "iui", "cycle", "same", "likewise", "again",
    "letrozole", "clomid", "twin", "rainbow", "year",
})  # fmt: skip
FIRST = frozenset({"", ",", "and", "the", "my", "our", "then", "with", "but", ":"})
MOST = 8


def untold(sentences: Sequence[Sentence], named: Sequence[Head], loose: Sequence[Head]) -> list[Head]:
    """A head without a number where an ordinal tells of a pregnancy beyond those whose end was told.

    `loose`: the heads without a word for a loss, the only ones that so little is known of.
    """
    told = [head for head in named if head.how != "none"]
    if not loose or len(told) > len(loose):
        return []
    highest = max((head.place or 0 for head in told), default=0)
    for number, sentence in enumerate(sentences):
        words = {token.norm for token in sentence.tokens}
        for at in range(len(sentence.tokens)):
            place = _place(sentence.tokens, at)
            if any(head.sentence == number and (head.start > at or len(told) > 1) for head in told):
                continue
            known = KNOWN & words or gestations(sentence.tokens[at:]) or sentence.question
            if place > max(highest, len(told)) and not known:
                return [Head(UNKNOWN, None, "vague", number, at, at + 1)]
    return []


def _place(tokens: Sequence[Token], at: int) -> int:
    place = ordinal(tokens, at)
    if place is None or norm(tokens, at - 1) not in FIRST or not 1 < place[0] <= MOST:
        return 0
    return place[0] if norm(tokens, place[1]) in PREGNANCIES else 0
