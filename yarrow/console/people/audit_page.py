"""The audit log, to be read: who did what, when, and whether it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from starlette.responses import Response

from yarrow.console.parts import Parts
from yarrow.console.people.deeds import WORDS, in_words
from yarrow.console.visit import Visit
from yarrow.store.audit import Act, Sought
from yarrow.store.heads import FILE, read

LINES = 100


class AuditPage:
    """The pages."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._zone = ZoneInfo(parts.settings.console.timezone)

    async def show(self, visit: Visit) -> Response:
        """A hundred lines, newest first, of what is asked for. That it was read is a line, too."""
        record, threads, asked = self._parts.record, self._parts.threads, visit.request.query_params
        sought, before = self._sought(asked), asked.get("before", "")
        number = int(before) if before.isdecimal() and len(before) < 10 else None
        act = Act(visit.seat.staff, "audit.read", detail={"before": number})
        await threads.record(record.audit.add, act, self._parts.now())
        lines = await threads.record(record.audit.lines, sought, before=number, limit=LINES)
        names = await threads.record(record.accounts.names)
        return self._parts.sheets.page(
            "people/audit.html",
            visit,
            lines=[(line, _who(line.act.actor, names), in_words(line.act, names)) for line in lines],
            people=sorted(names.items(), key=lambda pair: pair[1]),
            actions=[(action, WORDS.get(action, action)) for action in await threads.record(record.audit.actions)],
            asked=asked,
            older=_older(asked, lines[-1].number) if len(lines) == LINES else "",
        )

    async def verify(self, visit: Visit) -> Response:
        """Check every line and every head that was kept."""
        record, threads = self._parts.record, self._parts.threads
        await threads.record(record.audit.add, Act(visit.seat.staff, "audit.verify"), self._parts.now())
        path = self._parts.settings.home / FILE
        heads = await threads.record(read, path) if path.exists() else ()
        problems = await threads.record(record.audit.verify, heads)
        head = await threads.record(record.audit.head)
        return self._parts.sheets.page(
            "people/verified.html", visit, problems=problems, head=head, heads=len(heads), now=self._parts.now()
        )

    def _sought(self, asked: Mapping[str, str]) -> Sought:
        begun, ended = _day(asked.get("from", "")), _day(asked.get("to", ""))
        return Sought(
            actor=asked.get("actor", "").strip()[:80],
            action=asked.get("action", "").strip()[:64],
            conversation=asked.get("conversation", "").strip()[:64],
            begun=self._midnight(begun) if begun else None,
            ended=self._midnight(ended + timedelta(days=1)) if ended else None,
        )

    def _midnight(self, day: date) -> datetime:
        """When this day begins at the clinic."""
        return datetime.combine(day, time(), self._zone)


def _day(given: str) -> date | None:
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None


def _who(actor: str, names: Mapping[str, str]) -> str:
    if actor == "system":
        return "Yarrow itself"
    return names.get(actor) or actor.replace("command:", "at the command line: ")


def _older(asked: Mapping[str, Any], number: int) -> str:
    kept = {name: value for name, value in asked.items() if name != "before" and value}
    return f"/audit?{urlencode({**kept, 'before': number})}"
