"""How many losses each definition counts, and the pregnancies in all, where that follows. Source: clinical.md §1.3."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from yarrow.clinical.brief.document import Entry
from yarrow.clinical.brief.sheet import Sheet
from yarrow.clinical.criterion import Interval
from yarrow.clinical.fact import Status
from yarrow.clinical.losses import count_losses
from yarrow.clinical.told_loss import COUNTED, detail, indexes

COUNTS = ("n_eshre", "n_asrm", "n_t1", "n_t2", "n_fetal10")
# Outcomes of a pregnancy that ended in a birth; before these weeks a birth is not one everywhere (US: 20, UK: 24).
BORN = frozenset({"stillbirth", "neonatal_death", "live_birth"})
EARLIEST_BIRTH = 20


def counted_by(sheet: Sheet, told: Mapping[str, Any]) -> str:
    """The short names of the counts in which this loss stands; a dash if in none."""
    counts = count_losses([told], None) if told else None
    names = [sheet.say(f"brief.short_count.{name}") for name in COUNTS if counts and getattr(counts, name)[0] >= 1]
    return ", ".join(names) or "–"


def count_notes(sheet: Sheet) -> Iterator[str]:
    """The counts, as bounds where details are missing, and how they were made."""
    counts = sheet.protocol.view(sheet.history).losses
    if counts is not None:
        said = (f"{_short(sheet, name)}: {_bounds(getattr(counts, name))}" for name in COUNTS)
        yield " · ".join(said)
    yield sheet.say("brief.clinician.how_counted")


def _short(sheet: Sheet, name: str) -> str:
    return sheet.say(f"brief.short_count.{name}")


def _bounds(interval: Interval) -> str:
    low, high = interval
    if high == math.inf:
        return f"≥ {low:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def pregnancies(sheet: Sheet) -> Iterator[Entry]:
    """Gravidity and parity, only where nothing is left to guess: no conflict, no twins possible, all of it told."""
    history = sheet.history
    births, count, now = history.value("live_births"), history.value("losses_count"), history.value("pregnant_now")
    others = history.status("other_outcomes")
    known = births in (0, 1) and count is not None and now in ("yes", "no") and others is not None
    if not known or sheet.triage.conflicts or others in (Status.UNKNOWN, Status.DECLINED) or not _all_early(sheet):
        return
    outcomes = [str(detail(history, place).get("type", "unknown_loss")) for place in indexes(history)]
    other = [kind for kind in outcomes if kind not in COUNTED and kind not in ("ongoing", "live_birth")]
    born = int(births) + sum(1 for kind in other if kind in BORN)
    gravida = int(count) + len(other) + int(births) + (1 if now == "yes" else 0)
    paths = ("losses_count", "live_births", "pregnant_now")
    value = sheet.say("brief.clinician.gravida_parity", gravida=gravida, parity=born)
    yield Entry(sheet.say("brief.clinician.pregnancies"), value, None, paths)


def _all_early(sheet: Sheet) -> bool:
    """Whether every counted loss was told and is known to be before any definition of a birth."""
    told = [detail(sheet.history, place) for place in indexes(sheet.history)]
    counted = [loss for loss in told if loss.get("type", "unknown_loss") in COUNTED]
    early = all(loss.get("weeks") is not None and loss["weeks"] < EARLIEST_BIRTH for loss in counted)
    return early and len(counted) == sheet.history.value("losses_count")
