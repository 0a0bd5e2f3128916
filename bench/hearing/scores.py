"""All that is measured of one listener on some messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from bench.figures import percentile
from bench.hearing.acts import confusion, macro_f1, settled
from bench.hearing.calibration import Calibration, calibration
from bench.hearing.case import Case
from bench.hearing.counts import Listed, Share, listed, shares
from bench.hearing.dangers import Danger, dangers
from bench.hearing.intervals import upper_bound
from bench.hearing.listener import Heard
from bench.hearing.marks import ACT, EMERGENCIES, HEARD, RAISED, Mark, marks

# Of these, what matters is how often they fail, and how often that could be at most.
MUST_NOT_FAIL = (RAISED, HEARD, EMERGENCIES)


@dataclass(frozen=True)
class Latency:
    """Milliseconds for a message, understanding and triage together."""

    median: float
    p95: float
    longest: float


@dataclass(frozen=True)
class Scores:
    """What one listener heard. `misses`: the upper 95 % bound of how often what must not fail does."""

    messages: int
    listed: dict[str, Listed]
    shares: dict[str, Share]
    misses: dict[str, float]
    dangers: list[Danger]
    confusion: dict[str, dict[str, int]]
    macro_f1: float | None
    calibration: Calibration | None
    latency: Latency | None


def scores(heard: Sequence[tuple[Case, Heard]], marks_of: Callable[[str], bool]) -> Scores:
    """What was heard of each case, scored; `marks_of`: whether the listener is measured by this measure."""
    marked = [(case, _marks(case, one, marks_of)) for case, one in heard]
    each = [own for _, own in marked]
    found = shares(each)
    confused = confusion(_acts(heard)) if marks_of(ACT) else {}
    return Scores(
        messages=len(heard),
        listed=listed(each),
        shares=found,
        misses={name: bound for name in MUST_NOT_FAIL if (bound := _bound(found.get(name))) is not None},
        dangers=dangers(marked) if marks_of(RAISED) else [],
        confusion=confused,
        macro_f1=macro_f1(confused),
        calibration=calibration(_guesses(heard)),
        latency=latency([one.milliseconds for _, one in heard]),
    )


def latency(times: Sequence[float]) -> Latency | None:
    """Median, 95th percentile and longest of these; None of nothing."""
    return Latency(median(times), percentile(times, 0.95), max(times)) if times else None


def only(*measures: str) -> Callable[[str], bool]:
    """Measured by these alone."""
    return frozenset(measures).__contains__


def everything(_measure: str) -> bool:
    """Measured by all there is."""
    return True


def _marks(case: Case, heard: Heard, marks_of: Callable[[str], bool]) -> list[Mark]:
    return [mark for mark in marks(case, heard.read) if marks_of(mark.measure)]


def _bound(found: Share | None) -> float | None:
    return None if found is None else upper_bound(found.of - found.right, found.of)


def _acts(heard: Sequence[tuple[Case, Heard]]) -> list[tuple[str, str]]:
    said = ((case.acts, str(one.read.get("act"))) for case, one in heard)
    return [(settled(act, accepted), act) for accepted, act in said if accepted]


def _guesses(heard: Sequence[tuple[Case, Heard]]) -> list[tuple[float, bool]]:
    return [(one.sure, one.read.get("act") in case.acts) for case, one in heard if one.sure is not None and case.acts]
