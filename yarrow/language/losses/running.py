"""A number that stands for what was told and more: `so that's three now`, `three if I'm honest`, `my second time`.

It is said in a part of its own, after a loss or beside a smaller number of them. It only ever raises a count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.losses.head import COUNTED, Head, norm
from yarrow.language.numbers import ordinal, read
from yarrow.language.text import Sentence, Token

MARKS = frozenset({",", ":", "-", "(", ")", "but", "and", "or", "'", '"', "!"})
HIGHEST = 12  # a greater number said so is hardly of losses
NEAR = 2  # sentences between a loss and the number of the one it is
NUMBERING = frozenset({"one", "two", "three", "four", "five", "a", "my", "our"})  # before a word for children
TREATED = frozenset({"fet", "fets", "transfer", "transfers", "cycle", "round", "ivf", "iui", "embryo", "icsi"})
MOST_MORE = 3  # the difference between two ways of counting the same


@dataclass(frozen=True)
class Running:
    """Finds the number that stands for what was told and more."""

    lead: frozenset[str]
    makes: frozenset[str]
    tail: frozenset[str]
    honest: frozenset[str]
    not_counted: frozenset[str]
    place_lead: frozenset[str]
    place_tail: frozenset[str]
    children: frozenset[str]

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head], told: int | None) -> int | None:
        """The number, greater than `told`; None if there is none, or it may be of something else."""
        lost = [head for head in named if head.kind in COUNTED and head.how != "none"]
        found: list[int] = []
        for number, sentence in enumerate(sentences):
            if sentence.question:
                continue
            near = [head for head in lost if abs(number - head.sentence) <= NEAR]
            before = [head for head in lost if head.sentence <= number]
            counted = [head for head in near if head.is_plural]
            for start, end in _parts(sentence.tokens):
                some = (self._total(sentence.tokens, start, end) if before or not lost else None) or (
                    self._place(sentence.tokens, start, end) if near else None
                )
                some = some or self._otherwise(sentence.tokens, start, end, counted)
                if some and not self._may_be_children(sentences, number):
                    found.append(some)
        return max((some for some in found if told is not None and told < some <= HIGHEST), default=None)

    def _total(self, tokens: Sequence[Token], start: int, end: int) -> int | None:
        """`so that's three now`, `you can make it three`, `that makes four in total`: nothing else in its part."""
        at = start
        while at < end and (norm(tokens, at) in self.lead or norm(tokens, at) in self.makes):
            at += 1
        words = {token.norm for token in tokens[start:at]}
        closing = bool(words & self.makes) and norm(tokens, at - 1) not in ("of", "to")
        return self._ending(tokens, at, end) if closing else None

    def _otherwise(self, tokens: Sequence[Token], start: int, end: int, counted: Sequence[Head]) -> int | None:
        """`two miscarriages. three if I'm honest`, `three in my heart`: counted in another way than by name."""
        at = start
        while at < end and norm(tokens, at) in self.lead:
            at += 1
        some = read(tokens, at)
        if some is None or not some.is_settled or some.end >= end:
            return None
        rest = [token.norm for token in tokens[some.end : end]]
        other = rest[0] == "if" and rest[1:2] != ["not"] and bool(self.honest & set(rest))
        other = other or (rest[0] in ("in", "really", "to", "for") and bool(self.honest & set(rest[1:])))
        fits = any(0 < some.whole - (head.count or 0) <= MOST_MORE for head in counted)
        return some.whole if other and fits and not self.not_counted & set(rest) else None

    def _ending(self, tokens: Sequence[Token], at: int, end: int) -> int | None:
        """The number here, if nothing that it counts follows in its part."""
        some = read(tokens, at)
        if some is None or not some.is_settled or some.about or some.low != some.whole or ordinal(tokens, at):
            return None
        rest = [token.norm for token in tokens[some.end : end]]
        years = rest[:1] == ["in"] and rest[2:3] in (["years"], ["year"], ["months"])  # "that's four in three years"
        return some.whole if set(rest) <= self.tail or years else None

    def _place(self, tokens: Sequence[Token], start: int, end: int) -> int | None:
        """`The third one.`, `my second time hearing it`, `number four`: which one it is that was told beside it."""
        at = start
        while at < end and norm(tokens, at) in self.place_lead:
            at += 1
        place = ordinal(tokens, at)
        some = read(tokens, at) if norm(tokens, at - 1) == "number" else None
        if place is None and some is not None and some.is_settled:
            place = some.whole, some.end
        if place is None or place[1] > end or TREATED & {norm(tokens, before) for before in range(start)}:
            return None  # "failed FET yesterday, number 3"
        rest = {token.norm for token in tokens[place[1] : end]}
        if "this" in {token.norm for token in tokens[start:at]} and not {"time", "loss"} & rest:
            return None  # "two losses. This is my third" is of the pregnancy now
        said = rest or {"my", "our", "number"} & {norm(tokens, at - 1), norm(tokens, at - 2)}
        return place[0] if said and rest <= self.place_tail else None  # "Fourth, no heartbeat" opens an entry

    def _may_be_children(self, sentences: Sequence[Sentence], number: int) -> bool:
        """Whether children are numbered shortly before: `two kids. So that's three of us`."""
        near = [token.norm for one in sentences[max(0, number - 1) : number + 1] for token in one.tokens]
        return any(
            word in self.children and (before.isdecimal() or before in NUMBERING) for before, word in pairwise(near)
        )


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches between commas and the like."""
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].norm in MARKS:
            if at > start:
                yield start, at
            start = at + 1
