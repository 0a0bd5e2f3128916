"""Checks that what the protocol names exists: definitions, rules, ids, facts; and that no name needs itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yarrow.clinical.criterion import Compare, Criterion, Equals, Known, Member, Named, Unanswered, walk
from yarrow.clinical.losses import LOSS_TYPES
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.rule import Add
from yarrow.clinical.schema import is_path
from yarrow.protocol.errors import ProtocolError

FREE_FAMILIES = ("asks", "family_history")


def check_references(protocol: Protocol) -> None:
    """Raise ProtocolError about the first name that nothing stands behind."""
    for place, criterion in _criteria(protocol):
        for part in walk(criterion):
            _check_part(protocol, place, part)
    for place, add in _adds(protocol):
        if add.id not in protocol.recommendations:
            raise ProtocolError("protocol", place, repr(add.id), "an id of recommendations.yml")
    for name in protocol.named:
        _check_acyclic(protocol.named, name, ())


def _criteria(protocol: Protocol) -> Iterator[tuple[str, Criterion]]:
    yield from protocol.named.items()
    for rule in protocol.rules:
        yield from ((f"{rule.id}, raise", item.when) for item in rule.raises)
    yield from ((f"standards[{i}]", item.when) for i, item in enumerate(protocol.standards))
    yield from ((item.id, item.when) for item in protocol.overlays)
    yield from ((item.id, item.when) for item in protocol.not_needed.values())
    yield from ((item.id, item.done_when) for item in protocol.recommendations.values() if item.done_when)
    yield from ((place, add.when) for place, add in _adds(protocol) if add.when)
    yield from ((section.id, section.when) for section in protocol.sections if section.when)
    for question in protocol.questions:
        options = (option.when for option in question.options)
        yield from ((question.id, found) for found in (question.when, question.sooner, *options) if found)


def _adds(protocol: Protocol) -> Iterator[tuple[str, Add]]:
    for rule in protocol.rules:
        yield from ((rule.id, add) for add in rule.adds)
        yield from ((rule.id, add) for item in rule.raises for add in item.adds)
    yield from ((f"standards[{i}]", add) for i, item in enumerate(protocol.standards) for add in item.adds)
    yield from ((c.id, add) for c in protocol.conditions.values() for add in (*c.planning, *c.pregnant))


def _check_part(protocol: Protocol, place: str, part: Criterion) -> None:
    if isinstance(part, Named) and part.name not in protocol.named:
        raise ProtocolError("protocol", place, repr(part.name), "a definition, a group or a rule that exists")
    if isinstance(part, Member):
        known = _members(protocol, part.family)
        for member in part.ids:
            if known is not None and member not in known:
                raise ProtocolError("protocol", place, repr(member), f"an id of {part.family}")
    if isinstance(part, (Equals, Compare, Known, Unanswered)) and not _is_fact(protocol, part.path):
        raise ProtocolError("protocol", place, repr(part.path), "a fact of the flat schema or a derived number")


def _members(protocol: Protocol, family: str) -> Mapping[str, object] | tuple[str, ...] | None:
    if family == "losses":
        return LOSS_TYPES
    known: dict[str, Mapping[str, object]] = {
        "symptoms": protocol.symptoms,
        "conditions": protocol.conditions,
        "medicines": protocol.medicines,
    }
    return known.get(family)


def _is_fact(protocol: Protocol, path: str) -> bool:
    # A question may ask about itself ("asked in vain"), and its id need not be a fact.
    return is_path(path) or any(path in (question.id, question.fact) for question in protocol.questions)


def _check_acyclic(named: Mapping[str, Criterion], name: str, above: tuple[str, ...]) -> None:
    if name in above:
        raise ProtocolError("protocol", above[0], " → ".join((*above, name)), "names that do not need themselves")
    for part in walk(named[name]):
        if isinstance(part, Named):
            _check_acyclic(named, part.name, (*above, name))
