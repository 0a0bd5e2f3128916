"""Words as they are searched: one way of cutting and folding text for both databases, queries and snippets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
# Longer than any word of a language; PostgreSQL takes no longer ones than 2 kB.
LONGEST = 64
# What a tsvector can hold.
LAST_PLACE, MOST_PLACES = 16383, 255


@dataclass(frozen=True)
class Word:
    """A word of a text: folded (small letters, no accents), and where it stands."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order."""
    for found in WORD.finditer(text):
        for part in folded(found.group()).split():
            yield Word(part[:LONGEST], found.start(), found.end())


def folded(text: str) -> str:
    """Small letters without accents; "Crème" and "creme" are one word."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(WORD.findall(kept))


def has_words(text: str) -> bool:
    """Whether there is any word in it."""
    return next(words_of(text), None) is not None


def as_line(text: str) -> str:
    """The folded words with spaces between them."""
    return " ".join(word.folded for word in words_of(text))


def as_vector(texts: Iterable[str], after: int = 0) -> str:
    """The folded words of messages as PostgreSQL writes a tsvector, their places counted from `after` on.

    One place is left free between two messages, so that no phrase reaches from one into the next.
    """
    places: dict[str, list[int]] = {}
    place = after
    for text in texts:
        for word in words_of(text):
            place += 1
            places.setdefault(word.folded, []).append(min(place, LAST_PLACE))
        place += 1
    return " ".join(f"'{word}':{','.join(map(str, at[:MOST_PLACES]))}" for word, at in places.items())
