"""How often an ending happened that is told once: `three times the line faded`, `two of them came away`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from yarrow.language.losses.head import MOST, norm
from yarrow.language.numbers import Quantity, every
from yarrow.language.text import Token

TIMES = frozenset({"times", "time", "goes"})
OF = frozenset({"of", "that", "which"})
# Said of every time: how many there were must be told elsewhere.
HABIT = frozenset({"each", "every", "always", "keep", "keeps", "everytime", "usually", "whenever"})
BOTH = frozenset({"both", "neither"})
REACH = 10


@dataclass(frozen=True)
class HowOften:
    """Counts an ending that is told once."""

    counted: frozenset[str]
    always: frozenset[str]
    not_each: frozenset[str]

    def is_open(self, tokens: Sequence[Token], start: int) -> bool:
        """Whether it happened a number of times that is not settled: `three or four times it came away`."""
        return any(
            start - REACH <= some.start < start and norm(tokens, some.end) in TIMES and not some.is_settled
            for some in every(tokens)
        )

    def count(self, tokens: Sequence[Token], start: int, end: int) -> int | None:
        """How many losses the ending at these tokens tells of: one unless more is said; None if it only is a habit."""
        several = [some for some in every(tokens) if start - REACH <= some.start < start and self._counts(tokens, some)]
        if several:
            return several[-1].whole
        before = [norm(tokens, place) for place in range(max(0, start - REACH), end)]
        if BOTH & set(before) and ("times" in before or "time" in before):
            return 2
        if norm(tokens, 0) in BOTH and norm(tokens, 1) in TIMES:
            return 2
        after = norm(tokens, end)
        habit = any(word in HABIT and then not in self.not_each for word, then in pairwise([*before, ""]))
        said = self.always & {norm(tokens, place) for place in range(start, end)}
        return None if habit or said or (after in ("each", "every") and norm(tokens, end + 1) == "time") else 1

    def _counts(self, tokens: Sequence[Token], some: Quantity) -> bool:
        """Whether the number counts endings: `three times`, `two pregnancies`, `three of those`."""
        after, then = norm(tokens, some.end), norm(tokens, some.end + 1)
        if not some.is_settled or not 1 < some.whole <= MOST:
            return False
        if after in TIMES:
            return then not in ("a", "per", "each", "daily", "pregnant")
        return after in self.counted or (after == "of" and then in ("them", "those", "my", "our", "these", "mine"))
