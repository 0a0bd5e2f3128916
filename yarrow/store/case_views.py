"""The views every worklist has: which cases are in each, as conditions on `cases`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Integer, and_, literal_column, or_, true

from yarrow.store.case_rows import URGENT
from yarrow.store.case_tables import cases

View = Literal["look", "urgent", "person", "abandoned", "not_understood", "mine", "follow_up", "done", "all"]
# Nobody who was told to call for help and says nothing more is left alone for longer than this.
QUIET = timedelta(minutes=30)
# As the index `by_urgency` of PostgreSQL has it, word for word: what is open, the most urgent first.
DONE: ColumnElement[int] = literal_column("CASE WHEN cases.work = 'done' THEN 1 ELSE 0 END", Integer)


@dataclass(frozen=True)
class Looker:
    """Who looks, and when. `today`: the clinic's date."""

    staff: str
    now: datetime
    today: date


def _look(_looker: Looker) -> ColumnElement[bool]:
    """What nobody has read, of those who wait for somebody; and the urgent that nobody has looked at."""
    c = cases.c
    waits = or_(
        c.rank <= URGENT,
        c.wants_person_at.is_not(None),
        c.red_flags > 0,
        c.failed > 0,
        c.status.in_(("completed", "escalated")),
    )
    return is_open() & or_(is_unread() & waits, c.urgent_since.is_not(None) & c.first_look_at.is_(None))


def _abandoned(looker: Looker) -> ColumnElement[bool]:
    c = cases.c
    is_not_over = c.question.is_not(None) & c.status.not_in(("completed", "declined"))
    return and_(is_open(), c.red_flags > 0, is_not_over, c.last_activity_at < looker.now - QUIET)


VIEWS: Mapping[View, Callable[[Looker], ColumnElement[bool]]] = {
    "look": _look,
    "urgent": lambda _: is_open() & (cases.c.rank <= URGENT),
    "person": lambda _: is_open() & cases.c.wants_person_at.is_not(None),
    "abandoned": _abandoned,
    "not_understood": lambda _: is_open() & ((cases.c.not_understood > 0) | (cases.c.failed > 0)),
    "mine": lambda looker: is_open() & (cases.c.assignee == looker.staff),
    "follow_up": lambda looker: is_open() & (cases.c.work == "follow_up") & (cases.c.follow_up_on <= looker.today),
    "done": lambda _: _is_done("1"),
    "all": lambda _: true(),
}


def is_open() -> ColumnElement[bool]:
    """Work on it is not done."""
    return _is_done("0")


def is_unread() -> ColumnElement[bool]:
    """The patient has written since staff last read."""
    return cases.c.last_heard_seq > cases.c.read_seq


def _is_done(how: str) -> ColumnElement[bool]:
    return DONE.op("=", is_comparison=True)(literal_column(how))
