"""Body temperature in degrees Celsius; Fahrenheit is converted, and of two the higher counts (coding manual)."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.numbers import UNITS, read
from yarrow.language.text import Token

LOWEST_C, HIGHEST_C = 34.0, 43.0
LOWEST_F, HIGHEST_F = 94.0, 110.0
NAMED = frozenset({
    "temp", "temperature", "fever", "degrees", "degree", "thermometer", "celsius", "fahrenheit", "°", "deg", "temps",
    "centigrade", "feverish", "pyrexia",
})  # fmt: skip
OTHER_UNITS = frozenset({
    "week", "weeks", "w", "years", "year", "yo", "old", "days", "day", "months", "hours", "minutes", "kg", "mg",
    "bpm", "%", "+", "pounds", "lbs", "stone", "y", "m", "times",
})  # fmt: skip
# After a number of degrees these tell of the weather: `it's 38 degrees here in Brisbane`.
OUTSIDE = frozenset({"outside", "heat", "shade", "here", "heatwave", "sun", "today"})
DEGREES = frozenset({"degrees", "degree", "celsius", "c", "°"})
HER_OWN = frozenset({"ear", "armpit", "mouth", "fever", "temp", "temperature", "thermometer", "feverish"})
WORDS_ON = 4  # words after the degrees that may say so


def temperature(tokens: Sequence[Token], *, asked: bool = False) -> tuple[float, int] | None:
    """The highest temperature of the tokens and the token it stands at. `asked`: any number in range is one."""
    named = asked or any(token.norm in NAMED for token in tokens)
    found = [reading for at in range(len(tokens)) if (reading := _at(tokens, at, named))]
    return max(found) if found else None


def _at(tokens: Sequence[Token], at: int, named: bool) -> tuple[float, int] | None:
    said = _number(tokens, at, named=named)
    if said is None:
        return None
    value, end = said
    following = [token.norm for token in tokens[end : end + 2]]
    if (following and following[0] in OTHER_UNITS) or _is_weather(tokens, end - 1):
        return None
    if LOWEST_C <= value <= HIGHEST_C and (named or "." in tokens[at].norm or following[:1] == ["c"]):
        return value, at
    if LOWEST_F <= value <= HIGHEST_F and (named or "f" in following):
        return round((value - 32) * 5 / 9, 1), at
    return None


def _number(tokens: Sequence[Token], at: int, *, named: bool) -> tuple[float, int] | None:
    """The number at this token and the token after it; in words (`thirty eight point two`) where a temperature is told.

    Above a hundred it is read as it is said: `a hundred point eight`, `one hundred and two`, `one oh one`.
    """
    if at and tokens[at].norm in ("oh", "o", *UNITS) and tokens[at - 1].norm in ("point", "oh", "o", "-"):
        return None  # a part of the number before it
    words = [token.norm for token in tokens[at : at + 6]]
    if words[:1] == ["hundred"] or words[:2] in (["one", "oh"], ["one", "o"]):
        over = 1 if words[0] == "hundred" else 2
        over += words[over : over + 1] == ["and"]
        more = read(tokens, at + over) if words[over : over + 1] != ["point"] else None
        if more is not None and more.low is not None and more.low < HIGHEST_F - 100:
            return 100 + more.low, more.end
        tenth = UNITS.get(words[2]) if words[1:2] == ["point"] and len(words) > 2 else None
        return (100, at + 1) if tenth is None else (100 + tenth / 10, at + 3)
    if tokens[at].kind == "number":
        return _figures(tokens, at)
    some = read(tokens, at) if named else None
    return (some.low, some.end) if some is not None and some.is_settled and some.low is not None else None


def _figures(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """A number in figures; `38 point 4` and `38 4` as they are dictated."""
    value = float(tokens[at].norm.replace(",", "."))
    rest = tokens[at + 1 : at + 3]
    points = rest[:1] and rest[0].norm == "point"
    digit = rest[1] if points and len(rest) > 1 else rest[0] if rest else None
    alone = points or (len(tokens) == at + 2 and LOWEST_C <= value <= HIGHEST_C)
    if digit is not None and digit.norm.isdecimal() and len(digit.norm) == 1 and value == int(value) and alone:
        return value + int(digit.norm) / 10, at + (3 if points else 2)
    return value, at + 1


def _is_weather(tokens: Sequence[Token], at: int) -> bool:
    """Whether these degrees are of the air, and nothing beside them is of her body."""
    after = [token.norm for token in tokens[at + 1 : at + 2 + WORDS_ON]]
    if not after or after[0] not in DEGREES or HER_OWN & {token.norm for token in tokens}:
        return False
    return bool(OUTSIDE & set(after)) or (after[1:2] == ["in"] and not {"the", "my"} & set(after[2:3]))
