"""What the body did at an ending: `it came away`, `passed the sac`, `bled it out`, `waters went at 19 weeks`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import norm
from yarrow.language.losses.time import far_along
from yarrow.language.text import Token

Span = tuple[int, int]

AWAY = frozenset({"away", "out", "down", "through"})
FILLER = frozenset({"the", "a", "my", "our", "whole", "all", "out", "little", "of", "pregnancy", "one", "completely"})
NOT_PASSED = frozenset({"on", "off", "over", "down", "to", "first", "with"})
TOO_EARLY = range(13, 23)
SURE = frozenset({"out", "away", "through"})  # bled it out


@dataclass(frozen=True)
class Body:
    """Finds how a pregnancy left the body."""

    carried: frozenset[str]
    came: frozenset[str]
    came_otherwise: frozenset[str]
    places: frozenset[str]
    other_things: frozenset[str]
    passed: frozenset[str]
    pregnancy: frozenset[str]
    waters: frozenset[str]
    broke: frozenset[str]
    living: frozenset[str]

    def find(self, tokens: Sequence[Token]) -> list[Span]:
        """Where a sentence tells how a pregnancy left the body."""
        words = [token.norm for token in tokens]
        return [*self._came(words), *self._passed(tokens, words), *_bled(tokens, words), *self._waters(tokens, words)]

    def _came(self, words: list[str]) -> Iterator[Span]:
        for at, word in enumerate(words):
            away = next((place for place in range(at + 1, min(at + 4, len(words))) if words[place] in AWAY), None)
            if word not in self.came or away is None:
                continue
            after = words[away + 1] if away + 1 < len(words) else ""
            before = words[max(0, at - 4) : at]
            out_of = after == "of" and bool(self.places & set(words[away + 2 : away + 3]))
            if after in self.came_otherwise or self.other_things & set(before) or out_of:
                continue
            if self.carried & set(before) or (words[away] == "away" and not before):
                yield at, away + 1

    def _passed(self, tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
        for at, word in enumerate(words):
            if word not in self.passed or words[at - 1 : at] == ["not"]:
                continue
            place = at + 1
            while norm(tokens, place) in FILLER:
                place += 1
            what = norm(tokens, place)
            if norm(tokens, place - 1) == "one" and what in ("at", "in"):  # "passed one at home"
                yield at, place
            known = what in self.pregnancy and norm(tokens, place + 1) not in NOT_PASSED
            if known and (word != "bled" or norm(tokens, place + 1) in SURE):
                yield at, place + 1

    def _waters(self, tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
        early = any(some.weeks in TOO_EARLY for some in gestations(tokens))
        for at, word in enumerate(words):
            if (
                word in self.waters
                and early
                and self.broke & set(words[at + 1 : at + 4])
                and not self.living & set(words)
            ):
                yield at, at + 2


def _bled(tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
    """`bled out at 9 weeks`, `bled away`, `bled at seven weeks and that was it`."""
    for at, word in enumerate(words):
        if word != "bled":
            continue
        timed = any(far_along(tokens, place) for place in range(at + 2, at + 6))
        over = norm(tokens, at + 1) == "out" or "that was" in " ".join(words[at:])
        if norm(tokens, at + 1) == "away" or (timed and over):
            yield at, at + 2
