"""One sight of the worklist: a page of it, the counts of every view, and the words found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from yarrow.console.conversation.heading import about
from yarrow.console.moments import age
from yarrow.console.parts import Parts
from yarrow.console.rights import Right
from yarrow.console.visit import Seat
from yarrow.console.worklist.options import Options
from yarrow.console.worklist.wanted import MOST_PAGES, Wanted
from yarrow.intake.picture import PRIVATE_RULES
from yarrow.store.case_rows import URGENT
from yarrow.store.case_values import CasePage, CaseRow, Counts
from yarrow.store.case_views import QUIET, Looker
from yarrow.store.search_query import Search, parsed
from yarrow.store.snippets import Snippet

# What `about` tells of.
PATHS = ("age", "pregnant_now", "gestation_weeks", "losses_count")


@dataclass(frozen=True)
class Sight:
    """`mark`: what tells it from a later one; `words`: what was searched for, None if its ticket is gone or unread."""

    wanted: Wanted
    page: CasePage
    counts: Counts
    mark: str
    snippets: Mapping[str, Snippet]
    words: str | None
    now: datetime

    @property
    def pages(self) -> int:
        """How many pages can be turned to."""
        return min(self.page.pages, MOST_PAGES)

    @property
    def is_live(self) -> bool:
        """Whether it keeps itself fresh: what was searched for stays as it was found."""
        return not self.wanted.found

    def is_waiting(self, row: CaseRow) -> bool:
        """Whether an urgent case has not been looked at yet."""
        return row.urgent_since is not None and row.first_look_at is None

    def took(self, row: CaseRow) -> str:
        """How long an urgent case waited for its first look, in words; empty if it did not, or nobody has looked."""
        if row.urgent_since is None or row.first_look_at is None:
            return ""
        return age(row.urgent_since, row.first_look_at, running=True)

    def is_over(self, row: CaseRow) -> bool:
        """Whether the section reached says nothing any more."""
        return row.status in ("completed", "declined")

    def is_abandoned(self, row: CaseRow) -> bool:
        """Whether somebody with a red flag has gone silent with a question open."""
        is_open = row.question is not None and not self.is_over(row)
        return row.red_flags > 0 and is_open and row.last_activity_at < self.now - QUIET


class Sights:
    """Takes them. Blocking."""

    def __init__(self, parts: Parts, options: Options) -> None:
        self._parts, self._options = parts, options
        self._zone = ZoneInfo(parts.settings.console.timezone)

    def take(self, wanted: Wanted, seat: Seat, words: str | None) -> Sight:
        """What the list shows now."""
        record, now = self._parts.record, self._parts.now()
        looker = self._looker(seat, now)
        mark = self.mark(now)  # before the rows: a change in between is seen once more
        search = parsed(words, private=seat.may(Right.PRIVATE)) if words else None
        if wanted.found and search is None:
            page = CasePage((), 0, 1, 1)
        else:
            page = record.cases.page(wanted.asked(seat.staff, self._zone, search), looker)
        return Sight(
            wanted=wanted,
            page=page,
            counts=record.cases.counts(looker),
            mark=mark,
            snippets=self._snippets(page, search),
            words=words,
            now=now,
        )

    def mark(self, now: datetime) -> str:
        """Another text after any change, and every minute: some views change by the clock alone."""
        return f"{self._parts.record.cases.latest()}.{int(now.timestamp()) // 60}"

    def next(self, wanted: Wanted, seat: Seat, words: str | None, after: str, *, was_open: bool) -> str | None:
        """The conversation to be read after this one, of this list."""
        search = parsed(words, private=seat.may(Right.PRIVATE)) if words else None
        if wanted.found and search is None:
            return None
        asked = wanted.asked(seat.staff, self._zone, search)
        return self._parts.record.cases.next(self._looker(seat, self._parts.now()), after, asked, was_open=was_open)

    def _looker(self, seat: Seat, now: datetime) -> Looker:
        return Looker(seat.staff, now, now.astimezone(self._zone).date())

    def drawn(self, sight: Sight, seat: Seat) -> dict[str, Any]:
        """What the template of the rows is given beside the sight."""
        return {
            "sight": sight,
            "abouts": self._abouts(sight),
            "becauses": self._becauses(sight, hidden=() if seat.may(Right.PRIVATE) else PRIVATE_RULES),
            "wanted": sight.wanted,
            "names": self._options.names(),
            "conditions": self._options.conditions(),
            "sections": self._options.sections(),
        }

    def _abouts(self, sight: Sight) -> dict[str, str]:
        """Who each row is about: a person is remembered, an id is not."""
        told = self._parts.record.cases.told([row.conversation for row in sight.page.rows], PATHS)
        return {
            row.conversation: about(told[row.conversation], row.last_activity_at, sight.now)
            for row in sight.page.rows
            if row.conversation in told
        }

    def _becauses(self, sight: Sight, *, hidden: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Why the urgent ones are as urgent as they are: what the rules of their level are called."""
        levels = {row.conversation: row.level for row in sight.page.rows if row.rank <= URGENT}
        held = self._parts.record.cases.rules(list(levels)) if levels else {}
        known = self._options.rules()
        return {
            conversation: tuple(
                known[rule].title
                for rule in rules
                if rule in known and rule not in hidden and known[rule].level.name == levels[conversation]
            )
            for conversation, rules in held.items()
        }

    def _snippets(self, page: CasePage, search: Search | None) -> Mapping[str, Snippet]:
        if search is None:
            return {}
        return self._parts.record.snippets.of([row.conversation for row in page.rows], search)
