"""A rule: when it fires, how urgent that is, and what it adds to the advice."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from yarrow.clinical.criterion import Criterion, reasons
from yarrow.clinical.level import Level
from yarrow.clinical.recommendation import Evidence

if TYPE_CHECKING:
    from yarrow.clinical.view import View

Overlay = Literal["SAFEGUARD", "CRISIS", "UNDER18", "THIRD_PARTY"]
# Rules of the red-flag lane: call, go now, today. Source: clinical.md §6.4.
URGENT = ("E", "D", "S")


@dataclass(frozen=True)
class Add:
    """A recommendation a rule adds, if `when` holds.

    `evidence`: where it differs from the recommendation's own. `future`: a later check, advised even when the same
    test was done and normal (DESIGN §4.5).
    """

    id: str
    when: Criterion | None = None
    evidence: Evidence | None = None
    future: bool = False


@dataclass(frozen=True)
class Raise:
    """A more urgent level the same rule has when more holds, with the place to go then."""

    level: Level
    when: Criterion
    adds: tuple[Add, ...] = ()


@dataclass(frozen=True)
class Because:
    """One of several things a rule can fire for: `say` ends "because you told me about …" where `when` holds.

    `{told}` in it stands for the facts that made it hold, in the patient's words.
    """

    when: Criterion
    say: str


@dataclass(frozen=True)
class Rule:
    """One row of clinical.md §6.4.

    `title`: for staff. `because`: the end of "because you told me about …"; where a rule can fire for several things,
    `becauses` says which of them it was, and `because` stands for the rule as a whole. `conditions`: also adds what
    each known condition asks for when `planning` or `pregnant`. Its criterion stands in `Protocol.named` under
    `rule.<id>`.
    `disagreement`: how guidelines differ on it, for the clinician.
    """

    id: str
    level: Level
    title: str
    because: str
    when: Criterion
    adds: tuple[Add, ...] = ()
    raises: tuple[Raise, ...] = ()
    conditions: Literal["planning", "pregnant"] | None = None
    sources: tuple[str, ...] = ()
    disagreement: str = ""
    becauses: tuple[Because, ...] = ()

    @property
    def is_urgent(self) -> bool:
        """Whether the red-flag lane runs it."""
        return self.id.startswith(URGENT)


@dataclass(frozen=True)
class Standard:
    """Advice that comes without a rule of its own: the safety net, folic acid when planning."""

    when: Criterion
    adds: tuple[Add, ...]
    because: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class OverlayRule:
    """When an overlay is shown, whatever the level. Source: clinical.md §6.1."""

    id: Overlay
    when: Criterion
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fired:
    """A rule that fired, how urgent it is in this case, and the view it fired in."""

    rule: Rule
    level: Level
    raised: tuple[Raise, ...]
    view: View = field(compare=False, repr=False)

    @property
    def id(self) -> str:
        """The id of the rule."""
        return self.rule.id

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The paths of the facts that made it fire, as they stand in the record."""
        held = (self.rule.when, *(item.when for item in self.raised))
        paths = (path for criterion in held for path in reasons(criterion, self.view))
        return tuple(dict.fromkeys(found for path in paths for found in self.view.recorded(path)))
