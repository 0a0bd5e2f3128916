"""How it goes over time: how urgent people were, and how often they were not understood."""

from __future__ import annotations

from collections import Counter

from yarrow.clinical.level import Level
from yarrow.console.insight.figure import Cell, Column, Drawing, Figure, counted, share
from yarrow.console.insight.stretches import Stretch
from yarrow.console.sheets import level_words

URGENT = ("T0", "T1", "T2")
NAMES = tuple(level.name for level in Level)


def levels(stretches: tuple[Stretch, ...], unit: str) -> Figure:
    """How many conversations of each level were begun in each stretch."""
    total = sum((stretch.levels for stretch in stretches), Counter[str | None]())
    urgent = sum(total[name] for name in URGENT)
    begun = total.total()
    lead = f"{urgent:,} of {counted(begun, 'conversation', 'conversations')} came to {', '.join(URGENT)}."
    rows: list[tuple[Cell, ...]] = [
        (stretch.first, *(stretch.levels[name] for name in NAMES), stretch.levels[None], stretch.levels.total())
        for stretch in stretches
    ]
    return Figure(
        id="levels",
        title="Urgency over time",
        lead=lead if begun else "No conversation was begun in this time.",
        columns=(
            _first(unit),
            *(Column(f"{name} {level_words(name)}") for name in NAMES),
            Column("No level yet"),
            Column("All"),
        ),
        rows=tuple(rows),
        drawing=Drawing("stack", of=tuple(range(1, len(NAMES) + 2))),
        notes=("By the day the conversation began, and the level it has now, corrections by staff included.",),
    )


def not_understood(stretches: tuple[Stretch, ...], unit: str) -> Figure:
    """Of the messages patients typed, how many were not understood."""
    typed = sum(stretch.typed for stretch in stretches)
    unclear = sum(stretch.not_understood for stretch in stretches)
    rate = share(unclear, typed)
    return Figure(
        id="not-understood",
        title="Messages not understood",
        lead=f"{unclear:,} of {counted(typed, 'typed message', 'typed messages')} ({rate} %) were not understood."
        if typed
        else "Nobody typed a message in this time.",
        columns=(_first(unit), Column("Typed messages"), Column("Not understood"), Column("Of those typed", "percent")),
        rows=tuple(
            (one.first, one.typed, one.not_understood, share(one.not_understood, one.typed)) for one in stretches
        ),
        drawing=Drawing("upright", of=(3,)),
        notes=("Taps on an answer are not counted: they are always understood. By the day the conversation began.",),
    )


def _first(unit: str) -> Column:
    return Column("Day" if unit == "day" else f"{unit.capitalize()} from", "day")
