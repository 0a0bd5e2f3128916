"""Which words say whom to call or where to go, for the rules that fired. The words: protocol/wording/safety.yml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yarrow.clinical.level import Level
from yarrow.clinical.rule import Fired

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol

# One place to go: the emergency department, unless everything points to maternity triage (clinical.md §6.2 rule 5).
MATERNITY = ("D05", "D06", "D14")


def urgent_keys(protocol: Protocol, rules: Sequence[Fired], level: Level) -> list[str]:
    """The wording keys for these rules, in the order they are said.

    `safety.t1.D08` stands in place of the level's own words; `safety.t1.D08.also` is said after them.
    """
    known = protocol.wording
    wanted = [rule.id for rule in rules if rule.level is level]
    prefix = f"safety.{level.name.lower()}"
    own = [f"{prefix}.{rule}" for rule in wanted if f"{prefix}.{rule}" in known]
    common = [rule for rule in wanted if f"{prefix}.{rule}" not in known]
    also = [f"{prefix}.{rule}.also" for rule in wanted if f"{prefix}.{rule}.also" in known]
    return [*([_common(prefix, common)] if common else []), *own, *also]


def _common(prefix: str, rules: Sequence[str]) -> str:
    return f"{prefix}.maternity" if all(rule in MATERNITY for rule in rules) else prefix
