"""Whether the answer to a question is already known."""

from __future__ import annotations

from yarrow.clinical.fact import Status
from yarrow.clinical.history import LIST_FAMILIES, History
from yarrow.clinical.question import Question
from yarrow.clinical.told_loss import COUNTED, LOSS, NEXT_LOSS, detail, indexes

# A loss of which only "I lost it" is told may still be named.
UNNAMED_TYPE = "unknown_loss"
TOLD = frozenset({Status.PRESENT, Status.SUSPECTED, Status.FAMILY, Status.PAST})


def is_known(question: Question, history: History) -> bool:
    """Whether nothing is left to ask: any word on it counts, 'not sure' and 'rather not say' included.

    A complete list is known only when each item offered is; any other list as soon as one of its items was told.
    """
    if history.is_answered(question.id) or (question.fact and _is_told(question.fact, history)):
        return True
    if question.repeat or question.kind in ("number", "text", "loss"):
        return False
    paths = [setting.path for option in question.options if not option.none for setting in option.sets]
    if not paths:
        return False
    if all(_is_answered(path, history) for path in paths):
        return True
    return not question.complete and any(_is_present(path, history) for path in paths)


def _is_told(fact: str, history: History) -> bool:
    loss = LOSS.fullmatch(fact)
    if loss and loss.group(2):
        told = detail(history, int(loss.group(1))).get(loss.group(2))
        return history.is_answered(fact) or told not in (None, UNNAMED_TYPE)
    if fact in LIST_FAMILIES and _has_member(fact, history):
        return True
    return history.is_answered(fact)


def _has_member(family: str, history: History) -> bool:
    """Whether something of this family was told; one item denied leaves the others open."""
    if history.is_answered(f"{family}_other"):
        return True
    prefix = f"{family}."
    return any(path.startswith(prefix) and fact.status in TOLD for path, fact in history.latest.items())


def _is_answered(path: str, history: History) -> bool:
    return history.is_answered(path) or _is_present(path, history)


def _is_present(path: str, history: History) -> bool:
    if path == NEXT_LOSS:
        return any(detail(history, index).get("type", "unknown_loss") not in COUNTED for index in indexes(history))
    return history.status(path) in TOLD
