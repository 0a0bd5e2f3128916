"""Urgency: how soon, and where, somebody should be seen."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Level(IntEnum):
    """T0 (call now) to T5 (no deadline); the lower number is the more urgent. Source: clinical.md §6.1."""

    T0 = 0
    T1 = 1
    T2 = 2
    T3 = 3
    T4 = 4
    T5 = 5

    @classmethod
    def worst(cls, levels: Iterable[Level]) -> Level:
        """The most urgent of the levels; T5 if there are none (clinical.md §6.2 rule 1)."""
        return min(levels, default=cls.T5)

    @property
    def stops_history(self) -> bool:
        """T0 and T1: nothing else is asked until the patient has help (clinical.md §6.2 rule 2)."""
        return self <= Level.T1
