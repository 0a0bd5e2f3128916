"""Whether a text is known from elsewhere: the same, or nearly the same, once case and punctuation are taken away."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

NEAR = 90.0
# Texts of fewer words ("not sure", "no I never have") are everybody's.
WORDS = 5
NOT_A_WORD = re.compile(r"[^\w]+")


def plain(text: str) -> str:
    """The words of a text, in small letters."""
    return NOT_A_WORD.sub(" ", text.lower()).strip()


def known(texts: Iterable[tuple[str, str]], elsewhere: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of names: each text that is nearly one that stands elsewhere, with the first place where it does."""
    others = sorted({plain(text): place for place, text in elsewhere}.items(), key=lambda pair: len(pair[0]))
    words, lengths = [text for text, _ in others], [len(text) for text, _ in others]
    for name, text in texts:
        own = plain(text)
        if len(own.split()) < WORDS:
            continue
        # A likeness of 90 needs lengths that differ by less than a fifth.
        first, last = bisect_left(lengths, len(own) * 0.8), bisect_right(lengths, len(own) * 1.25)
        found = process.extractOne(own, words[first:last], scorer=fuzz.ratio, score_cutoff=NEAR)
        if found:
            yield name, others[first + found[2]][1]
