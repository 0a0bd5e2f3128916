"""The words for danger: whom to call or where to go, for the rules that fired."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.clinical.level import Level
from yarrow.clinical.rule import Fired
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import has_words, phrase

# One place to go: the emergency department, unless everything points to maternity triage (clinical.md §6.2 rule 5).
MATERNITY = ("D05", "D06", "D14")


def safety_messages(desk: Desk, case: Case, rules: Sequence[Fired], level: Level) -> tuple[Message, ...]:
    """The words for these rules: those of the level first, then what a rule adds; the first states the level."""
    keys = list(dict.fromkeys(safety_keys(desk, rules, level)))
    text = "\n\n".join(phrase(desk, case, key) for key in keys)
    return (Message(text, level=level.name),)


def safety_keys(desk: Desk, rules: Sequence[Fired], level: Level) -> list[str]:
    """The wording keys for these rules, in the order they are said.

    `safety.t1.D08` stands in place of the level's own words; `safety.t1.D08.also` is said after them.
    """
    wanted = [rule.id for rule in rules if rule.level is level]
    prefix = f"safety.{level.name.lower()}"
    own = [f"{prefix}.{rule}" for rule in wanted if has_words(desk, f"{prefix}.{rule}")]
    common = [rule for rule in wanted if not has_words(desk, f"{prefix}.{rule}")]
    also = [f"{prefix}.{rule}.also" for rule in wanted if has_words(desk, f"{prefix}.{rule}.also")]
    return [*([_common(prefix, common)] if common else []), *own, *also]


def _common(prefix: str, rules: Sequence[str]) -> str:
    return f"{prefix}.maternity" if all(rule in MATERNITY for rule in rules) else prefix
