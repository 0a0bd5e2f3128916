"""Whether it matters for the protocol which of two numbers is right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from yarrow.clinical.criterion import Compare, Criterion, walk

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol


def decides_between(protocol: Protocol, path: str, low: float, high: float) -> bool:
    """Whether a rule, or what is asked, parts these two numbers (coding manual, Numbers: a range that crosses one)."""
    parts = (part for criterion in _criteria(protocol) for part in walk(criterion))
    return any(isinstance(part, Compare) and part.path == path and part.parts(low, high) for part in parts)


def _criteria(protocol: Protocol) -> Iterator[Criterion]:
    yield from protocol.definitions.values()
    yield from protocol.named.values()
    yield from (rule.when for rule in protocol.rules)
    asked = (question.when for question in protocol.questions)
    yield from (criterion for criterion in asked if criterion is not None)
