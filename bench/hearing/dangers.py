"""Danger by the rule it belongs to (RF ids of clinical.md §5): what was heard, and what only sounded like it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.hearing.case import Case
from bench.hearing.marks import HEARD, QUIET, RAISED, Mark

NO_RF = "none"


@dataclass(frozen=True)
class Danger:
    """One kind of danger: messages that tell of it, those raised at once, raised or asked about; look-alikes of it."""

    rf: str
    told: int
    raised: int
    heard: int
    look_alikes: int
    false_alarms: int


def dangers(marked: Iterable[tuple[Case, Sequence[Mark]]]) -> list[Danger]:
    """Each kind of danger that the cases have, in the order of the ids."""
    by_rf: dict[str, list[Mark]] = defaultdict(list)
    for case, marks in marked:
        if case.danger is not None:
            by_rf[case.rf or NO_RF] += marks
    found = (_danger(rf, by_rf[rf]) for rf in sorted(by_rf))
    return [one for one in found if one.told or one.look_alikes]


def _danger(rf: str, marks: Sequence[Mark]) -> Danger:
    told, quiet = _of(marks, RAISED), _of(marks, QUIET)
    raised, heard, false = _right(told), _right(_of(marks, HEARD)), len(quiet) - _right(quiet)
    return Danger(rf, len(told), raised, heard, len(quiet), false)


def _of(marks: Sequence[Mark], measure: str) -> list[Mark]:
    return [mark for mark in marks if mark.measure == measure]


def _right(marks: Sequence[Mark]) -> int:
    return sum(mark.right for mark in marks)
