"""The losses that were heard, in one short phrase and in her own word: "three losses, one of them very early"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from yarrow.clinical.history import History
from yarrow.clinical.term import counted_losses
from yarrow.clinical.told_loss import COUNTED, detail, indexes
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.words import has_words, phrase
from yarrow.language.numbers import UNITS

NUMBERS = tuple(UNITS)
NONE = "none"
EARLY = "biochemical"


def losses_in_words(history: History, count: int) -> str:
    """A number of losses as it is said: "three miscarriages", "a loss", "the loss of two babies"."""
    if count == 0:
        return NONE
    return counted_losses(history, count).replace(str(count), number_in_words(count), 1)


def heard_losses(desk: Desk, case: Case, count: int) -> str:
    """The losses heard, with how many of them were very early, and what else was told beside them."""
    kinds = [detail(case.history, place).get("type") for place in indexes(case.history)]
    early = kinds.count(EARLY)
    parts = [losses_in_words(case.history, count)]
    if early and count > 1:
        key = "all" if early == count else "one" if early == 1 else "some"
        parts.append(phrase(desk, case, f"clarify.early.{key}", early=number_in_words(early)))
    beside = _beside(desk, case, kinds)
    return phrase(desk, case, "clarify.beside", what=", ".join(parts), beside=beside) if beside else ", ".join(parts)


def _beside(desk: Desk, case: Case, kinds: Iterable[Any]) -> str | None:
    """The one outcome of another kind that was told; None if there is none, or several."""
    others = [f"clarify.other.{kind}" for kind in kinds if kind not in (None, *COUNTED)]
    return phrase(desk, case, others[0]) if len(others) == 1 and has_words(desk, others[0]) else None


def number_in_words(count: int) -> str:
    """A small number as a word."""
    if count == 0:
        return NONE
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
