"""A figure given as a test's result: `TSH 3.9`, `AMH of 5.2 pmol`. Kept as said; labs differ, so it is not judged."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.text import Token

# What may stand between a test and its figure.
LEADING = frozenset({"is", "was", "of", "at", "came", "back", "as", "result", "level", "=", ":", "now", "just", "my"})
MOST_LEADING = 4
# What follows a number that counts something else: times, days, weeks of waiting.
COUNTED = frozenset({
    "time", "times", "day", "days", "week", "weeks", "month", "months", "year", "years", "test", "tests", "x", "of",
    "ago", "hours", "hour", "am", "pm", "different", "losses", "miscarriages", "antibodies",
})  # fmt: skip
UNITS = frozenset({"mu", "miu", "mmol", "pmol", "nmol", "ng", "ug", "iu", "u", "mg", "g", "mcg"})


def figure_after(place: int, tokens: Sequence[Token]) -> str | None:
    """The figure that follows this place, with its unit if one is said; None if there is none."""
    at = place
    while at < len(tokens) and at - place < MOST_LEADING and tokens[at].norm in LEADING:
        at += 1
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.norm not in COUNTED | UNITS:
        return tokens[at].norm
    return f"{tokens[at].norm} {after.norm}" if after.norm in UNITS else None
