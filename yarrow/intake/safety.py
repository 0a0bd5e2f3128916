"""The words for danger: whom to call or where to go, for the rules that fired."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.clinical.level import Level
from yarrow.clinical.rule import Fired
from yarrow.clinical.urgent_words import urgent_keys
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import paragraphs

FOR_SOMEBODY = ("other", "other_agrees")
# Danger at home, where the helper may be it, and a child: nothing is said to them beside the words themselves.
NOT_FOR_HELPERS = frozenset({"S13", "S15"})


def safety_messages(desk: Desk, case: Case, rules: Sequence[Fired], level: Level) -> tuple[Message, ...]:
    """The words for these rules: those of the level first, then what a rule adds; the first states the level."""
    keys = list(dict.fromkeys(urgent_keys(desk.protocol, rules, level)))
    if case.history.value("for_whom") in FOR_SOMEBODY and not NOT_FOR_HELPERS.intersection(rule.id for rule in rules):
        keys.append("safety.helper.today" if level is Level.T2 else "safety.helper.now")
    return (paragraphs(desk, case, keys, level=level),)
