"""What would change the level, tried out: the history is judged again with one fact taken away, or one more told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yarrow.clinical.criterion import missing
from yarrow.clinical.fact import Fact, Status, Value
from yarrow.clinical.history import LIST_FAMILIES, History
from yarrow.clinical.level import Level
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.schema import FLAGS, WORDS
from yarrow.clinical.trace_tree import speaks_for
from yarrow.clinical.triage import Triage, assess
from yarrow.clinical.view import View

IN_VAIN = (Status.UNKNOWN, Status.DECLINED)


@dataclass(frozen=True)
class Without:
    """The level if these had not been told."""

    paths: tuple[str, ...]
    level: str


@dataclass(frozen=True)
class With:
    """The level if this were told, which nothing was said of yet, or which was not sure or left out; by these rules."""

    path: str
    value: Value
    level: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Sway:
    """`rests_on`: each fact without which the level would be less urgent; where no single one is, all of them together.

    `raised_by`: answers still open that alone would make it more urgent, the most urgent first.
    """

    rests_on: tuple[Without, ...]
    raised_by: tuple[With, ...]


def swaying(protocol: Protocol, history: History, triage: Triage) -> Sway:
    """What the level of this history rests on, and what would raise it."""
    deciding = [path for rule in triage.rules if rule.level is triage.level for path in rule.facts]
    paths = [path for path in dict.fromkeys(deciding) if history.status(path) not in (None, *IN_VAIN)]
    each = tuple(_without(protocol, history, triage, [(path,) for path in paths]))
    rests_on = each or tuple(_without(protocol, history, triage, [tuple(paths)]))
    return Sway(rests_on, tuple(_raised_by(protocol, history, triage)))


def _without(
    protocol: Protocol, history: History, triage: Triage, taken: Iterable[tuple[str, ...]]
) -> Iterator[Without]:
    for paths in taken:
        level = _level(protocol, _taken_away(history, *paths))
        if level > triage.level:
            yield Without(paths, level.name)


def _taken_away(history: History, *paths: str) -> History:
    return History(tuple(fact for fact in history.facts if fact.path not in paths))


def _level(protocol: Protocol, history: History) -> Level:
    return assess(protocol, history).level


def _raised_by(protocol: Protocol, history: History, triage: Triage) -> Iterator[With]:
    spoken = protocol.speaking_to(history)
    found = []
    for path, value in dict.fromkeys(_openings(protocol, protocol.view(history), triage)):
        after = assess(spoken, history.adding([Fact(path, value=value)]))
        if after.level < triage.level:
            rules = tuple(rule.id for rule in after.rules if rule.level is after.level and rule.id not in triage.ids)
            found.append(With(path, value, after.level.name, rules))
    yield from sorted(found, key=lambda one: one.level)


def _openings(protocol: Protocol, view: View, triage: Triage) -> Iterator[tuple[str, Value]]:
    """The open answers of every more urgent rule that something told speaks for, each with what might be said."""
    for rule in protocol.rules:
        if rule.level < triage.level and speaks_for(rule.when, view):
            lacking = missing(rule.when, view)
            # A list stands for several of its items; of the symptoms each one can be tried.
            symptoms = protocol.red_flags.get(rule.id, ()) if "symptoms" in lacking else ()
            for path in (*lacking, *(f"symptoms.{one}" for one in sorted(symptoms))):
                if not view.answered(path):
                    yield from ((path, value) for value in _answers(path))


def _answers(path: str) -> tuple[Value, ...]:
    """What could be said to it; nothing for a number, or a list as a whole, where there is no one answer to try."""
    family, _, member = path.partition(".")
    if path in WORDS:
        return WORDS[path]
    if path in FLAGS:
        return (True, False)
    return (True,) if member and family in LIST_FAMILIES else ()
