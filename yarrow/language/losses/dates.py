"""Losses told by their dates: `I miscarried in 2011, 2012 and 2019`, `Feb, Sept, Sept again. All miscarriages.`"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.losses.head import COUNTED, UNKNOWN, Head, norm
from yarrow.language.losses.ledger import MONTHS, YEARS
from yarrow.language.text import Sentence, Token

LEADING = frozenset({"in", ":", "-", "once", "on", "around", "dates"})
JOINING = frozenset({",", "and", "then", "&", "/", "again", "in", "plus", "once", "last", "this", "year"})
LEAST = 2
NEAR = 2  # sentences between a list of dates and the losses that they are of


def with_dates(sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
    """The heads, a plain one counted by the dates that follow it."""
    return [_dated(sentences[head.sentence].tokens, head) for head in named]


def listed_dates(sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
    """A head for a sentence that is nothing but dates, near losses that are told without a number."""
    open_ones = [head for head in named if head.is_open and head.kind in COUNTED]
    if not open_ones or any(head.count for head in named if not head.is_sign):
        return []
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        begin = next((at + 1 for at, token in enumerate(tokens) if token.norm == ":"), 0)
        dates, end = _dates(tokens, begin)
        near = any(abs(head.sentence - number) <= NEAR for head in open_ones)
        if dates >= LEAST and near and (end == len(tokens) or any(head.sentence == number for head in open_ones)):
            return [Head(UNKNOWN, dates, "number", number, begin, end)]
    return []


def _dated(tokens: Sequence[Token], head: Head) -> Head:
    plain = head.how in ("said", "one", "plural") and head.kind in COUNTED and not head.is_sign and not head.place
    if not plain:
        return head
    at = head.end
    while norm(tokens, at) in LEADING:
        at += 1
    dates, end = _dates(tokens, at)
    if dates < LEAST or norm(tokens, end) not in ("", ".", ")", "but", "so", "which", "with", "all", "-"):
        return head
    return replace(head, count=dates, how="number", end=end)


def _dates(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """How many dates are listed from here on, and where the list ends; the year of a month is no date of its own."""
    count = 0
    month = False
    while at < len(tokens):
        word = norm(tokens, at)
        year = word.isdecimal() and (int(word) in YEARS or (norm(tokens, at - 1) == "'" and len(word) == 2))
        if word in MONTHS and norm(tokens, at - 1) != "may":
            count, month = count + 1, True
        elif year:
            count, month = count + (0 if month else 1), False
        elif word not in JOINING and word != "'":
            break
        elif word != "'":
            month = False
        at += 1
    return count, at
