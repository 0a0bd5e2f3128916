"""The words for danger: whom to call or where to go, for the rules that fired."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.clinical.level import Level
from yarrow.clinical.rule import Fired
from yarrow.clinical.urgent_words import urgent_keys
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import phrase


def safety_messages(desk: Desk, case: Case, rules: Sequence[Fired], level: Level) -> tuple[Message, ...]:
    """The words for these rules: those of the level first, then what a rule adds; the first states the level."""
    keys = list(dict.fromkeys(urgent_keys(desk.protocol, rules, level)))
    text = "\n\n".join(phrase(desk, case, key) for key in keys)
    return (Message(text, level=level.name),)
