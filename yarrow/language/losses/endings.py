"""A pregnancy whose end is told without a word for a loss: `I conceived and it went at 6 weeks`, `one, ended at 7`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.gestation import gestations, is_birth
from yarrow.language.losses.head import UNKNOWN, Head, norm
from yarrow.language.losses.relations import Relations
from yarrow.language.losses.weeks import Week, weeks_of
from yarrow.language.text import Sentence, Token

TO = frozenset(
    {
        "at",
        "in",
        "by",
        "around",
        "about",
        "to",
        "after",
        "only",
        "just",
        "nearly",
        "almost",
        "on",
        "before",
        "until",
        "till",
    }
)
REACH = 12  # words between the pregnancy and its end
NONE_STAYED = (("not", "one"), ("none", "of"), ("both", "lost"), ("all", "lost"), ("all", "ended"), ("both", "ended"))


@dataclass(frozen=True)
class Endings:
    """Finds the end of a pregnancy with its weeks, where no word for a loss tells of it."""

    ending: frozenset[str]
    pregnant: frozenset[str]
    other_things: frozenset[str]
    living: frozenset[str]
    people: Relations

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each end of a pregnancy with its weeks, where no word for a loss tells of it."""
        found: list[Head] = []
        for number, sentence in enumerate(sentences):
            tokens = sentence.tokens
            taken = {place for head in named if head.sentence == number for place in range(head.start, head.end)}
            words = {token.norm for token in tokens}
            if (
                sentence.question
                or not words & self.pregnant
                or words & self.living
                or words & (self.people.anothers | {"if"})
            ):
                continue
            starts = {some.start for some in gestations(tokens) if not is_birth(tokens, some)}
            found += [
                Head(UNKNOWN, 1, "said", number, at, at + 1, definite=_names_again(number, at, named, starts))
                for at in range(len(tokens))
                if at not in taken and self._is_end(tokens, at, starts)
            ]
        return found

    def _is_end(self, tokens: Sequence[Token], at: int, starts: set[int]) -> bool:
        """Whether the word at this place ends a pregnancy told of before it, at weeks that follow it."""
        if tokens[at].norm not in self.ending or self.other_things & {norm(tokens, at - 1), norm(tokens, at - 2)} - {
            "i",
            "we",
        }:
            return False
        if norm(tokens, at - 1) in ("i", "we") and tokens[at].norm not in ("lost", "miscarried"):
            return False
        place = at + 1
        while norm(tokens, place) in TO and place < at + 4:
            place += 1
        before = {token.norm for token in tokens[max(0, at - REACH) : at]}
        return place in starts and place > at + 1 and bool(before & self.pregnant)


def _names_again(number: int, at: int, named: Sequence[Head], starts: set[int]) -> bool:
    """`The pregnancy wasn't viable, ended at 8 weeks`: the loss was named before it, without weeks."""
    before = [head for head in named if head.sentence == number and head.end <= at]
    return bool(before) and not any(before[-1].end <= start < at for start in starts)


def listed_pregnancies(
    sentences: Sequence[Sentence], carried: dict[tuple[int, int], int]
) -> tuple[list[Week], Head] | None:
    """`Pregnant twice: 8 weeks, then 6 weeks, both lost`: the weeks of each, if as many are listed."""
    for (number, start), count in carried.items():
        words = [token.norm for token in sentences[number].tokens]
        lost = {"neither", "none", "never"} & set(words) or set(pairwise(words)) & set(NONE_STAYED)
        weeks = [some for some in weeks_of(sentences[number].tokens, bare=True) if some.start > start]
        weeks = _plain_list(sentences[number].tokens, count) or weeks
        if lost and count > 1 and len(weeks) == count:
            return weeks, Head(UNKNOWN, count, "number", number, start, start + 1)
    return None


def _plain_list(tokens: Sequence[Token], count: int) -> list[Week]:
    """The numbers of `past 9 weeks: 5, 6, 9, 6` after the colon."""
    colon = next((at for at, token in enumerate(tokens) if token.norm == ":"), len(tokens))
    plain = [(at, token) for at, token in enumerate(tokens) if at > colon and token.norm.isdecimal()]
    alone = all(token.norm.isdecimal() or token.norm in (",", "and", "then") for token in tokens[colon + 1 :])
    fits = alone and len(plain) == count and all(3 <= int(token.norm) <= 23 for _, token in plain)
    return [Week(int(token.norm), at, at + 1) for at, token in plain] if fits else []
