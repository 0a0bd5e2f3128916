"""A pregnancy told in months: `seven months pregnant`, `8th month is running`, `in my sixth month`.

The completed weeks of the completed months, at 52 to 12 months (reference coding manual, Numbers): the least it can be.
"""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.numbers import ordinal, read
from yarrow.language.text import Token

MONTH = frozenset({"month", "months", "mth", "mths"})
CARRYING = frozenset({"pregnant", "pregnancy", "preg", "gone", "along", "carrying", "pg"})
RUNNING = frozenset({"running", "ongoing", "started", "starting", "going"})
THEN = frozenset({
    "was", "were", "lost", "at", "ago", "when", "had", "last", "first", "second", "ended", "after", "been", "until",
    "before", "miscarried", "died", "delivered", "look", "looks", "looked", "looking", "like", "felt", "feel", "as",
})  # fmt: skip
SHE_IS = frozenset({"im", "am", "now", "currently"})
LEAST, MOST = 2, 9
WEEKS_OF_A_YEAR, MONTHS_OF_A_YEAR = 52, 12
BACK = 5  # words before it that may put it in the past


def weeks_by_months(tokens: Sequence[Token]) -> tuple[int, int, int] | None:
    """Completed weeks, and the tokens they were read from; None where no pregnancy now is told in months."""
    words = [token.norm for token in tokens]
    for at in range(len(tokens)):
        found = _months(tokens, words, at) or _nth_month(tokens, words, at)
        if found is not None and not THEN & set(words[max(0, at - BACK) : at]):
            months, end = found
            if words[end + 1 : end + 3] == ["i", "was"]:
                continue
            return months * WEEKS_OF_A_YEAR // MONTHS_OF_A_YEAR, at, end
    return None


def _months(tokens: Sequence[Token], words: Sequence[str], at: int) -> tuple[int, int] | None:
    """`Seven months pregnant`, `I am seven months`."""
    some = read(tokens, at)
    if some is None or not some.is_settled or not LEAST <= some.whole <= MOST or _word(words, some.end) not in MONTH:
        return None
    after = _word(words, some.end + 1)
    alone = after in ("", ",", "-") and _word(words, at - 1) in SHE_IS
    return (some.whole, some.end + 1) if after in CARRYING or alone else None


def _nth_month(tokens: Sequence[Token], words: Sequence[str], at: int) -> tuple[int, int] | None:
    """`8th month is running`, `in my sixth month`: the months before it are completed."""
    nth = ordinal(tokens, at)
    if nth is None or not LEAST < nth[0] <= MOST + 1 or _word(words, nth[1]) not in MONTH:
        return None
    after = {_word(words, nth[1] + step) for step in (1, 2)}
    inside = words[max(0, at - 2) : at] in (["in", "my"], ["in", "her"]) or "pregnancy" in after
    return (nth[0] - 1, nth[1] + 1) if RUNNING & after or inside else None


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
