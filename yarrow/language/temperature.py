"""Body temperature in degrees Celsius; Fahrenheit is converted, and of two the higher counts (coding manual)."""

from __future__ import annotations

from collections.abc import Sequence

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
    token = tokens[at]
    following = [token.norm for token in tokens[at + 1 : at + 3]]
    if token.kind != "number" or (following and following[0] in OTHER_UNITS):
        return None
    if _is_weather(tokens, at):
        return None
    value = float(token.norm.replace(",", "."))
    if LOWEST_C <= value <= HIGHEST_C and (named or "." in token.norm or following[:1] == ["c"]):
        return value, at
    if LOWEST_F <= value <= HIGHEST_F and (named or "f" in following):
        return round((value - 32) * 5 / 9, 1), at
    return None


def _is_weather(tokens: Sequence[Token], at: int) -> bool:
    """Whether these degrees are of the air, and nothing beside them is of her body."""
    after = [token.norm for token in tokens[at + 1 : at + 2 + WORDS_ON]]
    if not after or after[0] not in DEGREES or HER_OWN & {token.norm for token in tokens}:
        return False
    return bool(OUTSIDE & set(after)) or (after[1:2] == ["in"] and not {"the", "my"} & set(after[2:3]))
