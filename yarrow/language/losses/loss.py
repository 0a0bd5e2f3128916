"""One loss, and a number of losses told at once, as far as they have been told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yarrow.language.losses.detail import Detail
from yarrow.language.losses.head import COUNTED, LATE, MISCARRIAGE, STILLBIRTH, UNKNOWN, Head


@dataclass
class Loss:
    """One loss as told so far. `visit`: its weeks are those of the visit it was found at; `dated`: when is told."""

    kind: str
    weeks: int | None = None
    confirmed: str | None = None
    place: int | None = None
    head: Head | None = None
    visit: bool = False
    dated: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether it is a spontaneous loss before 24 weeks."""
        return self.settled_kind in COUNTED and (self.weeks or 0) < LATE

    @property
    def settled_kind(self) -> str:
        """Her own word first; a loss with weeks or a scan is a miscarriage, from 24 weeks on a stillbirth."""
        if self.kind != UNKNOWN:
            return self.kind
        if self.weeks is not None:
            return STILLBIRTH if self.weeks >= LATE else MISCARRIAGE
        return MISCARRIAGE if self.confirmed in ("scan", "histology") else UNKNOWN

    @property
    def is_bare(self) -> bool:
        """Whether nothing is known of it but that it was."""
        return self.weeks is None and self.confirmed is None and self.kind in (UNKNOWN, MISCARRIAGE)

    @property
    def is_told(self) -> bool:
        """Whether anything is known of it besides that it was."""
        plain = self.settled_kind in (UNKNOWN, MISCARRIAGE) and (self.place is not None or is_loose(self.head))
        return self.weeks is not None or self.confirmed is not None or self.dated or not plain

    def learn(self, kind: str, told: Detail, place: int | None = None) -> None:
        """Take over what is told of the same loss again."""
        if self.kind == UNKNOWN:
            self.kind = kind if kind != UNKNOWN else told.kind or UNKNOWN
        sizes = [week.weeks for week in told.weeks if week.scan]
        keeps = self.weeks is not None and not (self.visit and told.weeks)
        self.weeks = sizes[-1] if sizes else self.weeks if keeps else told.one
        self.visit = told.visit and not keeps
        self.confirmed = self.confirmed or told.confirmed
        self.place = self.place or place


@dataclass
class Group:
    """A number of losses told at once, and those of them that were told by themselves."""

    head: Head
    kind: str
    count: int
    confirmed: str | None = None
    weeks: int | None = None
    parts: list[Loss | Group] = field(default_factory=list)

    @property
    def room(self) -> int:
        """How many of them have not been told by themselves."""
        return self.count - sum(size(part) for part in self.parts)

    @property
    def counted(self) -> int:
        """How many of them are spontaneous losses before 24 weeks."""
        return max(self.count - sum(_excluded(part) for part in self.parts), 0)

    @property
    def losses(self) -> list[Loss]:
        """Those that were told by themselves, and the others if something is told of them all."""
        told = [loss for part in self.parts for loss in (part.losses if isinstance(part, Group) else [part])]
        for loss in told:
            loss.weeks = self.weeks if loss.weeks is None else loss.weeks
            loss.confirmed = loss.confirmed or self.confirmed
            loss.kind = self.kind if loss.kind == UNKNOWN else loss.kind
        rest = self.count - len(told) if self.room > 0 or not self.parts else 0
        alike = self.weeks is not None or self.confirmed is not None or self.kind not in (UNKNOWN, MISCARRIAGE)
        return told + [Loss(self.kind, self.weeks, self.confirmed, None, self.head)] * (rest if alike else 0)


def groups_of(told: Sequence[Loss | Group]) -> list[Group]:
    """Every group, those within others too, in the order told."""
    found: list[Group] = []
    for part in told:
        if isinstance(part, Group):
            found += [part, *(inner for inner in part.parts if isinstance(inner, Group))]
    return found


def losses_of(told: Sequence[Loss | Group]) -> list[Loss]:
    """Every loss told by itself, those of groups too, in the order told."""
    return [loss for part in told for loss in ([part] if isinstance(part, Loss) else losses_of(part.parts))]


def size(part: Loss | Group) -> int:
    """How many losses this is."""
    return part.count if isinstance(part, Group) else 1


def _excluded(part: Loss | Group) -> int:
    if isinstance(part, Loss):
        return 0 if part.is_counted else 1
    return part.count - part.counted if part.kind in COUNTED else part.count


def is_loose(head: Head | None) -> bool:
    """Whether it was told without a word for a loss."""
    return head is not None and head.loose
