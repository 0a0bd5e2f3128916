"""What a scan showed of a loss, in whatever words: `the flicker was gone`, `sac with nothing in it`, `no growth`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yarrow.language.gestation import gestations
from yarrow.language.losses.head import norm
from yarrow.language.losses.time import far_along
from yarrow.language.numbers import read
from yarrow.language.text import Token

Span = tuple[int, int]

MINE = frozenset({"my", "our", "own", "a", "on", "of", "by", "at"})  # `hand on heart`, `by heart`: no baby's
BACK, ON, FURTHER = 5, 4, 10
MARKS = frozenset({",", "but", ":", "(", ")", "-", "because"})
THEN = frozenset({"at", "by", "on", "there", "more", "", "one", "this", "when", "anymore", "the", "any"})
NOT = frozenset({"not", "wasnt", "isnt", "no", "werent", "longer"})
SHORT = 12
LEAST = 4  # weeks at which anything can be measured
BEHIND = 2  # weeks that a pregnancy is smaller than its dates


@dataclass(frozen=True)
class Shown:
    """Finds what a scan showed of a pregnancy that had ended; the words of each kind are in protocol/lexicon."""

    heart: frozenset[str]
    other_hearts: frozenset[str]
    ceased: frozenset[str]
    not_found: frozenset[str]
    none: frozenset[str]
    other_denied: frozenset[str]
    goes_on: frozenset[str]
    gone_later: frozenset[str]
    sacs: frozenset[str]
    empty: frozenset[str]
    contents: frozenset[str]
    screens: frozenset[str]
    nobody: frozenset[str]
    quiet: frozenset[str]
    hushed: frozenset[str]
    dead: frozenset[str]
    alive: frozenset[str]
    child: frozenset[str]
    growing: frozenset[str]
    not_growing: frozenset[str]
    other_growth: frozenset[str]
    measured: frozenset[str]
    tried: frozenset[str]

    def find(self, tokens: Sequence[Token]) -> list[Span]:
        """Where a sentence tells what a scan showed of a pregnancy that had ended."""
        words = [token.norm for token in tokens]
        ways = (self._hearts, self._sacs, self._screens, self._growth, self._dead)
        return [span for way in ways for span in way(words)] + [*self._behind(tokens), *_not_later(tokens, words)]

    def went_since(self, tokens: Sequence[Token]) -> list[Span]:
        """After a sentence in which a heart was beating: `there wasn't one`, `at 9, not`, `it had stopped`."""
        words = [token.norm for token in tokens]
        if self.heart & set(words):
            return []
        return [
            (at, at + 1)
            for at, word in enumerate(words[:SHORT])
            if (
                word in ("none", "nothing", "gone")
                and words[at + 1 : at + 2] in ([], [","], ["at"], ["there"])
                and not self.tried & set(words[:at])  # "Round 3 = nothing", "now 1 year and nothing"
            )
            or (word in ("not", "wasnt") and words[at + 1 : at + 2] in ([], ["one"], ["there"]))
            or (word == "stopped" and words[at - 1 : at] in (["had"], ["it"], ["was"]))
        ][:1]

    def beats(self, tokens: Sequence[Token]) -> bool:
        """Whether a heart that was beating is spoken of."""
        return any(token.norm in self.heart for token in tokens)

    def _hearts(self, words: list[str]) -> Iterator[Span]:
        for at, word in enumerate(words):
            after = words[at + 1] if at + 1 < len(words) else ""
            before = words[at - 1] if at else ""
            if (
                word not in self.heart
                or after in self.other_hearts
                or (word == "hb" and after[:1].isdecimal() and after != "0")  # haemoglobin
                or (word.startswith("heart") and len(word) < 7 and before in MINE)
            ):
                continue
            if start := self._denied_before(words, at):
                yield start - 1, at + 1
            elif end := self._ceased_after(words, at):
                yield at, end

    def _denied_before(self, words: list[str], at: int) -> int:
        """The place after which the heartbeat is denied, counted from one; 0 if it is not."""
        for step in range(1, BACK + 1):
            word = words[at - step] if at >= step else ""
            if word in MARKS or word in self.other_denied or not word:
                return 0
            if word in self.not_found or (step <= 3 and word in self.none):
                return at - step + 1
        return 0

    def _ceased_after(self, words: list[str], at: int) -> int:
        """The end of the words that say it had stopped, or was there no longer at a later scan."""
        for place in range(at + 1, min(at + 1 + FURTHER, len(words))):
            word, after = words[place], words[place + 1] if place + 1 < len(words) else ""
            if word in self.other_denied:
                return 0
            near = place <= at + ON and not MARKS & set(words[at:place])
            if near and word in self.ceased and after not in self.goes_on:
                return place + 1
            if word in self.gone_later and (after in THEN or after in self.heart):
                return place + 1
        return 0

    def _sacs(self, words: list[str]) -> Iterator[Span]:
        for at, word in enumerate(words):
            around = range(max(0, at - 3), min(at + 8, len(words)))
            for place in around if word in self.sacs else ():
                bare = words[place] in ("no", "without", "not", "never") and self.contents & set(
                    words[place + 1 : place + 4]
                )
                if words[place] in self.empty or (bare and place > at):
                    yield min(at, place), max(at, place) + 1
                    break

    def _screens(self, words: list[str]) -> Iterator[Span]:
        seen = bool(self.screens & set(words))
        for at, word in enumerate(words):
            after = words[at + 1 : at + 3]
            nothing = word in ("nothing", "nobody", "nowt") and after[:1] and (
                after[0] in ("there", "alive") or after in (["in", "there"], ["in", "it"], ["on", "it"])
            )  # fmt: skip
            nobody = word == "no" and seen and (self.nobody & set(after[:1]) or after == ["sign", "of"])
            hush = word in self.quiet and bool(self.hushed & set(words[max(0, at - 4) : at]))
            mute = word == "silence" and (self.screens & set(words))
            if (nothing and "wrong" not in words) or nobody or hush or mute:
                yield at, min(at + 2, len(words))

    def _dead(self, words: list[str]) -> Iterator[Span]:
        """`the scan showed it had died`, `the embryo wasn't alive`."""
        seen = bool(self.screens & set(words))
        for at, word in enumerate(words):
            before = words[max(0, at - 4) : at]
            if word in self.dead and seen and self.child & set(before):
                yield at, at + 1
            elif word in self.alive and NOT & set(before[-3:]) and self.child & {*before, *words[max(0, at - 6) : at]}:
                yield at - 1, at + 1

    def _growth(self, words: list[str]) -> Iterator[Span]:
        for at, word in enumerate(words):
            before = words[max(0, at - 3) : at]
            if (
                word in self.growing
                and self.not_growing & set(before)
                and not self.other_growth & set(words[max(0, at - 6) : at + 5])
            ):
                yield max(place for place in range(at) if words[place] in self.not_growing), at + 1
            elif (
                word == "growth"
                and {"stopped", "ceased"} & set(words[at + 1 : at + 4])
                and not self.other_growth & set(before)
            ):
                yield at, at + 2

    def _behind(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """`measuring 8 weeks when I was 11`, `baby was 6 weeks and it should have been 10`."""
        some = gestations(tokens)
        for at in range(len(tokens)):
            if norm(tokens, at) not in self.measured:
                continue
            plain = read(tokens, at + 1)
            sizes = [(one.weeks, one.end) for one in some if 0 <= one.start - at <= 3]
            sizes += [(plain.whole, plain.end)] if plain and plain.is_settled and not sizes else []
            if sizes and any(one.weeks - sizes[0][0] >= BEHIND for one in some) and sizes[0][0] >= LEAST:
                yield at, sizes[0][1]


def _not_later(tokens: Sequence[Token], words: list[str]) -> Iterator[Span]:
    """`got to fourteen weeks and then no more`, `a baby for eleven weeks and then there was not`."""
    for at in range(len(words)) if "then" in words else ():
        end = far_along(tokens, at)
        if end and "then" in words[end : end + 4]:
            place = words.index("then", end) + 1
            said = words[place : place + 3]
            over = (
                said[:1] in (["nothing"], ["gone"], ["none"])
                or said in (["no", "more"], ["no", "more", ","])
                or said[:2] == ["it", "wasnt"]
            )
            if (over and words[place + 1 : place + 2] != ["since"]) or said in (["there", "was", "not"], ["wasnt"]):
                yield place - 1, place + 1
