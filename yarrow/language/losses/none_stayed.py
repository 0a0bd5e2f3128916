"""Pregnancies counted, of which it is told that none stayed: `six pregnancies, not one got past ten weeks`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yarrow.language.text import Sentence

CLOSE = 7  # words behind "none of them" in which it is told that they did not stay


@dataclass(frozen=True)
class NoneStayed:
    """Knows that all the pregnancies that were counted were lost."""

    all_of: frozenset[str]
    none_of: frozenset[str]
    went: frozenset[str]
    stayed: frozenset[str]
    living: frozenset[str]

    def count(self, sentences: Sequence[Sentence], carried: Mapping[tuple[int, int], int]) -> int | None:
        """`Six pregnancies. Not one got past ten weeks`: how many; None if any lived, or is of now."""
        words = {token.norm for sentence in sentences for token in sentence.tokens}
        if len(carried) != 1 or words & self.living:
            return None
        ((number, start), count) = next(iter(carried.items()))
        said = [token.norm for token in sentences[number].tokens[start:]]
        said += [token.norm for some in sentences[number + 1 : number + 2] for token in some.tokens]
        for at, word in enumerate(said):
            after = set(said[at + 1 : at + CLOSE])
            none = word in self.none_of or said[at : at + 2] == ["not", "one"]
            if (none and after & self.stayed) or (word in self.all_of and after & self.went):
                return count if count > 1 else None
        return None
