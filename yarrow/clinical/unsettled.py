"""The red-flag questions that were asked in vain: what nobody could settle is not a no (clinical.md §6.2 rule 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yarrow.clinical.fact import Status
from yarrow.clinical.history import History
from yarrow.clinical.question import Question

if TYPE_CHECKING:
    from yarrow.clinical.protocol import Protocol


def unsettled(protocol: Protocol, history: History) -> tuple[str, ...]:
    """The red-flag questions that were declined or left unsure, and never answered since."""
    return tuple(q.id for q in protocol.questions if q.red_flag and _is_unsettled(q, history))


def _is_unsettled(question: Question, history: History) -> bool:
    left = history.latest.get(question.fact or question.id)
    if left is None or left.status not in (Status.DECLINED, Status.UNKNOWN):
        return False
    since = history.facts[history.facts.index(left) + 1 :]
    told = {setting.path for option in question.options for setting in option.sets}
    return not any(fact.path in told for fact in since)
