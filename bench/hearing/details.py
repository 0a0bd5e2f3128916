"""The page's tables behind the headline: findings, danger, questions, kinds of turn, calibration, time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bench.hearing.headline import group_of, ours
from bench.hearing.marks import ASKS, ASKS_NOT, ITEMISED, NOT_IGNORED, QUIET_UNASKED
from bench.markdown import NOTHING, ends, milliseconds, percent, score, table

NAMES = {
    "ear": "Yarrow: rules and second ear", "rules": "Yarrow: rules alone", "model": "Yarrow: with the intent model",
    "guess": "the intent model's own guess", "medspacy": "medspaCy", "stock": "stock Rasa",
}  # fmt: skip
SHARES = {
    ITEMISED: "losses itemised exactly (type, weeks, how confirmed, all of them)",
    ASKS: "asked where a question must be asked",
    ASKS_NOT: "not asked where a question is a nuisance",
    NOT_IGNORED: "doubtful danger: a level or a question",
    QUIET_UNASKED: "look-alikes of danger: no question either (one is tolerated)",
}
Measured = Mapping[str, Any]


def findings(measured: Measured) -> str:
    """Precision, recall and F1 of each kind of finding, and others' F1."""
    name = ours(measured)
    group = group_of(measured, name, "kept") or {"listed": {}}
    head = ("kind", "right", "missed", "made up", "precision", "recall", "F1", "development", "rules alone", "medspaCy")
    beside = ((name, "development"), ("rules", "kept"), ("medspacy", "kept"))
    return table(head, [
        (kind, *(str(one[count]) for count in ("right", "missed", "made_up")),
         *(_with_ends(one[value]) for value in ("precision", "recall", "f1")),
         *(_f1(measured, listener, some, kind) for listener, some in beside))
        for kind, one in group["listed"].items()
    ])  # fmt: skip


def rates(measured: Measured) -> str:
    """The yes-or-no measures that the headline has not."""
    name = ours(measured)
    columns = ((name, "kept"), (name, "development"), ("rules", "kept"))
    rows = [
        (words, *(_share(measured, listener, group, measure) for listener, group in columns))
        for measure, words in SHARES.items()
    ]
    return table(("what", "kept sets", "development sets", "rules alone, kept sets"), rows)


def dangers(measured: Measured) -> str:
    """Danger by its rule."""
    group = group_of(measured, ours(measured), "kept") or {"dangers": []}
    head = ("rule", "tell of it", "level at once", "level or question", "look-alikes", "given a level")
    keys = ("rf", "told", "raised", "heard", "look_alikes", "false_alarms")
    return table(head, [[str(one[key]) for key in keys] for one in group["dangers"]])


def misses(measured: Measured) -> str:
    """How often what must not fail does, and the upper bounds."""
    bounds = (group_of(measured, ours(measured), "kept") or {"misses": {}})["misses"]
    rows = [
        (name, _failed(measured, ours(measured), name), percent(bound), _failed(measured, "rules", name))
        for name, bound in bounds.items()
    ]
    return table(("must not fail", "failed", "fails at most (upper 95 % bound)", "failed, rules alone"), rows)


def acts(measured: Measured) -> str:
    """How often each listener has the kind of turn right."""
    rows = [
        (NAMES[listener], *(_share(measured, listener, group, "act") for group in ("kept", "development")),
         score((group_of(measured, listener, "kept") or {}).get("macro_f1")))
        for listener in NAMES if listener in measured["listeners"] and listener != "medspacy"
    ]  # fmt: skip
    return table(("who", "right, kept sets", "right, development sets", "macro-F1, kept sets"), rows)


def confusion(measured: Measured) -> str:
    """What each kind of turn was heard as, by ours."""
    group = group_of(measured, ours(measured), "kept") or {"confusion": {}}
    rows = [
        (right, str(sum(said.values())), str(said.get(right, 0)), _others(right, said))
        for right, said in group["confusion"].items()
    ]
    return table(("kind of turn", "messages", "heard as such", "heard as another"), rows)


def notes(measured: Measured) -> str:
    """Findings in doctors' notes, ours and medspaCy's."""
    name = ours(measured)
    kinds = (group_of(measured, name, "sanity") or {"listed": {}})["listed"]
    rows = [(kind, *(_f1(measured, listener, "sanity", kind) for listener in (name, "medspacy"))) for kind in kinds]
    return table(("kind", NAMES[name], NAMES["medspacy"]), rows) if rows else "There is no such set yet."


def calibrations(measured: Measured) -> str:
    """Reliability tables of all listeners that say how sure they are."""
    tables = [
        f"{NAMES[listener]}: expected calibration error {found['error']:.3f}.\n\n{_reliability(found)}"
        for listener in measured["listeners"]
        if (found := (group_of(measured, listener, "kept") or {}).get("calibration"))
    ]
    return "\n\n".join(tables) or "No model was measured."


def times(measured: Measured) -> str:
    """Milliseconds by kind of text."""
    rows = [
        (NAMES[listener], what, *(milliseconds(found[key]) for key in ("median", "p95", "longest")))
        for listener, one in measured["listeners"].items()
        for what, found in one["latency"].items()
    ]
    return table(("who", "texts", "median", "p95", "longest"), rows)


def sets(measured: Measured) -> str:
    """The sets by name."""
    return table(("set", "group", "messages"), [(s["name"], s["group"], str(s["cases"])) for s in measured["sets"]])


def ignored(measured: Measured) -> str:
    """What the sets name that has no id."""
    names = sorted({name for one in measured["sets"] for name in one["ignored"]})
    return ", ".join(names) or "nothing"


def _reliability(found: Mapping[str, Any]) -> str:
    rows = [
        (f"{one['low']:.1f} to {one['high']:.1f}", str(one["count"]), percent(one["sure"]), percent(one["right"]))
        for one in found["bins"]
    ]
    return table(("confidence", "messages", "mean confidence", "right"), rows)


def _others(right: str, said: Mapping[str, int]) -> str:
    return ", ".join(_counted((act, count) for act, count in said.items() if act != right)) or NOTHING


def _counted(pairs: Iterable[tuple[str, int]]) -> list[str]:
    return [f"{act} {count}" for act, count in pairs]


def _with_ends(interval: Mapping[str, Any]) -> str:
    return f"{score(interval['value'])} ({ends(dict(interval), score)})"


def _f1(measured: Measured, listener: str, group: str, kind: str) -> str:
    found = (group_of(measured, listener, group) or {"listed": {}})["listed"].get(kind)
    return NOTHING if found is None else score(found["f1"]["value"])


def _failed(measured: Measured, listener: str, measure: str) -> str:
    found = (group_of(measured, listener, "kept") or {"shares": {}})["shares"].get(measure)
    return NOTHING if found is None else f"{found['of'] - found['right']} of {found['of']}"


def _share(measured: Measured, listener: str, group: str, measure: str) -> str:
    found = (group_of(measured, listener, group) or {"shares": {}})["shares"].get(measure)
    if found is None:
        return NOTHING
    return f"{percent(found['share']['value'])} ({ends(found['share'])}; {found['right']} of {found['of']})"
