"""Twins and triplets: lost together they are one loss, and one lost beside one that lives is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yarrow.language.losses.head import MISCARRIAGE, UNKNOWN, Head
from yarrow.language.text import Sentence

# Their story goes on in a sentence with one of these, which begins with one of those.
THEM = frozenset({"both", "neither", "all", "other", "them", "two", "one", "babies", "each", "three"})
GOING_ON = THEM | {"the", "they", "at", "baby", "we", "a", "her", "his", "i", "lost"}
AGED = frozenset({"of", "aged", "who", "at", "now"})  # `I have twins of 4`
BEHIND = 6  # words behind twins that tell that both were lost: `twin boys, both lost`
NEAR, REACH = 3, 8  # words behind a loss in which `both` is said of it, and in which the twins are named


@dataclass(frozen=True)
class Twins:
    """Makes one loss of twins lost together, and none where one of them lives."""

    twins: frozenset[str]
    vanishing: frozenset[str]
    living: frozenset[str]
    dead: frozenset[str]
    other: frozenset[str]
    ended: frozenset[str]
    beating: frozenset[str]
    losses: frozenset[str]
    not_carried: frozenset[str]
    somebodys: frozenset[str]

    def as_one(self, sentences: Sequence[Sentence], rows: Sequence[Sequence[Head]]) -> list[list[Head]]:
        """The heads of each sentence, those of one multiple pregnancy as one loss, or none where one of them lives."""
        told = [list(row) for row in rows]
        for first, last in self._multiples(sentences):
            numbers = range(first, last + 1)
            theirs = [head for at in numbers for head in told[at] if self._is_of_them(sentences[at], head)]
            if any(self._one_lives(sentences[at]) for at in numbers):
                kept: list[Head] = []
            else:
                kept = theirs[:1]
            for at in numbers:
                row = [
                    _as_one(head) if head in kept else head for head in told[at] if head in kept or head not in theirs
                ]
                told[at] = sorted(row, key=lambda head: head.start)
        return told

    def lost_together(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each multiple pregnancy whose end no word for a loss tells: `Twins at 11 weeks, gone, both`."""
        found: list[Head] = []
        for first, last in self._multiples(sentences):
            told = any(first <= head.sentence <= last for head in named)
            if not told and not any(self._one_lives(sentences[at]) for at in (first, last)):
                found += [Head(UNKNOWN, 1, "one", at, 0, 1) for at in (last, first) if self._end_both(sentences[at])][
                    :1
                ]
        return found

    def _end_both(self, sentence: Sentence) -> bool:
        words = {token.norm for token in sentence.tokens}
        ended = self.ended & words or (self.beating & words and {"neither", "no", "without"} & words)
        return bool({"both", "neither", "all", "them"} & words and ended) and not sentence.question

    def _multiples(self, sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
        """The sentences, first and last, in which a multiple pregnancy is told."""
        found: list[tuple[int, int]] = []
        for number, sentence in enumerate(sentences):
            words = [token.norm for token in sentence.tokens]
            named = any(self._is_pregnancy(words, at) for at, word in enumerate(words) if word in self.twins)
            vanished = bool(self.vanishing & set(words)) and "one" in words
            if not (named or vanished) or (found and number <= found[-1][1]):
                continue
            after = sentences[number + 1].tokens if number + 1 < len(sentences) else ()
            later = {token.norm for token in after}
            goes_on = (
                bool(after)
                and after[0].norm in GOING_ON
                and bool(THEM & later)
                and bool((self.ended | self.living) & later)
            )
            found.append((number, number + int(goes_on)))
        return found

    def _is_pregnancy(self, words: Sequence[str], at: int) -> bool:
        """Not `my twin and me`, `my dad's a twin`, `twin girls at home`, `I have twins of 4`."""
        before = set(words[max(0, at - 2) : at])
        lost = {"lost", "lose", "losing", "both"} & set(words[max(0, at - 3) : at])
        behind = set(words[at + 1 : at + BEHIND])
        lost |= {"lost", "died", "gone"} & behind if {"both", "all"} & behind else set()
        after = set(words[at + 1 : at + 2])
        living = {"have", "got"} & before and AGED & after
        return bool(lost) or not (self.not_carried & after or self.somebodys & before or living)

    def _is_of_them(self, sentence: Sentence, head: Head) -> bool:
        """Whether the loss is said of the twins: `lost them both`, `both stopped`, `one twin`, `twins at 9 weeks`."""
        words = [token.norm for token in sentence.tokens]
        if head.kind not in (UNKNOWN, MISCARRIAGE) or head.how in ("more", "none"):
            return False
        if self.losses & set(words[head.start : head.end]) or (head.place is not None and not self.twins & set(words)):
            return False
        near = words[max(0, head.start - 1) : head.end + REACH]
        stop = next((at for at, word in enumerate(near) if word in ("before", "then", "since") and at > 0), len(near))
        them = THEM - {"one"} if head.place is not None else THEM  # "first one ended" is of no twin
        return bool(self.twins & set(near[:stop]) or them & set(near[: min(stop, head.end - head.start + 1 + NEAR)]))

    def _one_lives(self, sentence: Sentence) -> bool:
        """`the other is asleep beside me`, `one vanished, one born`."""
        words = [token.norm for token in sentence.tokens]
        vanishing = bool(self.vanishing & set(words)) and "both" not in words
        for at, word in enumerate(words):
            after = set(words[at + 1 : at + 7])
            if (
                word in self.other
                and words[at - 1] != "no"
                and self.living & after
                and not self.dead & after
                and "both" not in words
            ):
                return True
        return vanishing


def _as_one(head: Head) -> Head:
    """`we lost both at 8 weeks` is one loss."""
    if head.how == "whole":
        return replace(head, how="one", count=1, kind=UNKNOWN, loose=False)
    return replace(head, how="one", count=1, loose=False) if head.place is None else head
