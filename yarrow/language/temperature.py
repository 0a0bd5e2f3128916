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
    value = float(token.norm.replace(",", "."))
    if LOWEST_C <= value <= HIGHEST_C and (named or "." in token.norm or following[:1] == ["c"]):
        return value, at
    if LOWEST_F <= value <= HIGHEST_F and (named or "f" in following):
        return round((value - 32) * 5 / 9, 1), at
    return None
