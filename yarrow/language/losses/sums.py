"""A number that covers what was told before it: `a mmc and two chemicals, so three losses`."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.language.losses.detail import Detail
from yarrow.language.losses.head import COUNTED, MISCARRIAGE, UNKNOWN, Head
from yarrow.language.losses.loss import Group, Loss, groups_of, losses_of, size

SPELT = frozenset({":", "(", "-", "including", "which", "them", "those"})
SUMMING = frozenset({"total", "altogether", "so", "thats", "makes", "sum", "overall", "all"})
CHEMICAL = "biochemical"
SOME = frozenset({"first", "second", "third", "last", "two", "both", "some", "others", "other"})


def sums_up(told: Sequence[Loss | Group], head: Head, words: Sequence[str]) -> bool:
    """Whether the number of this head covers what was told before it. `words`: its own, and those just before."""
    before = sum(size(part) for part in told)
    losses = losses_of(told)
    alike = [loss for loss in losses if loss.kind in (head.kind, UNKNOWN)]
    if head.kind == CHEMICAL and len(alike) == len(told) == head.count and not head.joined:
        return True
    if not before or head.kind not in (UNKNOWN, MISCARRIAGE) or head.loose or before > (head.count or 0):
        return False
    kinds = {loss.kind for loss in losses} | {group.kind for group in groups_of(told)}
    if head.kind == MISCARRIAGE and not kinds <= {MISCARRIAGE, UNKNOWN}:
        return False
    nth = any(loss.place or (loss.head and loss.head.definite) for loss in losses)
    summed = bool(set(words) & SUMMING) or head.definite
    return (before == head.count and (head.kind == UNKNOWN or summed)) or summed or nth


def spells_out(between: Sequence[str]) -> bool:
    """Whether what follows a number is a list of what it counts: not the dash of `at 4-5 weeks`."""
    aside = next((at for at in reversed(range(len(between))) if between[at] == ")"), -1)
    words = [
        "",
        *between[aside + 1 :],
        "",
    ]  # what stood in brackets was of the number itself: `2 cps (2021, 2022), 1 mc`
    return any(
        word in SPELT and not (word == "-" and words[at - 1].isdecimal() and words[at + 1].isdecimal())
        for at, word in enumerate(words)
    )


def is_of_full(groups: Sequence[Group], head: Head, told: Detail, words: Sequence[str]) -> bool:
    """`six: 5, 5, 7 … the first two were just lines on a stick`: said of some of those that all were told."""
    full = any(group.parts and group.room <= 0 for group in groups)
    return full and head.how == "said" and not told.weeks and bool(SOME & set(words))


def is_too_many(groups: Sequence[Group], last: Loss | Group | None, head: Head, between: Sequence[str]) -> bool:
    """`two losses: one …, one …, one …`: more are told of a number than it holds."""
    full = [group for group in groups if group.parts and group.room <= 0 and group.kind in COUNTED]
    listed = bool(full) and last in full[-1].parts and "then" not in between
    return listed and head.loose and head.kind == UNKNOWN
