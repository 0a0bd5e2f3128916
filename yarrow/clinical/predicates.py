"""Numbers worked out from the facts, by name: what the criteria's closed vocabulary cannot say for itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from yarrow.clinical.criterion import Interval
from yarrow.clinical.losses import COUNTS, LossCounts


class Told(Protocol):
    """What a derived number may read."""

    losses: LossCounts | None

    def value(self, path: str) -> Any:
        """The present value on the path; None if there is none."""


def _count(name: str) -> Callable[[Told], Interval | None]:
    def count(told: Told) -> Interval | None:
        bounds: Interval | None = None if told.losses is None else getattr(told.losses, name)
        return bounds

    return count


def _sum_of(name: str, *parts: str) -> Callable[[Told], Interval | None]:
    """A questionnaire score: told whole, or the sum of its items; an item not answered may add 0 to 3."""

    def score(told: Told) -> Interval | None:
        whole = told.value(name)
        if whole is not None:
            return (whole, whole)
        items = [told.value(part) for part in parts]
        known = [float(item) for item in items if item is not None]
        if not known:
            return None
        return (sum(known), sum(known) + 3 * (len(items) - len(known)))

    return score


# What a score is the sum of, where the whole was not told.
ITEMS: Mapping[str, tuple[str, ...]] = {
    "phq2": ("phq2_interest", "phq2_mood"),
    "gad2": ("gad2_nervous", "gad2_worry"),
}

NUMBERS: Mapping[str, Callable[[Any], Interval | None]] = {
    **{name: _count(name) for name in COUNTS},
    # Patient Health Questionnaire-2 and Generalised Anxiety Disorder-2, items 0 to 3. Source: clinical.md §5 RF21 [K].
    **{score: _sum_of(score, *items) for score, items in ITEMS.items()},
}
