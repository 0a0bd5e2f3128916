"""How long a pregnancy lasted, where that tells of its end: `only made it to 10`, `gone at 6`, `ended at 9 weeks`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.losses.head import norm
from yarrow.language.losses.time import BARE, COUNTED, far_along
from yarrow.language.numbers import read
from yarrow.language.text import Token

Span = tuple[int, int]

SEVERAL = frozenset({"two", "three", "both", "all", "them", "twins", "ones"})  # a number that is read by itself
FILLER = frozenset({
    "it", "me", "us", "itself", "on", "its", "own", "naturally", "by", "early", "again", "away", "out", "down", "off",
    "just", "in", "at", "around", "about", "before", "the", "only", "nearly", "almost", "way", "roughly", "with",
    "after", "towards", "to", "week", ",", "(", "maybe", "like", "abortion", "-", "too", "wrong", "there",
})  # fmt: skip
HARDLY = frozenset({
    "only", "never", "didnt", "barely", "just", "couldnt", "not", "hardly", "longest", "furthest", "wouldnt",
})  # fmt: skip
STEPS = frozenset({"it", "to", "past", "as", "far", "beyond", "even", "out", "of", "up", "a", "make", "the", "for"})
LENGTHS = frozenset({"day", "days", "week", "weeks", "month", "months", "weekend"})
REACH = 6
THEN_WITHIN = 12  # words behind "pregnant" in which it is told that she was it no more
THEN = frozenset({"then", "next", "suddenly", "day", "week"})
NOT_ANY_MORE = frozenset({"", ",", "and", "pregnant", "anymore", "any", "again", "-"})
IMAGINED = frozenset({"thought", "think", "convinced", "sure", "if", "feel", "felt", "hoping", "wish", "trying", "not"})


@dataclass(frozen=True)
class Lasted:
    """Finds the end of a pregnancy told by how far it had come."""

    ended: frozenset[str]
    went: frozenset[str]
    one: frozenset[str]
    other_things: frozenset[str]
    numbered: frozenset[str]
    lasting: frozenset[str]
    reached: frozenset[str]
    done: frozenset[str]
    no_names: frozenset[str]
    fallen: frozenset[str]

    def find(self, tokens: Sequence[Token]) -> list[Span]:
        """Where a sentence tells that a pregnancy ended, by how far it had come."""
        return [
            *self._ended(tokens),
            *self._held(tokens),
            *self._reached(tokens),
            *self._and_gone(tokens),
            *self._when_it(tokens),
            *_until(tokens),
            *_briefly(tokens),
            *_no_more(tokens),
            *self._of_weeks(tokens),
        ]

    def _ended(self, tokens: Sequence[Token]) -> Iterator[Span]:
        words = [token.norm for token in tokens]
        for at, word in enumerate(words):
            if (word not in self.ended and word not in self.went) or not (end := _time_after(tokens, at)):
                continue
            before = words[max(0, at - 4) : at]
            clause = before[
                max((place + 1 for place, some in enumerate(before) if some in (",", "and", ":", ".")), default=0) :
            ]
            hers = {"i", "we"} if word == "lost" else frozenset()  # "my first, I lost in the third month"
            if (self.other_things - hers) & set(clause) or {"not", "never", "no"} & set(clause[-2:]):
                continue
            several = any(
                words[place] in SEVERAL and words[place - 1] not in self.numbered for place in range(max(0, at - 8), at)
            )
            dropped = word in ("dropped", "slipped") and norm(tokens, at + 1) == "it"
            counted = (
                dropped or "pregnant" in before or (bool(before) and before[-1].isdecimal())
            )  # "no. 2 left at 9 weeks"
            if (word in self.ended or counted or self.one & set(before)) and not several:
                yield at, end

    def _held(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """`it lasted nine days`, `one that held ten days`."""
        words = [token.norm for token in tokens]
        for at, word in enumerate(words):
            before = set(words[max(0, at - 4) : at])
            if (
                word not in self.lasting
                or self.other_things & before
                or not (self.one & before or "pregnant" in words[:at])
            ):
                continue
            if LENGTHS & set(words[at + 1 : at + 6]) and "ago" not in words[at + 1 : at + 7]:
                yield at, at + 1

    def _reached(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """`only made it to 10`, `never got past 8 weeks`, `didn't reach 6`."""
        words = [token.norm for token in tokens]
        for at, word in enumerate(words):
            if word not in self.reached or not HARDLY & set(words[max(0, at - 3) : at]):
                continue
            place = at + 1
            while norm(tokens, place) in STEPS:
                place += 1
            some = far_along(tokens, place) or _is_plain(tokens, place)
            before = words[max(0, at - 5) : at]
            if some and place > at + 1 and not {"none", "any", "all", "neither", "them", "i", "we"} & set(before):
                yield at, place + 1

    def _and_gone(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """`8 weeks, gone`: the ending after its time; `8 weeks gone` is how far she is."""
        for at in range(len(tokens)) if any(token.norm in self.done for token in tokens) else ():
            end = far_along(tokens, at)
            parted = bool(end) and norm(tokens, end or 0) in (",", "-", "and", ":")
            if (
                end
                and parted
                and norm(tokens, end + 1) in self.done
                and norm(tokens, end + 2) in ("", ",", "and", "again")
            ):
                yield end + 1, end + 2

    def _when_it(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """`8 weeks when it ended`, `9 weeks when she stopped growing`."""
        for at in range(len(tokens)) if any(token.norm == "when" for token in tokens) else ():
            end = far_along(tokens, at)
            if end and norm(tokens, end) == "when" and norm(tokens, end + 1) in self.one:
                over = norm(tokens, end + 2) == "was" and norm(tokens, end + 3) in self.done
                if over or norm(tokens, end + 2) in self.ended | self.went:
                    yield end + 2, end + 3

    def _of_weeks(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """`a pregnancy of nine weeks fell`, `the one at 7 weeks came away`."""
        words = [token.norm for token in tokens]
        for at, word in enumerate(words):
            if word not in self.fallen:
                continue
            start = next((place for place in range(max(1, at - 3), at) if far_along(tokens, place) == at), None)
            led = words[:start][-3:] if start is not None else []
            of = led[-1:] in (["of"], ["at"]) and {"pregnancy", "one", "baby"} & set(led)
            if of and norm(tokens, at + 1) not in ("pregnant", "on", "to", "for"):
                yield at, at + 1

    def by_name(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """`lost Poppy at 16 weeks and Daisy at 9`: each further one by her name, after one so told."""
        words = [token.norm for token in tokens]
        lost = next((at for at, word in enumerate(words) if word == "lost" and words[at + 2 : at + 3] == ["at"]), None)
        for at in range(lost + 3 if lost is not None else len(words), len(words) - 2):
            name = (
                tokens[at].kind == "word"
                and words[at] not in self.no_names
                and words[at - 1] in (",", "and", "then", "&")
            )
            if name and words[at + 1] == "at" and far_along(tokens, at + 2):
                yield at, at + 1


def _until(tokens: Sequence[Token]) -> Iterator[Span]:
    """`pregnant until 7 weeks`: not longer."""
    for at, token in enumerate(tokens):
        if token.norm == "pregnant" and norm(tokens, at + 1) in ("until", "till") and far_along(tokens, at + 2):
            yield at, at + 2


def _is_plain(tokens: Sequence[Token], at: int) -> bool:
    """A number of weeks without their word: `past 8`; not `past 20 minutes`."""
    some = read(tokens, at)
    return some is not None and some.is_settled and some.whole in BARE and norm(tokens, some.end) not in COUNTED


def _time_after(tokens: Sequence[Token], at: int) -> int:
    """Where the time that follows the verb ends; 0 if none follows it at once."""
    place = at + 1
    while place <= at + REACH:
        end = far_along(tokens, place)
        if end:
            return end
        if norm(tokens, place) not in FILLER:
            one = (
                place == at + 1
                and norm(tokens, at) == "lost"
                and tokens[at + 1 : at + 2]
                and norm(tokens, at + 2) == "at"
            )
            if not one:
                return 0
        place += 1
    return 0


def _briefly(tokens: Sequence[Token]) -> Iterator[Span]:
    """`only pregnant for a week`, `I was pregnant for about five minutes`."""
    words = [token.norm for token in tokens]
    for at, word in enumerate(words):
        if word != "pregnant":
            continue
        before, after = words[max(0, at - 3) : at], words[at + 1 : at + 6]
        brief = HARDLY & set(before) or {"about", "all", "just", "only", "barely"} & set(after)
        current = {"now", "im", "trying", "not"} & {*before, *after}
        length = after[:1] == ["for"] and (LENGTHS | {"minutes", "hours"}) & set(after)
        if brief and length and not current:
            yield at, at + 2


def _no_more(tokens: Sequence[Token]) -> Iterator[Span]:
    """`one day I was pregnant and the next I wasn't`."""
    words = [token.norm for token in tokens]
    for at, word in enumerate(words):
        far = word == "pregnant" or (words[at - 1 : at] == ["was"] and far_along(tokens, at))
        if not far or IMAGINED & set(words[max(0, at - 4) : at]):
            continue
        for place in range(at + 2, min(at + THEN_WITHIN, len(words))):
            gone = words[place] == "wasnt" or words[place - 1 : place + 1] == ["was", "not"]
            if gone and THEN & set(words[at + 1 : place]) and norm(tokens, place + 1) in NOT_ANY_MORE:
                yield at, place + 1
                break
