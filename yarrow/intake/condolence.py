"""A loss is acknowledged once, briefly, whatever else its message says (clinical.md §9 rule 3)."""

from __future__ import annotations

from collections.abc import Sequence

from yarrow.clinical.fact import Fact, Status
from yarrow.clinical.history import History
from yarrow.clinical.told_loss import LOSS
from yarrow.intake.case import Case
from yarrow.intake.ports import Desk
from yarrow.intake.turn import Message
from yarrow.intake.words import message

# Losses that are acknowledged for themselves, also after others have been.
GRAVE = ("stillbirth", "neonatal_death", "tfmr", "ectopic", "molar")


def condolence(desk: Desk, case: Case, facts: Sequence[Fact]) -> tuple[Message, ...]:
    """The words for a loss these facts tell for the first time; none if they tell of no other one."""
    losses = new_losses(case.history, facts)
    if not losses or (case.standing.consoled and not any(_is_grave(fact) for fact in losses)):
        return ()
    return (message(desk, case, "ack.losses" if _are_several(losses) else "ack.loss"),)


def new_losses(history: History, facts: Sequence[Fact]) -> list[Fact]:
    """Those of the facts that tell of a loss, or of how many, for the first time."""
    return [fact for fact in facts if _is_new_loss(history, fact)]


def _is_new_loss(history: History, fact: Fact) -> bool:
    if fact.status is not Status.PRESENT:
        return False
    if fact.path == "losses_count":
        return bool(fact.value) and not history.value("losses_count")
    return bool(LOSS.fullmatch(fact.path)) and history.value(fact.path) is None


def _is_grave(fact: Fact) -> bool:
    return isinstance(fact.value, dict) and fact.value.get("type") in GRAVE


def _are_several(losses: Sequence[Fact]) -> bool:
    counts = [fact.value for fact in losses if fact.path == "losses_count" and isinstance(fact.value, int)]
    return max([*counts, len([fact for fact in losses if fact.path != "losses_count"])]) > 1
