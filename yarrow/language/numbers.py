"""Numbers in words or digits, with how sure they are: `three or four` and `at least two` are not a number yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from yarrow.language.once import once
from yarrow.language.text import Token

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
UNITS = {word: value for value, word in enumerate(_UNITS)}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TENS = {word: 10 * value for value, word in enumerate(_TENS, 2)}
OTHER = {"couple": 2, "cple": 2, "twice": 2, "once": 1, "thrice": 3, "dozen": 12, "single": 1, "fourty": 40, "fore": 4,
         "tow": 2, "tree": 3, "both": 2, "half": 0.5, "fiver": 5, "nought": 0, "pair": 2, "trio": 3}  # fmt: skip
VAGUE = frozenset({"few", "several", "some", "many", "multiple", "numerous", "loads", "lots", "countless", "various",
                   "handful", "recurrent", "repeated", "repeat", "endless", "umpteen"})  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
)  # fmt: skip
ORDINALS = {word: value for value, word in enumerate(_ORDINALS, 1)}
ABOUT = frozenset({"about", "around", "roughly", "approx", "approximately", "maybe", "probably", "possibly", "perhaps",
                   "circa", "approximatly", "like", "think", "~"})  # fmt: skip
BOUNDS = frozenset({"least", "than", "over", "under", "most", "upto", "minimum", "above", "below", "before"})
STARTS = frozenset(UNITS) | frozenset(TENS) | frozenset(OTHER) | VAGUE  # words a number may begin with
NUMBER_WORDS = frozenset(UNITS) | frozenset(TENS) | {"couple", "dozen", "half"}


@dataclass(frozen=True)
class Quantity:
    """A number read at tokens `start` to `end` (exclusive). `low` to `high` if a range; None if no number was said.

    `about`: said with a doubt. `bound`: only an upper or lower bound was said.
    """

    low: float | None
    high: float | None
    start: int
    end: int
    about: bool = False
    bound: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether one number was said, even if with a doubt."""
        return self.low is not None and self.low == self.high and not self.bound

    @property
    def whole(self) -> int:
        """The lower end, rounded down; only for a quantity with a number."""
        return int(self.low or 0)


def read(tokens: Sequence[Token], at: int) -> Quantity | None:
    """The number that starts at this token, its range and doubt included; None if there is none."""
    if at >= len(tokens) or (tokens[at].kind != "number" and tokens[at].norm not in STARTS):
        return None
    first = _single(tokens, at)
    if first is None:
        return None
    return _doubted(tokens, _ranged(tokens, first))


@once
def starting(tokens: Sequence[Token]) -> list[Quantity]:
    """The number at each token where one starts: of `twenty two` that of `two` as well."""
    return [some for at in range(len(tokens)) if (some := read(tokens, at))]


@once
def every(tokens: Sequence[Token]) -> list[Quantity]:
    """All the numbers of the tokens, left to right."""
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        quantity = read(tokens, at)
        if quantity:
            found.append(quantity)
        at = quantity.end if quantity else at + 1
    return found


def ordinal(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """`third` or `3rd` at this token: its value and the token after it; None if there is none."""
    if at >= len(tokens):
        return None
    norm = tokens[at].norm
    if norm in ORDINALS:
        return ORDINALS[norm], at + 1
    following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if tokens[at].kind == "number" and following in ("st", "nd", "rd", "th"):
        return int(float(norm.replace(",", "."))), at + 2
    return None


def _single(tokens: Sequence[Token], at: int) -> Quantity | None:
    if at >= len(tokens) or ordinal(tokens, at):
        return None
    token = tokens[at]
    if token.kind == "number":
        value = float(token.norm.replace(",", "."))
        return _with_part(tokens, Quantity(value, value, at, at + 1))
    if token.norm in TENS:
        return _with_part(tokens, _with_units(tokens, at, TENS[token.norm]))
    if token.norm in UNITS or token.norm in OTHER:
        value = float(UNITS.get(token.norm, OTHER.get(token.norm, 0)))
        end = at + 2 if token.norm in ("couple", "pair") and _norm(tokens, at + 1) == "of" else at + 1
        return _with_part(tokens, Quantity(value, value, at, end))
    if token.norm in VAGUE:
        return Quantity(None, None, at, at + 1)
    return None


def _with_units(tokens: Sequence[Token], at: int, tens: int) -> Quantity:
    end = at + 2 if _norm(tokens, at + 1) == "-" else at + 1
    units = UNITS.get(_norm(tokens, end), 0)
    if 1 <= units <= 9:
        return Quantity(tens + units, tens + units, at, end + 1)
    return Quantity(tens, tens, at, at + 1)


def _with_part(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    """What is said of a part after it: `and a half`, `point two`."""
    after = [_norm(tokens, quantity.end + step) for step in range(3)]
    if after == ["and", "a", "half"]:
        return _more(quantity, 0.5, quantity.end + 3)
    if after[:2] == ["and", "half"] and after[2] not in ("a", "an", "of"):  # "one and half years"
        return _more(quantity, 0.5, quantity.end + 2)
    if after[0] == "point" and (tenths := _digit(after[1])) is not None:
        return _more(quantity, tenths / 10, quantity.end + 2)
    return quantity


def _digit(word: str) -> int | None:
    """A single digit, in a word or not."""
    if word.isdecimal():
        return int(word) if len(word) == 1 else None
    return UNITS[word] if UNITS.get(word, 10) < 10 else None


def _more(quantity: Quantity, part: float, end: int) -> Quantity:
    value = (quantity.low or 0) + part
    return replace(quantity, low=value, high=value, end=end)


def _ranged(tokens: Sequence[Token], first: Quantity) -> Quantity:
    """`2-3`, `two or three`, `3 to 4`; `4/5` too, but not `9/10`, which is a mark out of ten."""
    if _norm(tokens, first.end) not in ("-", "to", "or", "/", "maybe") or first.low is None:
        return first
    step = 2 if _norm(tokens, first.end) == "or" and _norm(tokens, first.end + 1) in ("maybe", "possibly") else 1
    second = _single(tokens, first.end + step)
    if second is None or second.high is None or second.high <= first.low:
        return first
    if _norm(tokens, first.end) == "/" and second.high != first.low + 1:
        return first
    return replace(first, high=second.high, end=second.end)


def _doubted(tokens: Sequence[Token], quantity: Quantity) -> Quantity:
    before = [_norm(tokens, quantity.start - step) for step in (1, 2)]
    after = _norm(tokens, quantity.end)
    about = before[0] in ABOUT or after in ("ish", "?", "maybe") or before[0] == "think"
    bound = before[0] in BOUNDS or (before[0] == "to" and before[1] == "up") or after in ("+", "plus")
    if bound and after in ("+", "plus") and _single(tokens, quantity.end + 1) is not None:
        bound = False
    if [_norm(tokens, quantity.end + step) for step in range(2)] == ["or", "more"]:
        bound = True
    return replace(quantity, about=about, bound=bound) if about or bound else quantity


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""
