"""How many children, said as a number: `two living`, `mama to 3`, `Kids: 2`, `G5 P1`, `twin girls`, `trying for #2`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.gestation import gestations
from yarrow.language.numbers import Quantity, ordinal, read, starting
from yarrow.language.people import People, inflected, possessive
from yarrow.language.text import Token

LITTLE = frozenset({"littles", "kiddies"})
BABIES = frozenset({"babies", "baby", "births", "birth", "deliveries", "delivery", "ones", "pregnancy", "pregnancies",
                    "lc", "dc", "babas"})  # fmt: skip
ALIVE = frozenset({"living", "live", "alive", "earthside", "healthy", "surviving", "rainbow"})
TERM = frozenset({"term", "live", "living", "healthy", "successful", "normal", "vaginal", "section"})
ADJECTIVES = ALIVE | TERM | frozenset({
    "beautiful", "lovely", "other", "amazing", "little", "older", "grown", "up", "young", "existing", "wonderful",
    "gorgeous", "happy", "big", "grand", "great", "small", "wee", "lively", "noisy", "full", "teenage", "adult",
    "biological", "own", "of", "my", "our", "cheeky", "more", "fabulous", "perfect", "school", "age", "aged",
    "earth", "side",
})  # fmt: skip
HERE = (["at", "home", "with"], ["here", "with"], ["with", "me"], ["in", "my", "arms"], ["in", "our", "arms"],
        ["earth", "side"], ["earth", "-", "side"], ["on", "earth"], ["living"], ["alive"], ["earthside"],
        ["are", "living"], ["is", "living"], ["are", "alive"], ["here", ","])  # fmt: skip
ANGELS = frozenset({"angel", "angels", "heaven", "losses", "lost", "sky", "stars"})
TWINS = {"twins": 2, "twin": 2, "triplets": 3}
ARE_HERE = frozenset({"fine", "healthy", "home", "now", "school", "old", "toddlers", "walking", "at", "aged", "are"})
MOST = 15
TOO_EARLY = 23  # weeks before which a birth is a loss
CLOSE = 6  # words between twins and their weeks
UNITS = frozenset({"weeks", "week", "w", "+", "days", "months", "weeker", "wks", "d", "dpo"})
SEEKING = frozenset({"trying", "ttc", "try", "tryna", "tryin"})
NOT_COUNTED = frozenset(
    {"fet", "transfer", "iui", "ivf", "cycle", "round", "no", "number", "baby", "pregnancy", "#", "both"}
)
NEXT = frozenset({"second", "third", "fourth", "fifth"})
AFTER_NEXT = frozenset({"", ",", "and", "but", "now", "child", "baby", "for", "since", "again", "(", "-", ")", "/"})

Counted = tuple[int, int, str]  # how many, the token it stands at, and of whom: "all", "mother", "girl" or "boy"


class ChildrenCounted:
    """Reads how many children there are where a number says so."""

    def __init__(self, people: People) -> None:
        self._singular = people.little_ones
        self._plural = possessive(people.girls | people.boys | people.little_ones) | LITTLE
        self._boys = inflected(people.boys)
        self._girls = inflected(people.girls)
        self._mothers = people.mothers | {"parent", "parents"}
        self._heads = self._plural | {"living", "lc", "babies", "dc"}
        self._opening = self._heads | self._mothers | TWINS.keys() | {"l", "p", "para"}

    def read(self, tokens: Sequence[Token]) -> list[Counted]:
        """The numbers of children this sentence tells; whose they are is for the caller to judge."""
        found: list[Counted] = []
        numbers = {some.start: some for some in starting(tokens)}
        for at, token in enumerate(tokens):
            told = self._opened(tokens, at) if token.norm in self._opening else None
            some = numbers.get(at)
            if told is None and some is not None:
                fits = some.is_settled and 0 < some.whole <= MOST and some.low == some.whole
                counted = fits and NOT_COUNTED.isdisjoint((_norm(tokens, at - 1), token.norm))
                told = self._numbered(tokens, some) if counted else None
            if told:
                found.append(told)
        return found

    def _opened(self, tokens: Sequence[Token], at: int) -> Counted | None:
        """What is told from a word on that is no number."""
        return _noted(tokens, at) or self._headed(tokens, at) or self._mothered(tokens, at) or _multiple(tokens, at)

    def _numbered(self, tokens: Sequence[Token], some: Quantity) -> Counted | None:
        """`three big children`, `two living`, `two here with me`, `one term delivery`."""
        end = some.end
        adjectives: set[str] = set()
        while _norm(tokens, end) in ADJECTIVES and end - some.end < 4:
            adjectives.add(_norm(tokens, end))
            end += 1
        noun = _norm(tokens, end)
        whole = some.whole
        if noun in self._boys | self._girls and (whole == 1) == (not noun.endswith("s")):
            return whole, some.start, "boy" if noun in self._boys else "girl"
        if noun in (self._plural if whole > 1 else self._singular):
            return whole, some.start, "all"
        if noun in BABIES and (adjectives & (TERM | ALIVE) or noun in ("lc", "dc")):
            return whole, some.start, "all"
        here = any([_norm(tokens, some.end + step) for step in range(len(some_))] == some_ for some_ in HERE)
        babies = noun in ("babies", "baby") and _norm(tokens, end + 1) in ("here", "earthside", "alive", "earth")
        return (whole, some.start, "all") if here or babies else None

    def _headed(self, tokens: Sequence[Token], at: int) -> Counted | None:
        """`Kids: 2`, `living - 3`, `grown up children: three`, `LC x2`."""
        if _norm(tokens, at) not in self._heads or _norm(tokens, at + 1) not in (":", "-", "=", "x", "("):
            return None
        some = read(tokens, at + 2)
        if some is None or not some.is_settled or some.whole > MOST or _norm(tokens, some.end) in UNITS:
            return None
        return some.whole, at, "all"

    def _mothered(self, tokens: Sequence[Token], at: int) -> Counted | None:
        """`mama to 3`, `mum of two boys`, `Mummy to Jacob (9) and Ella (6)`; not `mum to 3 angels`."""
        if _norm(tokens, at) not in self._mothers or _norm(tokens, at + 1) not in ("to", "of"):
            return None
        some = read(tokens, at + 2)
        if some is None:
            aged = _aged_names(tokens, at + 2)
            return (aged, at, "all") if aged else None
        named = [_norm(tokens, some.end + step) for step in range(3)]
        named = named[: named.index(",")] if "," in named else named
        if not some.is_settled or not 0 < some.whole <= MOST or ANGELS & set(named):
            return None
        return some.whole, at, "mother"


def _aged_names(tokens: Sequence[Token], start: int) -> int:
    """How many names with an age in brackets stand in a row: `Jacob (9) and Ella (6)`."""
    count, at = 0, start
    while at + 3 < len(tokens) + 1 and _norm(tokens, at + 1) == "(":
        some = read(tokens, at + 2)
        if some is None or _norm(tokens, some.end) != ")":
            return count
        count += 1
        at = some.end + 1
        while _norm(tokens, at) in (",", "and", "&", "+"):
            at += 1
    return count


def _noted(tokens: Sequence[Token], at: int) -> Counted | None:
    """`G5 P1`, `G3P0030`, `para 1+3`, `G4 T1 P0 A3 L1`."""
    if _norm(tokens, at) == "l" and _norm(tokens, at - 2) in ("a", "sa") and _norm(tokens, at + 1).isdecimal():
        return int(_norm(tokens, at + 1)), at, "all"
    births = _norm(tokens, at + 1)
    if not births.isdecimal():
        return None
    noted = any(_norm(tokens, at - step) == "g" for step in (2, 3)) and _norm(tokens, at) == "p"
    if not (noted and len(births) in (1, 4)) and _norm(tokens, at) != "para":
        return None
    if any(_norm(tokens, at + step) == "l" for step in (4, 5)):
        return None  # told by the L of the same row
    return (int(births[-1]), at, "all") if len(births) in (1, 4) else None


def _multiple(tokens: Sequence[Token], at: int) -> Counted | None:
    """`twin girls`, `the twins in 2017, both fine`, `my twins are two`; not those who were lost or are awaited."""
    count = TWINS.get(_norm(tokens, at))
    if count is None or _norm(tokens, at - 1) in ("one", "with", "1", "expecting", "of", "were", "having"):
        return None
    after = [_norm(tokens, at + step) for step in range(1, 8)]
    if after[0] in ("at", "pregnancy", "two") and not {"fine", "home", "healthy", "now"} & set(after):
        return None
    named = after[0] in ("girls", "boys", "sons", "daughters")
    mine = _norm(tokens, at - 1) in ("my", "our", "the", "got", "have", "had")
    if any(some.weeks < TOO_EARLY and 0 < some.start - at < CLOSE for some in gestations(tokens)):
        return None
    return (count, at, "all") if named or (mine and ARE_HERE & set(after)) else None


def awaited(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """The children there are by the number of the one tried for, and its place: `TTC #2`, `trying for our second`."""
    for at in range(1, len(tokens)):
        if not SEEKING & {_norm(tokens, at - step) for step in (1, 2, 3, 4)}:
            continue
        word, before, end = _norm(tokens, at), _norm(tokens, at - 1), at + 1
        nth = ordinal(tokens, at)
        some = read(tokens, at)
        if nth and before in ("our", "my", "a", "the"):
            number, end = nth
        elif some and before in ("#", "number", "no", "baby", "child") and some.is_settled:
            number, end = some.whole, some.end
        elif word == "sibling":
            number = 2
        else:
            continue
        if 1 <= number <= 6 and _norm(tokens, end) in AFTER_NEXT:
            return number - 1, at
    return None


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
