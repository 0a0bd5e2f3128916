"""What can be advised: to seek, to ask about, to know; and what is not needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from yarrow.clinical.criterion import ALWAYS, Criterion

# How well established: the labels of clinical.md §7; the order is the order of strength.
Evidence = Literal[
    "standard", "consider_in_selected", "research_only", "insufficient_evidence", "not_recommended"
]  # fmt: skip
# In the order of clinical.md §6.2 rule 4; `closing` is what every output ends with (rule 6).
Kind = Literal["safety_net", "referral", "test", "information", "closing"]
EVIDENCE: tuple[str, ...] = get_args(Evidence)
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True)
class Recommendation:
    """Something to seek or to ask about. Source: clinical.md §6.5.

    `text`: for the patient. `done_when`: the test is done and normal, so it is not advised again.
    `includes`: what is done with it anyway, and so is not listed beside it. `disagreement`: how guidelines differ, for
    the clinician; the patient's text says plainly that they do.
    """

    id: str
    kind: Kind
    text: str
    evidence: Evidence = "standard"
    done_when: Criterion | None = None
    sources: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    disagreement: str = ""


@dataclass(frozen=True)
class NotNeeded:
    """A test or treatment that standard care does not use; said only when it matters (`when`).

    `disagreement`: how guidelines differ, for the clinician.
    """

    id: str
    name: str
    text: str
    evidence: Evidence = "not_recommended"
    when: Criterion = ALWAYS
    sources: tuple[str, ...] = ()
    disagreement: str = ""


def said_twice(listed: Iterable[Recommendation]) -> frozenset[str]:
    """The ids of those that another of the same list includes: a list to read shows the other one only."""
    wanted = tuple(listed)
    included = {name for item in wanted for name in item.includes}
    return frozenset(item.id for item in wanted if item.id in included)
