"""Whether a rule is only just missed: one fact added, changed or taken away, and it fires."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.clinical.criterion import TRUE, Compare, Criterion, Equals, Known, Member, Named, walk
from yarrow.clinical.history import LIST_FAMILIES, MAP_FAMILIES
from yarrow.clinical.losses import CONFIRMATIONS, LOSS_TYPES
from yarrow.clinical.predicates import NUMBERS
from yarrow.clinical.protocol import Protocol

Facts = Mapping[str, Any]
# Sizes on either side of every bound that counts losses. Source: clinical.md §1.3.
LOSS_WEEKS = (6, 10, 13, 14, 19, 20, 23, 24)
MISCARRIAGE = {"type": "miscarriage_clinical", "weeks": 8, "confirmed": "scan"}
# What tells a number from its bound: weeks and days are whole, temperatures are not.
STEPS = (0, 1, -1, 0.1, -0.1)


def is_near_miss(protocol: Protocol, rule: str, facts: Facts) -> bool:
    """Whether the rule does not fire for these facts, but does once one of them is other."""
    if fires(protocol, rule, facts):
        return False
    return any(fires(protocol, rule, variant) for variant in variants(protocol, rule, facts))


def fires(protocol: Protocol, rule: str, facts: Facts) -> bool:
    """Whether the rule fires for these facts."""
    return protocol.view(facts).truth(f"rule.{rule}") is TRUE


def variants(protocol: Protocol, rule: str, facts: Facts) -> Iterator[Facts]:
    """The facts with one of them added, changed or taken away, as far as the rule reads it."""
    yield from _without(facts)
    for leaf in dict.fromkeys(_leaves(protocol, protocol.named[f"rule.{rule}"])):
        if isinstance(leaf, Member):
            yield from _with_member(leaf, facts)
        elif isinstance(leaf, Equals):
            yield from (_set(facts, leaf.path, value) for value in leaf.values)
        elif isinstance(leaf, Compare) and leaf.path in NUMBERS:
            yield from _with_loss(facts)
            yield _set(facts, leaf.path, leaf.bound)
        elif isinstance(leaf, Compare):
            yield from (_set(facts, leaf.path, leaf.bound + step) for step in STEPS)
        elif isinstance(leaf, Known):
            yield _set(facts, leaf.path, True)


def _leaves(protocol: Protocol, criterion: Criterion) -> Iterator[Criterion]:
    for part in walk(criterion):
        if isinstance(part, Named):
            yield from _leaves(protocol, protocol.named[part.name])
        else:
            yield part


def _without(facts: Facts) -> Iterator[Facts]:
    for key, value in facts.items():
        yield {name: held for name, held in facts.items() if name != key}
        if isinstance(value, Mapping):
            for part in value:
                yield {**facts, key: {name: held for name, held in value.items() if name != part}}
        elif isinstance(value, (list, tuple)):
            for index in range(len(value)):
                yield {**facts, key: [*value[:index], *value[index + 1 :]]}


def _with_member(leaf: Member, facts: Facts) -> Iterator[Facts]:
    if leaf.family == "losses":
        yield from _with_loss(facts)
        return
    told = list(facts.get(leaf.family) or ())
    for member in leaf.ids:
        yield {**facts, leaf.family: [*told, member]}
        for index in range(len(told)):
            yield {**facts, leaf.family: [*told[:index], member, *told[index + 1 :]]}


def _with_loss(facts: Facts) -> Iterator[Facts]:
    """One more loss of each kind, one loss of another kind or size, or another number of them."""
    losses = list(facts.get("losses") or ())
    changes: list[dict[str, Any]] = [{"type": kind} for kind in LOSS_TYPES]
    changes += [{"weeks": weeks} for weeks in LOSS_WEEKS] + [{"confirmed": how} for how in CONFIRMATIONS]
    for change in changes:
        yield {**facts, "losses": [*losses, {**MISCARRIAGE, **change}]}
        for index, loss in enumerate(losses):
            yield {**facts, "losses": [*losses[:index], {**loss, **change}, *losses[index + 1 :]]}
    count = facts.get("losses_count")
    if isinstance(count, (int, float)):
        yield from ({**facts, "losses_count": count + step} for step in (1, -1) if count + step >= 0)


def _set(facts: Facts, path: str, value: Any) -> Facts:
    family, _, member = path.partition(".")
    if member and family in MAP_FAMILIES:
        return {**facts, family: {**(facts.get(family) or {}), member: value}}
    if member and family in LIST_FAMILIES:
        return {**facts, family: [*(facts.get(family) or ()), member]}
    return {**facts, path: value}
