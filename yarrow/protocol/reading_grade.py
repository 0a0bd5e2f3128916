"""How hard a text is to read: the Flesch–Kincaid grade, with a plain count of syllables. Source: Kincaid 1975."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][A-Za-z]+)?")
# A colon or a semicolon ends a thought as a full stop does; so does a line.
SENTENCE_END = re.compile(r"(?<=[.?!;:])\s+|\n+")
VOWELS = re.compile(r"[aeiouyà-ÿ]+")


@lru_cache(maxsize=8)
def easy_names(names: str) -> re.Pattern[str]:
    """Names that count as easy words, written one after another; `*` ends a word in any way."""
    listed = "|".join(re.escape(name).replace(r"\*", r"\w*") for name in names.split())
    return re.compile(f"(?:{listed})", re.IGNORECASE)


NO_NAMES = re.compile(r"(?!)")


def sentences(text: str) -> list[str]:
    """The sentences of a text, as a reader would pause."""
    return [part.strip() for part in SENTENCE_END.split(text) if WORD.search(part)]


def words(text: str) -> list[str]:
    """The words of a text."""
    return WORD.findall(text)


def syllables(word: str, names: re.Pattern[str] = NO_NAMES) -> int:
    """How many syllables a word has, near enough; one of the easy names counts as two."""
    if names.fullmatch(word):
        return min(2, len(VOWELS.findall(word.lower())))
    lower = re.sub(r"['’].*", "", word.lower())
    count = len(VOWELS.findall(lower))
    if lower.endswith("e") and not lower.endswith(("le", "ee", "ye")) and count > 1:
        count -= 1
    if lower.endswith("ed") and not lower.endswith(("ted", "ded")) and count > 1:
        count -= 1
    return max(1, count)


def grade(text: str, names: re.Pattern[str] = NO_NAMES) -> float:
    """The school grade that can read the text; 0 for a text without words."""
    found = words(text)
    if not found:
        return 0.0
    spoken = sum(syllables(word, names) for word in found)
    return 0.39 * len(found) / len(sentences(text)) + 11.8 * spoken / len(found) - 15.59


def long_sentences(text: str, most: int) -> Iterator[tuple[str, int]]:
    """The sentences with more words than that, each with its number of words."""
    for sentence in re.split(r"(?<=[.?!])\s+|\n+", text):
        count = len(sentence.split())
        if count > most:
            yield sentence, count
