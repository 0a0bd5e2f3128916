"""Mends spelling: known variants first, then words one or two letters away from a long word of the lexicon."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from yarrow.language.stem import stem
from yarrow.language.text import Sentence, Token

FUZZY_FROM = 6  # shorter words have too many neighbours to be guessed at
TWO_SLIPS_FROM = 9
DOUBLED = re.compile(r"(.)\1")
STRETCHED = re.compile(r"(.)\1{2,}")


class Speller:
    """Mends words. `wanted`: words worth recognising when misspelt; `known`: words that are right as they are."""

    def __init__(self, spellings: Mapping[str, str], wanted: Iterable[str], known: Iterable[str]) -> None:
        self._spellings = spellings
        self._known = frozenset(known) | frozenset(spellings.values())
        self._wanted: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._undoubled: dict[str, str] = {}
        for word in sorted(set(wanted)):
            if len(word) >= FUZZY_FROM:
                self._wanted[(word[0], len(word))].append(word)
                self._undoubled.setdefault(DOUBLED.sub(r"\1", word), word)
        self._mended = lru_cache(maxsize=20_000)(self._look_up)

    def mend(self, sentence: Sentence) -> Sentence:
        """The sentence with its words as they were meant; places unchanged."""
        return replace(sentence, tokens=tuple(self._token(token) for token in sentence.tokens))

    def word(self, norm: str) -> str:
        """The word that was meant; the same word if nothing is surely meant."""
        return self._mended(norm)

    def _token(self, token: Token) -> Token:
        if token.kind != "word":
            return token
        meant = self._mended(token.norm)
        return token if meant == token.norm else replace(token, norm=meant, stem=stem(meant))

    def _look_up(self, norm: str) -> str:
        if norm in self._spellings:
            return self._spellings[norm]
        if self._is_known(norm):
            return norm
        for shorter in (STRETCHED.sub(r"\1\1", norm), STRETCHED.sub(r"\1", norm)):
            if shorter != norm and (shorter in self._spellings or self._is_known(shorter)):
                return self._spellings.get(shorter, shorter)
        return self._nearest(STRETCHED.sub(r"\1\1", norm)) or norm

    def _is_known(self, norm: str) -> bool:
        return norm in self._known or stem(norm) in self._known

    def _nearest(self, norm: str) -> str | None:
        """The one wanted word within reach that starts alike; None if there is none, or two equally near."""
        if len(norm) < FUZZY_FROM - 1:
            return None
        alike = self._undoubled.get(DOUBLED.sub(r"\1", norm))
        if alike:
            return alike
        best: list[tuple[int, str]] = []
        for word in self._candidates(norm):
            reach = 2 if min(len(word), len(norm)) >= TWO_SLIPS_FROM else 1
            distance = OSA.distance(norm, word, score_cutoff=reach)
            if distance <= reach:
                best.append((distance, word))
        best.sort()
        if len(best) > 1 and best[0][0] == best[1][0] and not _is_variant(best[0][1], best[1][1]):
            return None
        return best[0][1] if best else None

    def _candidates(self, norm: str) -> list[str]:
        firsts = {norm[0], norm[1]}
        lengths = range(len(norm) - 2, len(norm) + 3)
        return [word for first in firsts for size in lengths for word in self._wanted.get((first, size), ())]


def _is_variant(one: str, other: str) -> bool:
    """Whether two words of the lexicon are forms or spellings of the same word."""
    return stem(one) == stem(other) or (len(one) >= TWO_SLIPS_FROM and OSA.distance(one, other) <= 2)
