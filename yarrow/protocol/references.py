"""Checks that what the protocol names exists: definitions, rules, ids, facts; and that no name needs itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from yarrow.clinical.criterion import Compare, Criterion, Equals, Known, Member, Named, Unanswered, walk
from yarrow.clinical.losses import LOSS_TYPES
from yarrow.clinical.predicates import NUMBERS
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.rule import Add
from yarrow.clinical.schema import BOUNDS, FLAGS, WORDS, is_path
from yarrow.protocol.errors import ProtocolError
from yarrow.protocol.places import Places
from yarrow.protocol.where import one_of


def check_references(protocol: Protocol, root: Path) -> None:
    """Raise ProtocolError about the first name that nothing stands behind; `root`: where the files are."""
    for key, criterion in _criteria(protocol):
        for part in walk(criterion):
            _check_part(protocol, root, key, part)
    for key, add in _adds(protocol):
        if add.id not in protocol.recommendations:
            raise _error(root, key, add.id, protocol.recommendations, "an id of recommendations.yml")
    for topic in protocol.evidence.values():
        if topic.not_needed and topic.not_needed not in protocol.not_needed:
            key = f"evidence.{topic.id}"
            raise _error(root, key, topic.not_needed, protocol.not_needed, "an id of not_needed.yml")
    for name in protocol.named:
        _check_acyclic(protocol, root, name, ())


def _error(root: Path, key: str, found: str, allowed: Iterable[str], what: str) -> ProtocolError:
    file, line = Places(root).find(key, found)
    return ProtocolError(file, key.partition(".")[2], repr(found), one_of(found, allowed, what), line)


def _criteria(protocol: Protocol) -> Iterator[tuple[str, Criterion]]:
    yield from ((_key(protocol, name), criterion) for name, criterion in protocol.named.items())
    for rule in protocol.rules:
        yield from ((f"rule.{rule.id}", item.when) for item in rule.raises)
        yield from ((f"rule.{rule.id}", because.when) for because in rule.becauses)
    yield from ((f"standard.{i}", item.when) for i, item in enumerate(protocol.standards))
    yield from ((f"overlay.{item.id}", item.when) for item in protocol.overlays)
    yield from ((f"not_needed.{item.id}", item.when) for item in protocol.not_needed.values())
    yield from (
        (f"recommendation.{item.id}", item.done_when) for item in protocol.recommendations.values() if item.done_when
    )
    for topic in protocol.evidence.values():
        yield from ((f"evidence.{topic.id}", caution.when) for caution in topic.cautions)
    yield from ((key, add.when) for key, add in _adds(protocol) if add.when)
    yield from ((f"section.{section.id}", section.when) for section in protocol.sections if section.when)
    for question in protocol.questions:
        options = (option.when for option in question.options)
        yield from ((f"question.{question.id}", found) for found in (question.when, *question.ahead, *options) if found)


def _key(protocol: Protocol, name: str) -> str:
    return f"definition.{name}" if name in protocol.definitions else name


def _adds(protocol: Protocol) -> Iterator[tuple[str, Add]]:
    for rule in protocol.rules:
        yield from ((f"rule.{rule.id}", add) for add in rule.adds)
        yield from ((f"rule.{rule.id}", add) for item in rule.raises for add in item.adds)
    yield from ((f"standard.{i}", add) for i, item in enumerate(protocol.standards) for add in item.adds)
    for condition in protocol.conditions.values():
        yield from ((f"condition.{condition.id}", add) for add in (*condition.planning, *condition.pregnant))


def _check_part(protocol: Protocol, root: Path, key: str, part: Criterion) -> None:
    if isinstance(part, Named) and part.name not in protocol.named:
        raise _error(root, key, part.name, protocol.named, "a definition, a group or a rule that exists")
    if isinstance(part, Member):
        known = _members(protocol, part.family)
        for member in part.ids:
            if known is not None and member not in known:
                raise _error(root, key, member, known, f"an id of {part.family}")
    if isinstance(part, (Equals, Compare, Known, Unanswered)) and not _is_fact(protocol, part.path):
        facts = {*BOUNDS, *WORDS, *FLAGS, *NUMBERS, *(question.fact or question.id for question in protocol.questions)}
        raise _error(root, key, part.path, facts, "a fact of the flat schema or a derived number")


def _members(protocol: Protocol, family: str) -> Iterable[str] | None:
    known: dict[str, Iterable[str]] = {
        "losses": LOSS_TYPES,
        "symptoms": protocol.symptoms,
        "conditions": protocol.conditions,
        "medicines": protocol.medicines,
    }
    return known.get(family)


def _is_fact(protocol: Protocol, path: str) -> bool:
    # A question may ask about itself ("asked in vain"), and its id need not be a fact.
    return is_path(path) or any(path in (question.id, question.fact) for question in protocol.questions)


def _check_acyclic(protocol: Protocol, root: Path, name: str, above: tuple[str, ...]) -> None:
    if name in above:
        circle = above[above.index(name) :]
        file, line = Places(root).find(_key(protocol, name))
        raise ProtocolError(file, name, " → ".join((*circle, name)), "names that do not need themselves", line)
    for part in walk(protocol.named[name]):
        if isinstance(part, Named):
            _check_acyclic(protocol, root, part.name, (*above, name))
