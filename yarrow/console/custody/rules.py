"""How long what is kept: the rules there are, what new ones would do now, and what was done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import QueryParams
from starlette.responses import Response

from yarrow.console import refusal
from yarrow.console.custody.words import REASONS, STATUSES
from yarrow.console.parts import Parts
from yarrow.console.said import go
from yarrow.console.visit import Visit

MOST_DAYS = 36_500
PROBLEM = f"Write a whole number of days from 1 to {MOST_DAYS:,}, or nothing."


class Rules:
    """The pages of the rules."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def show(self, visit: Visit) -> Response:
        """The rules there are, what they would do now, what is held back, and the last runs."""
        threads, record = self._parts.threads, self._parts.record
        rules = await threads.record(record.retention.rules)
        days = {rule.status: rule.days for rule in rules}
        values = await self._fates(days)
        return self._parts.sheets.page(
            "custody/rules.html",
            visit,
            rules=rules,
            given={status: str(days.get(status, "")) for status in STATUSES},
            problems={},
            runs=await threads.record(record.retention_runs.last),
            names=await threads.record(record.accounts.names),
            **values,
        )

    async def propose(self, visit: Visit) -> Response:
        """What the rules in the address would do now, before anybody decides."""
        given = _given(visit.request.query_params)
        days, problems = read(given)
        if problems:
            sheet: dict[str, Any] = {"given": given, "problems": problems, "statuses": STATUSES}
            return self._parts.sheets.page("custody/mend.html", visit, status=422, **sheet)
        values = await self._fates(days)
        return self._parts.sheets.page("custody/propose.html", visit, days=days, **values)

    async def decide(self, visit: Visit) -> Response:
        """From now on these rules hold."""
        days, problems = read({status: visit.form.one(status) for status in STATUSES})
        if problems:
            raise refusal.not_understood()
        await self._parts.threads.record(self._parts.record.retention.set, days, visit.seat.staff, self._parts.now())
        return go("/retention", "saved")

    async def _fates(self, days: Mapping[str, int]) -> dict[str, Any]:
        threads, retention, now = self._parts.threads, self._parts.record.retention, self._parts.now()
        return {
            "fates": await threads.record(retention.preview, days, now),
            "held_back": await threads.record(retention.held_back, days, now),
            "statuses": STATUSES,
            "reasons": REASONS,
        }


def read(given: Mapping[str, str]) -> tuple[dict[str, int], dict[str, str]]:
    """The days by status, and what is wrong, by status; nothing given: no rule."""
    days: dict[str, int] = {}
    problems: dict[str, str] = {}
    for status, text in given.items():
        if text.isdecimal() and text.isascii() and len(text) <= 6 and 1 <= int(text) <= MOST_DAYS:
            days[status] = int(text)
        elif text:
            problems[status] = PROBLEM
    return days, problems


def _given(query: QueryParams) -> dict[str, str]:
    return {status: query.get(status, "").strip()[:20] for status in STATUSES}
