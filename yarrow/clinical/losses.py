"""Counting losses: one function per definition. Source: clinical.md §1.3."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yarrow.clinical.criterion import Interval

LOSS_TYPES = (
    "miscarriage_clinical", "biochemical", "pul_resolved", "ectopic", "molar", "termination", "tfmr",
    "stillbirth", "neonatal_death", "live_birth", "ongoing", "unknown_loss",
)  # fmt: skip
CONFIRMATIONS = ("scan", "histology", "blood", "urine", "none")
# ESHRE 2022 counts every spontaneous loss confirmed by a test; "unknown" ones are counted and told to the clinician.
ESHRE_TYPES = frozenset({"miscarriage_clinical", "biochemical", "pul_resolved", "unknown_loss"})
COUNTS = ("n_eshre", "n_asrm", "n_t1", "n_t2", "n_fetal10", "n_early", "n_late")


@dataclass(frozen=True)
class LossCounts:
    """How many losses each definition counts, as bounds: losses without details may or may not be of the kind.

    `n_early`: counted by ESHRE and not known to be past the first trimester. `n_late`: past 24 weeks or called
    stillbirth or neonatal death. `conflict`: the number told and the losses told do not agree.
    """

    n_eshre: Interval
    n_asrm: Interval
    n_t1: Interval
    n_t2: Interval
    n_fetal10: Interval
    n_early: Interval
    n_late: Interval
    conflict: bool = False


def count_losses(losses: Sequence[Mapping[str, Any]] | None, losses_count: int | None) -> LossCounts | None:
    """Count what was told; None if neither losses nor their number are known.

    Where number and details differ, n_eshre takes the larger (clinical.md §6.2 rule 8: the branch with the lower T).
    """
    if losses is None and losses_count is None:
        return None
    told = losses or ()
    eshre = sum(1 for loss in told if _eshre(loss))
    untold = max(0, (losses_count or 0) - eshre)
    return LossCounts(
        n_eshre=(eshre + untold, eshre + untold),
        n_asrm=_bounds(sum(1 for loss in told if _asrm(loss)), untold),
        n_t1=_bounds(sum(1 for loss in told if _first_trimester(loss)), untold),
        n_t2=_bounds(sum(1 for loss in told if _second_trimester(loss)), untold),
        n_fetal10=_bounds(sum(1 for loss in told if _fetal(loss)), untold),
        n_early=(sum(1 for loss in told if _early(loss)) + untold,) * 2,
        # The number told says nothing of later losses; the losses told are taken to be all of them.
        n_late=_bounds(sum(1 for loss in told if _late(loss)), math.inf if losses is None else 0),
        conflict=_conflict(told, losses_count, eshre),
    )


def counted_places(name: str, losses: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    """The places, from 0, of the losses that this count (`n_t2`) counts. Raises KeyError for no count."""
    return tuple(place for place, loss in enumerate(losses) if _COUNTED_BY[name](loss))


def _bounds(counted: int, untold: float) -> Interval:
    return (counted, counted + untold)


def _conflict(told: Sequence[Mapping[str, Any]], losses_count: int | None, eshre: int) -> bool:
    """Fewer counted than told, or every loss of the count told and some of a kind that is not counted."""
    if losses_count is None:
        return False
    ended = sum(1 for loss in told if _type(loss) not in ("live_birth", "ongoing"))
    return losses_count < eshre or eshre < losses_count <= ended


def _type(loss: Mapping[str, Any]) -> str:
    return str(loss.get("type") or "unknown_loss")


def _weeks(loss: Mapping[str, Any]) -> float | None:
    weeks = loss.get("weeks")
    return None if weeks is None else float(weeks)


def _eshre(loss: Mapping[str, Any]) -> bool:
    weeks = _weeks(loss)
    return _type(loss) in ESHRE_TYPES and (weeks is None or weeks < 24)


def _asrm(loss: Mapping[str, Any]) -> bool:
    weeks = _weeks(loss)
    return _clinical(loss) and loss.get("confirmed") in ("scan", "histology") and weeks is not None and weeks < 20


def _first_trimester(loss: Mapping[str, Any]) -> bool:
    weeks = _weeks(loss)
    return _clinical(loss) and (weeks is None or weeks < 14)


def _second_trimester(loss: Mapping[str, Any]) -> bool:
    weeks = _weeks(loss)
    return _clinical(loss) and weeks is not None and 14 <= weeks < 24


def _fetal(loss: Mapping[str, Any]) -> bool:
    weeks = _weeks(loss)
    return _clinical(loss) and weeks is not None and 10 <= weeks < 24


def _early(loss: Mapping[str, Any]) -> bool:
    weeks = _weeks(loss)
    return _type(loss) in ESHRE_TYPES and (weeks is None or weeks < 14)


def _late(loss: Mapping[str, Any]) -> bool:
    weeks = _weeks(loss)
    named = _type(loss) in ("stillbirth", "neonatal_death")
    return named or (_type(loss) in ESHRE_TYPES and weeks is not None and weeks >= 24)


def _clinical(loss: Mapping[str, Any]) -> bool:
    return _type(loss) == "miscarriage_clinical"


_COUNTED_BY: Mapping[str, Callable[[Mapping[str, Any]], bool]] = {
    "n_eshre": _eshre, "n_asrm": _asrm, "n_t1": _first_trimester, "n_t2": _second_trimester, "n_fetal10": _fetal,
    "n_early": _early, "n_late": _late,
}  # fmt: skip
