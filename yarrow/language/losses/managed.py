"""Losses numbered, each with how it left the body: `the first I passed at home, the second needed surgery`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import UNKNOWN, Head, norm
from yarrow.language.numbers import ordinal
from yarrow.language.text import Sentence, Token

LEAST = 2
NEAR = 9  # words behind the ordinal in which it is told


@dataclass(frozen=True)
class _Part:
    """An ordinal (`place`) at `start` to `end` of a sentence, and the words told of it."""

    sentence: int
    start: int
    end: int
    place: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Managed:
    """Finds losses that are numbered, each with how it left the body."""

    passed: frozenset[str]
    treated: frozenset[str]
    not_lost: frozenset[str]
    numbered: frozenset[str]

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each ordinal told so, where they follow each other from the first, and one left by itself."""
        parts = [part for number, some in enumerate(sentences) for part in self._parts(number, some)]
        if len(parts) < LEAST or [part.place for part in parts] != list(range(1, len(parts) + 1)):
            return []
        told = [set(part.words) for part in parts]
        managed = all(words & (self.passed | self.treated) for words in told)
        if (
            not managed
            or not any(words & self.passed for words in told)
            or any(words & self.not_lost for words in told)
        ):
            return []
        return [
            Head(UNKNOWN, 1, "ordinal", part.sentence, part.start, part.end, None, part.place, definite=True)
            for part in parts
            if not any(head.place == part.place or _is_in(head, part) for head in named if not head.is_sign)
        ]

    def _parts(self, number: int, sentence: Sentence) -> Iterator[_Part]:
        tokens = sentence.tokens
        places = [(at, place) for at in range(len(tokens)) if (place := ordinal(tokens, at))]
        for at, place in () if sentence.question else places:
            if norm(tokens, place[1]) in self.numbered:
                stop = min([other for other, _ in places if other > at] + [place[1] + NEAR, len(tokens)])
                yield _Part(number, at, place[1], place[0], _words(tokens, place[1], stop))


def _words(tokens: Sequence[Token], start: int, stop: int) -> tuple[str, ...]:
    return tuple(token.norm for token in tokens[start:stop])


def _is_in(head: Head, part: _Part) -> bool:
    return head.sentence == part.sentence and part.start <= head.start < part.end + len(part.words)
