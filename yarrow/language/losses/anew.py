"""Whether words between two losses tell of a new pregnancy, so that what follows is another loss and not the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MONTHS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
})  # fmt: skip
SEASONS = frozenset({"spring", "summer", "autumn", "winter", "christmas", "easter"})
YEARS = range(1980, 2100)
NEXT = frozenset({"next", "second", "third", "fourth", "fifth", "sixth", "another"})
LATER = frozenset({"later", "after"})
SPANS = frozenset({"year", "years", "month", "months"})
LEADS = frozenset({"in", "by", "last", "then", "this", "and", "early", "late", "around", "during"})
# Between weeks of a list only these stand.
LINKS = frozenset({
    ",", "and", "&", "+", "/", "plus", "then", "at", "a", "an", "another", "again", "also", "one", "around", "about",
    "the", "next", "singleton", "single", "in", "last", "year", "years", "later", "after", "by", "on", "or", "-", ":",
    "n", "early", "late", "this", "(", ")", "with", "mc", "mmc", "miscarriage", "loss", "our", "my", "boy",
    "girl", "baby", "daughter", "son", "little",
})  # fmt: skip
OPENING = frozenset({"then", "another", "again", "singleton", "next", "plus", "later", "and", "&", ",", "+"})
# "Got pregnant at 30 and lost it" after another was told.
PREGNANT_ANEW = frozenset({"", "got", "became", "getting"})


def lists(words: Sequence[str]) -> bool:
    """Whether only what joins a list stands between two numbers of weeks."""
    joined = bool(OPENING & set(words)) and all(word in LINKS or is_date(word) for word in words)
    return joined and not (words[:1] == ["("] or len(words) > 9)


def is_date(word: str) -> bool:
    """A month, a season or a year."""
    return word in MONTHS or word in SEASONS or (word.isdecimal() and int(word) in YEARS)


@dataclass(frozen=True)
class Anew:
    """Knows where a new pregnancy begins."""

    openings: frozenset[str]
    pregnancies: frozenset[str]

    def begins(self, gap: Sequence[str], sentence: Sequence[str], *, parted: bool) -> bool:
        """Whether the words since the loss told last open a new pregnancy.

        `gap`: those words; `sentence`: those before the loss in its own sentence; `parted`: the last was in another.
        """
        for before, word in pairwise(["", *gap]):
            if word == "again" and before in (
                "pregnant",
                "fell",
                "conceived",
                "preg",
                "did",
                "caught",
                "in",
                "positive",
            ):
                return True
            if word == "pregnant" and before in PREGNANT_ANEW:
                return True
            if word in self.openings or (before in NEXT and word in self.pregnancies):
                return True
            if before in ("in", "then") and word.isdecimal() and int(word) in YEARS and "then" in gap[:4]:
                return True
            if (before in SPANS and word in LATER) or (before == "pregnant" and word == "in"):
                return True
        return parted and (list(sentence[:2]) == ["this", "time"] or _starts_dated(sentence))


def _starts_dated(words: Sequence[str]) -> bool:
    """`In 2014 it failed at 9`, `April, scan, no heartbeat`: an entry of its own."""
    at = 0
    while at < len(words) and words[at] in LEADS and at < 3:
        at += 1
    at += int(at + 1 < len(words) and words[at].isdecimal() and is_date(words[at + 1]))  # "19 September"
    return at < len(words) and is_date(words[at])
