"""Children: from an age under 16 on, nothing more is asked (clinical.md §5 RF23, §6.4 S15 [P])."""

from __future__ import annotations

from yarrow.clinical.history import History

ASKED_FROM = 16
ADULT = 18


def is_child(history: History) -> bool:
    """Whether the patient has said an age under 16; an unknown age is not one."""
    return _is_under(history, ASKED_FROM)


def is_minor(history: History) -> bool:
    """Whether the patient has said an age under 18; of 16 and 17 the protocol asks red flags only."""
    return _is_under(history, ADULT)


def _is_under(history: History, years: int) -> bool:
    age = history.value("age")
    return isinstance(age, (int, float)) and age < years
