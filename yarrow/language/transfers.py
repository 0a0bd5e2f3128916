"""Embryo transfers that never gave a positive test, told one by one: `Transfer 1: BFN. Transfer 2: chemical`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.numbers import ORDINALS, UNITS, ordinal, read
from yarrow.language.text import Sentence, Token
from yarrow.language.understanding import ReadFact

PATH = "ivf.failed_transfers"
TRANSFERS = frozenset({"transfer", "transfers", "fet", "fets", "transferred", "embryo", "embryos", "blastocyst"})
NEGATIVE = frozenset({"negative", "negatives", "bfn", "bfns", "neg", "negs", "failed", "unsuccessful"})
NOT = frozenset({"never", "didnt", "not", "havent", "hasnt"})
TAKE = frozenset({"take", "took", "stick", "stuck", "implant", "implanted", "taken", "work", "worked"})
# What may stand between a transfer and what came of it.
BETWEEN = frozenset({
    "was", "were", "one", "just", "a", "in", "all", "straight", "only", "stark", "white", "ones", ":", "-", ",", ")",
    "=", "simply", "that", "embryo", "cycle", "fresh", "frozen", "both", "bfp", "did", "then", "of", "them", "got",
})  # fmt: skip
LABELS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "next", "last", "latest", "fresh", "other"})
JOINING = frozenset({",", "and", "&", "+"})
REACH = 7  # words back from what came of it to the transfer
MOST = 15


def failed_transfers(sentences: Sequence[Sentence]) -> list[ReadFact]:
    """How many of the transfers that are told one by one gave no positive test; nothing where none is."""
    total, listed = 0, False
    span: tuple[int, int] | None = None
    for sentence in sentences:
        tokens = sentence.tokens
        listed = listed or any(token.norm in TRANSFERS for token in tokens)
        at = 0
        while listed and at < len(tokens):
            end = _negative(tokens, at)
            count = _how_many(tokens, at) if end else 0
            if count:
                total += count
                span = (span[0] if span else tokens[at].start, tokens[end - 1].end)
            at = end or at + 1
    return [ReadFact(PATH, "present", total, *span)] if span and 0 < total <= MOST else []


def _negative(tokens: Sequence[Token], at: int) -> int:
    """Where the words end that say that it gave nothing; 0 if none begin here."""
    word = tokens[at].norm
    if word in NEGATIVE:
        return at + 1
    if word in NOT and _norm(tokens, at + 1) in TAKE:
        return at + 2
    return at + 2 if word == "no" and _norm(tokens, at + 1) == "pregnancy" else 0


def _how_many(tokens: Sequence[Token], at: int) -> int:
    """Of how many transfers the words at this place speak: `3 negatives`, `first two BFN`, `transfers 1, 2 and 4`."""
    if _norm(tokens, at) in NEGATIVE and _norm(tokens, at + 1) in TRANSFERS:
        return 1 if _norm(tokens, at - 1) in ("a", "one", "our", "another", "first") else 0
    place = at - 1
    while place >= 0 and at - place <= REACH:
        word = _norm(tokens, place)
        if word in TRANSFERS:
            before = _norm(tokens, place - 1)
            singular = word in ("transfer", "fet", "embryo") or before in LABELS
            return 1 if singular else 0  # "four transfers, all negative" has words of its own in the lexicon
        if word.isdecimal() or word in UNITS or word == "couple":
            return _numbered(tokens, place)
        if word in ORDINALS or (word in ("st", "nd", "rd", "th") and ordinal(tokens, place - 1)) or word in LABELS:
            return 1
        if word not in BETWEEN:
            return 0
        place -= 1
    return 0


def _numbered(tokens: Sequence[Token], place: int) -> int:
    """The number as how many, or as the label of one: `three negative`, `transfer 2: BFN`, `transfers 1, 2 and 4`."""
    start, labels = place, 1
    while _norm(tokens, start - 1) in JOINING and _is_number(tokens, start - 2):
        start, labels = start - 2, labels + 1
    before = _norm(tokens, start - 1)
    if before in TRANSFERS or before == "#":
        return labels
    if _norm(tokens, place + 1) in (")", ":"):
        return 1
    if labels > 1 or before in JOINING - {","}:
        return labels
    some = read(tokens, place)
    return some.whole if some and some.is_settled and some.whole <= MOST else 0


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and (_norm(tokens, at).isdecimal() or _norm(tokens, at) in UNITS)


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
