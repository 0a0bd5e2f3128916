"""How many losses a word for them tells of: the number before it, within it or after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yarrow.language.losses.head import CHILDREN, MOST, OF_A_CHILD, SIGNS, UNKNOWN, How, norm
from yarrow.language.mention import Mention
from yarrow.language.numbers import Quantity, every, ordinal, read
from yarrow.language.text import Token

DEFINITE = frozenset({
    "last", "latest", "this", "the", "that", "these", "those", "every", "any", "my", "our", "which", "each", "her",
})  # fmt: skip
POINTED = frozenset({"it", "him", "her", "them", "that", "both"})  # `lost it`: perhaps what was just told
AT = frozenset({"at", "by", "around", "about", "nearly", "near", "before", "after", "over", "of"})
NUMBERED = frozenset({"number", "no", "#"})
AFTER_A_NUMBER = frozenset({"", "-", ":", "was", "at", "(", "="})  # what follows the number that a loss is called by
NOTED = frozenset({"g", "mc", "p"})  # "G5 missed at 10/40" is the fifth
TIMES = frozenset({"times", "time", "x"})
MENDING = frozenset({"actually", "sorry", "wait", "mean", "no", "rather"})
MENDED_BEFORE = frozenset({
    "", ",", "if", "counting", "with", "including", "now", "in", "altogether", "total", "and", "losses",
})  # fmt: skip
MINE = frozenset({"mine", "ours"})
SUBJECTS = frozenset({"i", "we", "ive", "weve"})
SOUNDING = {"to": 2, "too": 2, "for": 4}  # numbers as a phone writes them down: "I had to miscarriages"
OTHERWISE = 8  # words behind a number of losses in which another is said to be meant
FAR = 10  # words between "the third time" and the loss
REACH = 6  # words between a number and the word it counts


@dataclass(frozen=True)
class HowMany:
    """Counts the losses that a word for them tells of."""

    between: frozenset[str]
    chromosomes: frozenset[str]
    units: frozenset[str]
    several: frozenset[str]
    not_several: frozenset[str]
    twins: frozenset[str]
    labels: frozenset[str]
    levels: frozenset[str]
    verbs: frozenset[str]

    def inside(self, tokens: Sequence[Token], mention: Mention) -> tuple[How, Quantity | None, int, bool] | None:
        """A number within the words themselves: `lost four`, `lost another`, `three I lost`."""
        if mention.id in SIGNS or norm(tokens, mention.start) in self.levels:
            return None
        for at in range(mention.start, mention.end):
            word = tokens[at].norm
            if word == "another":
                return "another", None, mention.start, False
            place = ordinal(tokens, at) if at == mention.end - 1 and tokens[mention.start].norm == "lost" else None
            if place and place[0] > 1 and norm(tokens, place[1]) not in CHILDREN:
                return "ordinal", Quantity(place[0], place[0], at, place[1]), mention.start, False
            quantity = _before_a_dash(tokens, at) if word not in ("both", "one", "once", "half") else None
            if norm(tokens, at - 1) in self.chromosomes | NOTED or (
                quantity and norm(tokens, quantity.end) in {*self.units, "of"}
            ):
                continue
            if word == "both" and mention.id == UNKNOWN and at == mention.start and not self._are_twins(tokens):
                return "number", Quantity(2, 2, at, at + 1), mention.start, True
            counted = quantity is not None and norm(tokens, quantity.end) == "misses"  # "after 3 misses" is no time
            if quantity and _ends_a_range(tokens, at):
                return "vague", replace(quantity, low=None), min(quantity.start, mention.start), False
            if quantity and quantity.low is not None and (counted or norm(tokens, at - 1) not in AT):
                return "number", quantity, min(quantity.start, mention.start), False
        return None

    def _are_twins(self, tokens: Sequence[Token]) -> bool:
        """Whether `both` are of one pregnancy."""
        return bool({*self.twins, "twin", "triplet"} & {token.norm for token in tokens})

    def before(self, tokens: Sequence[Token], mention: Mention) -> tuple[How, Quantity | None, int, bool]:
        """The number, ordinal or article in front of the words, adjectives skipped, and whether it is definite."""
        at = mention.start - 1
        pointed = norm(tokens, mention.end - 1) in POINTED
        definite = mention.id == UNKNOWN and pointed
        lines = norm(tokens, mention.start) in ("line", "lines")  # "two lines and then my period" are of one test
        while at >= 0 and not lines and mention.start - at <= REACH and mention.id not in SIGNS:
            word = tokens[at].norm
            if word == "first" and "trimester" in (norm(tokens, at + 1), norm(tokens, at + 2)):
                at -= 1
                continue
            place = ordinal(tokens, at) or (ordinal(tokens, at - 1) if word in ("st", "nd", "rd", "th") else None)
            if place:
                return "ordinal", Quantity(place[0], place[0], at, at + 1), at, True
            quantity = self._number_ending(tokens, at, several=self.is_plural(tokens, mention)) or (
                self._by_ear(tokens, at, mention) or _every_one(tokens, at)
            )
            if quantity:
                open_ = quantity.low is None or _ends_a_range(tokens, quantity.start)
                quantity = replace(quantity, low=None) if open_ else quantity
                return ("vague" if open_ else "number"), quantity, quantity.start, definite or word == "both"
            if word in ("another", "again"):
                return "another", None, at, False
            if word in ("a", "an", "1x"):
                return "one", None, at, False
            if word in SUBJECTS and at == mention.start - 1 and (counted := self._counted_before(tokens, at, mention)):
                return "number", counted, counted.start, False
            if word in DEFINITE:
                definite = True
            elif word not in self.between and not _is_back_to_back(tokens, at):
                break
            at -= 1
        return "said", None, mention.start, definite or (mention.id == "termination" and pointed)  # "we ended it"

    def _counted_before(self, tokens: Sequence[Token], at: int, mention: Mention) -> Quantity | None:
        """`two are living, three I miscarried`: the number of those that she lost."""
        told = norm(tokens, mention.start) in self.verbs
        which = _ordinals_ending(tokens, at - 1) if told else 0
        if which > 1:  # "the third and the fifth I miscarried"
            return Quantity(which, which, at, at)
        quantity = self._number_ending(tokens, at - 1, several=True) if told else None
        begins = quantity is not None and norm(tokens, quantity.start - 1) in ("", ",", "and", ":", "but", "-")
        return quantity if begins and quantity and quantity.is_settled and quantity.whole <= MOST else None

    def _by_ear(self, tokens: Sequence[Token], at: int, mention: Mention) -> Quantity | None:
        """`I had to miscarriages`: a number as a phone wrote it down."""
        value = SOUNDING.get(tokens[at].norm)
        heard = value is not None and norm(tokens, at - 1) in ("had", "have", "ive") and self.is_plural(tokens, mention)
        return Quantity(value, value, at, at + 1) if heard else None

    def _number_ending(self, tokens: Sequence[Token], at: int, *, several: bool) -> Quantity | None:
        """The number whose last token is this one."""
        for start in range(max(0, at - 4), at + 1):
            quantity = read(tokens, start)
            if quantity and quantity.end == at + 1:
                if norm(tokens, start - 1) in self.labels and not several:  # "round 2: miscarriage"
                    return None
                if norm(tokens, start - 1) == "+" and norm(tokens, start - 2).isdecimal():  # "6+5, gone at 8+6"
                    return None
                return None if norm(tokens, quantity.end) in self.units or quantity.whole > 60 else quantity
        return None

    def after(self, tokens: Sequence[Token], at: int) -> Quantity | None:
        """`x 3`, `three times`, `twice`, `(2)` after the words."""
        word = norm(tokens, at)
        if word == "only" and (only := read(tokens, at + 1)):  # "miscarriage only one"
            return only if only.is_settled and norm(tokens, only.end) in ("", ",", "and", "at", "(", "in") else None
        if (
            word == ","
            and norm(tokens, at + 1) in ("twice", "thrice")
            and norm(tokens, at + 2) in ("", ",", "and", "now")
        ):
            return read(tokens, at + 1)
        if word in ("x", ":", "-", "(", "="):
            quantity = read(tokens, at + 1)
            plain = quantity is not None and quantity.whole <= MOST  # "cp (2024)" is a year
            return quantity if quantity and plain and (word == "x" or _closes(tokens, quantity.end)) else None
        quantity = read(tokens, at)
        if quantity and self._is_score(tokens, at, quantity):
            return quantity
        if quantity and (word in ("twice", "thrice", "once") or norm(tokens, quantity.end) in TIMES):
            return quantity
        return None

    def _is_score(self, tokens: Sequence[Token], at: int, quantity: Quantity) -> bool:
        """`miscarriages 3, babies 0`: the number behind words that tell of several."""
        several = norm(tokens, at - 1).endswith("s") and norm(tokens, at - 1) not in self.not_several
        alone = _closes(tokens, quantity.end) and norm(tokens, quantity.end) != "and"
        return several and quantity.is_settled and quantity.whole <= MOST and alone

    def mended(self, tokens: Sequence[Token], at: int) -> Quantity | None:
        """`2 losses, actually 3`: the number that is meant instead."""
        words = [norm(tokens, at + step) for step in range(4)]
        if set(words[:2]) & {"maybe", "possibly", "perhaps"} and words[0] in (",", "or", "(", "maybe", "possibly"):
            other = read(tokens, at + 1) or read(tokens, at + 2)  # "two losses, maybe three": no number yet
            if other and other.is_settled and norm(tokens, other.end) in ("", ",", ")", "and", "but", "losses"):
                return Quantity(None, None, at, other.end)
        if not MENDING & set(words[:3]):
            return _said_otherwise(tokens, at)
        after = at + max(step for step in range(3) if words[step] in MENDING) + 1
        quantity = read(tokens, after + (1 if norm(tokens, after) in (",", "make", "that", "its", "i") else 0))
        following = norm(tokens, quantity.end) if quantity else ""
        return quantity if quantity and quantity.is_settled and following in MENDED_BEFORE else None

    def nth(self, tokens: Sequence[Token], mention: Mention) -> int | None:
        """Which loss it is, if that is said: `the third time I've miscarried`, `miscarriage number 3`."""
        return self._nth_time(tokens, mention.start) or _numbered(tokens, mention.end)

    def _nth_time(self, tokens: Sequence[Token], start: int) -> int | None:
        """`this is the third time I've miscarried`."""
        for at in range(max(0, start - FAR), start):
            place = ordinal(tokens, at)
            if place and norm(tokens, place[1]) == "time" and place[0] > 1:
                return place[0]
        often = self._times(tokens, start)
        if often and often.is_settled and _is_of_pregnancies(tokens, often, start):
            return often.whole
        return None

    def times(self, tokens: Sequence[Token], start: int) -> Quantity | None:
        """`three times I have had a miscarriage`, `many times I miscarried`: how often, and perhaps left open."""
        some = self._times(tokens, start)
        return None if some and _is_of_pregnancies(tokens, some, start) else some

    def _times(self, tokens: Sequence[Token], start: int) -> Quantity | None:
        near = (some for some in every(tokens) if start - 7 <= some.start < start)
        return next((some for some in near if self._is_times(tokens, some)), None)

    def _is_times(self, tokens: Sequence[Token], quantity: Quantity) -> bool:
        """`Three times I`, and `two time` of those who leave the ending out; not `three times a day`."""
        after = norm(tokens, quantity.end)
        each = norm(tokens, quantity.end + 1) in ("a", "per", "each", "every", "daily")
        several = quantity.low is None or quantity.whole > 1
        return not each and (after == "times" or (after == "time" and several))

    def again(self, tokens: Sequence[Token], end: int) -> int:
        """One more for `in 2019 and again in 2021`."""
        words = [token.norm for token in tokens[end : end + 8]]
        if "again" not in words:
            return 0
        at = words.index("again")
        if words[at + 1 : at + 2] in (["at"], ["around"], ["about"]):
            return 0  # "and again at 9 weeks" is told by itself
        before = set(words[:at])
        return int(bool({"and", "then"} & before) and not {"try", "trying", "pregnant", "happen", "tried"} & before)

    def is_plural(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """Whether the words themselves tell of several; twins lost together are one loss."""
        first = tokens[mention.start].norm
        word = first if first.startswith("abort") else tokens[mention.end - 1].norm  # "abortion, spontaneous"
        if word in self.twins or mention.id in SIGNS:
            return False
        # "stillborn loss", "molars" aside, an ending -s tells of several
        if mention.id in OF_A_CHILD | {"termination"} and mention.id != UNKNOWN:
            return word in self.several
        several = norm(tokens, mention.start) == "others"  # "the others I lost"
        return several or (word.endswith("s") and word not in self.not_several)


def _ordinals_ending(tokens: Sequence[Token], at: int) -> int:
    """How many ordinals, joined by `and` and commas, end here: `the third and the fifth`, `first, second and 4th`."""
    found = 0
    while at >= 0:
        word = norm(tokens, at)
        suffix = word in ("st", "nd", "rd", "th")
        if ordinal(tokens, at - int(suffix)):
            found += 1
            at -= 1 + int(suffix)
        elif word in ("and", ",", "the", "&", "ones", "one"):
            at -= 1
        else:
            break
    return found


def _is_of_pregnancies(tokens: Sequence[Token], some: Quantity, start: int) -> bool:
    """`pregnant 4 times`, `four times I got pregnant`: how often she conceived."""
    return "pregnant" in {norm(tokens, place) for place in range(some.start - 2, start)}


def _before_a_dash(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The number here; of `three - 6 weeks, 9 weeks` the first, for what follows a dash by itself is no range."""
    some = read(tokens, at)
    dashed = some is not None and norm(tokens, at + 1) == "-" and some.end > at + 1
    if not some or not dashed or tokens[at].end == tokens[at + 1].start or some.low is None:
        return some
    return replace(some, high=some.low, end=at + 1)


