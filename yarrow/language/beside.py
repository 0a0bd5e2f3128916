"""What is known of her that settles words which alone settle nothing: in myasthenia `tea down the wrong way` counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SIX_WEEKS = 42  # days (clinical.md §5, RF04)
THREE_WEEKS = 21  # days (clinical.md §5, RF15)
# Names that `weak` of a concept may hold beside ids of symptoms, conditions and medicines.
PREGNANT, LATELY, AFTER_IVF = "pregnant", "lately", "after_ivf"
LISTS = ("symptoms", "conditions", "medicines")


def known_beside(known: Mapping[str, Any]) -> frozenset[str]:
    """The ids known to be present, and whether she is pregnant, or within weeks of a loss, birth or egg collection."""
    found = {str(id_) for name in LISTS for id_ in known.get(name) or ()}
    if known.get("pregnant_now") in ("yes", True) or known.get("gestation_weeks") is not None:
        found.add(PREGNANT)
    if any(_within(known.get(path), SIX_WEEKS) for path in ("days_since_loss", "procedure_or_birth_days")):
        found.add(LATELY)
    ivf = known.get("ivf")
    if _within((ivf if isinstance(ivf, Mapping) else {}).get("days_since_trigger"), THREE_WEEKS):
        found.add(AFTER_IVF)
    return frozenset(found)


def _within(days: Any, most: int) -> bool:
    return isinstance(days, (int, float)) and days <= most
