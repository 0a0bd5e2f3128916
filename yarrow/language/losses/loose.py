"""Pronouns and numbers that stand for losses without a word for one: `the first at 8 weeks`, `two at 6`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yarrow.language.losses.detail import Details
from yarrow.language.losses.head import MOST, UNKNOWN, Head, How, norm
from yarrow.language.losses.how_many import NUMBERED, HowMany
from yarrow.language.losses.rows import Rows, is_to_come
from yarrow.language.losses.weeks import Week
from yarrow.language.numbers import Quantity, every, ordinal, read
from yarrow.language.text import Token

PRONOUNS = frozenset({"one", "again", "another", "other", "last", "latest", "next", "1", "recent"})
WHOLE = frozenset({"both", "all", "each", "neither"})
# What may follow at once: nothing that the number or ordinal counts.
FOLLOWING = frozenset({
    "too", "myself", "lasted", "", "at", ",", "were", "was", "around", "on", "about", "ended", "(", ":", "that",
    "which", "went", "came", "in", "before", "after", "by", "both", "all", "found", "lost", "stopped", "had", "we",
    "i", "ive", "only", "just", "early", "late", "natural", "missed", "seen", "measured", "measuring", "happened",
    "last", "this", "nearly", "almost", "is", "miscarried", "gone", "made", "got", "didnt", "never", "one", "a", "an",
    "the", "between", "when", "then", "slipped", "being", "more", "past", "failed", "under", "over", "again", "to",
    "called", "very", "really", "since", "they", "left", "held", "didnae", "hadnt", "fell", "dropped", "bled",
    "definitely", "also", "here", "confirmed", "scan", "years", "passed", "it", "my", "stuck", "took",
})  # fmt: skip
OTHERS_BEFORE = frozenset({
    "no", "any", "this", "which", "every", "some", "not", "at", "trisomy", "type", "day", "number",
})  # fmt: skip
SOME = {"two": 2, "three": 3}
OFTEN = frozenset({"twice", "thrice"})
LATEST = frozenset({"last", "latest", "next"})
AGED = frozenset({"is", "hes", "shes", "aged", "im", "now", "x", "are", "age", "turned", "ds", "dd", "dc", "lo"})
CLOSED = OTHERS_BEFORE | AGED | {"bump", "angel", "bean", "star", "between", "sorry", "wait", "for", "+", "/"}
MOST_LOOSE = 4  # a greater number without a word beside it is hardly of losses
HOME = ("at", "home")
LINKING = frozenset({"failed", "early", "natural", "more"})
PREGNANT_NOW = frozenset({"pregnant", "pg", "preg", "expecting", "carrying", "due"})
BACK = 8  # words back to her pregnancy now
REACH = 16  # words between the pronoun and what is told of it


@dataclass(frozen=True)
class Loose:
    """Finds pronouns and numbers that stand for losses without a word for one."""

    not_a_loss: frozenset[str]
    naming: frozenset[str]
    never_pregnant: frozenset[str]
    to_come: frozenset[str]
    alive: frozenset[str]
    nouns: frozenset[str]
    happened: frozenset[str]
    details: Details
    how_many: HowMany
    rows: Rows

    def find(
        self, number: int, tokens: Sequence[Token], taken: set[int], weeks: Sequence[Week], named: Sequence[Head]
    ) -> list[Head]:
        """The loose heads of one sentence of which something is told. `taken`: tokens of named heads."""
        inside = taken | {place for week in weeks for place in range(week.start, week.end)}
        found = [head for head in (self._at(number, tokens, at, inside) for at in range(len(tokens))) if head]
        found = _without_tails(found)
        return [head for place, head in enumerate(found) if self._tells(tokens, found, place, weeks, named)]

    def _at(self, number: int, tokens: Sequence[Token], at: int, inside: set[int]) -> Head | None:
        """The loose head at this token, as far as its own words tell."""
        if at in inside or (tokens[at].norm == "next" and is_to_come(tokens, at)):
            return None
        word, before, place = tokens[at].norm, norm(tokens, at - 1), ordinal(tokens, at) or _numbered(tokens, at)
        end = place[1] if place else at + 1
        if word == "again" and before not in ("", "then", "and"):
            return None
        if word == "mine" and norm(tokens, at + 1) in ("were", "happened", "ended", "came"):
            return Head(UNKNOWN, None, "plural", number, at, end, loose=True)
        if word in WHOLE:
            free = norm(tokens, end) == "of" or norm(tokens, end) not in self.not_a_loss
            return Head(UNKNOWN, 0, "whole", number, at, end, loose=True) if free else None
        if word in ("others", "rest"):
            return Head(UNKNOWN, 0, "rest", number, at, end, loose=True)
        count = 1
        if not place and word not in PRONOUNS and word not in self.nouns:
            quantity = self._several(tokens, at)
            if quantity is None:
                return None
            count, end = quantity.whole, quantity.end
        noun = norm(tokens, end) in self.naming
        # "pregnant 12+2, 2nd baby": the one she carries
        carried = bool(place) and noun and PREGNANT_NOW & {norm(tokens, at - step) for step in range(1, BACK)}
        if noun and norm(tokens, end) in SOME:  # "the first three", "the other two"
            count, place = SOME[norm(tokens, end)], None
        end += int(noun)
        free = norm(tokens, end) in FOLLOWING or end in inside or noun or norm(tokens, end).isdecimal()
        shut = (
            bool(carried)
            or norm(tokens, end) in self.not_a_loss
            or ((before in OTHERS_BEFORE or before in self.how_many.labels) and not place)
        )
        if shut or not free or (count > 1 and (end in inside or self._is_of_others(tokens, at, end))):
            return None
        how: How = (
            "ordinal" if place else "another" if word in ("another", "again") else "number" if count > 1 else "one"
        )
        definite = bool(place) or word in LATEST or before in ("the", "that", "my", "our")
        definite = definite or (before == "all" and count > 1)
        joined = before in ("and", "plus", "+", "&", "n")
        return Head(
            UNKNOWN, count, how, number, at, end, None, place[0] if place else None, definite, True, joined=joined
        )

    def _is_of_others(self, tokens: Sequence[Token], at: int, end: int) -> bool:
        """`two failed transfers`, `two at home with me`, `two pregnancies, one my daughter`: not all are losses."""
        after = norm(tokens, end)
        if (after in LINKING and norm(tokens, end + 1) in self.not_a_loss) or (after, norm(tokens, end + 1)) == HOME:
            return True
        return norm(tokens, end - 1) == "pregnancies" and bool(self.alive & {token.norm for token in tokens[at:]})

    def _several(self, tokens: Sequence[Token], at: int) -> Quantity | None:
        """A small number that may count losses: `two at 6 weeks`; not `between the two`."""
        quantity = next((some for some in every(tokens) if some.start == at), None)
        if quantity is None:
            return None
        before, after = norm(tokens, at - 1), norm(tokens, at + 1)
        shut = before in CLOSED or before in self.how_many.labels or norm(tokens, at - 2) == "between"
        shut = shut or (tokens[at].norm in OFTEN and before not in self.happened)  # "pregnant twice", "doubled twice"
        shut = shut or (after == "under" and read(tokens, at + 2) is not None)  # "two under two" are children
        shut = shut or after in ("was", "is", "gave")  # "4 was a miscarriage" says which one it was
        small = quantity.is_settled and 1 < quantity.whole <= MOST_LOOSE
        return quantity if small and not shut else None

    def _tells(
        self, tokens: Sequence[Token], found: list[Head], place: int, weeks: Sequence[Week], named: Sequence[Head]
    ) -> bool:
        """Whether weeks or a word for a loss follow before the next head."""
        head = found[place]
        later = [other.start for other in found[place + 1 :] if other.how != "whole"]
        if head.place:
            later += [
                other.start for other in named if other.place not in (None, head.place) and other.start >= head.end
            ]
        stop = min([*later, head.end + REACH, len(tokens)])
        told = [week for week in weeks if head.end <= week.start < stop]
        words = [other for other in named if head.end <= other.start < stop and is_one(head, other)]
        if head.how in ("whole", "rest"):
            return True
        if norm(tokens, head.end) in ("is", "are") and (
            self.to_come & {token.norm for token in tokens[head.end : head.end + 5]}
        ):
            return False
        if self.never_pregnant & {token.norm for token in tokens[head.end : head.end + 3]}:
            return False
        if self.rows.goes_on(tokens, head, found[:place], named):
            return True
        if (head.count or 0) > 1 and self.details.confirmed_by(tokens, head.end, stop):
            return True
        first = min([week.start for week in told] + [other.start for other in words], default=len(tokens))
        between = {token.norm for token in tokens[head.end : first]}
        return bool(told or words) and not between & {"healthy", "alive", "born", "living", "kids", "children"}


def _numbered(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """`Number two was …`, `#2 mmc`, `Two: …`: which one it is, where a sentence or a part of it begins."""
    named = norm(tokens, at) in NUMBERED
    some = read(tokens, at + 1 if named else at) if named or norm(tokens, at + 1) == ":" else None
    begins = norm(tokens, at - 1) in ("", ",", "-", "and")
    return (some.whole, some.end) if some and begins and some.is_settled and 0 < some.whole <= MOST else None


def _without_tails(found: list[Head]) -> list[Head]:
    """Without the `one` of `second one`, or of `the last one`."""
    kept: list[Head] = []
    for head in found:
        if not kept or kept[-1].end <= head.start:
            kept.append(head)
    return kept


def is_one(loose: Head, named: Head) -> bool:
    """Whether the pronoun and the word can be of the same losses: `one was a chemical`, `both miscarriages`."""
    if loose.place and named.place and loose.place != named.place:  # "second pregnancy, the first one ended"
        return False
    if loose.how in ("whole", "rest"):
        return named.is_open or named.is_plural
    if (loose.count or 0) > 1:
        return named.is_open or (named.count == loose.count and named.definite)
    return (named.count == 1 and named.how in ("one", "said", "number")) or named.how == "ordinal"
