"""How conversations ended, or where they stand."""

from __future__ import annotations

from collections.abc import Mapping

from yarrow.console.insight.figure import Column, Drawing, Figure, counted, share

# In the order of a good end, an early one, and none yet.
WORDS = {
    "completed": "Finished, advice given",
    "escalated": "Stopped for urgent help",
    "in_progress": "Not finished",
    "paused": "Paused by the patient",
    "declined": "Did not agree to begin",
    "erased": "Being deleted",
}


def outcomes(statuses: Mapping[str, int]) -> Figure:
    """Of all conversations begun, how many stand where."""
    begun = sum(statuses.values())
    finished, urgent = statuses.get("completed", 0), statuses.get("escalated", 0)
    names = [*(name for name in WORDS if name != "erased" or name in statuses), *sorted(set(statuses) - set(WORDS))]
    rows = [(WORDS.get(name, name), statuses.get(name, 0), share(statuses.get(name, 0), begun)) for name in names]
    lead = f"Of {counted(begun, 'conversation', 'conversations')} begun, {finished:,} finished"
    if urgent:
        lead += f" and {urgent:,} stopped for urgent help"
    return Figure(
        id="outcomes",
        title="How conversations ended",
        lead=f"{lead}." if begun else "No conversation was begun in this time.",
        columns=(Column("Where it stands", "words"), Column("Conversations"), Column("Of all begun", "percent")),
        rows=tuple(rows),
        drawing=Drawing("bars", of=(1,)),
        notes=("A conversation that stopped for urgent help and was taken up again counts by where it stands now.",),
    )
