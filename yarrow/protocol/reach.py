"""Which questions can ever be asked: whether some answers make what they wait for true."""

from __future__ import annotations

from collections.abc import Collection

from yarrow.clinical.criterion import All, AnyOf, Compare, Criterion, Equals, Known, Member, Named
from yarrow.clinical.predicates import NUMBERS
from yarrow.clinical.protocol import Protocol
from yarrow.clinical.question import Question


def unreachable(protocol: Protocol) -> list[Question]:
    """The questions whose `when` no answers to the other questions can make true, however often one goes round."""
    reached: list[Question] = []
    left = list(protocol.questions)
    while found := [q for q in left if q.when is None or _can_hold(q.when, reached, protocol)]:
        reached += found
        left = [question for question in left if question not in found]
    return left


def _can_hold(criterion: Criterion, reached: Collection[Question], protocol: Protocol) -> bool:
    if isinstance(criterion, All):
        return all(_can_hold(part, reached, protocol) for part in criterion.parts)
    if isinstance(criterion, AnyOf):
        return any(_can_hold(part, reached, protocol) for part in criterion.parts)
    if isinstance(criterion, Named):
        named = protocol.named.get(criterion.name)
        return named is not None and _can_hold(named, reached, protocol)
    if isinstance(criterion, Equals):
        return any(_gives(question, criterion) for question in reached)
    if isinstance(criterion, Compare):
        return _number_can_hold(criterion, reached)
    if isinstance(criterion, Known):
        return any(criterion.path in _paths(question) for question in reached)
    # Any id of a family can be told in words at any moment; a no, and "asked in vain", can always come about.
    return not isinstance(criterion, Member) or bool(criterion.ids)


def _paths(question: Question) -> set[str]:
    return {question.fact or question.id, *(setting.path for option in question.options for setting in option.sets)}


def _gives(question: Question, wanted: Equals) -> bool:
    settings = [setting for option in question.options for setting in option.sets if setting.path == wanted.path]
    if any(setting.value in wanted.values for setting in settings):
        return True
    return question.kind == "text" and question.fact == wanted.path


def _number_can_hold(wanted: Compare, reached: Collection[Question]) -> bool:
    if wanted.path in NUMBERS:
        return True
    return any(_covers(question, wanted) for question in reached if question.fact == wanted.path) or any(
        setting.path == wanted.path for question in reached for option in question.options for setting in option.sets
    )


def _covers(question: Question, wanted: Compare) -> bool:
    low = float("-inf") if question.minimum is None else question.minimum
    high = float("inf") if question.maximum is None else question.maximum
    if wanted.comparison == "at_least":
        return high >= wanted.bound
    if wanted.comparison == "above":
        return high > wanted.bound
    return low <= wanted.bound if wanted.comparison == "at_most" else low < wanted.bound
