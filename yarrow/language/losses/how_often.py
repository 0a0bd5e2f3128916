"""How often an ending happened that is told once: `three times the line faded`, `two of them came away`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from yarrow.language.losses.head import MOST, norm
from yarrow.language.numbers import Quantity, every
from yarrow.language.text import Token

TIMES = frozenset({"times", "time", "goes"})
COUNTED = frozenset({
    "pregnancies", "babies", "positives", "bfps", "transfers", "losses", "angels", "souls", "children", "beans",
    "stars",
})  # fmt: skip
OF = frozenset({"of", "that", "which"})
# Said of every time: how many there were must be told elsewhere.
HABIT = frozenset({"each", "every", "always", "keep", "keeps", "everytime", "usually", "whenever"})
PRESENT = frozenset({"goes", "ends", "stops", "comes", "fades", "bleeds", "lasts", "gets", "vanishes", "fails", "dies"})
BOTH = frozenset({"both", "neither"})
NOT_EACH = frozenset({"month", "day", "week", "night", "year", "morning", "hour", "few", "hours", "cycle"})
REACH = 10


def how_often(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """How many losses the ending at these tokens tells of: one unless more is said; None if it only is a habit."""
    several = [some for some in every(tokens) if start - REACH <= some.start < start and _counts(tokens, some)]
    if several:
        return several[-1].whole
    before = [norm(tokens, place) for place in range(max(0, start - REACH), end)]
    if BOTH & set(before) and ("times" in before or "time" in before):
        return 2
    after = norm(tokens, end)
    habit = any(word in HABIT and then not in NOT_EACH for word, then in pairwise([*before, ""]))
    said = PRESENT & {norm(tokens, place) for place in range(start, end)}
    return None if habit or said or (after in ("each", "every") and norm(tokens, end + 1) == "time") else 1


def _counts(tokens: Sequence[Token], some: Quantity) -> bool:
    """Whether the number counts endings: `three times`, `two pregnancies`, `three of those`."""
    after, then = norm(tokens, some.end), norm(tokens, some.end + 1)
    if not some.is_settled or not 1 < some.whole <= MOST:
        return False
    if after in TIMES:
        return then not in ("a", "per", "each", "daily", "pregnant")
    return after in COUNTED or (after == "of" and then in ("them", "those", "my", "our", "these", "mine"))