def _said_otherwise(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`2 losses, it's 3`, `3 losses on the form but it's 4`: the number that is meant instead."""
    for place in range(at, at + OTHERWISE):
        if norm(tokens, place) in ("its", "thats") and norm(tokens, place - 1) in (",", "but"):
            some = read(tokens, place + 1)
            plain = some is not None and some.is_settled and 1 < some.whole <= MOST
            return some if some and plain and norm(tokens, some.end) in MENDED_BEFORE | {"really"} else None
    return None


def _every_one(tokens: Sequence[Token], at: int) -> Quantity | None:
    """`both of mine were chemicals`, `all three of ours`: the whole number; `two of mine` are a part."""
    some = read(tokens, at - 2) if norm(tokens, at) in MINE and norm(tokens, at - 1) == "of" else None
    whole = norm(tokens, at - 2) == "both" or norm(tokens, at - 3) == "all"
    return some if some and whole and some.is_settled and some.whole > 1 else None


def _ends_a_range(tokens: Sequence[Token], at: int) -> bool:
    """`between 4 and 6` before this number."""
    return norm(tokens, at - 1) == "and" and norm(tokens, at - 3) == "between"


def _is_back_to_back(tokens: Sequence[Token], at: int) -> bool:
    return norm(tokens, at) == "to" and norm(tokens, at - 1) == norm(tokens, at + 1) == "back"


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number ends here, and is not the first of a list of weeks."""
    return norm(tokens, at) in ("", ")", "x", "and") or (norm(tokens, at) == "," and read(tokens, at + 1) is None)


def _numbered(tokens: Sequence[Token], end: int) -> int | None:
    """`miscarriage number 3`, `another loss, number 3`, `loss 2 - 8 weeks`."""
    at = end + 1 if norm(tokens, end) == "," and norm(tokens, end + 1) in NUMBERED else end
    said = norm(tokens, at) in NUMBERED
    quantity = read(tokens, at + 1 if said else at)
    if quantity is None or quantity.bound or not 0 < quantity.whole <= MOST:
        return None
    if at > end and norm(tokens, quantity.end) not in ("", ","):  # "mc, #2 8 weeks": the number of the next
        return None
    alone = quantity.is_settled and norm(tokens, quantity.end) in AFTER_A_NUMBER
    dashed = not said and norm(tokens, quantity.start + 1) == "-"  # "loss 1 - 6 weeks" is no range
    return quantity.whole if (said and quantity.is_settled) or alone or dashed else None
