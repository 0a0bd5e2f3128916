"""How far two judges agree about levels, beyond what chance would do: Cohen's kappa, with its confidence interval.

Fleiss, Cohen and Everitt, Large sample standard errors of kappa and weighted kappa, Psychological Bulletin 1969;72:323.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from yarrow.clinical.level import Level

LEVELS = tuple(level.name for level in Level)
# Of the normal distribution: 95 of 100 lie within.
Z95 = 1.959964
# Fewer judgements than these tell nothing of agreement.
FEWEST = 10

Matrix = Sequence[Sequence[float]]
Weight = Callable[[int, int], float]


@dataclass(frozen=True)
class Kappa:
    """1 is perfect agreement, 0 what chance would do. `low`, `high`: its 95 % confidence interval.

    `value` is None where kappa is not defined: too few judgements, or both judges always say the same one thing.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Concordance:
    """`matrix`: how often the person said the level of the row and Yarrow that of the column, T0 first.

    `under`, `over`: how often Yarrow was less, or more, urgent than the person.
    """

    number: int
    matrix: tuple[tuple[int, ...], ...]
    agreed: int
    within_one: int
    under: int
    over: int
    plain: Kappa
    weighted: Kappa


def is_sampled(conversation: str, share: float) -> bool:
    """Whether a conversation belongs to the sample of this share: the same answer whenever it is asked."""
    drawn = int.from_bytes(sha256(conversation.encode("utf-8")).digest()[:8], "big")
    return drawn < share * 2**64


def concordance(pairs: Iterable[tuple[str, str]]) -> Concordance:
    """The agreement of (person's level, Yarrow's level)."""
    counted = Counter(pairs)
    matrix = tuple(tuple(counted[person, bot] for bot in LEVELS) for person in LEVELS)
    apart = Counter[int]()
    for (person, bot), times in counted.items():
        apart[LEVELS.index(bot) - LEVELS.index(person)] += times
    return Concordance(
        number=sum(counted.values()),
        matrix=matrix,
        agreed=apart[0],
        within_one=apart[-1] + apart[0] + apart[1],
        under=sum(times for steps, times in apart.items() if steps > 0),
        over=sum(times for steps, times in apart.items() if steps < 0),
        plain=kappa(matrix),
        weighted=kappa(matrix, quadratic(len(LEVELS))),
    )


def same(row: int, column: int) -> float:
    """Only full agreement counts."""
    return 1.0 if row == column else 0.0


def quadratic(levels: int) -> Weight:
    """Near agreement counts too: two levels apart is four times as bad as one."""
    return lambda row, column: 1.0 - (row - column) ** 2 / (levels - 1) ** 2


def kappa(matrix: Matrix, weight: Weight = same) -> Kappa:
    """Kappa of a square table of counts, weighted or not, with its interval."""
    number = sum(map(sum, matrix))
    if number < FEWEST:
        return Kappa(None)
    shares = [[count / number for count in row] for row in matrix]
    rows = [sum(row) for row in shares]
    columns = [sum(column) for column in zip(*shares, strict=True)]
    places = range(len(shares))
    observed = sum(weight(i, j) * shares[i][j] for i in places for j in places)
    expected = sum(weight(i, j) * rows[i] * columns[j] for i in places for j in places)
    if math.isclose(expected, 1.0):
        return Kappa(None)
    value = (observed - expected) / (1 - expected)
    spread = Z95 * math.sqrt(max(0.0, _variance(shares, weight, observed, expected) / number))
    return Kappa(value, max(-1.0, value - spread), min(1.0, value + spread))


def _variance(shares: Matrix, weight: Weight, observed: float, expected: float) -> float:
    """Of kappa times the number of judgements, large samples (their equation 8)."""
    places = range(len(shares))
    rows = [sum(row) for row in shares]
    columns = [sum(column) for column in zip(*shares, strict=True)]
    by_row = [sum(weight(i, j) * columns[j] for j in places) for i in places]
    by_column = [sum(weight(i, j) * rows[i] for i in places) for j in places]
    inner = sum(
        shares[i][j] * (weight(i, j) * (1 - expected) - (by_row[i] + by_column[j]) * (1 - observed)) ** 2
        for i in places
        for j in places
    )
    return float((inner - (observed * expected - 2 * expected + observed) ** 2) / (1 - expected) ** 4)
