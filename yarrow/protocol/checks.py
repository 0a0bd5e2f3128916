"""Checks for authors of the protocol, stricter than loading: what is missing, what nobody can reach, how it sounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from yarrow.clinical.criterion import Criterion, Member, walk
from yarrow.clinical.losses import LOSS_TYPES
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question, Setting
from yarrow.clinical.schema import is_path
from yarrow.protocol.problem import Problem
from yarrow.protocol.reach import unreachable
from yarrow.protocol.spoken import spoken
from yarrow.protocol.used_wording import UsedKeys, used_keys
from yarrow.protocol.voice import voice_problems

LOSS_PARTS = ("losses[]", "losses[+]")


def check(protocol: Protocol, used: Iterable[UsedKeys] | None = None) -> list[Problem]:
    """All that an author has to mend; nothing if all is well. `used`: the wording keys of the code (default: ours)."""
    return [
        *_duplicates(protocol),
        *_incomplete(protocol),
        *_unknown_ids(protocol),
        *_unknown_settings(protocol),
        *_out_of_reach(protocol),
        *_missing_wording(protocol, used_keys() if used is None else used),
        *_voice(protocol),
    ]


def _duplicates(protocol: Protocol) -> Iterator[Problem]:
    ids = [("question", question.id) for question in protocol.questions]
    ids += [("rule", rule.id) for rule in protocol.rules]
    ids += [("section", section.id) for section in protocol.sections]
    for question in protocol.questions:
        ids += [(f"option of {question.id}", option.value) for option in question.options]
    for (kind, name), count in Counter(ids).items():
        if count > 1:
            yield Problem(name, "unique", f"this {kind} stands {count} times; ids must be unique")


def _incomplete(protocol: Protocol) -> Iterator[Problem]:
    for question in protocol.questions:
        for field in ("why", "source"):
            if not getattr(question, field).strip():
                yield Problem(question.id, field, f"the question has no {field}")
    for place, sources in _sources(protocol):
        if not sources:
            yield Problem(place, "source", "this has no source")
    for rule in protocol.rules:
        for add in rule.adds:
            if add.id not in protocol.recommendations:
                yield Problem(rule.id, "known id", f"adds {add.id!r}, which is no recommendation")


def _sources(protocol: Protocol) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((rule.id, rule.sources) for rule in protocol.rules)
    yield from ((item.id, item.sources) for item in protocol.recommendations.values())
    yield from ((item.id, item.sources) for item in protocol.not_needed.values())
    yield from ((topic.id, topic.sources) for topic in protocol.evidence.values())


def _unknown_ids(protocol: Protocol) -> Iterator[Problem]:
    for place, criterion in _criteria(protocol):
        for part in walk(criterion):
            if isinstance(part, Member):
                for member in part.ids:
                    if not _is_member(protocol, part.family, member):
                        yield Problem(place, "known id", f"asks about {member!r}, which is no id of {part.family}")


def _criteria(protocol: Protocol) -> Iterator[tuple[str, Criterion]]:
    for section in protocol.sections:
        if section.when is not None:
            yield f"section.{section.id}", section.when
    for question in protocol.questions:
        own = (question.when, question.sooner, *(option.when for option in question.options))
        yield from ((question.id, criterion) for criterion in own if criterion is not None)
    yield from ((rule.id, rule.when) for rule in protocol.rules)


def _unknown_settings(protocol: Protocol) -> Iterator[Problem]:
    for question in protocol.questions:
        settings = [setting for option in question.options for setting in option.sets]
        known_by = [Setting(path) for paths in question.known_by.values() for path in paths]
        for setting in (*settings, *known_by):
            if not _is_fact(protocol, question, setting):
                yield Problem(question.id, "known fact", f"names {setting.path!r}, which is no fact of the schema")
        for condition in question.known_by:
            if condition not in protocol.conditions:
                yield Problem(question.id, "known id", f"is asked of {condition!r}, which is no condition")


def _is_fact(protocol: Protocol, question: Question, setting: Setting) -> bool:
    family, _, member = setting.path.partition(".")
    if family in LOSS_PARTS:
        types = setting.value.get("type") if isinstance(setting.value, dict) else None
        return types is None or types in LOSS_TYPES
    if setting.path in (question.id, question.fact):
        return True
    return is_path(setting.path) and (not member or _is_member(protocol, family, member))


def _is_member(protocol: Protocol, family: str, member: str) -> bool:
    ids: dict[str, Iterable[str]] = {
        "symptoms": protocol.symptoms,
        "conditions": protocol.conditions,
        "medicines": protocol.medicines,
        "losses": LOSS_TYPES,
    }
    return family not in ids or member in ids[family]


def _out_of_reach(protocol: Protocol) -> Iterator[Problem]:
    for question in unreachable(protocol):
        yield Problem(question.id, "reachable", "no answers can make its `when` true, so it is never asked")


def _missing_wording(protocol: Protocol, used: Iterable[UsedKeys]) -> Iterator[Problem]:
    known = set(protocol.wording)
    for call in used:
        if not call.is_met(known):
            keys = " or ".join(call.keys)
            yield Problem(f"{call.file}:{call.line}", "wording", f"asks for {keys}, which no wording file has")


def _voice(protocol: Protocol) -> Iterator[Problem]:
    for place, text in spoken(protocol):
        yield from (Problem(place, "voice", problem) for problem in voice_problems(text))
