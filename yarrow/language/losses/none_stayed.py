"""Pregnancies counted, of which it is told that none stayed: `six pregnancies, not one got past ten weeks`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import LATE, MOST, norm
from yarrow.language.numbers import every
from yarrow.language.text import Sentence

CLOSE = 7  # words behind "none of them" in which it is told that they did not stay
NOW = 4  # words behind "now" in which it is told that one is carried


@dataclass(frozen=True)
class NoneStayed:
    """Knows that all the pregnancies that were counted were lost."""

    all_of: frozenset[str]
    none_of: frozenset[str]
    went: frozenset[str]
    stayed: frozenset[str]
    living: frozenset[str]
    now: frozenset[str]
    pregnant: frozenset[str]
    others: frozenset[str]

    def count(self, sentences: Sequence[Sentence], carried: Mapping[tuple[int, int], int]) -> int | None:
        """`Six pregnancies. Not one got past ten weeks`: how many; None if any lived, or is of now."""
        if len(carried) > 1:
            return None
        if not carried:
            return self._how_often(sentences)
        ((number, start), count) = next(iter(carried.items()))
        said = [token.norm for token in sentences[number].tokens[start:]]
        said += [token.norm for some in sentences[number + 1 : number + 2] for token in some.tokens]
        later = [token.norm for some in sentences[number + 2 :] for token in some.tokens]
        # A child told of before the pregnancies were counted is none of them: "a son of 3, then pregnant three times".
        earlier = [token.norm for some in sentences[:number] for token in some.tokens]
        earlier += [token.norm for token in sentences[number].tokens[:start]]
        apart = bool(self.others & set(earlier))
        if self._one_lives([*([] if apart else earlier), *said, *later]):
            return None
        return count if count > 1 and self._none_stayed(said) else None

    def _how_often(self, sentences: Sequence[Sentence]) -> int | None:
        """`never got past 8 weeks. five times`, `none of them stayed. Six in all`: how often, told on its own."""
        words = [token.norm for some in sentences for token in some.tokens]
        early = any(some.weeks < LATE for one in sentences for some in gestations(one.tokens))
        if not early or self._one_lives(words) or not self._none_stayed(words):
            return None
        times = {count for one in sentences if not one.question for count in _times(one)}
        return times.pop() if len(times) == 1 else None

    def _none_stayed(self, said: Sequence[str]) -> bool:
        for at, word in enumerate(said):
            after = set(said[at + 1 : at + CLOSE])
            none = word in self.none_of or said[at : at + 2] == ["not", "one"]
            if (none and after & self.stayed) or (word in self.all_of and after & self.went):
                return True
        return False

    def _one_lives(self, words: Sequence[str]) -> bool:
        """Whether a child lives, or one is carried now."""
        carried = (word in self.now and self.pregnant & set(words[at + 1 : at + NOW]) for at, word in enumerate(words))
        return bool(self.living & set(words)) or any(carried)


def _times(sentence: Sentence) -> Iterator[int]:
    """`five times`, `six in all`: not `three times a day`."""
    tokens = sentence.tokens
    for some in every(tokens):
        after, then = norm(tokens, some.end), norm(tokens, some.end + 1)
        often = after in ("times", "goes") and then not in ("a", "per", "each", "every", "daily")
        whole = after == "altogether" or (after == "in" and then in ("all", "total"))
        open_ = some.about or "couple" in {token.norm for token in tokens[some.start : some.end]}
        if some.is_settled and not open_ and 1 < some.whole <= MOST and (often or whole):
            yield some.whole
