"""The headline of the page: what DESIGN §8 asks of understanding, and whether it is reached on the sets kept apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.hearing.marks import ACT, COUNTED, EMERGENCIES, HEARD, QUIET, RAISED
from bench.markdown import NOTHING, ends, met, milliseconds, percent, score, table

HEAD = ("what", "target", "Yarrow, kept sets", "95 % interval", "development sets", "medspaCy", "stock Rasa", "met")

# The scores of one listener on one group of sets, as JSON; None: not measured.
Group = Mapping[str, Any] | None
Value = tuple[float, str, str]


@dataclass(frozen=True)
class Row:
    """One row. `of`: value, how it is written, its interval; `holds`: whether a value meets the target (None: none).

    `best`: the better of two values; `listener`: who stands for Yarrow in it, if not the usual one.
    """

    name: str
    target: str
    of: Callable[[Mapping[str, Any]], Value | None]
    best: Callable[[float, float], float]
    holds: Callable[[float], bool] | None = None
    listener: str | None = None


def rate(measure: str) -> Callable[[Mapping[str, Any]], Value | None]:
    """How often it is right."""

    def of(group: Mapping[str, Any]) -> Value | None:
        found = group["shares"].get(measure)
        if found is None:
            return None
        return found["share"]["value"], percent(found["share"]["value"]), ends(found["share"])

    return of


def failing(measure: str) -> Callable[[Mapping[str, Any]], Value | None]:
    """How often it is not right, with the count."""

    def of(group: Mapping[str, Any]) -> Value | None:
        found = group["shares"].get(measure)
        if found is None:
            return None
        low, high = 1 - found["share"]["high"], 1 - found["share"]["low"]
        wrong = found["of"] - found["right"]
        bound = group["misses"].get(measure)
        reach = ends({"low": low, "high": high}) if bound is None else f"at most {percent(bound)}"
        return wrong / found["of"], f"{wrong} of {found['of']} ({percent(wrong / found['of'])})", reach

    return of


def f1(measure: str) -> Callable[[Mapping[str, Any]], Value | None]:
    """The F1 of a kind of finding, with how it stands."""

    def of(group: Mapping[str, Any]) -> Value | None:
        found = group["listed"].get(measure)
        if found is None:
            return None
        return found["f1"]["value"], score(found["f1"]["value"]), ends(found["f1"], score)

    return of


def time_of(group: Mapping[str, Any]) -> Value | None:
    """The median time of a message."""
    found = group["latency"]
    return None if found is None else (found["median"], milliseconds(found["median"]), NOTHING)


ROWS = (
    Row("losses counted exactly", ">= 95 %", rate(COUNTED), max, lambda value: value >= 0.95),
    Row("conditions and how they stand, F1", ">= 0.95", f1("conditions"), max, lambda value: value >= 0.95),
    Row("gut symptoms and how they stand, F1", ">= 0.92", f1("gut symptoms"), max, lambda value: value >= 0.92),
    Row("danger happening now: a level at once", "100 %", rate(RAISED), max, lambda value: value >= 1),
    Row("danger happening now: a level or a question", "100 %", rate(HEARD), max, lambda value: value >= 1),
    Row("emergencies given neither T0, T1 nor a question", "0", failing(EMERGENCIES), min, lambda value: value <= 0),
    Row("look-alikes given a level, T0 to T2", "<= 10 %", failing(QUIET), min, lambda value: value <= 0.1),
    Row("kind of turn", NOTHING, rate(ACT), max),
    Row("kind of turn, with the intent model", NOTHING, rate(ACT), max, listener="model"),
    Row("a message, median", "<= 3 ms", time_of, min, lambda value: value <= 3),
    Row("a message by the rules alone, median", "<= 3 ms", time_of, min, lambda value: value <= 3, listener="rules"),
)
OTHERS = {"medspacy": "medspaCy", "stock": "stock Rasa"}


def headline(measured: Mapping[str, Any]) -> str:
    """The table."""
    return table(HEAD, [_cells(row, measured) for row in ROWS])


def shortfalls(measured: Mapping[str, Any]) -> list[str]:
    """What does not meet its target on the sets kept apart, in words."""
    return [
        f"{row.name}: {found[1]}, target {row.target}."
        for row in ROWS
        if row.holds and (found := _kept(row, measured)) and not row.holds(found[0])
    ]


def outdone(measured: Mapping[str, Any]) -> list[str]:
    """Where others do better than Yarrow on the same sets, in words."""
    pairs = [(row, own, other) for row in ROWS if (own := _kept(row, measured)) for other in OTHERS]
    return [
        f"{row.name}: {OTHERS[other]} {theirs[1]}, Yarrow {own[1]}."
        for row, own, other in pairs
        if (theirs := _of(row, group_of(measured, other, "kept")))
        and theirs[0] != own[0] and row.best(theirs[0], own[0]) == theirs[0]
    ]  # fmt: skip


def ours(measured: Mapping[str, Any]) -> str:
    """The listener that stands for Yarrow: the one with the second ear, where it was measured."""
    return "ear" if "ear" in measured["listeners"] else "rules"


def group_of(measured: Mapping[str, Any], listener: str, group: str) -> Group:
    """A listener's scores on a group of sets."""
    found: Group = measured["listeners"].get(listener, {}).get("groups", {}).get(group)
    return found


def _cells(row: Row, measured: Mapping[str, Any]) -> Sequence[str]:
    kept = _kept(row, measured)
    beside = ((row.listener or ours(measured), "development"), *((other, "kept") for other in OTHERS))
    others = [_of(row, group_of(measured, *where)) for where in beside]
    holds = row.holds(kept[0]) if row.holds and kept else None
    return (row.name, row.target, _written(kept), kept[2] if kept else NOTHING, *map(_written, others), met(holds))


def _kept(row: Row, measured: Mapping[str, Any]) -> Value | None:
    return _of(row, group_of(measured, row.listener or ours(measured), "kept"))


def _of(row: Row, group: Group) -> Value | None:
    return None if group is None else row.of(group)


def _written(value: Value | None) -> str:
    return NOTHING if value is None else value[1]
