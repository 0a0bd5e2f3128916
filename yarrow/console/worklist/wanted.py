"""What of the worklist is wanted, as its address says it; whatever cannot be meant is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.datastructures import QueryParams

from yarrow.store.case_values import SORTS, Asked, Filters, Sort
from yarrow.store.case_views import VIEWS, View
from yarrow.store.search_query import Search

KINDS = ("level", "status", "work", "section", "condition", "channel", "locale", "assignee", "tag")
MOST_VALUES, LONGEST_VALUE = 20, 80
# What lies further down is found by narrowing the list, not by paging through it.
MOST_PAGES = 100
SIZE = 50
ME = "me"


@dataclass(frozen=True)
class Wanted:
    """`found`: the ticket of a search; the words themselves are in no address."""

    view: View = "look"
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: Sort = "urgent"
    page: int = 1
    found: str = ""

    @classmethod
    def read(cls, params: QueryParams) -> Wanted:
        """From an address."""
        return cls(
            view=next((view for view in VIEWS if view == params.get("view")), "all" if "found" in params else "look"),
            chosen={kind: values for kind in KINDS if (values := tuple(_values(params, kind)))},
            since=_day(params.get("from", "")),
            until=_day(params.get("to", "")),
            sort=next((sort for sort in SORTS if sort == params.get("sort")), "urgent"),
            page=_number(params.get("page", "")),
            found=params.get("found", "")[:LONGEST_VALUE],
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but a view was chosen."""
        return bool(self.chosen or self.since or self.until)

    def asked(self, staff: str, zone: ZoneInfo, search: Search | None) -> Asked:
        """As the store is asked; days are those of the clinic, and the last one is included."""
        chosen: dict[str, Any] = dict(self.chosen)
        if ME in chosen.get("assignee", ()):
            chosen["assignee"] = tuple(staff if who == ME else who for who in chosen["assignee"])
        since = _midnight(self.since, zone) if self.since else None
        until = _midnight(self.until + timedelta(days=1), zone) if self.until else None
        filters = Filters(**chosen, since=since, until=until, search=search)
        return Asked(self.view, filters, self.sort, self.page, SIZE)

    def pairs(self) -> list[tuple[str, str]]:
        """The address's fields; what is usual is left out."""
        plain = [(kind, value) for kind, values in self.chosen.items() for value in values]
        usual = "all" if self.found else "look"
        named = (
            ("view", self.view if self.view != usual else ""),
            ("from", self.since.isoformat() if self.since else ""),
            ("to", self.until.isoformat() if self.until else ""),
            ("sort", self.sort if self.sort != "urgent" else ""),
            ("page", str(self.page) if self.page > 1 else ""),
            ("found", self.found),
        )
        return plain + [(name, value) for name, value in named if value]

    def link(self, **changes: Any) -> str:
        """The address of the list with these changes; another list begins at its first page."""
        changed = replace(self, **{"page": 1, **changes})
        query = urlencode(changed.pairs())
        return f"/worklist?{query}" if query else "/worklist"

    def kept(self) -> str:
        """As a view that is saved: without page and search."""
        return urlencode(replace(self, page=1, found="").pairs())


def _values(params: QueryParams, kind: str) -> Iterator[str]:
    given = dict.fromkeys(
        value for value in params.getlist(kind) if 0 < len(value) <= LONGEST_VALUE and value.isprintable()
    )
    yield from list(given)[:MOST_VALUES]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _number(text: str) -> int:
    return max(1, min(int(text), MOST_PAGES)) if text.isdecimal() and len(text) < 6 else 1
