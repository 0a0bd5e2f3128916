"""One loss among those told: where its facts stand in the history, and how more of it is added."""

from __future__ import annotations

import re
from typing import Any

from yarrow.clinical.fact import Fact, Provenance, Status
from yarrow.clinical.history import History

LOSS = re.compile(r"losses\[(\d+)\](?:\.(\w+))?")
# The place of an outcome that has none yet: an ectopic pregnancy told beside the losses already counted.
NEXT_LOSS = "losses[+]"
# Spontaneous losses before 24 weeks: what `losses_count` counts. Source: clinical.md §1.3 [K] ESHRE 2022.
COUNTED = frozenset({"miscarriage_clinical", "biochemical", "pul_resolved", "unknown_loss"})


def indexes(history: History) -> list[int]:
    """The indexes of which anything was said, in order."""
    told = (path for path in history.latest if path.startswith("losses["))
    return sorted({int(match.group(1)) for path in told if (match := LOSS.fullmatch(path))})


def detail(history: History, index: int) -> dict[str, Any]:
    """What is told of one loss ({type, weeks, confirmed}); empty if nothing."""
    value = history.value(f"losses[{index}]")
    return dict(value) if isinstance(value, dict) else {}


def merge_loss(history: History, index: int, part: dict[str, Any], provenance: Provenance | None = None) -> Fact:
    """The fact of this loss with more of it known; what was told before is kept unless the part replaces it."""
    value = {"type": "unknown_loss", **detail(history, index), **part}
    return Fact(f"losses[{index}]", Status.PRESENT, value, provenance or Provenance())


def is_counted(history: History, index: int) -> bool:
    """Whether this is one of the losses `losses_count` speaks of; one not described yet, or declined, is.

    One that was taken back is none at all.
    """
    if history.status(f"losses[{index}]") is Status.DENIED:
        return False
    return bool(detail(history, index).get("type", "unknown_loss") in COUNTED)


def to_describe(history: History) -> list[int]:
    """The indexes of the losses `losses_count` speaks of: those begun first, then free ones up to the count."""
    begun = indexes(history)
    counted = [index for index in begun if is_counted(history, index)]
    count = history.value("losses_count") or 0
    free = (index for index in range(len(begun) + int(count)) if index not in begun)
    while len(counted) < count:
        counted.append(next(free))
    return sorted(counted)


def free_index(history: History) -> int:
    """The first index that neither a told loss nor one still to be described will take."""
    return max([*indexes(history), *to_describe(history)], default=-1) + 1
