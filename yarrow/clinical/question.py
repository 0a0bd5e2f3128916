"""A question Yarrow can ask, and the answers it offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from yarrow.clinical.criterion import Criterion
from yarrow.clinical.fact import Status, Value

# `loss` is one loss told at once (type, weeks, how confirmed), typed or tapped; issue-facing kind of `losses[0]`.
Kind = Literal["choice", "multi_choice", "yes_no", "number", "text", "loss"]


@dataclass(frozen=True)
class Setting:
    """What choosing an answer says: this path, with this status and value."""

    path: str
    status: Status = Status.PRESENT
    value: Value = True


@dataclass(frozen=True)
class Option:
    """One answer offered. `none` marks "none of these": it denies what every other option sets.

    `when`: offered unless this is known to be false (a late-pregnancy symptom is not offered at six weeks).
    `group`: the heading under which a small screen may gather it with its neighbours.
    """

    value: str
    label: str
    sets: tuple[Setting, ...] = ()
    none: bool = False
    when: Criterion | None = None
    group: str | None = None


@dataclass(frozen=True)
class Question:
    """A question with its stable, public id (DESIGN §4.2).

    `fact`: the path the answer is written to (may hold `[i]` or `.id` once a repeated question is made concrete).
    `when`: asked only if this is true of the facts; None: always. `unit`, `minimum`, `maximum`: of a number, inclusive.
    `repeat`: 'losses' or 'conditions': a template, made concrete for each (`losses[0].weeks`).
    `closed`: in a submitted list, what was not ticked is a no. `complete`: the list is known only when all of it is.
    `red_flag`: if refused, danger stays possible: asked again once, then same-day words (clinical.md §6.2 rule 7).
    `first`: asked before anything else if this is true, because how urgent it is hangs on the answer.
    `sooner`: asked already at the end of the safety section if this is true. `known_by`: for a repeated question, the
    paths that already tell the answer, by the id it is repeated for (`hashimoto: [medicines.levothyroxine]`).
    `only`: a detail of a loss is asked of these types of loss. `offers`: of a number, values and bands to choose from,
    shown only where words were not understood; a band stands for its lower end (coding manual, Numbers).
    """

    id: str
    section: str
    kind: Kind
    text: str
    why: str
    fact: str | None = None
    options: tuple[Option, ...] = ()
    when: Criterion | None = None
    repeat: str | None = None
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    skippable: bool = True
    sensitive: bool = False
    red_flag: bool = False
    hint: str | None = None
    source: str = ""
    closed: bool = False
    complete: bool = False
    sooner: Criterion | None = None
    first: Criterion | None = None
    known_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    offers: tuple[Option, ...] = ()

    @property
    def ahead(self) -> tuple[Criterion, ...]:
        """What brings it forward."""
        return tuple(criterion for criterion in (self.first, self.sooner) if criterion is not None)
