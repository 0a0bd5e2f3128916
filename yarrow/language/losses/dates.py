"""Losses told by their dates: `I miscarried in 2011, 2012 and 2019`, `Feb, Sept, Sept again. All miscarriages.`"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yarrow.language.losses.head import COUNTED, UNKNOWN, Head, norm
from yarrow.language.losses.ledger import MONTHS, YEARS
from yarrow.language.text import Sentence, Token

LEADING = frozenset({"in", ":", "-", "once", "on", "around", "dates"})
JOINING = frozenset({",", "and", "then", "&", "/", "again", "in", "plus", "once", "last", "this", "year"})
PARTING = frozenset({",", "then"})
AGES = range(25, 51)  # years that no week of a loss can be
AGES_JOINED = frozenset({",", "and", "&", "then", "again", "at"})
OLD = frozenset({"years", "year", "yrs", "yr", "old", "yo", "of", "age"})
NOT_AGES = frozenset({"weeks", "week", "w", "wk", "wks", "+", "days"})
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
        dates, end = dates_from(tokens, begin)
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
    ages, end = _ages(tokens, head.end) if head.how == "plural" else (0, head.end)
    dates, end = (ages, end) if ages >= LEAST else dates_from(tokens, at)
    # "in 2015 and 2018, then a clot in 2021": what comes after the list is told apart
    parted = norm(tokens, end - 1) in PARTING or (norm(tokens, end - 2) == "," and norm(tokens, end - 1) in JOINING)
    over = norm(tokens, end) in ("", ".", ")", "but", "so", "which", "with", "all", "-")
    if dates < LEAST or not (over or parted):
        return head
    return replace(head, count=dates, how="number", end=end)


def _ages(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """How many ages are listed from here on, and where the list ends: `losses at 29, 31 and 33 years old`."""
    count = 0
    if norm(tokens, at) != "at":
        return 0, at
    at += 1 + int(norm(tokens, at + 1) in ("age", "ages", "aged"))
    while (word := norm(tokens, at)) in AGES_JOINED or (word.isdecimal() and int(word) in AGES):
        count += int(word.isdecimal())
        at += 1
    of_weeks = word in NOT_AGES
    while norm(tokens, at) in OLD:
        at += 1
    return (0, at) if of_weeks else (count, at)


def dates_from(tokens: Sequence[Token], at: int) -> tuple[int, int]:
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
