"""What is asked of the worklist, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from yarrow.store.case_views import View
from yarrow.store.search_query import Search

Sort = Literal["urgent", "newest", "longest"]
SORTS: tuple[Sort, ...] = get_args(Sort)
Work = Literal["new", "in_review", "follow_up", "done"]
WORKS: tuple[Work, ...] = get_args(Work)
# A filter for what is not there: no assignee, no level yet.
NOBODY, UNJUDGED = "nobody", "none"


@dataclass(frozen=True)
class Filters:
    """Several values of one kind: any of them will do; several kinds: all must hold.

    `assignee`: ids of staff, or NOBODY. `level`: codes, or UNJUDGED.
    `since`, `until`: the patient's last activity, `until` not included.
    """

    level: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    condition: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    locale: tuple[str, ...] = ()
    assignee: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    search: Search | None = None


@dataclass(frozen=True)
class Asked:
    """One page of one view, from 1; `size` rows."""

    view: View = "look"
    filters: Filters = field(default_factory=Filters)
    sort: Sort = "urgent"
    page: int = 1
    size: int = 50


@dataclass(frozen=True)
class CaseRow:
    """One row of the worklist."""

    conversation: str
    channel: str
    locale: str | None
    status: str
    level: str | None
    rank: int
    section: str
    question: str | None
    created_at: datetime
    last_activity_at: datetime
    urgent_since: datetime | None
    red_flags: int
    wants_person_at: datetime | None
    not_understood: int
    failed: int
    last_heard_seq: int
    read_seq: int
    first_look_at: datetime | None
    first_look_by: str | None
    work: str
    follow_up_on: date | None
    assignee: str | None
    attended: bool
    change: int
    conditions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def is_unread(self) -> bool:
        """Whether the patient has written since staff last read."""
        return self.last_heard_seq > self.read_seq


@dataclass(frozen=True)
class CasePage:
    """A page of rows, and how many there are in all."""

    rows: tuple[CaseRow, ...]
    total: int
    page: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // self.size))


Counts = dict[View, int]
