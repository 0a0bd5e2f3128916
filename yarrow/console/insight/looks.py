"""How long urgent conversations wait until somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from yarrow.console.insight.figure import Cell, Column, Drawing, Figure, counted, duration
from yarrow.console.sheets import level_words
from yarrow.store.figures import Spread, Unseen

URGENT = ("T0", "T1", "T2")


def looks(seen: Mapping[str, Spread], unseen: Mapping[str, Unseen], now: datetime) -> Figure:
    """For each urgent level: how soon somebody looked, and who still waits."""
    waiting = sum(one.count for one in unseen.values())
    longest = max((one.longest for one in seen.values()), default=None)
    lead = "No urgent conversation in this time."
    if longest is not None:
        lead = f"The longest any of them waited was {duration(longest)}."
    if waiting:
        lead = f"{counted(waiting, 'urgent conversation has', 'urgent conversations have')} not been looked at. {lead}"
    return Figure(
        id="first-looks",
        title="Time to first look at urgent conversations",
        lead=lead,
        columns=(
            Column("Level", "words"),
            Column("Looked at"),
            Column("Half within", "seconds"),
            Column("Nine in ten within", "seconds"),
            Column("Longest", "seconds"),
            Column("Not looked at yet"),
            Column("Waiting longest", "seconds"),
        ),
        rows=tuple(_row(level, seen.get(level), unseen.get(level), now) for level in URGENT),
        drawing=Drawing("bars", of=(2, 3)),
        notes=("From the moment it became that urgent until a member of staff opened it.",),
    )


def _row(level: str, seen: Spread | None, unseen: Unseen | None, now: datetime) -> tuple[Cell, ...]:
    waits = max(0, int((now - unseen.since).total_seconds())) if unseen else None
    measured = (seen.median, seen.ninth, seen.longest) if seen else (None, None, None)
    return (
        f"{level} {level_words(level)}",
        seen.count if seen else 0,
        *measured,
        unseen.count if unseen else 0,
        waits,
    )
