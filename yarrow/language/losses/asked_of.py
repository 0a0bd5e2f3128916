"""A question with a count of hers in it: `does pred help after three chemicals?`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.head import COUNTED, MOST, norm
from yarrow.language.mention import Mention
from yarrow.language.numbers import every
from yarrow.language.text import Token

AFTER = frozenset({"after", "with", "following", "my", "had", "from", "despite", "our", "these", "those"})
# Asked of anybody's, of a rule or a rate: `do they test after three losses?`, `how many women have two in a row?`
GENERAL = frozenset({
    "test", "tests", "testing", "tested", "refer", "refers", "referred", "investigate", "investigated", "need",
    "needs", "until", "before", "women", "people", "anyone", "everyone", "someone", "common", "rule", "criteria",
    "policy", "wait", "if", "qualify", "called", "count", "counts", "many", "sister", "friend", "mum", "risk",
    "nhs",
})  # fmt: skip
HERS = frozenset({"i", "ive", "my", "we", "weve", "our", "me", "had", "mine", "im"})
BESIDE = frozenset(
    {"missed", "early", "natural", "late", "consecutive", "recurrent", "other", "previous", "first", "in"}
)


def is_counted_in_question(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether the losses asked about are counted as hers."""
    if mention.id not in COUNTED or GENERAL & {token.norm for token in tokens}:
        return False
    at = mention.start
    numbers = {some.end: some for some in every(tokens)}
    while at > 0 and at not in numbers and norm(tokens, at - 1) in BESIDE:
        at -= 1
    some = numbers.get(at) or next((one for one in numbers.values() if one.start == mention.start), None)
    plain = some is not None and some.is_settled and 1 < some.whole <= MOST
    return plain and some is not None and norm(tokens, some.start - 1) in AFTER


def is_asked_of_anybody(tokens: Sequence[Token], mention: Mention) -> bool:
    """`do they test after three losses?`: a rule is asked about, and nobody's losses are told."""
    words = {token.norm for token in tokens}
    return mention.id in COUNTED and bool(GENERAL & words) and not HERS & words
