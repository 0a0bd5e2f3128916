"""A positive test that came to nothing: `two lines, gone by April`, `bfp then af`, `hcg 60 then 12`, `beta dropped`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import norm
from yarrow.language.text import Token

Span = tuple[int, int]

SINCE = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "within", "then", "and", "but",
    "by", "later", "next", "days", "day", "week", "on", "before", "after",
})  # fmt: skip
OVER = frozenset({("was", "bleeding"), ("was", "over"), ("all", "over")})
AFTER_NOTHING = frozenset({",", "but", "just", "by", "on", "the", "and"})  # "nothing by Friday", not "nothing is wrong"
APART = frozenset({"one", "other", "another", "rest", "others"})  # another test
REACH = 18  # words between the test and its end
TO = frozenset({
    "repeat", "next", "second", "went", "were", "are", "again", "it", "then", ",", ">", "-", "to", "and", "down", "<",
    "was", "only", "came", "back", "at", "later", "after", "two", "three", "days", "hours", "hrs", "day", "week", "a",
    "few",
})  # fmt: skip
UNITS = frozenset({"days", "hours", "hrs", "day", "hour", "weeks", "dpo", "dpt"})  # a number of these is no level
LEAST = 5


@dataclass(frozen=True)
class Faded:
    """Finds a positive test, or hormones, that went again."""

    positive: frozenset[str]
    pregnant: frozenset[str]
    gone: frozenset[str]
    faded: frozenset[str]
    faded_for_sure: frozenset[str]
    other_tests: frozenset[str]
    antibodies: frozenset[str]
    not_counted: frozenset[str]
    now: frozenset[str]
    hormone: frozenset[str]
    other_levels: frozenset[str]
    of_pregnancy: frozenset[str]
    fell: frozenset[str]

    def find(self, tokens: Sequence[Token]) -> list[Span]:
        """Where a sentence tells of a positive test, or of hormones, that went again."""
        words = [token.norm for token in tokens]
        if self.not_counted & set(words):
            return []
        if self.antibodies & set(words):
            return list(self._hormones(tokens, words))
        return [*self._lines(words), *self._hormones(tokens, words)]

    def _lines(self, words: list[str]) -> Iterator[Span]:
        for at, word in enumerate(words):
            near = set(words[max(0, at - 3) : at] + words[at + 1 : at + 2]) - (
                {"faint"} if word.startswith("line") else set()
            )
            if word not in self.positive or self.other_tests & near:
                continue
            end = next(
                (place for place in range(at + 1, min(at + REACH, len(words))) if self._is_end(words, at, place)), None
            )
            if end is not None and not self.now & set(words[at:end]):
                yield at, end + 1
        for at, word in enumerate(words):
            if word in self.pregnant and not self.now & set(words):
                gone = (place for place in range(at + 1, min(at + REACH, len(words))) if words[place] in self.gone)
                yield from (
                    (at, place + 1) for place in gone if words[place + 1 : place + 2] in (["by"], ["in"], ["before"])
                )

    def _is_end(self, words: list[str], at: int, place: int) -> bool:
        """Whether the positive ends here, and nothing denies it: `no period`, `then I bled`."""
        between = words[at + 1 : place]
        if tuple(words[place - 1 : place + 1]) in OVER and SINCE & set(between):
            return True
        if words[place - 1 : place + 1] == ["came", "on"] and SINCE & set(between):
            return words[place + 1 : place + 2] != ["the"]
        if APART & set(between):
            return False
        if words[place] not in self.faded or {"no", "not", "never", "due", "missed", "late"} & set(
            words[place - 2 : place]
        ):
            return False
        if words[place] == "nothing" and (place + 1 < len(words) and words[place + 1] not in AFTER_NOTHING):
            return False
        return words[place] in self.faded_for_sure or bool(SINCE & set(between))

    def _hormones(self, tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
        for at, word in enumerate(words):
            if word not in self.hormone or self.other_levels & set(words[max(0, at - 2) : at]):
                continue
            if word == "levels" and not self.of_pregnancy & set(words):
                continue
            fell = next((place for place in range(at + 1, min(at + 7, len(words))) if words[place] in self.fell), None)
            if fell is not None:
                yield at, fell + 1
            elif end := self._falling(tokens, at + 1):
                yield at, end

    def _falling(self, tokens: Sequence[Token], at: int) -> int:
        """Where levels that only rise and fall end below an earlier one: `212 then 98 then 9`; 0 if they do not."""
        values: list[float] = []
        place = at
        while place < len(tokens) and (
            tokens[place].kind == "number" or norm(tokens, place) in TO | self.hormone | {"just", "of", "x"}
        ):
            if tokens[place].kind == "number" and norm(tokens, place + 1) not in UNITS:
                values.append(float(norm(tokens, place).replace(",", "")))
            place += 1
        return place if len(values) > 1 and values[0] >= LEAST and values[-1] < max(values) * 0.9 else 0
