"""The standing as it is in order of turns, when the red-flag lane spoke on a message whose turn had not come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from functools import reduce

from yarrow.clinical.history import History
from yarrow.intake.case import Case, Standing
from yarrow.intake.screen import interrupted
from yarrow.store.values import Change, Claim, Opened


def case_now(opened: Opened) -> Case:
    """The case with everything the lane has done, also on messages that still wait for their turn."""
    return Case(History(opened.facts), overlaid(opened.conversation.standing, opened.pending))


def case_at_turn(claim: Claim) -> Case:
    """The case as a message finds it when its turn has come."""
    change = claim.inbound.change
    return Case(History(claim.facts), overlaid(claim.standing, (change,) if change else ()))


def overlaid(standing: Standing, changes: Iterable[Change]) -> Standing:
    """The standing with the lane's changes laid over it, oldest first."""
    return reduce(_with, changes, standing)


def _with(standing: Standing, change: Change) -> Standing:
    if standing in (change.before, change.after):
        return change.after
    # Turns came between: what the lane set holds, and the question open by now is the one to come back to.
    names = [field.name for field in fields(Standing)]
    changed = {name: getattr(change.after, name) for name in names if _differs(change, name)}
    if "said" in changed:
        changed["said"] = tuple(dict.fromkeys((*standing.said, *change.after.said)))
    if "question" in changed:
        changed["resume"] = interrupted(standing)
    return replace(standing, **changed)


def _differs(change: Change, name: str) -> bool:
    return bool(getattr(change.before, name) != getattr(change.after, name))
