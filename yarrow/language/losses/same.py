"""A loss told as the same as the one before: `fet 2 exactly the same`, `Aug 2022, same`, `then again in 2017`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import COUNTED, UNKNOWN, Head, norm
from yarrow.language.losses.time import far_along
from yarrow.language.losses.weeks import weeks_of
from yarrow.language.numbers import ordinal, read
from yarrow.language.text import Sentence, Token

SAME = frozenset({"same", "likewise", "ditto", "identical"})
AGAIN = frozenset({"again", "repeat"})
# Another pregnancy is spoken of.
NEXT = frozenset({"next", "other", "another", "then", "later", "time", "also", "both"})
CALENDAR = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "spring", "summer",
    "autumn", "winter", "year", "christmas",
})  # fmt: skip
YEARS = range(1980, 2100)
REACH = 2  # sentences since the loss that it is like
ONES = frozenset({"one", "another", "other", "last", "next"})
DATE_BESIDE = frozenset({"and", "then", "again", "in", "last", "this", "&", "also"})
NEAR = 6  # words between what is the same and what opens another pregnancy


@dataclass(frozen=True)
class SameAgain:
    """Finds another pregnancy told only to have gone the same way."""

    numbered: frozenset[str]
    other_things: frozenset[str]
    lived: frozenset[str]

    def find(self, sentences: Sequence[Sentence], named: Sequence[Head]) -> list[Head]:
        """A head for each part of a message that tells of another pregnancy only that it went the same way."""
        found: list[Head] = []
        for number, sentence in enumerate(sentences):
            for at in range(len(sentence.tokens)):
                told = [*named, *found]
                said = found and found[-1].sentence == number and at - found[-1].end < NEAR  # "again 2023, same"
                if (
                    not sentence.question
                    and not said
                    and self._is_same(sentence.tokens, at)
                    and _follows(number, at, told)
                    and not _is_told_by_weeks(
                        sentence.tokens, at, max((one.end for one in told if one.sentence == number), default=0)
                    )
                ):
                    found.append(Head(UNKNOWN, 1, "another", number, at, at + 1))
            if _is_one_date_more(sentence.tokens) and _follows(number, 1, [*named, *found]) and not sentence.question:
                found.append(Head(UNKNOWN, 1, "another", number, 0, 1))
        return found

    def _is_same(self, tokens: Sequence[Token], at: int) -> bool:
        word = norm(tokens, at)
        if word not in SAME | AGAIN:
            return False
        start = at
        while start > 0 and at - start < NEAR and norm(tokens, start - 1) not in ("but", "because", ";", "so"):
            start -= 1
        before = [norm(tokens, place) for place in range(start, at)]
        after = [norm(tokens, place) for place in range(at + 1, at + 4)]
        if self.lived & {norm(tokens, place) for place in range(at + 1, at + 10)}:
            return False
        dated = frozenset({"year"}) & set(before)
        if self.other_things & {*before, *after} - dated:
            return False
        opened = any(self._opens(tokens, place) for place in range(start, at))
        return _is_again(tokens, at, opened=opened) if word in AGAIN else _is_alike(tokens, at, opened=opened)

    def _opens(self, tokens: Sequence[Token], at: int) -> bool:
        word = norm(tokens, at)
        numbered = word in self.numbered and read(tokens, at + 1) is not None
        return word in NEXT or ordinal(tokens, at) is not None or _is_date(word) or numbered


def _is_again(tokens: Sequence[Token], at: int, *, opened: bool) -> bool:
    before = norm(tokens, at - 1)
    led = before in ("and", "then", ",", "after", "")
    ends = opened and norm(tokens, at + 1) in ("", ",") and (led or _is_date(before))
    return ends or ((led or before in ("&", "+")) and _timed(tokens, at))


def _is_alike(tokens: Sequence[Token], at: int, *, opened: bool) -> bool:
    ends = norm(tokens, at + 1) in ("", ",", "again", "thing", "story", "at", "as", "(", "one")
    ends = ends or (norm(tokens, at + 1) in ("in", "this", "last") and _is_date(norm(tokens, at + 2)))
    return ends and (opened or _timed(tokens, at) or norm(tokens, at + 1) == "thing")


def _is_one_date_more(tokens: Sequence[Token]) -> bool:
    """`And 2022.`, `Then again last year.`, a sentence of nothing else."""
    words = [token.norm for token in tokens]
    dates = [word for word in words if _is_date(word)]
    led = words[:1] in (["and"], ["then"], ["&"])
    return led and bool(dates) and len(words) - len(dates) <= 3 and set(words) - set(dates) <= DATE_BESIDE


def _timed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a time follows: `again at 6 weeks`, `again fall 2 month`, `again in October`."""
    after = range(at + 1, min(at + 5, len(tokens)))
    return (
        any(far_along(tokens, place) for place in after)
        or _is_date(norm(tokens, at + 1))
        or (norm(tokens, at + 1) in ("in", "last", "this") and any(_is_date(norm(tokens, place)) for place in after))
    )


def _is_date(word: str) -> bool:
    return word in CALENDAR or (word.isdecimal() and int(word) in YEARS)


def _follows(number: int, at: int, told: Sequence[Head]) -> bool:
    """Whether the head before this is of one loss, near, and none is told in the same part of the sentence."""
    before = [head for head in told if (head.sentence, head.start) < (number, at)]
    last = max(before, key=lambda head: (head.sentence, head.end), default=None)
    if last is None or last.count != 1 or last.how == "none" or last.kind not in COUNTED:
        return False
    near = number - last.sentence <= REACH
    after = any(head.sentence == number and 0 <= head.start - at <= NEAR for head in told)
    return near and not after and not (last.sentence == number and last.end > at - 1)


def _is_one(tokens: Sequence[Token], at: int) -> bool:
    """Whether a pronoun stands for a loss here: `the second`, `another`; `again` only where a part begins."""
    again = norm(tokens, at) == "again" and norm(tokens, at - 1) in ("", "then", "and")
    return again or norm(tokens, at) in ONES or ordinal(tokens, at) is not None


def _is_told_by_weeks(tokens: Sequence[Token], at: int, begin: int) -> bool:
    """`second at 12 weeks, same thing`: read as a loss by its weeks."""
    opened = next((p for p in range(begin, at) if _is_one(tokens, p)), None)
    return opened is not None and any(week.start > opened for week in weeks_of(tokens))
